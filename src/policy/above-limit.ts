/** Repositories with a setting that is higher than the policy allows. */

import type { Fact } from "../roster/fact.ts";
import type { Repository } from "../roster/repository.ts";
import { judgeRepositories } from "./judge-repositories.ts";
import type { RepositoryPolicy } from "./policy.ts";
import type { Drift, RuleContext } from "./rule.ts";
import { ofRepository } from "./subject.ts";

interface Setting<Value extends string> {
  /** For a sentence about what was not seen. */
  readonly name: string;
  /** The lowest first. */
  readonly values: readonly Value[];
  readonly actualOf: (repository: Repository) => Fact<Value>;
  /** The highest value that an entry allows; null: not managed. */
  readonly allowedBy: (entry: RepositoryPolicy) => Value | null;
}

/** Returns a finding for each of them; what was not seen makes the rule not judged. */
export function* findAboveLimit<Value extends string>(
  context: RuleContext<unknown>,
  { name, values, actualOf, allowedBy }: Setting<Value>,
): Iterable<Drift> {
  const managed = judgeRepositories(context, (entry) => allowedBy(entry) !== null);
  for (const { repository, policy } of managed) {
    const allowed = allowedBy(policy);
    const actual = context.readFact(actualOf(repository), name);
    if (allowed === null || actual === undefined) continue;
    if (values.indexOf(actual) <= values.indexOf(allowed)) continue;
    yield {
      subject: ofRepository(repository),
      facts: { actual, allowed },
      position: policy.name.position,
    };
  }
}

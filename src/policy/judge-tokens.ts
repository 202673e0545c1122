/**
 * The entitlement tokens that a rule is about. What was not seen of them makes the rule not judged,
 * with one sentence for each kind of gap.
 */

import { listCoverage, sawAllVisible } from "../roster/coverage.ts";
import type { Repository } from "../roster/repository.ts";
import type { EntitlementToken } from "../roster/token.ts";
import { judgeRepositories } from "./judge-repositories.ts";
import { needList } from "./need-list.ts";
import type { TokenPolicy } from "./policy.ts";
import type { RuleContext } from "./rule.ts";
import { checksOnlyVisible } from "./rules/repository-unlisted.ts";
import { tokensFor } from "./token-policy.ts";
import { describeUnreadTokens } from "./unread-privileges.ts";

export interface ManagedToken {
  readonly token: EntitlementToken;
  readonly repository: Repository;
  /** The list that applies to it. */
  readonly allowed: TokenPolicy;
}

/** What rules about tokens need to see, for the documentation. */
export const needsTokens =
  "the repositories for which the policy has tokens, and their tokens; reported in spite of gaps";

type Context = Pick<
  RuleContext<unknown>,
  "roster" | "policy" | "repositories" | "now" | "cannotJudge"
>;

/** Returns the tokens of all repositories for which the policy has a list of tokens. */
export function judgeTokens(context: Context): readonly ManagedToken[] {
  const { policy, repositories } = context;
  const listed = judgeRepositories(context, (entry) => entry.tokens !== null);
  // A list for all repositories also applies to those that were not seen.
  if (policy.tokens !== null) needAllRepositories(context);
  const own = new Map(listed.map(({ repository, policy: entry }) => [repository, entry]));
  const all = [
    ...repositories.managed.map(({ repository }) => repository),
    ...repositories.unlisted,
  ];
  const managed = all.flatMap((repository) => {
    const allowed = tokensFor(policy, own.get(repository));
    return allowed === null ? [] : [{ repository, allowed }];
  });
  const reason = describeUnreadTokens(managed.map(({ repository }) => repository));
  if (reason !== undefined) context.cannotJudge(reason);
  return managed.flatMap(({ repository, allowed }) =>
    (repository.tokens?.list ?? []).map((token) => ({ token, repository, allowed })),
  );
}

/** Returns whether it was seen that a token gives nobody access: it is not active, or has ended. */
export function opensNothing(
  { active, endsAt }: EntitlementToken,
  { now }: Pick<RuleContext<unknown>, "now">,
): boolean {
  return active === false || (typeof endsAt === "string" && Date.parse(endsAt) <= now.getTime());
}

/** Only an Owner sees all repositories, so a policy may say that those that are visible are enough. */
function needAllRepositories(context: Context): void {
  const list = listCoverage(context.roster.coverage, "repositories");
  if (checksOnlyVisible(context.policy) && sawAllVisible(list)) return;
  needList(context, "repositories");
}

/** What `explain` says about a rule, for an account, a team or a repository. */

import { isUnknown, unknownReasons } from "../roster/fact.ts";
import type { RuleResult } from "./evaluate.ts";
import type { SharedContext } from "./shared-context.ts";
import type { Finding } from "./finding.ts";
import type { Policy } from "./policy.ts";
import type { Place } from "./position.ts";
import type { AnyRule } from "./rule.ts";

export interface ExplainedRule<FactName extends string = string> {
  readonly result: Pick<RuleResult, "rule" | "severity" | "reason">;
  /**
   * `indifferent`: the rule does not look at it; `not-judged`: a fact that the rule read was not
   * seen, or its list has gaps; `repeats`: another rule reports what it found.
   */
  readonly outcome:
    | "found"
    | "accepted"
    | "repeats"
    | "passes"
    | "not-judged"
    | "off"
    | "indifferent";
  /** About it. */
  readonly findings: readonly Finding[];
  /** For `repeats`: the ids of the rules that report what it found. */
  readonly reportedBy: readonly string[];
  /** The facts that the rule read, in the order in which it read them. */
  readonly saw: readonly FactName[];
  /** Why it was not judged; null for every other outcome. */
  readonly why: string | null;
  /** Where the policy sets the rule; undefined if it does not. */
  readonly position: Place | undefined;
}

interface Seen<FactName extends string> {
  readonly isAbout: (finding: Finding) => boolean;
  readonly saw: readonly FactName[];
  /** Why the rule cannot be judged, if it looks at it; null if it can be. */
  readonly why: string | null;
}

/**
 * Returns whether a rule looks at things of this kind. Rules on OIDC providers and group mappings read
 * all of them only to find who is privileged.
 */
export function looksAt(
  { id, section }: AnyRule,
  kind: "member" | "service" | "team" | "repository",
): boolean {
  if (section === "oidc") return id === "oidc-service" && kind === "service";
  return section !== "group-sync" || kind === "team";
}

/** Returns a rule's result for one account, team or repository. */
export function toExplainedRule<FactName extends string>(
  result: RuleResult,
  policy: Policy,
  { isAbout, saw, why }: Seen<FactName>,
): ExplainedRule<FactName> {
  const { rule, severity, reason, status } = result;
  const findings = result.findings.filter(isAbout);
  const repeats = (result.repeats ?? []).filter(({ finding }) => isAbout(finding));
  const decide = (): ExplainedRule["outcome"] => {
    if (status === "off") return "off";
    if (findings.some(({ state }) => state !== "accepted")) return "found";
    if (findings.length > 0) return "accepted";
    if (repeats.length > 0) return "repeats";
    if (why !== null) return "not-judged";
    return saw.length === 0 ? "indifferent" : "passes";
  };
  const outcome = decide();
  return {
    result: { rule, severity, reason },
    outcome,
    findings,
    reportedBy: [...new Set(repeats.map(({ by }) => by))],
    saw,
    why: outcome === "not-judged" ? why : null,
    position: policy.rules.get(rule.id)?.position,
  };
}

/** Returns a proxy of an object, which reports each key that is read. */
export function watch<Entry extends object>(
  entry: Entry,
  onRead: (key: string | symbol) => void,
): Entry {
  return new Proxy(entry, {
    get(target, key, receiver): unknown {
      onRead(key);
      return Reflect.get(target, key, receiver);
    },
  });
}

/**
 * Runs a rule and returns what it could not read, as sentences without a final period. `whose`
 * follows the name of a fact, as in "for everybody".
 */
export function findUnread(rule: AnyRule, context: SharedContext, whose = ""): readonly string[] {
  const gaps = new Set<string>();
  const options = context.policy.rules.get(rule.id)?.options;
  const readFact: Parameters<AnyRule["evaluate"]>[0]["readFact"] = (fact, name) => {
    if (!isUnknown(fact)) return fact;
    gaps.add(`the ${name} was not seen${whose}: ${unknownReasons[fact.unknown]}`);
    return undefined;
  };
  const cannotJudge = (reason: string) => gaps.add(reason);
  for (const _ of rule.evaluate({ ...context, options, readFact, cannotJudge }));
  return [...gaps];
}

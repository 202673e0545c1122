/** What a policy says of one person: which rules look at them, what each sees, and what it says. */

import { isUnknown, unknownReasons, type Member, type Roster } from "../roster/model.ts";
import { createDirectory } from "./directory.ts";
import { evaluate, shareContext, type RuleResult } from "./evaluate.ts";
import type { ExceptionUse } from "./exceptions/exception.ts";
import type { Finding, Position } from "./finding.ts";
import { placesOfPeople } from "./names.ts";
import type { Policy } from "./policy.ts";
import type { AnyRule } from "./rule.ts";

/** What there is to know of a member, in the order in which it is told. */
export const memberFacts = [
  "email",
  "role",
  "active",
  "twoFactor",
  "joinedAt",
  "lastLoginAt",
  "lastLoginMethod",
  "visibility",
  "teams",
] as const satisfies readonly (keyof Member)[];
export type MemberFact = (typeof memberFacts)[number];

export interface PersonRule {
  readonly result: Pick<RuleResult, "rule" | "severity" | "reason">;
  /**
   * `indifferent`: the rule looked at nothing of this person; `not-judged`: what it looked at was
   * not seen, or its list has gaps.
   */
  readonly outcome: "found" | "accepted" | "passes" | "not-judged" | "off" | "indifferent";
  /** About this person. */
  readonly findings: readonly Finding[];
  /** What the rule looked at, in its order. */
  readonly saw: readonly MemberFact[];
  /** Why it was not judged for this person; null for every other outcome. */
  readonly why: string | null;
  /** Where the policy sets the rule; undefined for a default. */
  readonly position: Position | undefined;
}

export interface PersonExplanation {
  readonly member: Member;
  /** Where the policy names them. */
  readonly named: readonly { readonly place: string; readonly position: Position }[];
  readonly rules: readonly PersonRule[];
  readonly exceptions: readonly ExceptionUse[];
}

/** Returns the members that a username, a permanent id or an e-mail address means. */
export function findPerson(roster: Roster, name: string): readonly Member[] {
  return createDirectory(roster).members({ text: name, position: { line: 1, column: 1 } });
}

/** Returns what the policy says of a member of the roster. Pure. */
export function explainPerson(
  roster: Roster,
  policy: Policy,
  member: Member,
  now: Date,
): PersonExplanation {
  const directory = createDirectory(roster);
  const isThem = (name: Parameters<typeof directory.members>[0]) =>
    directory.members(name).includes(member);
  const { rules, exceptions } = evaluate(roster, policy, now);
  const look = createLookout(roster, policy, member, now);
  return {
    member,
    named: placesOfPeople(policy)
      .filter(({ name }) => isThem(name))
      .map(({ name, place }) => ({ place, position: name.position })),
    rules: rules
      .filter(({ rule }) => rule.stage !== "exceptions")
      .map((result) => toPersonRule(result, policy, member, look)),
    exceptions: exceptions.filter(({ exception }) => isThem(exception.subject)),
  };
}

function toPersonRule(
  result: RuleResult,
  policy: Policy,
  member: Member,
  look: (rule: AnyRule) => readonly MemberFact[],
): PersonRule {
  const { rule, severity, reason, status } = result;
  const findings = result.findings.filter(
    ({ subject }) => subject.kind === "member" && subject.id === member.id,
  );
  const saw = status === "off" ? [] : look(rule);
  const why = whyNotJudged(result, member, saw);
  const outcome = (): PersonRule["outcome"] => {
    if (status === "off") return "off";
    if (findings.some(({ state }) => state !== "accepted")) return "found";
    if (findings.length > 0) return "accepted";
    if (why !== null) return "not-judged";
    return saw.length === 0 ? "indifferent" : "passes";
  };
  return {
    result: { rule, severity, reason },
    outcome: outcome(),
    findings,
    saw,
    why: outcome() === "not-judged" ? why : null,
    position: policy.rules.get(rule.id)?.position,
  };
}

function whyNotJudged(
  { rule, status, reason }: RuleResult,
  member: Member,
  saw: readonly MemberFact[],
): string | null {
  for (const name of saw) {
    const fact: unknown = member[name];
    if (isUnknown(fact)) return unknownReasons[fact.unknown];
  }
  // What rests on a whole list says nothing of anybody on a list with gaps.
  return status === "not-judged" && rule.evidence === "list" && saw.length > 0 ? reason : null;
}

/** Returns a function that tells which facts of the member a rule looks at. */
function createLookout(
  roster: Roster,
  policy: Policy,
  member: Member,
  now: Date,
): (rule: AnyRule) => readonly MemberFact[] {
  const seen = new Set<MemberFact>();
  const watched = new Proxy(member, {
    get(target, key, receiver): unknown {
      const fact = memberFacts.find((name) => name === key);
      if (fact !== undefined) seen.add(fact);
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
  const members = roster.members.map((one) => (one === member ? watched : one));
  const shared = shareContext({ ...roster, members }, policy, now);
  return (rule) => {
    seen.clear();
    const options = policy.rules.get(rule.id)?.options;
    const see: Parameters<AnyRule["evaluate"]>[0]["see"] = (fact) =>
      isUnknown(fact) ? undefined : fact;
    for (const _ of rule.evaluate({ ...shared, options, see, cannotJudge: () => {} }));
    return [...seen];
  };
}

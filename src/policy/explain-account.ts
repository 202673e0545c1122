/** What a policy says of one account: which rules look at it, what each sees, and what it says. */

import type { Member, Roster, ServiceAccount } from "../roster/model.ts";
import { isUnknown, unknownReasons } from "../roster/fact.ts";
import { directoryOf } from "./directory.ts";
import { evaluate, shareContext, type RuleResult } from "./evaluate.ts";
import type { ExceptionUse } from "./exceptions/exception.ts";
import type { Finding } from "./finding.ts";
import type { Position } from "./position.ts";
import { placesOfPeople, placesOfServices } from "./names.ts";
import type { Policy } from "./policy.ts";
import type { WrittenName } from "./position.ts";
import type { AnyRule } from "./rule.ts";

/** A person's or a service's place in the workspace. */
export type Account =
  | { readonly kind: "member"; readonly entry: Member }
  | { readonly kind: "service"; readonly entry: ServiceAccount };

/** What there is to know of an account, in the order in which it is told. */
const facts = {
  member: [
    "email",
    "role",
    "active",
    "twoFactor",
    "joinedAt",
    "lastLoginAt",
    "lastLoginMethod",
    "visibility",
    "teams",
  ],
  service: ["role", "createdAt", "createdBy", "keyExpiresAt", "teams"],
} as const satisfies {
  readonly member: readonly (keyof Member)[];
  readonly service: readonly (keyof ServiceAccount)[];
};
export type AccountFact = (typeof facts)[keyof typeof facts][number];

/** Returns what there is to know of an account of that kind. */
export function factsOf(kind: Account["kind"]): readonly AccountFact[] {
  return facts[kind];
}

/** Returns a fact of an account, as the roster has it. */
export function factOf({ entry }: Account, fact: AccountFact): unknown {
  return (entry as Partial<Record<AccountFact, unknown>>)[fact];
}

export interface AccountRule {
  readonly result: Pick<RuleResult, "rule" | "severity" | "reason">;
  /**
   * `indifferent`: the rule looked at nothing of this account; `not-judged`: what it looked at was
   * not seen, or its list has gaps.
   */
  readonly outcome: "found" | "accepted" | "passes" | "not-judged" | "off" | "indifferent";
  /** About this account. */
  readonly findings: readonly Finding[];
  /** What the rule looked at, in its order. */
  readonly saw: readonly AccountFact[];
  /** Why it was not judged for this account; null for every other outcome. */
  readonly why: string | null;
  /** Where the policy sets the rule; undefined for a default. */
  readonly position: Position | undefined;
}

export interface AccountExplanation {
  readonly account: Account;
  /** Where the policy names it. */
  readonly named: readonly { readonly place: string; readonly position: Position }[];
  readonly rules: readonly AccountRule[];
  readonly exceptions: readonly ExceptionUse[];
}

/** Returns the accounts that a username, a permanent id, an e-mail address or a slug means. */
export function findAccounts(roster: Roster, name: string): readonly Account[] {
  const directory = directoryOf(roster);
  const written = { text: name, position: { line: 1, column: 1 } };
  const service = directory.service(written);
  return [
    ...directory.members(written).map((entry) => ({ kind: "member" as const, entry })),
    ...(service === undefined ? [] : [{ kind: "service" as const, entry: service }]),
  ];
}

/** Returns what the policy says of an account of the roster. Pure. */
export function explainAccount(
  roster: Roster,
  policy: Policy,
  account: Account,
  now: Date,
): AccountExplanation {
  const isIt = recognise(roster, account);
  const { rules, exceptions } = evaluate(roster, policy, now);
  const look = createLookout(roster, policy, account, now);
  const places = account.kind === "member" ? placesOfPeople(policy) : placesOfServices(policy);
  return {
    account,
    named: places
      .filter(({ name }) => isIt(name))
      .map(({ name, place }) => ({ place, position: name.position })),
    rules: rules
      .filter(({ rule }) => rule.stage !== "exceptions")
      .map((result) => toAccountRule(result, policy, account, look)),
    exceptions: exceptions.filter(({ exception }) => isIt(exception.subject)),
  };
}

function recognise(roster: Roster, { kind, entry }: Account): (name: WrittenName) => boolean {
  const directory = directoryOf(roster);
  return kind === "member"
    ? (name) => directory.members(name).includes(entry)
    : (name) => directory.service(name) === entry;
}

function toAccountRule(
  result: RuleResult,
  policy: Policy,
  account: Account,
  look: (rule: AnyRule) => readonly AccountFact[],
): AccountRule {
  const { rule, severity, reason, status } = result;
  const findings = result.findings.filter(
    ({ subject }) => subject.kind === account.kind && subject.id === idOf(account),
  );
  const saw = status === "off" ? [] : look(rule);
  const why = whyNotJudged(result, account, saw);
  const outcome = (): AccountRule["outcome"] => {
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

/** Returns the permanent id; a service account has nothing but its slug. */
export function idOf({ kind, entry }: Account): string {
  return kind === "member" ? entry.id : entry.slug;
}

function whyNotJudged(
  { rule, status, reason }: RuleResult,
  account: Account,
  saw: readonly AccountFact[],
): string | null {
  for (const name of saw) {
    const fact = factOf(account, name);
    if (isUnknown(fact)) return unknownReasons[fact.unknown];
  }
  // What rests on a whole list says nothing of anybody on a list with gaps.
  return status === "not-judged" && rule.evidence === "list" && saw.length > 0 ? reason : null;
}

/** Returns a function that tells which facts of the account a rule looks at. */
function createLookout(
  roster: Roster,
  policy: Policy,
  account: Account,
  now: Date,
): (rule: AnyRule) => readonly AccountFact[] {
  const seen = new Set<AccountFact>();
  const own = watch<Member | ServiceAccount>(account.entry, (key) => {
    const fact = factsOf(account.kind).find((name) => name === key);
    if (fact !== undefined) seen.add(fact);
  });
  const swap = <Entry extends object>(entry: Entry): Entry =>
    entry === account.entry ? (own as unknown as Entry) : entry;
  const { teams, ...shared } = shareContext(
    { ...roster, members: roster.members.map(swap), services: roster.services.map(swap) },
    policy,
    now,
  );
  // Who is in a team was asked of the account before any rule looks at the team.
  const swapAccount = <Item extends { readonly account: unknown }>(item: Item): Item =>
    item.account === own ? watch(item, () => seen.add("teams")) : item;
  const managed = teams.managed.map((team) => ({
    ...team,
    members: team.members.map(swapAccount),
    services: team.services.map(swapAccount),
  }));
  return (rule) => {
    seen.clear();
    const options = policy.rules.get(rule.id)?.options;
    const readFact: Parameters<AnyRule["evaluate"]>[0]["readFact"] = (fact) =>
      isUnknown(fact) ? undefined : fact;
    const context = { ...shared, teams: { ...teams, managed }, options, readFact };
    for (const _ of rule.evaluate({ ...context, cannotJudge: () => {} }));
    return [...seen];
  };
}

/** Returns the same entry, which reports each key that is read. */
function watch<Entry extends object>(entry: Entry, onRead: (key: string | symbol) => void): Entry {
  return new Proxy(entry, {
    get(target, key, receiver): unknown {
      onRead(key);
      return Reflect.get(target, key, receiver);
    },
  });
}

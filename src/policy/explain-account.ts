/** Explains one account: which rules look at it, which facts they read, and what they find. */

import { holderOf, type Account } from "../roster/access.ts";
import { fold } from "../roster/fold.ts";
import type { Member, Roster, ServiceAccount } from "../roster/model.ts";
import { isUnknown, unknownReasons } from "../roster/fact.ts";
import { directoryOf } from "./directory.ts";
import { evaluate, type RuleResult } from "./evaluate.ts";
import { shareContext } from "./shared-context.ts";
import type { ExceptionUse } from "./exceptions/exception.ts";
import { namesOne } from "./exceptions/meant-kind.ts";
import {
  findUnread,
  looksAt,
  toExplainedRule,
  watch,
  type ExplainedRule,
} from "./explained-rule.ts";
import type { Finding } from "./finding.ts";
import { placesOfPeople, placesOfServices, type PlacedName } from "./names.ts";
import type { Policy } from "./policy.ts";
import type { WrittenName } from "./position.ts";
import type { AnyRule } from "./rule.ts";

/** The facts of an account, in the order of the explanation. */
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
type OwnFact = (typeof facts)[keyof typeof facts][number];
/** `privileges`: its own on repositories; `providers`: whose tokens may become it. */
export type AccountFact = OwnFact | "privileges" | "providers";

/** Returns the names of the facts of an account of this kind. */
export function factsOf(kind: Account["kind"]): readonly OwnFact[] {
  return facts[kind];
}

/** Returns a fact of an account, as the roster has it. */
export function factOf({ entry }: Account, fact: AccountFact): unknown {
  return (entry as Partial<Record<AccountFact, unknown>>)[fact];
}

/** The rules whose findings are about the holders of privileges. */
export const privilegeRules: ReadonlySet<string> = new Set([
  "repository-privilege-unexpected",
  "repository-privilege-missing",
  "repository-privilege-level",
  "direct-privilege",
  "privileged-outsider",
]);

export type AccountRule = ExplainedRule<AccountFact>;

export interface AccountExplanation {
  readonly account: Account;
  /** Where the policy names the account. */
  readonly named: readonly PlacedName[];
  readonly rules: readonly AccountRule[];
  readonly exceptions: readonly ExceptionUse[];
}

/** Returns the accounts with this username, permanent id, e-mail address or slug. */
export function findAccounts(roster: Roster, name: string): readonly Account[] {
  const directory = directoryOf(roster);
  const written = { text: name, position: { line: 1, column: 1 } };
  const service = directory.service(written);
  return [
    ...directory.members(written).map((entry) => ({ kind: "member" as const, entry })),
    ...(service === undefined ? [] : [{ kind: "service" as const, entry: service }]),
  ];
}

/** Returns what the policy says about an account of the roster. Pure. */
export function explainAccount(
  roster: Roster,
  policy: Policy,
  account: Account,
  now: Date,
): AccountExplanation {
  const isIt = createMatcher(roster, account);
  const { rules, exceptions } = evaluate(roster, policy, now);
  const readFactsOf = createFactRecorder(roster, policy, account, now);
  const places = account.kind === "member" ? placesOfPeople(policy) : placesOfServices(policy);
  return {
    account,
    named: places.filter(({ name }) => isIt(name)),
    rules: rules
      .filter(({ rule }) => rule.stage !== "exceptions")
      .map((result) => toAccountRule(result, policy, account, readFactsOf)),
    exceptions: exceptions.filter(({ exception }) =>
      namesOne(exception.subject, isIt, holderOf(account).kind),
    ),
  };
}

function createMatcher(roster: Roster, { kind, entry }: Account): (name: WrittenName) => boolean {
  const directory = directoryOf(roster);
  return kind === "member"
    ? (name) => directory.members(name).includes(entry)
    : (name) => directory.service(name) === entry;
}

function toAccountRule(
  result: RuleResult,
  policy: Policy,
  account: Account,
  readFactsOf: (rule: AnyRule) => readonly AccountFact[],
): AccountRule {
  const isAbout = ({ subject }: Finding) =>
    subject.kind === account.kind && subject.id === idOf(account);
  const read = readBy(result, account, readFactsOf);
  const isOpen = result.status === "not-judged" && privilegeRules.has(result.rule.id);
  const saw = isOpen ? [...new Set([...read, "privileges" as const])] : read;
  return toExplainedRule(result, policy, { isAbout, saw, why: whyNotJudged(result, account, saw) });
}

function readBy(
  { rule, status }: RuleResult,
  { kind }: Account,
  readFactsOf: (rule: AnyRule) => readonly AccountFact[],
): readonly AccountFact[] {
  if (status === "off" || !looksAt(rule, kind)) return [];
  return rule.section === "oidc" ? ["providers"] : readFactsOf(rule);
}

/** Returns the permanent id; a service account has only its slug. */
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
  // The account may have a privilege, or a provider, that was not seen.
  const mayHaveMore = privilegeRules.has(rule.id) || saw.includes("providers");
  if (status === "not-judged" && mayHaveMore) return reason;
  // A finding that depends on the complete list cannot be ruled out for anybody in a list with
  // gaps.
  return status === "not-judged" && rule.evidence === "list" && saw.length > 0 ? reason : null;
}

/** Returns a function that returns the facts of the account that a rule reads. */
function createFactRecorder(
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
  const holder = holderOf(account);
  const repositories = roster.repositories.map((repository) => ({
    ...repository,
    privileges: repository.privileges.map((privilege) =>
      privilege.kind === holder.kind && fold(privilege.slug) === fold(holder.slug)
        ? watch(privilege, () => seen.add("privileges"))
        : privilege,
    ),
  }));
  const { teams, ...shared } = shareContext(
    {
      ...roster,
      members: roster.members.map(swap),
      services: roster.services.map(swap),
      repositories,
    },
    policy,
    now,
  );
  // The team index read the account's teams before any rule runs, so a rule that uses the index
  // reads them.
  const swapAccount = <Item extends { readonly account: unknown }>(item: Item): Item =>
    item.account === own ? watch(item, () => seen.add("teams")) : item;
  const managed = teams.managed.map((team) => ({
    ...team,
    members: team.members.map(swapAccount),
    services: team.services.map(swapAccount),
  }));
  const context = { ...shared, teams: { ...teams, managed } };
  return (rule) => {
    seen.clear();
    findUnread(rule, context);
    return [...seen];
  };
}

import {
  explainAbsentTeam,
  explainTeam,
  peopleOf,
  type TeamExplanation,
  type TeamFact,
  type TeamPeople,
} from "../policy/explain-team.ts";
import type { ExplainedRule } from "../policy/explained-rule.ts";
import type { InTeam } from "../policy/group-by-team.ts";
import type { Policy, TeamPolicy } from "../policy/policy.ts";
import { describePlace, type WrittenName } from "../policy/position.ts";
import { nameOf, ofTeam } from "../policy/subject.ts";
import { isWildcard } from "../policy/wildcard.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import { count } from "../roster/count.ts";
import { isUnknown, unknownReasons } from "../roster/fact.ts";
import type { Member, ServiceAccount, Team } from "../roster/model.ts";
import {
  createReasons,
  describeFact,
  describeFindings,
  describeUnused,
  heading,
  placesIn,
  row,
  termsOf,
  type Page,
} from "./explain-page.ts";

/** Returns the page about a team of the workspace. */
export function teamPage(team: Team, policy: Policy, page: Page): readonly string[] {
  const explanation = explainTeam(page.roster, policy, team, page.terminal.clock());
  const people = peopleOf(page.roster, team);
  const reasons = createReasons(page, people.gaps.join("\n"));
  const applied = explanation.rules.filter(
    ({ outcome }) => outcome !== "indifferent" && outcome !== "off",
  );
  return [
    heading(`team ${escapeTerminal(nameOf(ofTeam(team)))}`, page),
    "",
    ...row("permanent id", team.id, page),
    ...row("slug", team.slug, page),
    ...row("visibility", describeFact(team.visibility, false, page.roster), page),
    ...row("description", team.description ?? "none", page),
    ...row("group sync", describeSync(team, page), page),
    ...describePeople(people, page),
    "",
    ...inPolicy(explanation, page),
    "",
    heading("Rules", page),
    ...applied.flatMap((rule) =>
      row(rule.result.rule.id, describe(rule, { team, people, page, reasons }), page),
    ),
    ...describeUnused(explanation.rules, page),
  ];
}

/** Returns the page about a team that only the policy names, or undefined if it does not. */
export function absentTeamPage(
  name: string,
  policy: Policy,
  page: Page,
): readonly string[] | undefined {
  const explanation = explainAbsentTeam(page.roster, policy, name, page.terminal.clock());
  if (explanation === undefined) return undefined;
  const { status, rules } = explanation;
  const reasons = createReasons(page, status);
  return [
    heading(`team ${escapeTerminal(name)}`, page),
    "",
    ...row("status", status, page),
    "",
    ...inPolicy(explanation, page),
    "",
    heading("Rules", page),
    ...(rules.length === 0 ? row("", "no findings", page) : []),
    ...rules.flatMap((rule) =>
      row(rule.result.rule.id, describeOutcome(rule, { page, reasons }), page),
    ),
  ];
}

function describeSync(team: Team, { roster }: Page): string {
  const { enabled, mappings } = roster.groupSync;
  if (isUnknown(enabled)) return `unknown (${unknownReasons[enabled.unknown]})`;
  if (!enabled) return "off";
  const own = mappings.filter((mapping) => mapping.team === team.id);
  if (own.length === 0)
    return "on for the workspace; no group of the identity provider is mapped to this team";
  const groups = own.map(
    ({ attribute, value, role }) =>
      `${attribute} ${value} as ${isUnknown(role) ? "unknown role" : role}`,
  );
  return `filled by the identity provider: ${groups.join(", ")}`;
}

function describePeople({ members, services, gaps }: TeamPeople, page: Page): readonly string[] {
  const withRole = (role: string) => members.filter((one) => one.role === role);
  const unsure = members.filter(({ role }) => isUnknown(role));
  const none = gaps.length === 0 ? "none" : "none that was seen";
  const list = (label: string, accounts: readonly InTeam<Member | ServiceAccount>[]) =>
    row(label, accounts.length === 0 ? none : listNames(accounts.map(nameIn)), page);
  return [
    ...list("managers", withRole("Manager")),
    ...list("members", withRole("Member")),
    ...(unsure.length === 0 ? [] : list("team role unknown", unsure)),
    ...list("service accounts", services),
    ...(services.some(({ role }) => role === "Manager") ? row("", managingServices, page) : []),
    ...gaps.flatMap((gap) => row("not seen", gap, page)),
  ];
}

/** The policy has no team roles for service accounts. */
const managingServices =
  "for information: no built-in rule reports a service account that is a Manager of a team";

function nameIn({ account, role }: InTeam<Member | ServiceAccount>): string {
  if ("username" in account) return account.username;
  return `${account.slug} (${isUnknown(role) ? "role unknown" : role})`;
}

/** More names than these do not help a reader. */
const maxNames = 60;

/** Returns the names, escaped, and how many are left out. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, maxNames).map((name) => escapeTerminal(name, 100));
  return `${shown.join(", ")}${describeRest(names.length)}`;
}

function describeRest(all: number): string {
  return all <= maxNames ? "" : `, and ${count(all - maxNames, "other")}`;
}

function inPolicy(
  { entries, named, exceptions }: Pick<TeamExplanation, "entries" | "named" | "exceptions">,
  page: Page,
): readonly string[] {
  const [title = "", nowhere = "", ...places] = placesIn({ named, exceptions }, page);
  const rest = named.length === 0 ? places : [nowhere, ...places];
  if (entries.length === 0) return [title, ...(named.length === 0 ? [nowhere] : []), ...rest];
  return [title, ...entries.flatMap((entry) => describeEntry(entry, page)), ...rest];
}

function describeEntry(entry: TeamPolicy, page: Page): readonly string[] {
  const { name, managers, members, services, formerly } = entry;
  const pattern = isWildcard(name.text) ? ", a pattern for the slugs of teams" : "";
  const before = formerly.map(({ text }) => text).join(", ");
  const settings = [
    ["formerly", before === "" ? null : before],
    ["synced", entry.synced ? "the identity provider must fill it" : null],
    ["visibility", entry.visibility],
    ["description", entry.description],
    ["reviewed", entry.reviewed],
    ["review-every", entry.reviewEvery],
  ] as const;
  return [
    ...row(
      `teams.${name.text}`,
      `${describePlace(name.position, page.path)}${pattern}${termsOf(name)}`,
      page,
    ),
    ...row("managers", describeList(managers, page), page),
    ...row("members", describeList(members, page), page),
    ...row("services", describeList(services, page), page),
    ...settings.flatMap(([label, value]) => (value === null ? [] : row(label, value, page))),
  ];
}

/** Returns the names of a list; those with the same line and the same terms together. */
export function describeList(names: readonly WrittenName[] | null, { path }: Page): string {
  if (names === null) return "anybody";
  if (names.length === 0) return "nobody";
  const groups = Map.groupBy(
    names.slice(0, maxNames),
    (name) => `${describePlace(name.position, path)}${termsOf(name)}`,
  );
  const shown = [...groups].map(
    ([where, group]) => `${listNames(group.map(({ text }) => text))} (${where})`,
  );
  return `${shown.join("; ")}${describeRest(names.length)}`;
}

interface About {
  readonly team: Team;
  readonly people: TeamPeople;
  readonly page: Page;
  readonly reasons: ReturnType<typeof createReasons>;
}

function describe(rule: ExplainedRule<TeamFact>, about: About): string {
  const evidence = rule.saw.map((fact) => describeTeamFact(fact, about)).join(", ");
  return describeOutcome(rule, about, evidence);
}

function describeTeamFact(fact: TeamFact, { team, people, page }: About): string {
  // A number alone would look like all of them.
  const seen = people.gaps.length === 0 ? "" : " seen";
  const facts: Readonly<Record<TeamFact, () => string>> = {
    name: () => `team ${team.slug}`,
    visibility: () => `visibility ${describeFact(team.visibility, false, page.roster)}`,
    description: () => `description ${team.description ?? "none"}`,
    people: () => `${count(people.members.length, "member")}${seen}`,
    services: () => `${count(people.services.length, "service account")}${seen}`,
    policy: () => "the policy's entry",
  };
  return facts[fact]();
}

/** Returns a rule's result in one line; `evidence` is what the rule looked at. */
export function describeOutcome(
  rule: ExplainedRule,
  { page, reasons }: Pick<About, "page" | "reasons">,
  evidence = "",
): string {
  const { result, outcome, findings, why, position } = rule;
  const line = position === undefined ? "by default" : describePlace(position, page.path);
  if (outcome === "not-judged") {
    return `${reasons(result.rule.id, why ?? "")} (${line})${evidence === "" ? "" : `; looked at: ${evidence}`}`;
  }
  if (outcome === "repeats") return `reported by ${rule.reportedBy.join(", ")} (${line})`;
  if (findings.length === 0) return `passes (${line}): ${evidence}`;
  return describeFindings(result.rule, findings, line, page);
}

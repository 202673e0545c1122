import {
  explainAbsentTeam,
  explainTeam,
  peopleOf,
  type TeamExplanation,
  type TeamFact,
  type TeamPeople,
} from "../policy/explain-team.ts";
import type { InTeam } from "../policy/group-by-team.ts";
import type { Policy, TeamPolicy } from "../policy/policy.ts";
import { describePlace } from "../policy/position.ts";
import { nameOf, ofTeam } from "../policy/subject.ts";
import { isWildcard } from "../policy/wildcard.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import { count } from "../roster/count.ts";
import { isUnknown, unknownReasons } from "../roster/fact.ts";
import type { Member, ServiceAccount, Team } from "../roster/model.ts";
import { describeList, listNames } from "./explain-lists.ts";
import { describeFact, heading, placesIn, row, termsOf, type Page } from "./explain-page.ts";
import {
  createReasons,
  describeRules,
  describeRulesOfAbsent,
  describeUnused,
} from "./explain-rules.ts";

/** Returns the page about a team of the workspace. */
export function teamPage(team: Team, policy: Policy, page: Page): readonly string[] {
  const explanation = explainTeam(page.roster, policy, team, page.terminal.clock());
  const people = peopleOf(page.roster, team);
  const reasons = createReasons(page, people.gaps.join("\n"));
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
    ...describeRules(explanation.rules, { page, reasons }, (fact) =>
      describeTeamFact(fact, team, { people, page }),
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
    ...describeRulesOfAbsent(rules, { page, reasons }),
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

function inPolicy(explanation: Omit<TeamExplanation, "rules">, page: Page): readonly string[] {
  const entries = explanation.entries.flatMap((entry) => describeEntry(entry, page));
  return placesIn(explanation, page, entries);
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

function describeTeamFact(
  fact: TeamFact,
  team: Team,
  { people, page }: { readonly people: TeamPeople; readonly page: Page },
): string {
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

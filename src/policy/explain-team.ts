/** Explains one team: who is in it, what the policy says about it, and what each rule finds. */

import { fold } from "../roster/fold.ts";
import { isUnknown, unknownReasons } from "../roster/fact.ts";
import type { Member, Roster, ServiceAccount, Team } from "../roster/model.ts";
import { evaluate, type RuleResult } from "./evaluate.ts";
import { shareContext, type SharedContext } from "./shared-context.ts";
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
import { groupByTeam, type InTeam } from "./group-by-team.ts";
import { gapsInLists } from "./list-gap.ts";
import { describePattern } from "./find-named.ts";
import type { PlacedName } from "./names.ts";
import type { Policy, TeamPolicy } from "./policy.ts";
import type { AnyRule } from "./rule.ts";
import { isWildcard } from "./wildcard.ts";

/** What a rule can read of a team. */
export type TeamFact = "name" | "visibility" | "description" | "people" | "services" | "policy";

export interface TeamExplanation {
  /** The policy's entries that apply to the team. */
  readonly entries: readonly TeamPolicy[];
  /** The service accounts whose entries name the team. */
  readonly named: readonly PlacedName[];
  readonly rules: readonly ExplainedRule<TeamFact>[];
  readonly exceptions: readonly ExceptionUse[];
}

/** The rules whose findings are about the name of a team in the policy. */
export const teamNameRules: ReadonlySet<string> = new Set(["team-missing", "review-overdue"]);

export interface TeamPeople {
  readonly members: readonly InTeam<Member | ServiceAccount>[];
  readonly services: readonly InTeam<Member | ServiceAccount>[];
  /** What was not seen of the lists, as sentences without a final period. */
  readonly gaps: readonly string[];
}

/** Returns who is in a team, as far as that was seen. */
export function peopleOf(roster: Roster, { id }: Team): TeamPeople {
  const members = groupByTeam<Member>(roster.members);
  const services = groupByTeam<ServiceAccount>(roster.services);
  return {
    members: members.byTeam.get(id) ?? [],
    services: services.byTeam.get(id) ?? [],
    gaps: [
      ...gapsInLists(roster, ["members", "teams", "services"]),
      ...unseenTeams("member", members.unknown),
      ...unseenTeams("service account", services.unknown),
    ],
  };
}

function unseenTeams(what: string, accounts: readonly (Member | ServiceAccount)[]): string[] {
  const reasons = new Set(
    accounts.flatMap(({ teams }) => (isUnknown(teams) ? [teams.unknown] : [])),
  );
  return [...reasons].map(
    (reason) => `the teams of at least one ${what} were not seen: ${unknownReasons[reason]}`,
  );
}

/** Returns what the policy says about a team of the roster. Pure. */
export function explainTeam(
  roster: Roster,
  policy: Policy,
  team: Team,
  now: Date,
): TeamExplanation {
  const { rules, exceptions } = evaluate(roster, policy, now);
  const { context, readFactsOf } = createLook(roster, policy, team, now);
  const applied = new Set(context.policy.teams.map(({ name }) => name));
  const entries = policy.teams.filter(({ name }) => applied.has(name));
  const names = [team.id, team.slug].map(fold);
  const isOfEntry = isAboutEntries(entries);
  const isAbout = (finding: Finding) =>
    isOfEntry(finding) ||
    [finding.subject, finding.object].some((one) => one?.kind === "team" && one.id === team.id);
  return {
    entries,
    named: servicesNaming(policy, names),
    rules: rules
      .filter(({ rule }) => rule.stage !== "exceptions")
      .map((result) => {
        const isSeen = result.status !== "off" && looksAt(result.rule, "team");
        const { saw, gaps } = isSeen ? readFactsOf(result.rule) : { saw: [], gaps: [] };
        const why = saw.length === 0 ? null : (listGap(result, roster) ?? gaps.join("; "));
        return toExplainedRule(result, policy, { isAbout, saw, why: why === "" ? null : why });
      }),
    exceptions: exceptions.filter(
      ({ exception: { subject, team: within } }) =>
        names.includes(fold(within ?? "")) ||
        namesOne(subject, ({ text }) => names.includes(fold(text)), "team"),
    ),
  };
}

export interface AbsentTeamExplanation extends Omit<TeamExplanation, "rules"> {
  /** What is known of the workspace's teams: a sentence without a final period. */
  readonly status: string;
  /** The rules that find something about the entries, or were not judged. */
  readonly rules: readonly ExplainedRule[];
}

/**
 * Returns what the policy says about a team that was not seen, or about a pattern; undefined if the
 * policy does not contain the name.
 */
export function explainAbsentTeam(
  roster: Roster,
  policy: Policy,
  name: string,
  now: Date,
): AbsentTeamExplanation | undefined {
  const wanted = fold(name);
  const isIt = ({ text }: { readonly text: string }) => fold(text) === wanted;
  const entries = policy.teams.filter((entry) => [entry.name, ...entry.formerly].some(isIt));
  const named = servicesNaming(policy, [wanted]);
  const { rules, exceptions } = evaluate(roster, policy, now);
  const own = exceptions.filter(
    ({ exception: { subject, team } }) =>
      (team !== null && fold(team) === wanted) ||
      (entries.length > 0 && namesOne(subject, isIt, "team")),
  );
  if (entries.length + named.length + own.length === 0) return undefined;
  const isAbout = isAboutEntries(entries);
  const explained = rules.map((result) => {
    const why = result.rule.id === "team-missing" ? result.reason : null;
    return toExplainedRule(result, policy, { isAbout, saw: [], why });
  });
  return {
    entries,
    named,
    status: statusOf(roster, policy, name, now),
    rules: explained.filter(({ outcome }) => outcome !== "indifferent" && outcome !== "off"),
    exceptions: own,
  };
}

function statusOf(roster: Roster, policy: Policy, name: string, now: Date): string {
  const gaps = gapsInLists(roster, ["teams"]);
  if (!isWildcard(name)) {
    return gaps.length === 0
      ? "the workspace has no such team"
      : `not a team that was seen${gaps.map((gap) => `; ${gap}`).join("")}`;
  }
  const { managed } = shareContext(roster, policy, now).teams;
  const slugs = managed
    .filter((one) => fold(one.policy.name.text) === fold(name))
    .map(({ team }) => team.slug);
  return describePattern("team", slugs, gaps);
}

/** Returns a function that says whether a finding is about a team's entry in the policy. */
function isAboutEntries(entries: readonly TeamPolicy[]): (finding: Finding) => boolean {
  const names = new Set(entries.map(({ name }) => fold(name.text)));
  const places = new Set(entries.map(({ name }) => `teams.${name.text}`));
  return ({ rule, subject, facts }) =>
    subject.kind === "policy" &&
    (teamNameRules.has(rule) ? names.has(subject.id) : places.has(String(facts["place"])));
}

function servicesNaming(policy: Policy, names: readonly string[]): readonly PlacedName[] {
  return (policy.services ?? []).flatMap(({ name, teams }) =>
    (teams ?? [])
      .filter(({ text }) => names.includes(fold(text)))
      .map((team) => ({ name: team, place: `services.${name.text}` })),
  );
}

/** Returns why an incomplete list leaves a rule not judged for every team; null if none does. */
function listGap({ rule, status, reason }: RuleResult, roster: Roster): string | null {
  return status === "not-judged" && gapsInLists(roster, rule.lists).length > 0 ? reason : null;
}

/** Rules about who is in a team that find its people without the index of teams. */
const alsoReads: Readonly<Record<string, readonly TeamFact[]>> = {
  "inactive-in-team": ["people"],
  "team-without-manager": ["people", "services"],
};

interface Look {
  /** As if the workspace had only this team, and the people who are or may be in it. */
  readonly context: SharedContext;
  readonly readFactsOf: (rule: AnyRule) => {
    readonly saw: readonly TeamFact[];
    /** What the rule could not read of the team, as sentences without a final period. */
    readonly gaps: readonly string[];
  };
}

function createLook(roster: Roster, written: Policy, team: Team, now: Date): Look {
  const seen = new Set<TeamFact>();
  const own = watch(team, (key) =>
    seen.add(key === "visibility" || key === "description" ? key : "name"),
  );
  const teams = roster.teams.map((one) => (one === team ? own : one));
  const full = shareContext({ ...roster, teams }, written, now);
  const { managed, unlisted, renaming } = full.teams;
  const ownManaged = managed.filter((one) => one.team === own);
  const mayBeIn = ({ teams: memberships }: Member | ServiceAccount) =>
    isUnknown(memberships) || memberships.some((one) => one.team === team.id);
  const context: SharedContext = {
    ...full,
    roster: {
      ...full.roster,
      teams: [own],
      members: roster.members.filter(mayBeIn),
      services: roster.services.filter(mayBeIn),
    },
    policy: {
      ...full.policy,
      teams: ownManaged.map((one) => watchEntry(one.policy, settings, seen)),
    },
    teams: {
      ...full.teams,
      managed: ownManaged.map((one) =>
        watch({ ...one, policy: watchEntry(one.policy, [...settings, ...lists], seen) }, (key) => {
          if (key === "members") seen.add("people");
          if (key === "services") seen.add("services");
        }),
      ),
      unlisted: unlisted.filter((one) => one === own),
      renaming: renaming.filter((one) => one.team === own),
      missing: [],
    },
  };
  return {
    context,
    readFactsOf: (rule) => {
      seen.clear();
      const gaps = findUnread(rule, context, " for everybody");
      return { saw: [...new Set([...seen, ...(alsoReads[rule.id] ?? [])])], gaps };
    },
  };
}

const settings = ["visibility", "description", "synced", "reviewEvery"] as const;
const lists = ["managers", "members", "services"] as const;

/** A setting that the entry does not have makes no rule look at the team. */
function watchEntry(
  entry: TeamPolicy,
  keys: readonly (keyof TeamPolicy)[],
  seen: Set<TeamFact>,
): TeamPolicy {
  return watch(entry, (key) => {
    const read = keys.find((one) => one === key);
    const value = read === undefined ? null : entry[read];
    if (value !== null && value !== false) seen.add("policy");
  });
}

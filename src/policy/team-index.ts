/** Matches the roster's teams with the policy's. */

import type { Roster, Team } from "../roster/model.ts";
import { fold } from "../roster/fold.ts";
import { groupByTeam } from "./group-by-team.ts";
import type { Policy, TeamPolicy } from "./policy.ts";
import type { ManagedTeam, Renaming, TeamIndex } from "./rule.ts";
import { indexEntries } from "./entry-index.ts";
import { isWildcard } from "./wildcard.ts";

/**
 * A policy names a team by slug or permanent id; the slug wins if one team's slug is another team's
 * id.
 */
export function indexTeams(roster: Roster, policy: Pick<Policy, "teams">): TeamIndex {
  const byId = new Map(roster.teams.map((team) => [team.id, team]));
  const byName = new Map<string, Team>();
  for (const team of roster.teams) byName.set(fold(team.id), team);
  for (const team of roster.teams) byName.set(fold(team.slug), team);
  const { byTeam: membersOf } = groupByTeam(roster.members);
  const { byTeam: servicesOf } = groupByTeam(roster.services);

  const managed: ManagedTeam[] = [];
  const missing: TeamPolicy[] = [];
  const listed = new Set<Team>();
  const manage = (team: Team, entry: TeamPolicy) => {
    listed.add(team);
    managed.push({
      team,
      policy: entry,
      members: membersOf.get(team.id) ?? [],
      services: servicesOf.get(team.id) ?? [],
    });
  };
  const synced = new Set(
    roster.groupSync.enabled === true ? roster.groupSync.mappings.map(({ team }) => team) : [],
  );
  const renaming: Renaming[] = [];
  const findFormer = ({ formerly }: TeamPolicy) =>
    formerly.map(({ text }) => byName.get(fold(text))).filter((team) => team !== undefined);
  for (const entry of policy.teams) {
    if (isWildcard(entry.name.text)) continue;
    const team = byName.get(fold(entry.name.text));
    if (team !== undefined) manage(team, entry);
    // A team with a former name stays managed, also where another team has the present name.
    const former = [...new Set(findFormer(entry))].filter(
      (one) => one !== team && !listed.has(one),
    );
    for (const one of former) {
      manage(one, entry);
      renaming.push({ team: one, policy: entry, isBoth: team !== undefined });
    }
    const [first] = former;
    if (team !== undefined) continue;
    if (first === undefined) missing.push(entry);
    else byName.set(fold(entry.name.text), first);
  }
  const { patternFor } = indexEntries(policy.teams);
  for (const team of roster.teams) {
    const family = listed.has(team) ? undefined : patternFor(team.slug);
    if (family !== undefined) manage(team, family);
  }
  return {
    byId: (id) => byId.get(id),
    byName: (name) => byName.get(fold(name)),
    isSynced: ({ id }) => synced.has(id),
    managed,
    missing,
    renaming,
    unlisted: roster.teams.filter((team) => !listed.has(team)),
  };
}

/** The teams of a policy test's roster. */

import { compareIds, type Team } from "../../roster/model.ts";
import { isUnknown } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import { entryNamed, indexEntries } from "../entry-index.ts";
import type { Policy, TeamPolicy } from "../policy.ts";
import type { MembershipsEntry, RosterFragment, TeamEntry } from "./format-roster.ts";
import { fedTeams } from "./group-sync.ts";
import { absentIn, capitalize, presentIn, toFact, toTeamRoles } from "./fragment.ts";
import { isWildcard } from "../wildcard.ts";
import { holdersOf } from "./repositories.ts";

/**
 * Returns the teams that the policy lists, those of the fragment, and those that an account is in or
 * that group sync feeds.
 */
export function toTeams(policy: Policy, fragment: RosterFragment): readonly Team[] {
  const absent = absentIn(fragment.teams);
  const teams = new Map<string, Team>();
  const named = new Set<string>();
  const add = (slug: string, { id, name, description, visibility }: TeamEntry) => {
    const described = entryFor(slug, policy);
    const team: Team = {
      id: id ?? `team-${slug}`,
      slug,
      name: name ?? slug,
      description: description ?? described?.description ?? null,
      visibility:
        visibility === undefined
          ? (described?.visibility ?? "Visible")
          : toFact(capitalize(visibility)),
    };
    teams.set(fold(slug), team);
    for (const text of [slug, team.id]) named.add(fold(text));
  };
  for (const [slug, entry] of presentIn<TeamEntry>(fragment.teams)) add(slug, entry);
  // A team that an account of the fragment is in exists, too.
  const used = [fragment.members, fragment.services, fragment.invites].flatMap((entries) =>
    presentIn<{ teams?: MembershipsEntry | undefined }>(entries).flatMap(([, { teams }]) => {
      const roles = toTeamRoles(teams ?? []);
      return isUnknown(roles) ? [] : [...roles.keys()];
    }),
  );
  // A pattern matches many teams and creates none.
  const listed = [
    ...policy.teams.map(({ name }) => name.text).filter((text) => !isWildcard(text)),
    ...holdersOf("team", policy, fragment),
    ...(policy.groupSync ?? []).map(({ team }) => team.text),
    ...(policy.services ?? []).flatMap(({ teams: held }) => (held ?? []).map(({ text }) => text)),
  ];
  const fed = fedTeams(fragment["group-sync"] ?? {});
  for (const slug of [...listed, ...used, ...fed]) {
    if (!named.has(fold(slug)) && !absent.has(fold(slug))) add(slug, {});
  }
  return [...teams.values()].sort((a, b) => compareIds(a.id, b.id));
}

/** Returns the policy's entry for a team, or the pattern that matches it. */
function entryFor(slug: string, { teams }: Policy): TeamPolicy | undefined {
  return entryNamed(teams, slug) ?? indexEntries(teams).patternFor(slug);
}

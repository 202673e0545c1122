/** The teams of a policy test's roster. */

import { compareIds, type Team } from "../../roster/model.ts";
import { fold } from "../../roster/fold.ts";
import type { Policy } from "../policy.ts";
import type { MembershipsEntry, PolicyTestEntry, TeamEntry } from "./format.ts";
import { absentIn, presentIn, toTeamRoles } from "./fragment.ts";
import { isWildcard } from "../wildcard.ts";

/**
 * Returns the teams that the policy lists, those of the fragment, and those that an account is in.
 */
export function toTeams(policy: Policy, fragment: PolicyTestEntry): readonly Team[] {
  const absent = absentIn(fragment.teams);
  const teams = new Map<string, Team>();
  const named = new Set<string>();
  const add = (slug: string, { id, name, visibility }: TeamEntry) => {
    const team: Team = {
      id: id ?? `team-${slug}`,
      slug,
      name: name ?? slug,
      description: null,
      visibility: visibility === "hidden" ? "Hidden" : "Visible",
    };
    teams.set(fold(slug), team);
    for (const text of [slug, team.id]) named.add(fold(text));
  };
  for (const [slug, entry] of presentIn<TeamEntry>(fragment.teams)) add(slug, entry);
  // A team that an account of the fragment is in exists, too.
  const used = [fragment.members, fragment.services, fragment.invites].flatMap((entries) =>
    presentIn<{ teams?: MembershipsEntry | undefined }>(entries).flatMap(([, { teams }]) =>
      teams === undefined ? [] : [...toTeamRoles(teams).keys()],
    ),
  );
  // A pattern matches many teams and creates none.
  const listed = [
    ...policy.teams.map(({ name }) => name.text).filter((text) => !isWildcard(text)),
    ...(policy.services ?? []).flatMap(({ teams: held }) => (held ?? []).map(({ text }) => text)),
  ];
  for (const slug of [...listed, ...used]) {
    if (!named.has(fold(slug)) && !absent.has(fold(slug))) add(slug, {});
  }
  return [...teams.values()].sort((a, b) => compareIds(a.id, b.id));
}

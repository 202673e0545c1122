/** Who is in a commit by the names that people write, which is all that a policy knows of them. */

import type { Commit } from "./history.ts";

export type TeamPlace = "Manager" | "Member";

/** Names are in lower case, because the case of A to Z does not matter. */
export interface State {
  /** Workspace roles by username, such as `owner`. */
  readonly people: Map<string, string>;
  /** Roles in teams, by the team's slug and then by username. */
  readonly teams: Map<string, Map<string, TeamPlace>>;
}

/** Returns a new state, which may be changed. */
export function stateOf({ people, teams }: Commit): State {
  const usernames = new Map(people.map(({ id, username }) => [id, username.toLowerCase()]));
  const places = (ids: readonly string[], role: TeamPlace) =>
    ids.map((id) => [usernames.get(id) ?? "", role] as const);
  return {
    people: new Map(people.map(({ username, role }) => [username.toLowerCase(), role])),
    teams: new Map(
      teams.map(({ slug, managers, members }) => [
        slug.toLowerCase(),
        new Map([...places(managers, "Manager"), ...places(members, "Member")]),
      ]),
    ),
  };
}

/** Returns the state as sorted lines, to compare it with another one. */
export function linesOf({ people, teams }: State): readonly string[] {
  return [
    ...[...people].map(([name, role]) => `${name} is ${role}`),
    ...[...teams.keys()].map((team) => `team ${team}`),
    ...[...teams].flatMap(([team, places]) =>
      [...places].map(([name, role]) => `${name} is ${role} of team ${team}`),
    ),
  ].toSorted();
}

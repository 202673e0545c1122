/** What must be true of a change, from its two commits alone: none of the product's code is used. */

import type { Commit } from "./history.ts";
import { stateOf, type State, type TeamPlace } from "./state.ts";

/** Returns what is to do so that the workspace of one commit becomes that of the next, sorted. */
export function expectedTasks(before: Commit, after: Commit): readonly string[] {
  const [was, is] = [stateOf(before), stateOf(after)];
  return [...tasksOfTeams(was, is), ...tasksOfPeople(was, is)].toSorted();
}

function* tasksOfTeams(was: State, is: State): Iterable<string> {
  for (const [team, places] of is.teams) {
    // An invitation names its teams, so a new team is created with those who are there already.
    const present = [...places].filter(([name]) => was.people.has(name));
    if (!was.teams.has(team)) yield describe.create(team, present);
  }
  for (const team of was.teams.keys()) if (!is.teams.has(team)) yield describe.deleteTeam(team);
}

function* tasksOfPeople(was: State, is: State): Iterable<string> {
  for (const [name, role] of is.people) {
    const earlier = was.people.get(name);
    if (earlier === undefined) {
      const places = [...is.teams].flatMap(([team, all]): [string, TeamPlace][] => {
        const place = all.get(name);
        return place === undefined ? [] : [[team, place]];
      });
      yield describe.invite(name, role, places);
      continue;
    }
    if (earlier !== role) yield describe.role(name, role);
    for (const [team, places] of is.teams) {
      const [place, earlierPlace] = [places.get(name), was.teams.get(team)?.get(name)];
      if (place === earlierPlace || !was.teams.has(team)) continue;
      if (place === undefined) yield describe.takeOut(name, team);
      else if (earlierPlace === undefined) yield describe.add(name, team, place);
      else yield describe.teamRole(name, team, place);
    }
  }
  for (const name of was.people.keys()) if (!is.people.has(name)) yield describe.remove(name);
}

/** One sentence for each kind of task; `reportedTasks` uses the same. */
export const describe = {
  invite: (name: string, role: string, places: Iterable<readonly [string, string]>) =>
    `invite ${name} as ${role}${listed(places)}`,
  create: (team: string, places: Iterable<readonly [string, string]>) =>
    `create team ${team}${listed(places)}`,
  add: (name: string, team: string, place: string) => `add ${name} to ${team} as ${place}`,
  role: (name: string, role: string) => `make ${name} ${role}`,
  teamRole: (name: string, team: string, place: string) => `make ${name} ${place} of ${team}`,
  takeOut: (name: string, team: string) => `take ${name} out of ${team}`,
  remove: (name: string) => `remove ${name} from the workspace`,
  deleteTeam: (team: string) => `delete team ${team}`,
} as const;

function listed(places: Iterable<readonly [string, string]>): string {
  const all = [...places].map(([name, role]) => `${name}=${role}`).toSorted();
  return all.length === 0 ? "" : ` with ${all.join(", ")}`;
}

/** The product's own default for `max-shrink`, in percent, and the losses that it always accepts. */
const maxShrinkPercent = 25;
const alwaysAccepted = 5;

/**
 * Returns whether an audit must not believe the workspace of `now`: too many people or teams of
 * `before` are gone that the policy of `policy` still names.
 */
export function mustQuarantine(before: Commit, now: Commit, policy: Commit): boolean {
  return (
    isTooMuch(before.people, now.people, namesOf(policy.people, "username"), "username") ||
    isTooMuch(before.teams, now.teams, namesOf(policy.teams, "slug"), "slug")
  );
}

function isTooMuch<Key extends string, Entry extends { readonly id: string } & Record<Key, string>>(
  before: readonly Entry[],
  now: readonly Entry[],
  named: ReadonlySet<string>,
  key: Key,
): boolean {
  const present = new Set(now.map(({ id }) => id));
  const lost = before.filter(({ id }) => !present.has(id));
  const unexpected = lost.filter((entry) => named.has(entry[key].toLowerCase())).length;
  const isLarge =
    unexpected > alwaysAccepted && (unexpected / before.length) * 100 > maxShrinkPercent;
  return isLarge || (unexpected > 0 && present.size === 0);
}

function namesOf<Key extends string>(
  entries: readonly Record<Key, string>[],
  key: Key,
): ReadonlySet<string> {
  return new Set(entries.map((entry) => entry[key].toLowerCase()));
}

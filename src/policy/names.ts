/** The names in a policy, with their places. */

import { fold } from "../roster/fold.ts";
import type { Role } from "../roster/roles.ts";
import type { Policy } from "./policy.ts";
import type { WrittenName } from "./position.ts";

export interface PlacedName {
  readonly name: WrittenName;
  /** For example `roles.owner` or `teams.platform`. */
  readonly place: string;
}

/** Returns the names that should be members, each once, with its first place. */
export function namesOfPeople(policy: Policy): readonly PlacedName[] {
  return distinct(placesOfPeople(policy));
}

/** Returns every place that names a person who should be a member. */
export function placesOfPeople(policy: Policy): readonly PlacedName[] {
  return [
    ...policy.roles.flatMap(({ role, members, breakGlass }) =>
      [...(members ?? []), ...breakGlass].map((name) => ({
        name,
        place: placeOfRole(role),
      })),
    ),
    ...policy.teams.flatMap((team) =>
      [...team.managers, ...(team.members ?? [])].map((name) => ({
        name,
        place: placeOf(team.name),
      })),
    ),
  ];
}

/** Returns the names in teams that should be service accounts, each once, with its first place. */
export function namesOfServices(policy: Policy): readonly PlacedName[] {
  return distinct(inTeams(policy));
}

/** Returns every place that names a service account. */
export function placesOfServices(policy: Policy): readonly PlacedName[] {
  const listed = (policy.services ?? []).map(({ name }) => ({ name, place: "services" }));
  return [...listed, ...inTeams(policy)];
}

function inTeams(policy: Policy): readonly PlacedName[] {
  return policy.teams.flatMap((team) =>
    team.services.map((name) => ({ name, place: placeOf(team.name) })),
  );
}

/** Returns the place of a role's lists. */
export function placeOfRole(role: Role): string {
  return `roles.${role.toLowerCase()}`;
}

function placeOf(team: WrittenName): string {
  return `teams.${team.text}`;
}

function distinct(names: readonly PlacedName[]): readonly PlacedName[] {
  const seen = new Map<string, PlacedName>();
  for (const placed of names) {
    const key = fold(placed.name.text);
    if (!seen.has(key)) seen.set(key, placed);
  }
  return [...seen.values()];
}

/** Every name that a policy writes, with the place it stands in; each name once. */

import { fold } from "../roster/fold.ts";
import type { Policy } from "./policy.ts";
import type { WrittenName } from "./position.ts";

export interface PlacedName {
  readonly name: WrittenName;
  /** For instance `roles.owner` or `teams.platform`. */
  readonly place: string;
}

/** Returns the names that should be members, each with the first place it stands in. */
export function namesOfPeople(policy: Policy): readonly PlacedName[] {
  return distinct(placesOfPeople(policy));
}

/** Returns every place at which somebody is named who should be a member. */
export function placesOfPeople(policy: Policy): readonly PlacedName[] {
  return [
    ...policy.roles.flatMap(({ role, members, breakGlass }) =>
      [...(members ?? []), ...breakGlass].map((name) => ({
        name,
        place: `roles.${role.toLowerCase()}`,
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

/** Returns the names that should be service accounts, likewise. */
export function namesOfServices(policy: Policy): readonly PlacedName[] {
  return distinct(inTeams(policy));
}

/** Returns every place at which a service account is named. */
export function placesOfServices(policy: Policy): readonly PlacedName[] {
  const listed = (policy.services ?? []).map(({ name }) => ({ name, place: "services" }));
  return [...listed, ...inTeams(policy)];
}

function inTeams(policy: Policy): readonly PlacedName[] {
  return policy.teams.flatMap((team) =>
    team.services.map((name) => ({ name, place: placeOf(team.name) })),
  );
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

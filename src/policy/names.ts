/** The names in a policy, with their places. */

import { fold } from "../roster/fold.ts";
import { hasBegun, inEntry } from "./begun.ts";
import type { Role } from "../roster/roles.ts";
import type { Policy } from "./policy.ts";
import type { WrittenName } from "./position.ts";
import { targetPrefixes } from "./prefixes.ts";
import { targetsOf, type Target } from "./target.ts";

export interface PlacedName {
  readonly name: WrittenName;
  /** For example `roles.owner` or `teams.platform`. */
  readonly place: string;
}

/** Returns the names that should be members, each once, with its first place. */
export function namesOfPeople(policy: Policy): readonly PlacedName[] {
  return distinct(placesOfPeople(policy));
}

/** Like `namesOfPeople`, without entries that only count from a later day. */
export function expectedPeople(policy: Policy, now: Date): readonly PlacedName[] {
  return distinct(placesOfPeople(policy).filter(({ name }) => hasBegun(name, now)));
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
      [...(team.managers ?? []), ...(team.members ?? [])].map((name) => ({
        name: inEntry(name, team),
        place: placeOf(team.name),
      })),
    ),
    ...inRepositories(policy, "user"),
  ];
}

/**
 * Returns the names in teams, repositories and OIDC providers that should be service accounts by now, each once, with
 * its first place.
 */
export function expectedServices(policy: Policy, now: Date): readonly PlacedName[] {
  const notYet = laterServices(policy, now);
  return distinct(
    [...inTeams(policy), ...inRepositories(policy, "service"), ...inProviders(policy)].filter(
      ({ name }) => hasBegun(name, now) && !notYet.has(fold(name.text)),
    ),
  );
}

/** Returns the folded slugs of the service accounts that are expected only from a later day. */
export function laterServices({ services }: Policy, now: Date): ReadonlySet<string> {
  const later = (services ?? []).filter(({ name }) => !hasBegun(name, now));
  return new Set(later.map(({ name }) => fold(name.text)));
}

/** Returns every entry of a list that has a last day: also people who are only allowed. */
export function endingEntries(policy: Policy): readonly PlacedName[] {
  const others = (["team", "service"] as const).flatMap((kind) =>
    inRepositories(policy, kind).map(({ name, place }) => ({
      name: { ...name, text: `${targetPrefixes[kind]}${name.text}` },
      place,
    })),
  );
  const services = inProviders(policy).map(({ name, place }) => ({
    name: { ...name, text: `${targetPrefixes.service}${name.text}` },
    place,
  }));
  return [
    ...placesOfPeople(policy),
    ...others,
    ...services,
    ...allowedPlaces(policy),
    ...placesOfTokens(policy),
  ].filter(({ name }) => name.until !== undefined);
}

/** Returns every name in the lists of entitlement tokens. */
function placesOfTokens({ tokens, repositories }: Policy): readonly PlacedName[] {
  const lists = [
    { list: tokens, place: "tokens" },
    ...(repositories ?? []).map((one) => ({
      list: one.tokens,
      place: `repositories.${one.name.text}`,
    })),
  ];
  return lists.flatMap(({ list, place }) => (list?.names ?? []).map((name) => ({ name, place })));
}

/** Returns the places that allow a person something, but do not require a member. */
export function allowedPlaces({ roles, invites }: Policy): readonly PlacedName[] {
  return [
    ...roles.flatMap(({ role, allow }) =>
      allow.map((name) => ({ name, place: placeOfRole(role) })),
    ),
    ...(invites.listed ?? []).map((name) => ({ name, place: "invites" })),
  ];
}

/** Returns every place that names a service account. */
export function placesOfServices(policy: Policy): readonly PlacedName[] {
  const listed = (policy.services ?? []).map(({ name }) => ({ name, place: "services" }));
  return [
    ...listed,
    ...inTeams(policy),
    ...inRepositories(policy, "service"),
    ...inProviders(policy),
  ];
}

function inProviders({ oidc }: Policy): readonly PlacedName[] {
  return (oidc ?? []).flatMap(({ name: provider, services }) =>
    typeof services === "string"
      ? []
      : services.map((name) => ({ name, place: `oidc.${provider.text}` })),
  );
}

/** Returns the targets of one kind in the lists of repositories. */
function inRepositories({ repositories }: Policy, of: Target["kind"]): readonly PlacedName[] {
  return (repositories ?? []).flatMap((repository) =>
    targetsOf(repository).flatMap(({ kind, name }) =>
      kind === of
        ? [{ name: inEntry(name, repository), place: `repositories.${repository.name.text}` }]
        : [],
    ),
  );
}

function inTeams(policy: Policy): readonly PlacedName[] {
  return policy.teams.flatMap((team) =>
    (team.services ?? []).map((name) => ({ name: inEntry(name, team), place: placeOf(team.name) })),
  );
}

/** Returns the place of a role's lists. */
export function placeOfRole(role: Role): string {
  return `roles.${role.toLowerCase()}`;
}

/** Returns the place of a team's lists. */
export function placeOf(team: WrittenName): string {
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

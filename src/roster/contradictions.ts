/**
 * Whether a roster agrees with itself. A list that the roster contradicts is never complete, wherever
 * the roster came from: the API or an artifact.
 */

import type { ListCoverage, ListName, ListStatus } from "./coverage.ts";
import type { Member, Membership, Roster, ServiceAccount } from "./model.ts";
import { isUnknown, type Fact } from "./fact.ts";

/** Why a list cannot be whole: a sentence without a final stop, by the list's name. */
export type Contradictions = Readonly<Partial<Record<ListName, string>>>;

/** Statuses that say that nothing is missing. */
const claimsNothingMissing: ReadonlySet<ListStatus> = new Set([
  "complete",
  "not-in-plan",
  "not-asked",
]);

/**
 * Returns the roster with every list that it contradicts marked partial. A list that has another gap
 * already keeps its own reason.
 */
export function withoutFalseClaims(
  roster: Roster,
  contradictions: Contradictions = findContradictions(roster),
): Roster {
  const lists = roster.coverage.lists.map((list): ListCoverage => {
    const reason = contradictions[list.name];
    if (reason === undefined || !claimsNothingMissing.has(list.status)) return list;
    return { ...list, status: "partial", reason };
  });
  return { ...roster, coverage: { ...roster.coverage, lists } };
}

/** Returns what in the roster shows that a list of it is not whole. */
export function findContradictions(roster: Roster): Contradictions {
  const { members, teams, services, invites, groupSync, oidcProviders, coverage } = roster;
  const found: Partial<Record<ListName, string>> = {};
  const add = (name: ListName, reason: string | null) => {
    if (reason !== null) found[name] ??= reason;
  };
  const rows: Readonly<Partial<Record<ListName, readonly string[]>>> = {
    members: members.map(({ id }) => id),
    teams: teams.map(({ id }) => id),
    services: services.map(({ slug }) => slug),
    invites: invites.map(({ id }) => id),
    "group-sync": groupSync.mappings.map(({ id }) => id),
    oidc: oidcProviders.map(({ id }) => id),
  };
  for (const list of coverage.lists) {
    const ids = rows[list.name];
    if (ids !== undefined) add(list.name, whyMiscounted(list, ids));
  }
  for (const { name, status } of coverage.lists) {
    const isThere =
      (rows[name] ?? []).length > 0 || (name === "group-sync" && isSwitchTold(groupSync.enabled));
    if (status === "not-in-plan" && isThere)
      add(name, "the plan does not include it, and yet it is there");
  }
  for (const name of ["members", "teams", "services"] as const) add(name, whyOtherRole(roster));
  add("members", members.length === 0 ? "it is empty, and every workspace has an Owner" : null);
  add("members", whyWithoutOwner(members));
  add("members", whySelfMissing(roster, "user", namesOf(members)));
  add("services", whySelfMissing(roster, "service", rows.services ?? []));
  add("members", whyAccessUnseen(members));
  add("services", whyAccessUnseen(services));
  add("teams", whyTeamsMissing(roster));
  add("teams", hasRepeats(teams.map(({ slug }) => slug)) ? "two teams have one slug" : null);
  return found;
}

function namesOf(members: readonly Member[]): readonly string[] {
  return members.map(({ username }) => username);
}

function whyMiscounted(
  { status, count, expected }: ListCoverage,
  ids: readonly string[],
): string | null {
  if (count !== ids.length) return `${ids.length} rows are there where ${count} were counted`;
  if (status === "complete" && expected !== null && expected !== count) {
    return `${count} rows came where ${expected} were announced`;
  }
  return hasRepeats(ids) ? "two of its rows have one id" : null;
}

function hasRepeats(texts: readonly string[]): boolean {
  return new Set(texts).size < texts.length;
}

/** An Owner whose role or activity is unknown may be the one. */
function whyWithoutOwner(members: readonly Member[]): string | null {
  return members.some(
    ({ role, active }) =>
      (role === "Owner" || isUnknown(role)) && (active === true || isUnknown(active)),
  )
    ? null
    : "it shows no active Owner, and every workspace has one";
}

/** A list on which the very account that reads it is missing is not the whole list. */
function whySelfMissing(
  { coverage: { readAs } }: Roster,
  kind: "user" | "service",
  slugs: readonly string[],
): string | null {
  if (readAs.kind !== kind || readAs.slug === null || slugs.includes(readAs.slug)) return null;
  return `it does not show "${readAs.slug}", as which it was read`;
}

/** True where the switch of group sync is on, or was answered with something else than that it is off. */
function isSwitchTold(enabled: Fact<boolean>): boolean {
  return isUnknown(enabled) ? enabled.unknown !== "not-in-plan" : enabled;
}

/** Lists are as long as the role of whoever reads them allows, and its own row may say another one. */
function whyOtherRole({ members, services, coverage: { readAs } }: Roster): string | null {
  const { kind, slug, role } = readAs;
  if (slug === null || isUnknown(role)) return null;
  const own =
    kind === "user"
      ? members.find(({ username }) => username === slug)
      : services.find((service) => service.slug === slug);
  if (own === undefined || isUnknown(own.role) || own.role === role) return null;
  return `it was read as "${slug}", whose role is ${role} by its own word and ${own.role} by the list`;
}

/** An account whose role or teams are missing from the artifact would read as one that lost them. */
function whyAccessUnseen(accounts: readonly (Member | ServiceAccount)[]): string | null {
  const count = (isUnseen: (account: Member | ServiceAccount) => boolean) =>
    accounts.filter(isUnseen).length;
  const unseen = {
    role: count(({ role }) => isUnknown(role)),
    teams: count(({ teams }) => isUnknown(teams)),
    "team roles": count(
      ({ teams }) => !isUnknown(teams) && teams.some(({ role }) => isUnknown(role)),
    ),
  };
  const [what, number] = Object.entries(unseen).find(([, found]) => found > 0) ?? [];
  return what === undefined ? null : `the ${what} of ${number} of its accounts is not known`;
}

function whyTeamsMissing({ members, services, invites, teams, groupSync }: Roster): string | null {
  const known = new Set(teams.map(({ id }) => id));
  const missing = (held: Fact<readonly Membership[]>) =>
    isUnknown(held) ? undefined : held.find(({ team }) => !known.has(team))?.team;
  for (const { teams: held } of [...members, ...services, ...invites]) {
    const team = missing(held);
    if (team !== undefined) return `an account is in team "${team}", which is not on it`;
  }
  const fed = groupSync.mappings.find(({ team }) => !known.has(team));
  return fed === undefined ? null : `a group mapping feeds team "${fed.team}", which is not on it`;
}

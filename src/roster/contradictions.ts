/**
 * Finds contradictions inside a roster. A list that the roster contradicts is never complete,
 * whether it was read from the API or from an artifact.
 */

import {
  sawAllVisible,
  withListGap,
  type ListCoverage,
  type ListName,
  type ListStatus,
  type ReadAs,
} from "./coverage.ts";
import { fold } from "./fold.ts";
import type { Member, Membership, Roster, ServiceAccount } from "./model.ts";
import { withoutFalseMappings } from "./dynamic-mapping.ts";
import { isUnknown, type Fact } from "./fact.ts";
import { whyHolderTwice, withPrivilegeGap, withTokenGap, type Repository } from "./repository.ts";

/** Why a list cannot be complete, as a sentence without a final period, by the list's name. */
export type Contradictions = Readonly<Partial<Record<ListName, string>>>;

/** Statuses that mean that nothing is missing. */
const claimsNothingMissing: ReadonlySet<ListStatus> = new Set([
  "complete",
  "not-in-plan",
  "not-asked",
]);

/**
 * Returns the roster with every contradicted list marked as partial, and also the privileges and
 * tokens of each repository and the mappings of each provider that contradict themselves. What
 * already has another gap keeps its reason.
 */
export function withoutFalseClaims(
  roster: Roster,
  contradictions: Contradictions = findContradictions(roster),
): Roster {
  const lists = roster.coverage.lists.map((list): ListCoverage => {
    const reason = contradictions[list.name];
    if (reason === undefined) return list;
    if (claimsNothingMissing.has(list.status)) return { ...list, status: "partial", reason };
    // What everybody but an Owner cannot see is the gap that it already has.
    const isKnown = reason === hiddenFromOthers || !sawAllVisible(list);
    return isKnown ? list : withListGap(list, reason);
  });
  const bySlug = Map.groupBy(roster.repositories, ({ slug }) => fold(slug));
  const repositories = roster.repositories.map((repository) => {
    // Privileges and tokens are requested by slug.
    const isShared = (bySlug.get(fold(repository.slug)) ?? []).length > 1;
    if (!isShared) return withoutFalseTokens(withoutFalsePrivileges(repository));
    const reason = "another repository has its slug";
    return withTokenGap(withPrivilegeGap(repository, reason), reason);
  });
  const oidcProviders = roster.oidcProviders.map(withoutFalseMappings);
  return { ...roster, oidcProviders, repositories, coverage: { ...roster.coverage, lists } };
}

function withoutFalsePrivileges(repository: Repository): Repository {
  const reason = whyPrivilegesUnseen(repository);
  return reason === null ? repository : withPrivilegeGap(repository, reason);
}

function whyPrivilegesUnseen({ privileges }: Repository): string | null {
  const unseen = privileges.find(({ level }) => isUnknown(level));
  if (unseen !== undefined) return `the privilege of ${unseen.kind} "${unseen.slug}" is not known`;
  return whyHolderTwice(privileges);
}

function withoutFalseTokens(repository: Repository): Repository {
  const ids = repository.tokens?.list.map(({ id }) => id) ?? [];
  return hasRepeats(ids) ? withTokenGap(repository, "two of its tokens have one id") : repository;
}

/** Returns, by list, what in the roster shows that the list is not complete. */
export function findContradictions(roster: Roster): Contradictions {
  const { members, teams, services, invites, groupSync, oidcProviders, repositories, coverage } =
    roster;
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
    repositories: repositories.map(({ id }) => id),
  };
  for (const list of coverage.lists) {
    const ids = rows[list.name];
    if (ids !== undefined) add(list.name, whyMiscounted(list, ids));
  }
  for (const { name, status } of coverage.lists) {
    const hasContent =
      (rows[name] ?? []).length > 0 ||
      (name === "group-sync" && isSwitchReported(groupSync.enabled));
    if (status === "not-in-plan" && hasContent)
      add(name, "the plan does not include it, but it exists");
  }
  for (const name of ["members", "teams", "services", "repositories"] as const) {
    add(name, whyOtherRole(roster));
  }
  add("members", members.length === 0 ? "it is empty, and every workspace has an Owner" : null);
  add("members", whyWithoutOwner(members));
  add("members", whySelfMissing(roster, "user", namesOf(members)));
  add("services", whySelfMissing(roster, "service", rows.services ?? []));
  add("members", whyAccessUnseen(members));
  add("services", whyAccessUnseen(services));
  add("teams", whyTeamsMissing(roster));
  // A policy's names match in any case.
  const isTwice = (rows: readonly { readonly slug: string }[]) =>
    hasRepeats(rows.map(({ slug }) => fold(slug)));
  add("teams", isTwice(teams) ? "two teams have one slug" : null);
  const twice = isTwice(repositories);
  add("repositories", twice ? "two repositories have one slug" : null);
  add("repositories", whyOthersHidden(coverage.readAs));
  return found;
}

function namesOf(members: readonly Member[]): readonly string[] {
  return members.map(({ username }) => username);
}

function whyMiscounted(
  { status, count, expected }: ListCoverage,
  ids: readonly string[],
): string | null {
  if (count !== ids.length) return `${ids.length} rows exist, but ${count} were counted`;
  if (status === "complete" && expected !== null && expected !== count) {
    return `${count} rows were received, but ${expected} were announced`;
  }
  return hasRepeats(ids) ? "two of its rows have one id" : null;
}

function hasRepeats(texts: readonly string[]): boolean {
  return new Set(texts).size < texts.length;
}

/** A member whose role or activity is unknown may be the Owner. */
function whyWithoutOwner(members: readonly Member[]): string | null {
  return members.some(
    ({ role, active }) =>
      (role === "Owner" || isUnknown(role)) && (active === true || isUnknown(active)),
  )
    ? null
    : "it shows no active Owner, and every workspace has one";
}

/** A list without the account that reads it is not complete. */
function whySelfMissing(
  { coverage: { readAs } }: Roster,
  kind: "user" | "service",
  slugs: readonly string[],
): string | null {
  if (readAs.kind !== kind || readAs.slug === null || slugs.includes(readAs.slug)) return null;
  return `it does not show "${readAs.slug}", the account that read it`;
}

const hiddenFromOthers = "it was not read as an Owner, and nobody else sees all of them";

/** Only an Owner's list of repositories can be complete. */
function whyOthersHidden({ role }: ReadAs): string | null {
  return role === "Owner" ? null : hiddenFromOthers;
}

/** True if group sync is on, or if its switch had any answer other than "not in plan". */
function isSwitchReported(enabled: Fact<boolean>): boolean {
  return isUnknown(enabled) ? enabled.unknown !== "not-in-plan" : enabled;
}

/**
 * The length of a list depends on the reader's role, so the reader's own row must have that role.
 */
function whyOtherRole({ members, services, coverage: { readAs } }: Roster): string | null {
  const { kind, slug, role } = readAs;
  if (slug === null || isUnknown(role)) return null;
  const own =
    kind === "user"
      ? members.find(({ username }) => username === slug)
      : services.find((service) => service.slug === slug);
  if (own === undefined || isUnknown(own.role) || own.role === role) return null;
  return `it was read as "${slug}", whose role is ${role} in its own reply and ${own.role} in the list`;
}

/**
 * If an account's role or teams are missing from the artifact, a comparison would report that the
 * account lost them.
 */
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
  const missing = (memberships: Fact<readonly Membership[]>) =>
    isUnknown(memberships) ? undefined : memberships.find(({ team }) => !known.has(team))?.team;
  for (const { teams: memberships } of [...members, ...services, ...invites]) {
    const team = missing(memberships);
    if (team !== undefined) return `an account is in team "${team}", which is not on it`;
  }
  const orphan = groupSync.mappings.find(({ team }) => !known.has(team));
  return orphan === undefined
    ? null
    : `a group mapping fills team "${orphan.team}", which is not on it`;
}

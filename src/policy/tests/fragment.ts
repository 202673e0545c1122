/** Shared by the fragments of all parts of a policy test's roster. */

import { compareIds, type Member, type Membership } from "../../roster/model.ts";
import type { TeamRole } from "../../roster/roles.ts";
import { isUnknown, unknown, type Fact, type Unknown } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import type { Entry, MembershipsEntry } from "./format-roster.ts";

/** The data from which every account of a test's roster is created. */
export interface TestContext {
  readonly now: Date;
  /** Returns the memberships for roles by team name; teams that do not exist are left out. */
  readonly toMemberships: (roles: Fact<TeamRoles>) => Fact<readonly Membership[]>;
}

/** What accounts that are not members are created from. */
export interface AccountContext extends TestContext {
  /** Returns the username of the member with this name; every other name unchanged. */
  readonly usernameOf: (name: string) => string;
}

export type TeamRoles = ReadonlyMap<string, Fact<TeamRole>>;

/** Returns the roles by team of a fragment, which writes them as a list or a mapping. */
export function toTeamRoles(entry: MembershipsEntry): Fact<TeamRoles> {
  if (entry === "unknown") return unknown("missing");
  if (Array.isArray(entry)) return new Map(entry.map((team) => [team, "Member"]));
  return new Map(
    [...entry].map(([team, role]) => [
      team,
      role === "unknown" ? unknown("missing") : role === "manager" ? "Manager" : "Member",
    ]),
  );
}

/** Returns the entries that are not marked as absent. */
export function presentIn<Fields extends object>(
  entries: Iterable<readonly [string, Entry<Fields>]> | undefined,
): readonly (readonly [string, Partial<Fields>])[] {
  return [...(entries ?? [])].flatMap(([name, entry]) =>
    entry === "absent" ? [] : [[name, entry ?? {}] as const],
  );
}

/** Returns the folded names of the entries that a fragment marks as absent. */
export function absentIn(entries: ReadonlyMap<string, unknown> | undefined): Set<string> {
  return new Set(
    [...(entries ?? [])].flatMap(([name, entry]) => (entry === "absent" ? [fold(name)] : [])),
  );
}

/** Returns a fragment's value; `unknown` becomes a fact that was not seen. */
export function toFact<T extends string | boolean | null>(
  written: T,
): Exclude<T, "unknown"> | Unknown {
  return written === "unknown" ? unknown("missing") : (written as Exclude<T, "unknown">);
}

/**
 * Returns a word as the workspace spells it: `Manager` for `manager`; `unknown` stays unchanged.
 */
export function capitalize<Word extends string>(
  word: Word,
): Word extends "unknown" ? Word : Capitalize<Word> {
  const text = word === "unknown" ? word : word.charAt(0).toUpperCase() + word.slice(1);
  return text as Word extends "unknown" ? Word : Capitalize<Word>;
}

/** Returns the start of a day, or an unknown fact for `unknown`. */
export function toTime(day: string): Fact<string> {
  return day === "unknown" ? unknown("missing") : `${day}T00:00:00.000Z`;
}

/** Returns the start of a day, null for `never`, or an unknown fact for `unknown`. */
export function toTimeOrNever(day: string): Fact<string | null> {
  return day === "never" ? null : toTime(day);
}

/** Returns the context, which converts roles by team name into memberships of teams that exist. */
export function createTestContext(
  now: Date,
  teams: readonly { readonly id: string; readonly slug: string }[],
): TestContext {
  const ids = new Map<string, string>();
  for (const { id, slug } of teams) {
    ids.set(fold(id), id);
    ids.set(fold(slug), id);
  }
  return {
    now,
    toMemberships: (roles) => (isUnknown(roles) ? roles : toMemberships(roles, ids)),
  };
}

function toMemberships(roles: TeamRoles, ids: ReadonlyMap<string, string>): readonly Membership[] {
  const memberships = new Map<string, Membership>();
  for (const [name, role] of roles) {
    const team = ids.get(fold(name));
    if (team !== undefined) memberships.set(team, { team, role });
  }
  return [...memberships.values()].sort((a, b) => compareIds(a.team, b.team));
}

/** Returns a function that finds the username for a member's username, permanent id or address. */
export function usernamesOf(members: readonly Member[]): (name: string) => string {
  const usernames = new Map<string, string>();
  for (const { id, email, username } of members) {
    if (!isUnknown(email)) usernames.set(fold(email), username);
    usernames.set(fold(id), username);
  }
  for (const { username } of members) usernames.set(fold(username), username);
  return (name) => usernames.get(fold(name)) ?? name;
}

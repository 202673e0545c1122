/** What the fragments of policy tests have in common, whatever they are about. */

import { compareIds, type Membership } from "../../roster/model.ts";
import type { TeamRole } from "../../roster/roles.ts";
import { unknown, type Fact, type Unknown } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import type { MembershipsEntry } from "./format.ts";

/** What every account of a test's roster is made with. */
export interface TestContext {
  readonly now: Date;
  /** Returns the memberships in teams that exist, by the team's name. */
  readonly toMemberships: (roles: TeamRoles) => readonly Membership[];
}

export type TeamRoles = ReadonlyMap<string, Fact<TeamRole>>;

/** Returns the roles by team that a fragment writes, as a list or a mapping. */
export function toTeamRoles(entry: MembershipsEntry): TeamRoles {
  if (Array.isArray(entry)) return new Map(entry.map((team) => [team, "Member"]));
  return new Map(
    [...entry].map(([team, role]) => [
      team,
      role === "unknown" ? unknown("missing") : role === "manager" ? "Manager" : "Member",
    ]),
  );
}

/** Returns the entries that are there; those said to be absent are not. */
export function presentIn<Entry extends object>(
  entries: ReadonlyMap<string, Entry | "absent" | null> | undefined,
): readonly (readonly [string, Partial<Entry>])[] {
  return [...(entries ?? [])].flatMap(([name, entry]) =>
    entry === "absent" ? [] : [[name, entry ?? {}] as const],
  );
}

/** Returns the folded names that a fragment says are absent. */
export function absentIn(entries: ReadonlyMap<string, unknown> | undefined): Set<string> {
  return new Set(
    [...(entries ?? [])].flatMap(([name, entry]) => (entry === "absent" ? [fold(name)] : [])),
  );
}

/** Returns what a fragment writes, with `unknown` as something that was not seen. */
export function toFact<T extends string | boolean>(written: T): Exclude<T, "unknown"> | Unknown {
  return written === "unknown" ? unknown("missing") : (written as Exclude<T, "unknown">);
}

/** Returns a word as the workspace spells it: `Manager` for `manager`; `unknown` stays. */
export function capitalize<Word extends string>(
  word: Word,
): Word extends "unknown" ? Word : Capitalize<Word> {
  const text = word === "unknown" ? word : word.charAt(0).toUpperCase() + word.slice(1);
  return text as Word extends "unknown" ? Word : Capitalize<Word>;
}

/** Returns the beginning of a day. */
export function toTime(day: string): Fact<string> {
  return day === "unknown" ? unknown("missing") : `${day}T00:00:00.000Z`;
}

/** Returns the beginning of a day, or null for `never`. */
export function toTimeOrNever(day: string): Fact<string | null> {
  return day === "never" ? null : toTime(day);
}

/** Returns the function that turns roles by team name into memberships of teams that exist. */
export function createTestContext(
  now: Date,
  teams: readonly { readonly id: string; readonly slug: string }[],
): TestContext {
  const ids = new Map<string, string>();
  for (const { id, slug } of teams) {
    ids.set(fold(id), id);
    ids.set(fold(slug), id);
  }
  return { now, toMemberships: (roles) => toMemberships(roles, ids) };
}

function toMemberships(roles: TeamRoles, ids: ReadonlyMap<string, string>): readonly Membership[] {
  const memberships = new Map<string, Membership>();
  for (const [name, role] of roles) {
    const team = ids.get(fold(name));
    if (team !== undefined) memberships.set(team, { team, role });
  }
  return [...memberships.values()].sort((a, b) => compareIds(a.team, b.team));
}

/** What accounts hold in a sync: their workspace role, and their teams. */

import {
  compareIds,
  roles,
  unknown,
  type Fact,
  type Membership,
  type Role,
  type TeamRole,
} from "../roster/model.ts";
import { decodeGrant, type TypedId } from "./decode-grant.ts";
import { resourceTypes, roleSlugs, teamSlugs } from "./identity.ts";

/** By account key. */
export interface Held {
  readonly roles: ReadonlyMap<string, Role>;
  readonly teams: ReadonlyMap<string, ReadonlyMap<string, Fact<TeamRole>>>;
}

/** No sync of a workspace comes near it. */
const maxGrants = 10_000_000;

const unrecognised = unknown("unrecognised");

export function accountKey(type: string, id: string): string {
  return `${type}:${id}`;
}

/** Returns what the grants say. Throws `Error` for a record that is no grant. */
export function collectGrants(blobs: Iterable<Uint8Array>): Held {
  const roleBySlug = new Map<string, Role>(roles.map((role) => [roleSlugs[role], role]));
  const rolesHeld = new Map<string, Role>();
  const teams = new Map<string, Map<string, Fact<TeamRole>>>();
  let count = 0;
  for (const data of blobs) {
    if (++count > maxGrants) throw new Error(`it holds more than ${maxGrants} grants`);
    const { entitlement, on, who } = decodeGrant(data);
    if (entitlement === "" || on.id === "" || who.id === "") {
      throw new Error("a grant does not say who holds what");
    }
    const account = accountKey(who.type, who.id);
    const slug = slugOf(entitlement, on);
    if (on.type === resourceTypes.organization) {
      const role = roleBySlug.get(slug);
      if (role !== undefined) rolesHeld.set(account, higher(role, rolesHeld.get(account)));
    } else if (on.type === resourceTypes.team) {
      const held = teams.get(account) ?? new Map<string, Fact<TeamRole>>();
      teams.set(account, held);
      if (slug === teamSlugs.Manager) held.set(on.id, "Manager");
      else if (slug !== teamSlugs.Member) held.set(on.id, held.get(on.id) ?? unrecognised);
      else if (held.get(on.id) !== "Manager") held.set(on.id, "Member");
    }
  }
  return { roles: rolesHeld, teams };
}

/** Ids are plain joins, and the resource's id may hold a colon itself. */
function slugOf(entitlement: string, { type, id }: TypedId): string {
  const prefix = `${type}:${id}:`;
  return entitlement.startsWith(prefix) ? entitlement.slice(prefix.length).toLowerCase() : "";
}

/** Somebody else's connector may grant the lower roles along with a higher one. */
function higher(role: Role, other: Role | undefined): Role {
  if (other === undefined) return role;
  return roles.indexOf(role) < roles.indexOf(other) ? role : other;
}

/** Returns an account's teams; `roleIn` has the last word on what a grant says of the role there. */
export function memberships(
  held: ReadonlyMap<string, Fact<TeamRole>> | undefined,
  roleIn: (team: string, role: Fact<TeamRole>) => Fact<TeamRole>,
): readonly Membership[] {
  return [...(held ?? [])]
    .map(([team, role]): Membership => ({ team, role: roleIn(team, role) }))
    .sort((a, b) => compareIds(a.team, b.team));
}

/** An index of the grants of a sync: the workspace role and the teams of each account. */

import { fold } from "../roster/fold.ts";
import { compareIds, type Membership } from "../roster/model.ts";
import { roles, teamRoles, type Role, type TeamRole } from "../roster/roles.ts";
import { isUnknown, unknown, type Fact } from "../roster/fact.ts";
import type { GrantedEntitlement, TypedId } from "./protobuf/decode-grant.ts";
import { resourceTypes, roleSlugs, teamSlugs } from "./identity.ts";
import type { Grants } from "./sqlite/read-grants.ts";

/** The workspace role and the teams of one account. */
export interface AccountGrants {
  readonly role: Role | undefined;
  /** As granted: a team manager also has a grant as a member. */
  readonly teams: readonly Membership[];
}

/** By the principal's type, then by its id. */
export type GrantIndex = ReadonlyMap<string, ReadonlyMap<string, AccountGrants>>;

/** Far more than any workspace has. */
const maxGrants = 10_000_000;

export interface CollectedGrants {
  readonly index: GrantIndex;
  readonly count: number;
  /** Whether each record has exactly the bytes that this program writes for its columns. */
  readonly asWritten: boolean;
  /** The ids of the teams that have at least one grant. */
  readonly teams: ReadonlySet<string>;
}

/** The workspace roles that entitlements on resources of type `role` give, by the entitlement's id. */
export type RoleEntitlements = ReadonlyMap<string, Role>;

/**
 * Returns the index of the grants. Throws `Error` for a record that is not a grant, and for more
 * than 10,000,000 grants.
 */
export function collectGrants(
  grants: Iterable<Grants>,
  roleEntitlements: RoleEntitlements = new Map(),
): CollectedGrants {
  const index = new Map<string, Map<string, GrantsSoFar>>();
  let last: GrantedEntitlement | undefined;
  let granted: Granted = {};
  let count = 0;
  let asWritten = true;
  const teams = new Set<string>();
  for (const { what, type, ids, ...grant } of grants) {
    asWritten &&= grant.asWritten;
    count += ids.length;
    if (count > maxGrants) throw new Error(`it contains more than ${maxGrants} grants`);
    // Share one object per entitlement: a hundred thousand accounts may have the same entitlement.
    if (what !== last) {
      [last, granted] = [what, toGranted(what, roleEntitlements)];
      if (what.on.type === resourceTypes.team) teams.add(what.on.id);
    }
    const { membership, role } = granted;
    let accounts = index.get(type);
    if (accounts === undefined) index.set(type, (accounts = new Map()));
    for (const id of ids) {
      if (what.id === "" || what.on.id === "" || id === "") {
        throw new Error("a grant lacks the id of its entitlement, resource or principal");
      }
      let account = accounts.get(id);
      if (account === undefined) accounts.set(id, (account = { role: undefined, teams: [] }));
      if (membership !== undefined) account.teams.push(membership);
      if (role !== undefined) account.role = higher(role, account.role);
    }
  }
  return { index, count, asWritten, teams };
}

interface GrantsSoFar extends AccountGrants {
  role: Role | undefined;
  readonly teams: Membership[];
}

/** What an entitlement means in a roster: a workspace role, a team membership, or nothing. */
export interface Granted {
  readonly role?: Role | undefined;
  readonly membership?: Membership;
}

export function toGranted(
  { id, on }: GrantedEntitlement,
  roleEntitlements: RoleEntitlements,
): Granted {
  if (on.type === resourceTypes.role) return { role: roleEntitlements.get(id) };
  const slug = slugOf(id, on);
  if (on.type === resourceTypes.organization) {
    return { role: roles.find((role) => roleSlugs[role] === slug) };
  }
  if (on.type !== resourceTypes.team) return {};
  const role = teamRoles.find((known) => teamSlugs[known] === slug) ?? unknown("unrecognised");
  return { membership: { team: on.id, role } };
}

/** Another connector may grant the lower roles along with a higher one. */
function higher(role: Role, other: Role | undefined): Role {
  if (other === undefined) return role;
  return roles.indexOf(role) < roles.indexOf(other) ? role : other;
}

/**
 * Returns an entitlement's slug. Remove the prefix instead of splitting, because the resource's id
 * may contain a colon.
 */
function slugOf(entitlement: string, { type, id }: TypedId): string {
  const prefix = `${type}:${id}:`;
  return entitlement.startsWith(prefix) ? fold(entitlement.slice(prefix.length)) : "";
}

/**
 * Returns an account's teams, each with its highest role. `roleIn` may replace the role that a
 * grant gives.
 */
export function memberships(
  granted: readonly Membership[],
  roleIn: (team: string, role: Fact<TeamRole>) => Fact<TeamRole>,
): readonly Membership[] {
  const sorted = granted.toSorted((a, b) => compareIds(a.team, b.team) || rank(a) - rank(b));
  const isHighest = ({ team }: Membership, at: number) => sorted[at - 1]?.team !== team;
  const highest = sorted.every(isHighest) ? sorted : sorted.filter(isHighest);
  return highest.map((membership) => {
    const role = roleIn(membership.team, membership.role);
    return role === membership.role ? membership : { team: membership.team, role };
  });
}

/** Returns 0 for the highest role. */
function rank({ role }: Membership): number {
  return isUnknown(role) ? teamRoles.length : teamRoles.indexOf(role);
}

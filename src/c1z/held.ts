/** What accounts hold in a sync: their workspace role, and their teams. */

import { fold } from "../roster/fold.ts";
import { compareIds, type Membership } from "../roster/model.ts";
import { roles, teamRoles, type Role, type TeamRole } from "../roster/roles.ts";
import { isUnknown, unknown, type Fact } from "../roster/fact.ts";
import type { GrantedEntitlement, TypedId } from "./protobuf/decode-grant.ts";
import { resourceTypes, roleSlugs, teamSlugs } from "./identity.ts";
import type { Grants } from "./sqlite/read-grants.ts";

/** What one account holds. */
export interface Holding {
  readonly role: Role | undefined;
  /** As granted: a team's managers are there as members, too. */
  readonly teams: readonly Membership[];
}

/** By the principal's type, then by its id. */
export type Held = ReadonlyMap<string, ReadonlyMap<string, Holding>>;

/** No sync of a workspace comes near it. */
const maxGrants = 10_000_000;

export interface CollectedGrants {
  readonly held: Held;
  readonly count: number;
  /** Whether each record is, byte for byte, what this program writes for what its columns say. */
  readonly asWritten: boolean;
  /** The ids of the teams that a grant is on. */
  readonly teams: ReadonlySet<string>;
}

/** Returns what the grants say. Throws `Error` for a record that is no grant. */
export function collectGrants(grants: Iterable<Grants>): CollectedGrants {
  const held = new Map<string, Map<string, OpenHolding>>();
  let last: GrantedEntitlement | undefined;
  let granted: Granted = {};
  let count = 0;
  let asWritten = true;
  const teams = new Set<string>();
  for (const { what, type, ids, ...grant } of grants) {
    asWritten &&= grant.asWritten;
    count += ids.length;
    if (count > maxGrants) throw new Error(`it holds more than ${maxGrants} grants`);
    // One object for all who hold it, where there may be a hundred thousand.
    if (what !== last) {
      [last, granted] = [what, toGranted(what)];
      if (what.on.type === resourceTypes.team) teams.add(what.on.id);
    }
    const { membership, role } = granted;
    let accounts = held.get(type);
    if (accounts === undefined) held.set(type, (accounts = new Map()));
    for (const id of ids) {
      if (what.id === "" || what.on.id === "" || id === "") {
        throw new Error("a grant does not say who holds what");
      }
      let holding = accounts.get(id);
      if (holding === undefined) accounts.set(id, (holding = { role: undefined, teams: [] }));
      if (membership !== undefined) holding.teams.push(membership);
      if (role !== undefined) holding.role = higher(role, holding.role);
    }
  }
  return { held, count, asWritten, teams };
}

interface OpenHolding extends Holding {
  role: Role | undefined;
  readonly teams: Membership[];
}

/** What an entitlement is in a roster: a workspace role, a place in a team, or nothing. */
interface Granted {
  readonly role?: Role | undefined;
  readonly membership?: Membership;
}

function toGranted({ id, on }: GrantedEntitlement): Granted {
  const slug = slugOf(id, on);
  if (on.type === resourceTypes.organization) {
    return { role: roles.find((role) => roleSlugs[role] === slug) };
  }
  if (on.type !== resourceTypes.team) return {};
  const role = teamRoles.find((known) => teamSlugs[known] === slug) ?? unknown("unrecognised");
  return { membership: { team: on.id, role } };
}

/** Somebody else's connector may grant the lower roles along with a higher one. */
function higher(role: Role, other: Role | undefined): Role {
  if (other === undefined) return role;
  return roles.indexOf(role) < roles.indexOf(other) ? role : other;
}

/** Ids are plain joins, and the resource's id may hold a colon itself. */
function slugOf(entitlement: string, { type, id }: TypedId): string {
  const prefix = `${type}:${id}:`;
  return entitlement.startsWith(prefix) ? fold(entitlement.slice(prefix.length)) : "";
}

/** Returns an account's teams; `roleIn` has the last word on what a grant says of the role there. */
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

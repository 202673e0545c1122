/** Statements that findings of more than one rule make: equal texts are one fact. */

import { fold } from "../roster/fold.ts";
import type { GroupMapping, Member, ServiceAccount, Team } from "../roster/model.ts";
import type { Privilege, Repository } from "../roster/repository.ts";
import type { Role } from "../roster/roles.ts";

/** The policy does not name this member. */
export function unnamed({ id }: Member): string {
  return stating("unnamed", id);
}

/** This member does not have a role that they should have. */
export function withoutRole({ id }: Member, role: Role): string {
  return stating("without role", id, role);
}

/** This member has no second factor. */
export function withoutTwoFactor({ id }: Member): string {
  return stating("without two-factor", id);
}

/** No member has this name. */
export function noMember(name: string): string {
  return stating("no member", fold(name));
}

/** More than one member has this name. */
export function manyMembers(name: string): string {
  return stating("many members", fold(name));
}

/** No service account has this slug. */
export function noService(slug: string): string {
  return stating("no service", fold(slug));
}

/** This service account is in a team, or is not, and should not be, or should. */
export function serviceInTeam({ slug }: ServiceAccount, { id }: Team, isIn: boolean): string {
  return stating(isIn ? "in team" : "not in team", slug, id);
}

/** This holder has a privilege on this repository, and should not have it. */
export function privilegeOn({ id }: Repository, { kind, slug }: Privilege): string {
  return stating("privilege", id, kind, fold(slug));
}

/** The policy does not list this group mapping. */
export function unlistedMapping({ id }: GroupMapping): string {
  return stating("mapping", id);
}

function stating(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

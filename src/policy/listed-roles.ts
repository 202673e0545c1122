/** The workspace roles for which a policy lists each account, under any of its names. */

import type { Member } from "../roster/model.ts";
import type { Role } from "../roster/roles.ts";
import { hasBegun } from "./begun.ts";
import type { Directory } from "./directory.ts";
import type { Policy } from "./policy.ts";
import type { WrittenName } from "./position.ts";

export interface ListedRole {
  readonly role: Role;
  /** The first name under which the policy lists the account for the role. */
  readonly name: WrittenName;
}

/**
 * Returns the roles that each listed member should have, in the policy's order; more than one is a
 * mistake. Entries that only count from a later day are left out.
 */
export function listedRoles(
  { roles }: Policy,
  directory: Directory,
  now: Date,
): ReadonlyMap<Member, readonly ListedRole[]> {
  const listed = new Map<Member, ListedRole[]>();
  for (const { role, members, breakGlass } of roles) {
    for (const name of [...(members ?? []), ...breakGlass]) {
      const member = directory.member(name);
      if (member === undefined || !hasBegun(name, now)) continue;
      const known = listed.get(member);
      if (known === undefined) listed.set(member, [{ role, name }]);
      else if (known.every((one) => one.role !== role)) known.push({ role, name });
    }
  }
  return listed;
}

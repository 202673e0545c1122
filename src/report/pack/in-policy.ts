/** Finds the places where a policy names the accounts of a roster. */

import { directoryOf, type Directory } from "../../policy/directory.ts";
import { placesOfPeople, placesOfServices, type PlacedName } from "../../policy/names.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Member, Roster, ServiceAccount } from "../../roster/model.ts";
import type { Role } from "../../roster/roles.ts";
import { isUnknown, type Fact } from "../../roster/fact.ts";
import type { PackAccount } from "./pack.ts";

type PolicyListing = Pick<PackAccount, "inPolicy" | "places">;

export interface PolicyLookup {
  /**
   * `allowed`: a pattern for the member's role matches; `unknown`: a fact that was not seen could
   * decide it.
   */
  member(member: Member): PolicyListing;
  service(service: ServiceAccount): PolicyListing;
}

/** Returns a lookup that resolves each name of the policy only once. */
export function createPolicyLookup(policy: Policy, roster: Roster): PolicyLookup {
  const directory = directoryOf(roster);
  const people = placesOfPeople(policy);
  // A name that matches two people refers to neither.
  const members = gather(people, ({ name }) => directory.member(name));
  const services = gather(placesOfServices(policy), ({ name }) => directory.service(name));
  const allowed = toAllowed(policy, directory);
  const mayBeHidden = people.some(({ name }) => isUnknown(directory.mayBeHidden(name)));
  return {
    member: (member) => {
      const places = members.get(member) ?? [];
      if (places.length > 0) return { inPolicy: "named", places };
      const fits = isAllowed(member, allowed);
      if (fits === true) return { inPolicy: "allowed", places };
      const unsure = fits === undefined || (mayBeHidden && isUnknown(member.email));
      return { inPolicy: unsure ? "unknown" : "no", places };
    },
    service: (service) => {
      const places = services.get(service) ?? [];
      return { inPolicy: places.length > 0 ? "named" : "no", places };
    },
  };
}

type Check = (member: Member) => Fact<boolean>;

/** Functions that check a member against the patterns of one role, or of any role. */
interface Allowed {
  readonly byRole: ReadonlyMap<Role, Check>;
  readonly any: Check;
}

function toAllowed({ roles }: Policy, directory: Directory): Allowed {
  return {
    byRole: new Map(roles.map(({ role, allow }) => [role, directory.allowed(allow)])),
    any: directory.allowed(roles.flatMap(({ allow }) => allow)),
  };
}

/** Undefined if a fact that was not seen could make a pattern match. */
function isAllowed(member: Member, { byRole, any }: Allowed): boolean | undefined {
  const { role } = member;
  const fits = isUnknown(role) ? any(member) : (byRole.get(role)?.(member) ?? false);
  if (isUnknown(fits)) return undefined;
  // If the role was not seen, the matching pattern may belong to another role.
  return fits && isUnknown(role) ? undefined : fits;
}

function gather<T extends object>(
  names: readonly PlacedName[],
  find: (name: PlacedName) => T | undefined,
): ReadonlyMap<T, string[]> {
  const places = new Map<T, string[]>();
  for (const placed of names) {
    const account = find(placed);
    if (account === undefined) continue;
    const list = places.get(account) ?? [];
    if (!list.includes(placed.place)) list.push(placed.place);
    places.set(account, list);
  }
  return places;
}

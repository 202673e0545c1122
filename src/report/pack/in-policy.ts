/** Where a policy names the accounts of a roster. */

import { directoryOf, type Directory } from "../../policy/directory.ts";
import { placesOfPeople, placesOfServices, type PlacedName } from "../../policy/names.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Member, Roster, ServiceAccount } from "../../roster/model.ts";
import type { Role } from "../../roster/roles.ts";
import { isUnknown, type Fact } from "../../roster/fact.ts";
import type { PackAccount } from "./pack.ts";

type PolicyListing = Pick<PackAccount, "inPolicy" | "places">;

export interface PolicyLookup {
  /** `allowed`: a pattern for the role that they hold fits; `unknown`: for all that was seen. */
  member(member: Member): PolicyListing;
  service(service: ServiceAccount): PolicyListing;
}

/** Returns a lookup that has resolved each name of the policy once. */
export function createPolicyLookup(policy: Policy, roster: Roster): PolicyLookup {
  const directory = directoryOf(roster);
  const people = placesOfPeople(policy);
  // A name that means two people stands for neither.
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

type Ask = (member: Member) => Fact<boolean>;

/** What tells whether a pattern fits: one for a role, or one for any. */
interface Allowed {
  readonly byRole: ReadonlyMap<Role, Ask>;
  readonly any: Ask;
}

function toAllowed({ roles }: Policy, directory: Directory): Allowed {
  return {
    byRole: new Map(roles.map(({ role, allow }) => [role, directory.allowed(allow)])),
    any: directory.allowed(roles.flatMap(({ allow }) => allow)),
  };
}

/** Undefined where what was not seen could make a pattern fit. */
function isAllowed(member: Member, { byRole, any }: Allowed): boolean | undefined {
  const { role } = member;
  const fits = isUnknown(role) ? any(member) : (byRole.get(role)?.(member) ?? false);
  if (isUnknown(fits)) return undefined;
  // Of whom the role was not seen, a fitting pattern may be another role's.
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
    const known = places.get(account) ?? [];
    if (!known.includes(placed.place)) known.push(placed.place);
    places.set(account, known);
  }
  return places;
}

/** Where a policy names the accounts of a roster. */

import { directoryOf, type Directory } from "../../policy/directory.ts";
import { namesOfServices, placesOfPeople, type PlacedName } from "../../policy/names.ts";
import type { Policy } from "../../policy/policy.ts";
import { isUnknown, type Member, type Roster, type ServiceAccount } from "../../roster/model.ts";
import type { PackAccount } from "./pack.ts";

type Place = Pick<PackAccount, "inPolicy" | "places">;

export interface PolicyLookup {
  /** `allowed`: a pattern for the role that they hold fits; `unknown`: for all that was seen. */
  member(member: Member): Place;
  service(service: ServiceAccount): Place;
}

/** Returns a lookup that has resolved each name of the policy once. */
export function createPolicyLookup(policy: Policy, roster: Roster): PolicyLookup {
  const directory = directoryOf(roster);
  const people = placesOfPeople(policy);
  // A name that means two people stands for neither.
  const members = gather(people, ({ name }) => directory.member(name));
  const services = gather(placesOfServices(policy), ({ name }) => directory.service(name));
  const mayBeHidden = people.some(({ name }) => isUnknown(directory.mayBeHidden(name)));
  return {
    member: (member) => {
      const places = members.get(member) ?? [];
      if (places.length > 0) return { inPolicy: "named", places };
      const allowed = isAllowed(member, policy, directory);
      if (allowed === true) return { inPolicy: "allowed", places };
      const unsure = allowed === undefined || (mayBeHidden && isUnknown(member.email));
      return { inPolicy: unsure ? "unknown" : "no", places };
    },
    service: (service) => {
      const places = services.get(service) ?? [];
      return { inPolicy: places.length > 0 ? "named" : "no", places };
    },
  };
}

function placesOfServices(policy: Policy): readonly PlacedName[] {
  const listed = (policy.services ?? []).map(({ name }) => ({ name, place: "services" }));
  return [...listed, ...namesOfServices(policy)];
}

/** Undefined where what was not seen could make a pattern fit. */
function isAllowed(
  member: Member,
  policy: Policy,
  directory: Pick<Directory, "isAllowed">,
): boolean | undefined {
  const { role } = member;
  const patterns = policy.roles
    .filter((managed) => isUnknown(role) || managed.role === role)
    .flatMap(({ allow }) => allow);
  const fits = directory.isAllowed(member, patterns);
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

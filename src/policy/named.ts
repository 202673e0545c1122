/** Whether a policy names a member. */

import type { Member } from "../roster/model.ts";
import { isUnknown, type Fact } from "../roster/fact.ts";
import type { Directory } from "./directory.ts";
import { placesOfPeople } from "./names.ts";
import type { Policy } from "./policy.ts";

/**
 * Returns a function that says whether a role, a team or a repository of the policy names a member,
 * or a pattern of a role matches the member; unknown if a hidden address makes that uncertain.
 */
export function namedIn(policy: Policy, directory: Directory): (member: Member) => Fact<boolean> {
  const isListed = directory.listed(placesOfPeople(policy).map(({ name }) => name));
  const isAllowed = directory.allowed(policy.roles.flatMap(({ allow }) => allow));
  return (member) => {
    const listed = isListed(member);
    if (listed === true) return true;
    const allowed = isAllowed(member);
    return allowed === true || !isUnknown(listed) ? allowed : listed;
  };
}

/** Returns whether the policy reports members whom it does not name. */
export function mustBeNamed({ rules }: Policy): boolean {
  return rules.get("member-unlisted")?.severity !== "off";
}

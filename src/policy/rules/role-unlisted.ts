import { z } from "zod";

import { mustBeNamed, namedIn } from "../named.ts";
import { defineRule } from "../rule.ts";
import { isOwnMember } from "../self.ts";
import { unnamed } from "../statement.ts";
import { nameOf, ofMember } from "../subject.ts";

export const roleUnlisted = defineRule({
  id: "role-unlisted",
  title: "Workspace role that the policy does not allow",
  explanation: "The policy lists who may have this role, and this account is not listed.",
  remedy:
    "Lower the role on the workspace's Accounts page (API: PATCH /orgs/{org}/members/{member}/update-role/), or, if the role is correct, add the account to the policy's list for the role and have that reviewed.",
  fixed: "It is fixed when the members list shows another role, or the policy lists the account.",
  severity: "error",
  options: z.strictObject({}),
  lists: ["members"],
  evidence: "row",
  resolvedBy: "change-role",
  *evaluate({ roster, policy, directory, readFact }) {
    const isNamed = namedIn(policy, directory);
    const namesEverybody = mustBeNamed(policy);
    const hasOtherRole = directory.listed(
      policy.roles.flatMap((entry) => [...(entry.members ?? []), ...entry.breakGlass]),
    );
    for (const { role, members, allow, breakGlass, position } of policy.roles) {
      if (members === null) continue;
      const isListed = directory.listed([...members, ...breakGlass]);
      const isAllowed = directory.allowed(allow);
      for (const member of roster.members) {
        if (readFact(member.role, "workspace role") !== role) continue;
        if (readFact(isListed(member), "e-mail address") !== false) continue;
        if (readFact(isAllowed(member), "e-mail address") !== false) continue;
        const isPrivileged = role === "Owner" || role === "Manager";
        const isUnnamed = !isOwnMember(roster, member) && isNamed(member) === false;
        // A Member who should be a Manager is promoted, and not removed.
        const isRoleChange = isPrivileged || hasOtherRole(member) === true;
        const resolvedBy =
          (isUnnamed && namesEverybody) || !isRoleChange ? "remove" : "change-role";
        yield {
          subject: ofMember(member),
          facts: { role },
          position,
          key: role,
          resolvedBy,
          ...(isUnnamed && { states: unnamed(member) }),
        };
      }
    }
  },
  message: ({ subject, facts }) =>
    `${nameOf(subject)} has role ${facts["role"]} but is not listed for it`,
});

import { z } from "zod";

import { hasBegun } from "../begun.ts";
import { listedRoles } from "../listed-roles.ts";
import { defineRule } from "../rule.ts";
import { withoutRole } from "../statement.ts";
import { nameOf, ofMember } from "../subject.ts";

export const roleMissing = defineRule({
  id: "role-missing",
  title: "Account with another workspace role than the policy lists",
  explanation:
    "The policy expects this account to have the role. If it does not, either the policy is out of date or somebody has lost access that others rely on.",
  remedy:
    "Give the role on the workspace's Accounts page (API: PATCH /orgs/{org}/members/{member}/update-role/ with an explicit role, because the API's default is Owner), or remove the name from the policy's list.",
  fixed:
    "It is fixed when the members list shows the role, or the policy no longer lists the name.",
  severity: "warning",
  options: z.strictObject({}),
  lists: ["members"],
  evidence: "row",
  resolvedBy: "change-role",
  *evaluate({ policy, directory, now, readFact }) {
    const listed = listedRoles(policy, directory, now);
    const skipsConflicts = policy.rules.get("role-conflict")?.severity !== "off";
    for (const { role, members } of policy.roles) {
      for (const name of members ?? []) {
        const member = directory.member(name);
        if (member === undefined || member.role === role || !hasBegun(name, now)) continue;
        // It is not known which of the roles is correct: the advice could remove an Owner's role.
        if (skipsConflicts && (listed.get(member)?.length ?? 0) > 1) continue;
        const actual = readFact(member.role, "workspace role");
        if (actual === undefined) continue;
        yield {
          subject: ofMember(member),
          facts: { expected: role, role: actual },
          position: name.position,
          key: role,
          states: withoutRole(member, role),
        };
      }
    }
  },
  message: ({ subject, facts }) =>
    `${nameOf(subject)} should have role ${facts["expected"]} but has ${facts["role"]}`,
});

import { z } from "zod";

import { rolesOption } from "../options.ts";
import { toRole } from "../role-names.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofMember } from "../subject.ts";

export const inactiveWithRole = defineRule({
  id: "inactive-with-role",
  title: "Inactive member with a privileged role",
  explanation:
    "The account is deactivated, but keeps its role. If somebody reactivates the account, it can use that role again. Inactive accounts also hide how many people really have the role.",
  remedy:
    "Remove the account on the workspace's Accounts page (API: DELETE /orgs/{org}/members/{member}/), or lower its role (API: PATCH /orgs/{org}/members/{member}/update-role/).",
  fixed:
    "It is fixed when the members list no longer shows the account, or shows it with a lower role.",
  severity: "error",
  options: z.strictObject({ roles: rolesOption(["owner", "manager"]) }),
  lists: ["members"],
  evidence: "row",
  resolvedBy: "change-role",
  *evaluate({ roster, options, readFact }) {
    const roles = new Set(options.roles.map(toRole));
    for (const member of roster.members) {
      if (readFact(member.active, "activity") !== false) continue;
      const role = readFact(member.role, "workspace role");
      if (role === undefined || !roles.has(role)) continue;
      yield { subject: ofMember(member), facts: { active: false, role } };
    }
  },
  message: ({ subject, facts }) =>
    `${nameOf(subject)} is inactive but still has role ${facts["role"]}`,
});

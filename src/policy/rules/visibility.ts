import { z } from "zod";

import { rolesOption } from "../options.ts";
import { roleNames, toRole } from "../role-names.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofMember } from "../subject.ts";

export const visibility = defineRule({
  id: "visibility",
  title: "Membership is visible outside the workspace",
  explanation:
    "Anybody can see that this account belongs to the workspace, which shows attackers a possible target.",
  remedy:
    "Set the membership to Private on the workspace's Accounts page (API: PATCH /orgs/{org}/members/{member}/update-visibility/).",
  fixed: "It is fixed when the members list shows the membership as private.",
  severity: "off",
  options: z.strictObject({ roles: rolesOption(roleNames) }),
  lists: ["members"],
  evidence: "row",
  resolvedBy: "other",
  *evaluate({ roster, options, readFact }) {
    const roles = new Set(options.roles.map(toRole));
    for (const member of roster.members) {
      if (readFact(member.visibility, "visibility") !== "Public") continue;
      const role = readFact(member.role, "workspace role");
      if (role === undefined || !roles.has(role)) continue;
      yield { subject: ofMember(member), facts: { role, visibility: "Public" } };
    }
  },
  message: ({ subject, facts }) =>
    `${nameOf(subject)} is ${facts["role"] === "Owner" ? "an" : "a"} ${facts["role"]} whose membership is public`,
});

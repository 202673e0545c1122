import { z } from "zod";

import { rolesOption } from "../options.ts";
import { roleNames, toRole } from "../role-names.ts";
import { defineRule } from "../rule.ts";
import { isOwnMember } from "../self.ts";
import { nameOf, ofMember } from "../subject.ts";

export const memberWithoutTeam = defineRule({
  id: "member-without-team",
  title: "Member who is in no team",
  explanation:
    "If access is given through teams, a member without a team either needs no account or got access in another way.",
  remedy:
    "Put the account into a team on the workspace's Teams page, or remove it on the Accounts page (API: DELETE /orgs/{org}/members/{member}/).",
  fixed: "It is fixed when the account is in a team, or the members list no longer shows it.",
  severity: "off",
  options: z.strictObject({
    roles: rolesOption(roleNames.filter((role) => role === "member" || role === "collaborator")),
  }),
  lists: ["members", "teams"],
  evidence: "row",
  resolvedBy: "other",
  *evaluate({ roster, options, readFact }) {
    const roles = new Set(options.roles.map(toRole));
    for (const member of roster.members) {
      if (isOwnMember(roster, member)) continue;
      const role = readFact(member.role, "workspace role");
      if (role === undefined || !roles.has(role)) continue;
      const teams = readFact(member.teams, "teams");
      if (teams === undefined || teams.length > 0) continue;
      yield { subject: ofMember(member), facts: { role } };
    }
  },
  message: ({ subject }) => `${nameOf(subject)} is in no team`,
});

import { z } from "zod";

import { daysBefore, daysOption, roleNames, rolesOption, toRole } from "../options.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofMember } from "../subject.ts";

export const dormant = defineRule({
  id: "dormant",
  title: "Account that has not logged in for long",
  explanation:
    "An account nobody uses is access nobody would miss until it is abused. Someone who never logged in counts from the day they joined. Whether the use of an API key moves the last login is not documented, so ask before you remove.",
  remedy:
    "Ask whether the account is still needed; if not, remove it on the workspace's Accounts page (API: DELETE /orgs/{org}/members/{member}/).",
  fixed: "It is fixed by a login, or when the members list shows the account no more.",
  severity: "warning",
  options: z.strictObject({
    after: daysOption(90, "how long without a login is too long, in days"),
    roles: rolesOption(roleNames),
  }),
  lists: ["members"],
  evidence: "row",
  *evaluate({ roster, options, now, see }) {
    const roles = new Set(options.roles.map(toRole));
    const limit = daysBefore(now, options.after).toISOString();
    const everyRole = roles.size === roleNames.length;
    for (const member of roster.members) {
      if (see(member.active, "activity") !== true) continue;
      if (!everyRole) {
        const role = see(member.role, "workspace role");
        if (role === undefined || !roles.has(role)) continue;
      }
      const lastLoginAt = see(member.lastLoginAt, "last login");
      if (lastLoginAt === undefined) continue;
      const since = lastLoginAt ?? see(member.joinedAt, "joining date");
      if (since === undefined || since > limit) continue;
      yield {
        subject: ofMember(member),
        facts: {
          lastLoginAt,
          ...(lastLoginAt === null && { joinedAt: since }),
          after: options.after,
        },
      };
    }
  },
  message: ({ subject, facts }) =>
    typeof facts["lastLoginAt"] === "string"
      ? `${nameOf(subject)} last logged in on ${facts["lastLoginAt"].slice(0, 10)}`
      : `${nameOf(subject)} joined on ${String(facts["joinedAt"]).slice(0, 10)} and never logged in`,
});

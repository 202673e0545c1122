import { z } from "zod";

import { count } from "../../roster/count.ts";
import { defineRule } from "../rule.ts";
import { ofWorkspace } from "../subject.ts";

export const roleCount = defineRule({
  id: "role-count",
  title: "Too few or too many people hold a workspace role",
  explanation:
    "Too few Owners and one lost laptop locks the workspace; too many and nobody answers for it. Only active members count.",
  remedy:
    "Raise or lower roles on the workspace's Accounts page (API: PATCH /orgs/{org}/members/{member}/update-role/), or change the policy's min or max for the role.",
  fixed: "It is fixed when as many active people hold the role as the policy says.",
  severity: "error",
  options: z.strictObject({}),
  lists: ["members"],
  evidence: "list",
  *evaluate({ roster, policy, readFact }) {
    for (const { role, min, max, position } of policy.roles) {
      if (min === null && max === null) continue;
      let found = 0;
      let seen = true;
      for (const member of roster.members) {
        const held = readFact(member.role, "workspace role");
        if (held !== undefined && held !== role) continue;
        const active = readFact(member.active, "activity");
        if (held === undefined || active === undefined) seen = false;
        else if (active) found += 1;
      }
      if (!seen) continue;
      const facts = { role, count: found, min, max };
      const subject = ofWorkspace(roster.workspace);
      if (min !== null && found < min) yield { subject, facts, position, key: `${role} min` };
      if (max !== null && found > max) yield { subject, facts, position, key: `${role} max` };
    }
  },
  message: ({ facts }) => {
    const { role, count: found, min, max } = facts;
    const allowed =
      typeof min === "number" && Number(found) < min ? `at least ${min}` : `at most ${max}`;
    return `${count(Number(found), "active member holds", "active members hold")} role ${role}; allowed: ${allowed}`;
  },
});

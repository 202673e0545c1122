import { z } from "zod";

import { hasBegun, inEntry } from "../begun.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofMember, ofTeam } from "../subject.ts";
import { remedyAtProvider, syncedFact } from "../synced-team.ts";

export const teamRole = defineRule({
  id: "team-role",
  title: "Different role in the team than the policy lists",
  explanation:
    "A team's manager decides who else joins it. The policy lists this account in the team, but with a different team role.",
  remedy:
    "Change the role on the workspace's Teams page (API: PUT /orgs/{org}/teams/{team}/members), at the identity provider where group sync sets it, or move the name in the policy.",
  fixed: "It is fixed when the account has the role in the team that the policy lists.",
  severity: "warning",
  options: z.strictObject({}),
  lists: ["members", "teams"],
  evidence: "row",
  resolvedBy: "change-role",
  *evaluate({ teams, directory, now, readFact }) {
    for (const { team, policy, members } of teams.managed) {
      const { managers } = policy;
      if (managers === null) continue;
      const isListedManager = directory.listed(managers);
      const isManagerNow = directory.listed(
        managers.filter((name) => hasBegun(inEntry(name, policy), now)),
      );
      const isListedMember = directory.listed(policy.members ?? []);
      for (const { account, role } of members) {
        const isManager = readFact(isListedManager(account), "e-mail address");
        const isMember =
          policy.members === null || readFact(isListedMember(account), "e-mail address");
        if (isManager === undefined || isMember === undefined || !(isManager || isMember)) continue;
        const actual = readFact(role, "team role");
        const expected = isManager ? "Manager" : "Member";
        if (actual === undefined || actual === expected) continue;
        // A manager from a later day may still be a member.
        if (isManager && isManagerNow(account) === false) continue;
        yield {
          subject: ofMember(account),
          object: ofTeam(team),
          facts: { expected, teamRole: actual, ...syncedFact(teams, team) },
          position: policy.name.position,
        };
      }
    }
  },
  remedyOf: remedyAtProvider,
  message: ({ subject, object, facts }) =>
    `${nameOf(subject)} is ${facts["teamRole"]} of team ${object === undefined ? "" : nameOf(object)}; allowed: ${facts["expected"]}`,
});

import { z } from "zod";

import { hasBegun, inEntry } from "../begun.ts";
import { defineRule } from "../rule.ts";
import { serviceInTeam } from "../statement.ts";
import { nameOf, ofMember, ofService, ofTeam } from "../subject.ts";
import { remedyAtProvider, syncedFact } from "../synced-team.ts";

export const teamMemberMissing = defineRule({
  id: "team-member-missing",
  title: "Account that the policy lists in a team but that is not in it",
  explanation:
    "The policy says that this account belongs to the team. Either the policy is out of date, or access that others rely on was removed.",
  remedy:
    "Add the account on the workspace's Teams page (API: POST /orgs/{org}/teams/{team}/members), at the identity provider if group sync fills the team, or remove the name from the policy.",
  fixed: "It is fixed when the team lists the account, or the policy no longer does.",
  severity: "warning",
  options: z.strictObject({}),
  lists: ["members", "teams", "services"],
  evidence: "row",
  resolvedBy: "grant",
  *evaluate({ teams, directory, now, readFact }) {
    for (const { team, policy } of teams.managed) {
      const listed = [
        ...(policy.managers ?? []).map((name) => ({ name, expected: "Manager" })),
        ...(policy.members ?? []).map((name) => ({ name, expected: "Member" })),
      ];
      for (const { name, expected } of listed) {
        if (!hasBegun(inEntry(name, policy), now)) continue;
        const account = directory.member(name);
        const memberships = account === undefined ? undefined : readFact(account.teams, "teams");
        if (account === undefined || memberships === undefined) continue;
        if (memberships.some((membership) => membership.team === team.id)) continue;
        const { position } = name;
        const facts = { expected, ...syncedFact(teams, team) };
        yield { subject: ofMember(account), object: ofTeam(team), facts, position };
      }
      for (const name of policy.services ?? []) {
        if (!hasBegun(inEntry(name, policy), now)) continue;
        const account = directory.service(name);
        const memberships = account === undefined ? undefined : readFact(account.teams, "teams");
        if (account === undefined || memberships === undefined) continue;
        if (memberships.some((membership) => membership.team === team.id)) continue;
        const { position } = name;
        yield {
          subject: ofService(account),
          object: ofTeam(team),
          facts: { expected: "Member" },
          position,
          states: serviceInTeam(account, team, false),
        };
      }
    }
  },
  remedyOf: remedyAtProvider,
  message: ({ subject, object }) =>
    `${subject.kind === "service" ? "service account " : ""}${nameOf(subject)} is listed in team ${object === undefined ? "" : nameOf(object)} but is not in it`,
});

import { z } from "zod";

import { defineRule } from "../rule.ts";
import { nameOf, ofMember, ofTeam } from "../subject.ts";
import { remedyAtProvider, syncedFact } from "../synced-team.ts";

export const inactiveInTeam = defineRule({
  id: "inactive-in-team",
  title: "Inactive member still in a team",
  explanation:
    "The account is deactivated, but its membership in the team remains: if somebody reactivates the account, it gets that access back without a new decision.",
  remedy:
    "Remove the account from the team on the workspace's Teams page (API: PUT /orgs/{org}/teams/{team}/members with the list that should remain). If group sync fills the team, remove the account from the group at the identity provider.",
  fixed: "It is fixed when the team no longer lists the account.",
  severity: "error",
  options: z.strictObject({}),
  lists: ["members", "teams"],
  evidence: "row",
  resolvedBy: "remove",
  *evaluate({ roster, teams, readFact }) {
    for (const member of roster.members) {
      if (readFact(member.active, "activity") !== false) continue;
      for (const { team: id, role } of readFact(member.teams, "teams") ?? []) {
        const team = teams.byId(id);
        if (team === undefined) continue;
        yield {
          subject: ofMember(member),
          object: ofTeam(team),
          facts: {
            active: false,
            teamRole: typeof role === "string" ? role : null,
            ...syncedFact(teams, team),
          },
        };
      }
    }
  },
  remedyOf: remedyAtProvider,
  message: ({ subject, object }) =>
    `${nameOf(subject)} is inactive but still in team ${object === undefined ? "" : nameOf(object)}`,
});

import { z } from "zod";

import { defineRule } from "../rule.ts";
import { nameOf, ofTeam } from "../subject.ts";

export const teamUnlisted = defineRule({
  id: "team-unlisted",
  title: "Team that the policy does not name",
  explanation:
    "The policy does not say who may be in this team. The policy turns this rule on with unlisted-teams.",
  remedy:
    "List the team in the policy with its members, or delete it on the workspace's Teams page (API: DELETE /orgs/{org}/teams/{team}/).",
  fixed: "It is fixed when the policy lists the team, or the list of teams no longer shows it.",
  severity: "off",
  options: z.strictObject({}),
  lists: ["teams"],
  evidence: "row",
  resolvedBy: "remove",
  *evaluate({ teams }) {
    for (const team of teams.unlisted) {
      yield {
        subject: ofTeam(team),
        facts: { visibility: typeof team.visibility === "string" ? team.visibility : null },
      };
    }
  },
  message: ({ subject, facts }) =>
    `${facts["visibility"] === "Hidden" ? "hidden " : ""}team ${nameOf(subject)} is not in the policy`,
});

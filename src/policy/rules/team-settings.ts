import { z } from "zod";

import { needList } from "../need-list.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofTeam } from "../subject.ts";

export const teamSettings = defineRule({
  id: "team-settings",
  title: "Team with another visibility or description than the policy says",
  explanation:
    "Everybody in the workspace sees a visible team and who is in it. The description tells people what the team is for. The policy says what both should be.",
  remedy:
    "Change the team on the workspace's Teams page (API: PATCH /orgs/{org}/teams/{team}/ with an explicit visibility, because the API's default is Visible), or change the policy.",
  fixed: "It is fixed when the list of teams shows what the policy says.",
  severity: "warning",
  options: z.strictObject({}),
  lists: [],
  evidence: "row",
  resolvedBy: "other",
  *evaluate(context) {
    const {
      policy: { teams: entries },
      teams,
      readFact,
    } = context;
    // A policy that manages neither needs no list.
    if (entries.every((entry) => entry.visibility === null && entry.description === null)) return;
    needList(context, "teams");
    for (const { team, policy } of teams.managed) {
      const { position } = policy.name;
      const subject = ofTeam(team);
      if (policy.visibility !== null) {
        const actual = readFact(team.visibility, "visibility of a team");
        if (actual !== undefined && actual !== policy.visibility) {
          const facts = { setting: "visibility", expected: policy.visibility, actual };
          yield { subject, facts, position, key: "visibility" };
        }
      }
      if (policy.description !== null && policy.description !== (team.description ?? "").trim()) {
        const facts = {
          setting: "description",
          expected: policy.description,
          actual: team.description,
        };
        yield { subject, facts, position, key: "description" };
      }
    }
  },
  message: ({ subject, facts: { setting, expected, actual } }) =>
    setting === "visibility"
      ? `team ${nameOf(subject)} is ${String(actual).toLowerCase()}; allowed: ${String(expected).toLowerCase()}`
      : `team ${nameOf(subject)} has another description than the policy says`,
});

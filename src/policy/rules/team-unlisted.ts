import { z } from "zod";

import { teamRenames } from "../hint.ts";
import type { Finding } from "../finding.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofTeam } from "../subject.ts";
import { fitsWildcard } from "../wildcard.ts";

export const teamUnlisted = defineRule({
  id: "team-unlisted",
  title: "Team that the policy does not name",
  explanation:
    "The policy does not say who may be in this team. The policy turns this rule on with unlisted-teams. With a baseline, the finding says if the policy names the team by an earlier name.",
  remedy:
    "List the team in the policy with its members, or delete it on the workspace's Teams page (API: DELETE /orgs/{org}/teams/{team}/).",
  fixed: "It is fixed when the policy lists the team, or the list of teams no longer shows it.",
  severity: "off",
  options: z.strictObject({}),
  lists: ["teams"],
  evidence: "row",
  resolvedBy: "remove",
  *evaluate({ roster, policy, baseline, teams }) {
    const { formerOf } = teamRenames(roster, baseline);
    for (const team of teams.unlisted) {
      const was = formerOf(team.id);
      const isNamed =
        was !== undefined && policy.teams.some(({ name }) => fitsWildcard(name.text, was));
      const visibility = typeof team.visibility === "string" ? team.visibility : null;
      yield isNamed
        ? { subject: ofTeam(team), facts: { visibility, was }, resolvedBy: "other" }
        : { subject: ofTeam(team), facts: { visibility } };
    }
  },
  remedyOf: ({ facts }) =>
    facts["was"] === undefined
      ? undefined
      : "Correct the team's slug in the policy, or name the team by its permanent id, which does not change.",
  message: ({ subject, facts }) =>
    `${facts["visibility"] === "Hidden" ? "hidden " : ""}team ${nameOf(subject)} is not in the policy${formerly(facts)}`,
});

function formerly({ was }: Finding["facts"]): string {
  return was === undefined ? "" : `: it was called ${was}, which the policy names`;
}

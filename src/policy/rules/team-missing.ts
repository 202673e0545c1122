import { z } from "zod";

import { hasBegun } from "../begun.ts";
import { hintOf, hintsFrom, teamIs, teamRenames } from "../hint.ts";
import { createNearest } from "../suggest.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofPolicyText, ofTeam } from "../subject.ts";

export const teamMissing = defineRule({
  id: "team-missing",
  title: "Team in the policy that the workspace does not have",
  explanation:
    "A policy that describes a team which does not exist protects nothing. The team may have been deleted or renamed; with a baseline, the finding says which name a renamed team has now. The policy can name a team by its permanent id, which does not change when the team is renamed.",
  remedy:
    "Correct the team's slug in the policy, or remove the entry. If the policy lists the name under formerly, rename the team (API: PATCH /orgs/{org}/teams/{team}/).",
  fixed: "It is fixed when the list of teams shows the team, or the policy no longer lists it.",
  severity: "warning",
  options: z.strictObject({}),
  lists: ["teams"],
  evidence: "list",
  resolvedBy: "invite",
  *evaluate({ roster, baseline, teams, now }) {
    const nearest = createNearest(teams.unlisted.map(({ slug }) => slug));
    const hintFor = hintsFrom(teamRenames(roster, baseline), nearest);
    for (const { team, policy, isBoth } of teams.renaming) {
      const { text, position } = policy.name;
      if (!hasBegun(policy.name, now)) continue;
      yield {
        subject: ofPolicyText(text),
        object: ofTeam(team),
        facts: { formerly: team.slug, ...(isBoth && { both: true }) },
        position,
        resolvedBy: "other",
      };
    }
    for (const { name } of teams.missing) {
      if (!hasBegun(name, now)) continue;
      const subject = ofPolicyText(name.text);
      const facts = hintFor(name.text);
      // A team that was renamed must not be created again.
      const resolvedBy = "now" in facts ? "other" : "invite";
      yield { subject, facts, position: name.position, resolvedBy };
    }
  },
  message: ({ subject, facts }) =>
    facts["formerly"] === undefined
      ? `team ${nameOf(subject)} is in the policy but not in the workspace${hintOf(facts, teamIs)}`
      : `team ${nameOf(subject)} ${facts["both"] === true ? `was called ${facts["formerly"]}, and the workspace still has a team of that name` : `is still called ${facts["formerly"]} in the workspace`}`,
});

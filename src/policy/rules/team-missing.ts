import { z } from "zod";

import { hasBegun } from "../begun.ts";
import { createNearest, meantFact, meantHint } from "../suggest.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofPolicyText } from "../subject.ts";

export const teamMissing = defineRule({
  id: "team-missing",
  title: "Team in the policy that the workspace does not have",
  explanation:
    "A policy that describes a team which does not exist protects nothing. The team may have been deleted or renamed. The policy can name a team by its permanent id, which does not change when the team is renamed.",
  remedy: "Correct the team's slug in the policy, or remove the entry.",
  fixed: "It is fixed when the list of teams shows the team, or the policy no longer lists it.",
  severity: "warning",
  options: z.strictObject({}),
  lists: ["teams"],
  evidence: "list",
  resolvedBy: "invite",
  *evaluate({ teams, now }) {
    const nearest = createNearest(teams.unlisted.map(({ slug }) => slug));
    for (const { name } of teams.missing) {
      if (!hasBegun(name, now)) continue;
      const facts = meantFact(nearest(name.text));
      yield { subject: ofPolicyText(name.text), facts, position: name.position };
    }
  },
  message: ({ subject, facts }) =>
    `team ${nameOf(subject)} is in the policy but not in the workspace${meantHint(facts)}`,
});

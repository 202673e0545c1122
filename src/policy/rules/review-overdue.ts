import { z } from "zod";

import { addDays, toDay } from "../exceptions/exception.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofPolicyText } from "../subject.ts";

export const reviewOverdue = defineRule({
  id: "review-overdue",
  title: "Team whose review is overdue",
  explanation:
    "The policy says how often somebody reviews who is in a team (review-every, for one team or for all). Without a review, people keep access that they no longer need.",
  remedy:
    "Review who is in the team, correct the policy's lists, and set reviewed to the day of the review.",
  fixed: "It is fixed when reviewed is a day on which the review is still valid.",
  severity: "warning",
  options: z.strictObject({}),
  lists: [],
  evidence: "row",
  resolvedBy: "policy",
  *evaluate({ policy, now }) {
    for (const { name, reviewed, reviewEvery } of policy.teams) {
      if (reviewEvery === null) continue;
      const every = Number.parseInt(reviewEvery, 10);
      const due = reviewed === null ? null : addDays(new Date(reviewed), every);
      const isAhead = reviewed !== null && reviewed > toDay(now);
      if (due !== null && due >= toDay(now) && !isAhead) continue;
      const facts = { reviewed, every: reviewEvery, due, ...(isAhead && { ahead: true }) };
      yield { subject: ofPolicyText(name.text), facts, position: name.position };
    }
  },
  message: ({ subject, facts: { reviewed, due, ahead } }) => {
    if (ahead === true) {
      return `the review of team ${nameOf(subject)} is dated in the future (${reviewed})`;
    }
    return reviewed === null
      ? `the policy does not say when team ${nameOf(subject)} was reviewed`
      : `the review of team ${nameOf(subject)} was due on ${due} (last review: ${reviewed})`;
  },
});

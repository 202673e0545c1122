import { z } from "zod";

import { defineRule } from "../rule.ts";
import { nameOf, ofInvite } from "../subject.ts";

export const inviteExpired = defineRule({
  id: "invite-expired",
  title: "Invite that has expired",
  explanation:
    "It is not documented whether an expired invite can still be accepted. Expired invites make it hard to see the pending invites in the list.",
  remedy:
    "Withdraw the invite on the workspace's Invites page (API: DELETE /orgs/{org}/invites/{invite}/), or send it again.",
  fixed: "It is fixed when the list of invites no longer shows it.",
  severity: "note",
  options: z.strictObject({}),
  lists: ["invites"],
  evidence: "row",
  resolvedBy: "remove",
  *evaluate({ roster, now, readFact }) {
    const limit = now.toISOString();
    for (const invite of roster.invites) {
      const expiresAt = readFact(invite.expiresAt, "end of an invite");
      if (expiresAt === undefined || expiresAt > limit) continue;
      yield { subject: ofInvite(invite), facts: { expiresAt } };
    }
  },
  message: ({ subject, facts }) =>
    `the invite of ${nameOf(subject)} expired on ${String(facts["expiresAt"]).slice(0, 10)}`,
});

import { z } from "zod";

import { defineRule } from "../rule.ts";
import { nameOf, ofInvite } from "../subject.ts";

export const inviteExpired = defineRule({
  id: "invite-expired",
  title: "Invite that has expired",
  explanation:
    "Whether an invite that has expired can still be taken is documented nowhere. Left in the list, it hides those that wait.",
  remedy:
    "Withdraw the invite on the workspace's Invites page (API: DELETE /orgs/{org}/invites/{invite}/), or send it again.",
  fixed: "It is fixed when the list of invites shows it no more.",
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

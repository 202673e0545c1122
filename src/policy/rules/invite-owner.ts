import { z } from "zod";

import { defineRule } from "../rule.ts";
import { nameOf, ofInvite } from "../subject.ts";

export const inviteOwner = defineRule({
  id: "invite-owner",
  title: "Pending invite as Owner",
  explanation:
    "The person who accepts this invite becomes an Owner of the workspace immediately. Until then, no list of members shows this. Allow it with owner under invites.roles.",
  remedy:
    "Withdraw the invite on the workspace's Invites page (API: DELETE /orgs/{org}/invites/{invite}/), or allow it in the policy.",
  fixed: "It is fixed when the list of invites shows no invite as Owner.",
  severity: "error",
  options: z.strictObject({}),
  lists: ["invites"],
  evidence: "row",
  resolvedBy: "remove",
  *evaluate({ roster, policy, readFact }) {
    if (policy.invites.roles.includes("Owner")) return;
    for (const invite of roster.invites) {
      if (readFact(invite.role, "role of an invite") !== "Owner") continue;
      const inviter = typeof invite.inviter === "string" ? invite.inviter : null;
      yield { subject: ofInvite(invite), facts: { inviter }, position: policy.invites.position };
    }
  },
  message: ({ subject, facts }) =>
    `${nameOf(subject)} is invited as Owner${typeof facts["inviter"] === "string" ? ` by ${facts["inviter"]}` : ""}`,
});

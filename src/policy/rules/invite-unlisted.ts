import { z } from "zod";

import { isUnknown } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofInvite } from "../subject.ts";

export const inviteUnlisted = defineRule({
  id: "invite-unlisted",
  title: "Pending invite that the policy does not allow",
  explanation:
    "An invite becomes access when somebody accepts it. The policy says who may be invited, and to which roles; it does not allow this invite.",
  remedy:
    "Withdraw the invite on the workspace's Invites page (API: DELETE /orgs/{org}/invites/{invite}/), or list it under invites in the policy.",
  fixed:
    "It is fixed when the policy allows the invite, or the list of invites no longer shows it.",
  severity: "warning",
  options: z.strictObject({}),
  lists: ["invites"],
  evidence: "row",
  resolvedBy: "remove",
  *evaluate({ roster, policy, readFact }) {
    const { roles, listed, position } = policy.invites;
    const names = listed === null ? null : new Set(listed.map(({ text }) => fold(text)));
    for (const invite of roster.invites) {
      const subject = ofInvite(invite);
      const role = readFact(invite.role, "role of an invite");
      // Invites of Owners have a rule of their own.
      if (role !== undefined && role !== "Owner" && !roles.includes(role)) {
        yield { subject, facts: { role }, position, key: "role" };
      }
      if (names === null) continue;
      const { email, username } = invite;
      if ([email, username].some((fact) => typeof fact === "string" && names.has(fold(fact)))) {
        continue;
      }
      if (isUnknown(email) && readFact(email, "e-mail address") === undefined) continue;
      yield { subject, facts: { role: role ?? null, listed: false }, position, key: "listed" };
    }
  },
  message: ({ subject, facts }) =>
    `the invite of ${nameOf(subject)} as ${facts["role"] ?? "somebody"} is not allowed by the policy${facts["listed"] === false ? ": the person is not listed" : ""}`,
});

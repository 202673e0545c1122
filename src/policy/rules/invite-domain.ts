import { z } from "zod";

import { domainOf, isInDomains } from "../email.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofInvite } from "../subject.ts";

export const inviteDomain = defineRule({
  id: "invite-domain",
  title: "Pending invite to an e-mail address in another domain",
  explanation:
    "A typo in an e-mail address gives access to a stranger. The policy lists the domains whose addresses may be invited.",
  remedy:
    "Withdraw the invite on the workspace's Invites page (API: DELETE /orgs/{org}/invites/{invite}/), or add the domain to invites.domains in the policy.",
  fixed: "It is fixed when the list of invites shows only addresses in the allowed domains.",
  severity: "error",
  options: z.strictObject({}),
  lists: ["invites"],
  evidence: "row",
  resolvedBy: "remove",
  *evaluate({ roster, policy, readFact }) {
    const { domains, position } = policy.invites;
    if (domains === null) return;
    for (const invite of roster.invites) {
      const email = readFact(invite.email, "e-mail address");
      if (email === undefined || isInDomains(email, domains)) continue;
      yield { subject: ofInvite(invite), facts: { domain: domainOf(email) }, position };
    }
  },
  message: ({ subject, facts }) =>
    `${nameOf(subject)} is invited at ${facts["domain"]}, which is not an allowed domain`,
});

import { z } from "zod";

import { placesOfPeople } from "../names.ts";
import { defineRule } from "../rule.ts";
import { isOwnMember } from "../self.ts";
import { nameOf, ofMember } from "../subject.ts";

export const memberUnlisted = defineRule({
  id: "member-unlisted",
  title: "Member that the policy does not name",
  explanation:
    "The policy does not allow this account: neither a role nor a team of the policy names it. The policy turns this rule on with unlisted-members.",
  remedy:
    "Name the account in the policy, under the role or the team that it should have, or remove it on the workspace's Accounts page (API: DELETE /orgs/{org}/members/{member}/).",
  fixed: "It is fixed when the policy names the account, or the members list no longer shows it.",
  severity: "off",
  options: z.strictObject({}),
  lists: ["members"],
  evidence: "row",
  resolvedBy: "remove",
  *evaluate({ roster, policy, directory, readFact }) {
    const isListed = directory.listed(placesOfPeople(policy).map(({ name }) => name));
    const isAllowed = directory.allowed(policy.roles.flatMap(({ allow }) => allow));
    for (const member of roster.members) {
      if (isOwnMember(roster, member)) continue;
      if (readFact(isListed(member), "e-mail address") !== false) continue;
      if (readFact(isAllowed(member), "e-mail address") !== false) continue;
      const role = typeof member.role === "string" ? member.role : null;
      yield { subject: ofMember(member), facts: { role } };
    }
  },
  message: ({ subject }) => `${nameOf(subject)} is not named in the policy`,
});

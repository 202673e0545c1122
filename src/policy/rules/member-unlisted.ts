import { z } from "zod";

import { namedIn } from "../named.ts";
import { defineRule } from "../rule.ts";
import { isOwnMember } from "../self.ts";
import { unnamed } from "../statement.ts";
import { nameOf, ofMember } from "../subject.ts";

export const memberUnlisted = defineRule({
  id: "member-unlisted",
  title: "Member that the policy does not name",
  explanation:
    "The policy does not allow this account: no role, team or repository of the policy names it. If role-unlisted also finds the account, only the rule with the higher severity reports it, and role-unlisted if they are equal. The policy turns this rule on with unlisted-members.",
  remedy:
    "Name the account in the policy, under the role or the team that it should have, or remove it on the workspace's Accounts page (API: DELETE /orgs/{org}/members/{member}/).",
  fixed: "It is fixed when the policy names the account, or the members list no longer shows it.",
  severity: "off",
  options: z.strictObject({}),
  lists: ["members"],
  evidence: "row",
  resolvedBy: "remove",
  *evaluate({ roster, policy, directory, readFact }) {
    const isNamed = namedIn(policy, directory);
    for (const member of roster.members) {
      if (isOwnMember(roster, member)) continue;
      if (readFact(isNamed(member), "e-mail address") !== false) continue;
      const role = typeof member.role === "string" ? member.role : null;
      yield { subject: ofMember(member), facts: { role }, states: unnamed(member) };
    }
  },
  message: ({ subject }) => `${nameOf(subject)} is not named in the policy`,
});

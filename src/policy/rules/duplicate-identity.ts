import { z } from "zod";

import { fold } from "../../roster/fold.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofMember } from "../subject.ts";

export const duplicateIdentity = defineRule({
  id: "duplicate-identity",
  title: "Two accounts with the same e-mail address",
  explanation:
    "If a person has two accounts and one is removed, the person still has the other. C1 matches accounts to people by e-mail address.",
  remedy:
    "Ask which account is used, and remove the other on the workspace's Accounts page (API: DELETE /orgs/{org}/members/{member}/).",
  fixed: "It is fixed when the members list shows the address once.",
  severity: "warning",
  options: z.strictObject({}),
  lists: ["members"],
  evidence: "row",
  resolvedBy: "other",
  *evaluate({ roster, readFact }) {
    const known = roster.members.flatMap((member) => {
      const email = readFact(member.email, "e-mail address");
      return email === undefined ? [] : [{ email: fold(email), member }];
    });
    for (const [, same] of Map.groupBy(known, ({ email }) => email)) {
      const [first, ...others] = same;
      if (first === undefined) continue;
      for (const { member } of others) {
        yield { subject: ofMember(member), object: ofMember(first.member), facts: {} };
      }
    }
  },
  message: ({ subject, object }) =>
    `${nameOf(subject)} has the same address as ${object === undefined ? "" : nameOf(object)}`,
});

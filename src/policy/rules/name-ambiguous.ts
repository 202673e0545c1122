import { z } from "zod";

import { namesOfPeople } from "../names.ts";
import { defineRule } from "../rule.ts";
import { manyMembers } from "../statement.ts";
import { nameOf, ofPolicyText } from "../subject.ts";

export const nameAmbiguous = defineRule({
  id: "name-ambiguous",
  title: "Name in the policy that matches two people",
  explanation:
    "One account's username is another account's id or address. If such a name allowed the wrong account, nobody would notice. Therefore it allows neither account.",
  remedy: "Write the permanent id (user_id) of the intended account.",
  fixed: "It is fixed when the name in the policy matches one account.",
  severity: "error",
  options: z.strictObject({}),
  lists: ["members"],
  evidence: "row",
  resolvedBy: "policy",
  *evaluate({ policy, directory }) {
    for (const { name, place } of namesOfPeople(policy)) {
      const matches = directory.members(name);
      if (matches.length < 2) continue;
      const usernames = matches.map((member) => member.username).sort();
      yield {
        subject: ofPolicyText(name.text),
        facts: { place, matches: usernames.join(", ") },
        position: name.position,
        states: manyMembers(name.text),
      };
    }
  },
  message: ({ subject, facts }) =>
    `"${nameOf(subject)}" (${facts["place"]}) matches more than one member: ${facts["matches"]}`,
});

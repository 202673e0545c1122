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
  remedy: "Write the permanent id (user_id) of the intended account, or choose another alias.",
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
    for (const { name, account } of policy.aliases) {
      const own = directory.member({ ...name, text: account });
      const others = directory.members(name).filter((member) => member !== own);
      if (others.length === 0) continue;
      const usernames = others.map((member) => member.username).sort();
      yield {
        subject: ofPolicyText(name.text),
        facts: { place: "people", account, matches: usernames.join(", ") },
        position: name.position,
        key: "alias",
      };
    }
  },
  message: ({ subject, facts }) =>
    facts["account"] === undefined
      ? `"${nameOf(subject)}" (${facts["place"]}) matches more than one member: ${facts["matches"]}`
      : `alias "${nameOf(subject)}" stands for ${facts["account"]}, and is also the name of another member: ${facts["matches"]}`,
});

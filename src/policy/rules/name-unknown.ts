import { z } from "zod";

import { namesOfPeople, namesOfServices } from "../names.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofPolicyText } from "../subject.ts";

export const nameUnknown = defineRule({
  id: "name-unknown",
  title: "Name in the policy that matches nobody",
  explanation:
    "A misspelled or departed name agrees to nothing and hides that somebody is missing. People are named by username, permanent id or e-mail address, service accounts by slug.",
  remedy: "Correct the name in the policy, or take it out if the person has left.",
  fixed: "It is fixed when every name in the policy matches an account.",
  severity: "warning",
  options: z.strictObject({}),
  lists: ["members", "services"],
  evidence: "list",
  *evaluate({ policy, directory, see }) {
    for (const { name, place } of namesOfPeople(policy)) {
      if (directory.members(name).length > 0) continue;
      if (see(directory.mayBeHidden(name), "e-mail address") === undefined) continue;
      const subject = ofPolicyText(name.text);
      yield { subject, facts: { place, kind: "person" }, position: name.position };
    }
    for (const { name, place } of namesOfServices(policy)) {
      if (directory.service(name) !== undefined) continue;
      const subject = ofPolicyText(name.text);
      yield {
        subject,
        facts: { place, kind: "service account" },
        position: name.position,
        key: "service",
      };
    }
  },
  message: ({ subject, facts }) =>
    `"${nameOf(subject)}" (${facts["place"]}) matches no ${facts["kind"] === "person" ? "member" : "service account"} of the workspace`,
});

import { z } from "zod";

import { hintOf, personHints, personIs } from "../hint.ts";
import { expectedPeople, expectedServices } from "../names.ts";
import { createNearest, meantFact } from "../suggest.ts";
import { defineRule } from "../rule.ts";
import { noMember, noService } from "../statement.ts";
import { nameOf, ofPolicyText } from "../subject.ts";

export const nameUnknown = defineRule({
  id: "name-unknown",
  title: "Name in the policy that matches nobody",
  explanation:
    "A misspelled name, or the name of somebody who left, allows nothing. It also hides that a person is missing. A person with a pending invite is not reported: they are invited, not yet a member. People are named by username, permanent id or e-mail address, service accounts by slug.",
  remedy: "Correct the name in the policy, or remove it if the person has left.",
  fixed: "It is fixed when every name in the policy matches an account or a pending invite.",
  severity: "warning",
  options: z.strictObject({}),
  lists: ["members", "services"],
  evidence: "list",
  resolvedBy: "invite",
  *evaluate({ policy, roster, baseline, directory, now, readFact }) {
    const hintFor = personHints(roster, baseline);
    const nearestService = createNearest(roster.services.map(({ slug }) => slug));
    for (const { name, place } of expectedPeople(policy, now)) {
      if (directory.members(name).length > 0 || directory.invite(name, now) !== undefined) continue;
      if (readFact(directory.mayBeHidden(name), "e-mail address") === undefined) continue;
      const subject = ofPolicyText(name.text);
      const hint = hintFor(name.text);
      yield {
        subject,
        facts: { place, kind: "person", ...hint },
        position: name.position,
        // A member with another name needs no invite.
        resolvedBy: "now" in hint ? "other" : "invite",
        states: noMember(name.text),
      };
    }
    for (const { name, place } of expectedServices(policy, now)) {
      if (directory.service(name) !== undefined) continue;
      const subject = ofPolicyText(name.text);
      yield {
        subject,
        facts: { place, kind: "service account", ...meantFact(nearestService(name.text)) },
        position: name.position,
        key: "service",
        states: noService(name.text),
      };
    }
  },
  message: ({ subject, facts }) => {
    const kind = facts["kind"] === "person" ? "member" : "service account";
    return `"${nameOf(subject)}" (${facts["place"]}) matches no ${kind} of the workspace${hintOf(facts, personIs)}`;
  },
});

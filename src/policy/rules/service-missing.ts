import { z } from "zod";

import { fold } from "../../roster/fold.ts";
import { hasBegun } from "../begun.ts";
import { createNearest, meantFact, meantHint } from "../suggest.ts";
import { defineRule } from "../rule.ts";
import { noService } from "../statement.ts";
import { nameOf, ofPolicyText } from "../subject.ts";

export const serviceMissing = defineRule({
  id: "service-missing",
  title: "Service account that the workspace does not have",
  explanation:
    "The policy lists a service account that does not exist: it was deleted, or never created, or is misspelled. Systems that rely on it do not work, and the policy entry protects nothing.",
  remedy: "Remove the entry from the policy, correct its slug, or create the account again.",
  fixed:
    "It is fixed when the list of services shows the account, or the policy no longer lists it.",
  severity: "warning",
  options: z.strictObject({}),
  lists: ["services"],
  evidence: "list",
  resolvedBy: "invite",
  *evaluate({ roster, policy, directory, now }) {
    const listed = new Set((policy.services ?? []).map(({ name }) => fold(name.text)));
    const others = roster.services.filter(({ slug }) => !listed.has(fold(slug)));
    const nearest = createNearest(others.map(({ slug }) => slug));
    for (const { name } of policy.services ?? []) {
      if (directory.service(name) !== undefined || !hasBegun(name, now)) continue;
      const facts = meantFact(nearest(name.text));
      yield {
        subject: ofPolicyText(name.text),
        facts,
        position: name.position,
        states: noService(name.text),
      };
    }
  },
  message: ({ subject, facts }) =>
    `service account ${nameOf(subject)} is in the policy but not in the workspace${meantHint(facts)}`,
});

import { z } from "zod";

import { defineRule } from "../rule.ts";
import { nameOf, ofPolicyText } from "../subject.ts";

export const serviceMissing = defineRule({
  id: "service-missing",
  title: "Service account that the workspace does not have",
  explanation:
    "The policy lists a service account that is not there: it was deleted, or never made, or is misspelled. What relies on it does not work, and the entry protects nothing.",
  remedy: "Take the entry out of the policy, correct its slug, or make the account again.",
  fixed: "It is fixed when the list of services shows the account, or the policy lists it no more.",
  severity: "warning",
  options: z.strictObject({}),
  lists: ["services"],
  evidence: "list",
  *evaluate({ policy, directory }) {
    for (const { name } of policy.services ?? []) {
      if (directory.service(name) !== undefined) continue;
      yield { subject: ofPolicyText(name.text), facts: {}, position: name.position };
    }
  },
  message: ({ subject }) =>
    `service account ${nameOf(subject)} is in the policy but not in the workspace`,
});

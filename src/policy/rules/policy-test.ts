import { z } from "zod";

import { defineRule } from "../rule.ts";
import { ofPolicyText } from "../subject.ts";
import { describeFailingTest } from "../tests/outcome.ts";

export const policyTest = defineRule({
  id: "policy-test",
  title: "Policy test that fails",
  explanation:
    "The test file next to the policy describes what the policy must find. If a test fails, the policy no longer does what its authors checked, or the test expects the wrong result. Without a test file, the rule finds nothing.",
  remedy:
    "Correct the policy, or correct the test if it expects the wrong result. cloudsmith-access-audit check prints every difference.",
  fixed: "It is fixed when the test passes.",
  severity: "error",
  options: z.strictObject({}),
  lists: [],
  evidence: "row",
  resolvedBy: "policy",
  *evaluate({ policy: { tests } }) {
    if (tests === undefined) return;
    for (const { name, position, occurrence, first, differences } of tests.failing) {
      yield {
        subject: ofPolicyText(name),
        facts: { difference: first, differences },
        position: { path: tests.path, ...position },
        ...(occurrence > 1 && { key: String(occurrence) }),
      };
    }
  },
  message: ({ subject, facts }) =>
    describeFailingTest({
      name: subject.slug,
      first: String(facts["difference"]),
      differences: Number(facts["differences"]),
    }),
});

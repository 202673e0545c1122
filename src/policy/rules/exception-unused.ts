import { z } from "zod";

import { driftOf, nameException } from "../exceptions/drift.ts";
import { defineRule } from "../rule.ts";

export const exceptionUnused = defineRule({
  id: "exception-unused",
  title: "Exception that covers nothing",
  explanation:
    "What it was accepted for is over, or it never matched: a misspelled name, another team, a rule that is off. Left in place it would accept the same drift, silently, when it comes back. An exception to a rule that was not judged is not called unused.",
  remedy: "Take the exception out of the policy, or correct its rule, subject or team.",
  fixed: "It is fixed when the exception is gone, or covers something.",
  severity: "warning",
  options: z.strictObject({}),
  lists: [],
  evidence: "row",
  resolvedBy: "policy",
  stage: "exceptions",
  *evaluate({ exceptions, cannotJudge }) {
    for (const { exception, status, why } of exceptions) {
      if (status === "unused") yield driftOf(exception, { why });
      if (status === "not-judged" && why !== null) cannotJudge(why);
    }
  },
  message: (finding) => `${nameException(finding)} covers nothing: ${finding.facts["why"]}`,
});

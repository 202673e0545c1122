import { z } from "zod";

import { driftOf, nameException } from "../exceptions/drift.ts";
import { defineRule } from "../rule.ts";

export const exceptionUnused = defineRule({
  id: "exception-unused",
  title: "Exception that covers nothing",
  explanation:
    "The accepted drift is resolved, or the exception never matched: a misspelled name, another team, a rule that is off. If the exception stays in the policy and the same drift returns, the exception accepts it and nobody notices. An exception to a rule that was not judged does not count as unused.",
  remedy:
    "Remove the exception from the policy, for example with accept --prune, or correct its rule, subject or team.",
  fixed: "It is fixed when the exception is removed, or covers something.",
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

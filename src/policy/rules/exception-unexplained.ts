import { z } from "zod";

import { driftOf, nameException } from "../exceptions/drift.ts";
import { isUnexplained } from "../exceptions/exception.ts";
import { defineRule } from "../rule.ts";

export const exceptionUnexplained = defineRule({
  id: "exception-unexplained",
  title: "Exception without a reason",
  explanation:
    "Nobody who reads the policy can know whether this exception is still right: its reason is missing, or is still TODO.",
  remedy: "Write in the policy why the drift is accepted, or remove the exception.",
  fixed: "It is fixed when the exception has a reason.",
  severity: "warning",
  options: z.strictObject({}),
  lists: [],
  evidence: "row",
  resolvedBy: "policy",
  stage: "exceptions",
  *evaluate({ exceptions }) {
    for (const { exception } of exceptions) {
      if (isUnexplained(exception)) yield driftOf(exception);
    }
  },
  message: (finding) => `${nameException(finding)} has no reason`,
});

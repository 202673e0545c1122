import { z } from "zod";

import { driftOf, nameException } from "../exceptions/drift.ts";
import { defineRule } from "../rule.ts";

export const exceptionExpired = defineRule({
  id: "exception-expired",
  title: "Exception that has expired",
  explanation:
    "An exception is valid until the end of its last day, UTC. After that, it covers nothing, and the findings that it covered are drift again.",
  remedy:
    "Resolve the drift and remove the exception from the policy, or renew it with a later day and the name of the person who approved that.",
  fixed: "It is fixed when the exception is removed, or has a later end.",
  severity: "warning",
  options: z.strictObject({}),
  lists: [],
  evidence: "row",
  resolvedBy: "policy",
  stage: "exceptions",
  *evaluate({ exceptions }) {
    for (const { exception, status } of exceptions) {
      if (status === "expired") yield driftOf(exception);
    }
  },
  message: (finding) => `${nameException(finding)} expired on ${finding.facts["expires"]}`,
});

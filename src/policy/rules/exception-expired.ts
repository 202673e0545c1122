import { z } from "zod";

import { driftOf, nameException } from "../exceptions/drift.ts";
import { defineRule } from "../rule.ts";

export const exceptionExpired = defineRule({
  id: "exception-expired",
  title: "Exception that has expired",
  explanation:
    "An exception is valid until the end of its last day, UTC. From then on it covers nothing: what it covered is drift again.",
  remedy:
    "End the drift and take the exception out of the policy, or renew it with a later day and who approved that.",
  fixed: "It is fixed when the exception is gone, or has a later end.",
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

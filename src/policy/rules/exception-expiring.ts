import { z } from "zod";

import { driftOf, nameException } from "../exceptions/drift.ts";
import { daysOption } from "../options.ts";
import type { Policy } from "../policy.ts";
import { defineRule } from "../rule.ts";

const Options = z.strictObject({
  before: daysOption(14, "how long before its end an exception is reported"),
});

export const exceptionExpiring = defineRule({
  id: "exception-expiring",
  title: "Exception that expires soon",
  explanation:
    "After the last day of this exception, the findings that it covers become drift and may fail the audit.",
  remedy:
    "Resolve the drift and remove the exception from the policy, or set a later last day before the current last day is over.",
  fixed: "It is fixed when the exception is removed, or has a later end.",
  severity: "note",
  options: Options,
  lists: [],
  evidence: "row",
  resolvedBy: "policy",
  stage: "exceptions",
  *evaluate({ exceptions }) {
    for (const { exception, status, covers } of exceptions) {
      if (status === "expiring") yield driftOf(exception, { covers });
    }
  },
  message: (finding) => `${nameException(finding)} ends on ${finding.facts["expires"]}`,
});

/** Returns how long before its end the policy calls an exception expiring, written `14d`. */
export function remindOf(policy: Policy): string {
  return Options.parse(policy.rules.get(exceptionExpiring.id)?.options ?? {}).before;
}

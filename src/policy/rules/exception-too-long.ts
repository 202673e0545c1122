import { z } from "zod";

import { driftOf, nameException } from "../exceptions/drift.ts";
import { lengthInDays } from "../exceptions/exception.ts";
import { daysOption } from "../options.ts";
import type { Policy } from "../policy.ts";
import { defineRule } from "../rule.ts";

const Options = z.strictObject({
  max: daysOption(365, "the longest time an exception may last"),
});

export const exceptionTooLong = defineRule({
  id: "exception-too-long",
  title: "Exception that lasts too long",
  explanation:
    "An exception that lasts too long becomes a permanent change of the policy. Its length is counted from created, or from today if created is missing or in the future.",
  remedy: "Set an earlier last day; the exception can be renewed when that day comes.",
  fixed: "It is fixed when the exception ends soon enough.",
  severity: "error",
  options: Options,
  lists: [],
  evidence: "row",
  resolvedBy: "policy",
  stage: "exceptions",
  *evaluate({ exceptions, options, now }) {
    for (const { exception, status } of exceptions) {
      if (status === "expired") continue;
      if (lengthInDays(exception, now) <= Number.parseInt(options.max, 10)) continue;
      yield driftOf(exception, { created: exception.created, max: options.max });
    }
  },
  message: (finding) =>
    `${nameException(finding)} lasts until ${finding.facts["expires"]}, longer than ${finding.facts["max"]}`,
});

/** Returns the maximum number of days that the policy allows for an exception. */
export function longestOf(policy: Policy): number {
  const { max } = Options.parse(policy.rules.get(exceptionTooLong.id)?.options ?? {});
  return Number.parseInt(max, 10);
}

/** Describes a list that was not read completely. */

import type { ListCoverage } from "../roster/coverage.ts";

/** Returns a sentence without a final period; it may quote workspace text. */
export function describeGap({ name, status, reason }: ListCoverage): string {
  const what =
    status === "unknown"
      ? `it is not known whether the list of ${name} is complete`
      : `the list of ${name} is ${status.replaceAll("-", " ")}`;
  return `${what}: ${reason ?? "no reason was recorded"}`;
}

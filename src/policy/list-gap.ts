/** Describes a list that was not read completely. */

import type { ListCoverage } from "../roster/coverage.ts";

/** Returns a sentence without a final period; it may quote workspace text. */
export function describeGap({ name, status, reason }: ListCoverage): string {
  const what =
    status === "unknown"
      ? `whether the list of ${name} is whole is unknown`
      : `the list of ${name} is ${status.replaceAll("-", " ")}`;
  return `${what}: ${reason ?? "no reason was recorded"}`;
}

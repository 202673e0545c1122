/** What is said of a list that was not read whole. */

import type { ListCoverage } from "../roster/coverage.ts";

/** Returns a sentence without a final stop; it may quote workspace text. */
export function describeGap({ name, status, reason }: ListCoverage): string {
  return `the list of ${name} is ${status.replaceAll("-", " ")}: ${reason ?? "no reason was recorded"}`;
}

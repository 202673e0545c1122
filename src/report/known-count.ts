/** Counts that may be too low, because not everything was seen. */

import type { Report } from "./report.ts";
import type { ListName } from "../roster/coverage.ts";

/** Returns the count; if there may be more, `at least` it, or `unknown` instead of 0. */
export function knownCount(count: number, isComplete: boolean): number | string {
  if (isComplete) return count;
  return count === 0 ? "unknown" : `at least ${count}`;
}

/** Returns whether a list was read completely. */
export function isListComplete({ coverage }: Pick<Report, "coverage">, name: ListName): boolean {
  return coverage.lists.some((list) => list.name === name && list.status === "complete");
}

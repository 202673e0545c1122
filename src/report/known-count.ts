/** Counts that may be too low, because not everything was seen. */

import { count as withNoun } from "../roster/count.ts";
import type { ListCoverage, ListName } from "../roster/coverage.ts";

/** Returns the count; if there may be more, `at least` it, or `unknown` instead of 0. */
export function knownCount(count: number, isComplete: boolean): number | string {
  if (isComplete) return count;
  return count === 0 ? "unknown" : `at least ${count}`;
}

/** Returns the count with its noun, such as `at least 8 teams` or `an unknown number of teams`. */
export function knownInWords(
  count: number,
  isComplete: boolean,
  noun: string,
  plural = `${noun}s`,
): string {
  if (!isComplete && count === 0) return `an unknown number of ${plural}`;
  return `${isComplete ? "" : "at least "}${withNoun(count, noun, plural)}`;
}

/** A roster or a report. */
interface Covered {
  readonly coverage: { readonly lists: readonly Pick<ListCoverage, "name" | "status">[] };
}

/** Returns whether a list was read completely. */
export function isListComplete({ coverage }: Covered, name: ListName): boolean {
  return coverage.lists.some((list) => list.name === name && list.status === "complete");
}

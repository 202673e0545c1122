/** Counts that may be too low, because not everything was seen. */

import { anyRule } from "../../policy/exceptions/exception.ts";
import type { ListName } from "../../roster/coverage.ts";
import type { Cell } from "../escape/escape-csv.ts";
import type { Pack } from "./pack.ts";

/** Returns the count; if there may be more, `at least` it, or `unknown` instead of 0. */
export function knownCount(count: number, isComplete: boolean): Cell {
  if (isComplete) return count;
  return count === 0 ? "unknown" : `at least ${count}`;
}

/** Returns whether a list was read completely. */
export function isListComplete({ coverage }: Pick<Pack, "coverage">, name: ListName): boolean {
  return coverage.lists.some((list) => list.name === name && list.status === "complete");
}

/** Returns the number of findings that an exception covers. */
export function countCovered(
  { rule, status, findings }: Pack["exceptions"][number],
  { rules }: Pick<Pack, "rules">,
): Cell {
  // An expired exception covers nothing, whatever there is.
  const isJudged = !rules.some(
    (one) => one.status === "not-judged" && (rule === anyRule || one.id === rule),
  );
  return knownCount(findings, status === "expired" || (status !== "not-judged" && isJudged));
}

/** How much an exception covers. */

import { anyRule } from "../../policy/exceptions/exception.ts";
import type { Cell } from "../escape/escape-csv.ts";
import { knownCount } from "../known-count.ts";
import type { Pack } from "./pack.ts";

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

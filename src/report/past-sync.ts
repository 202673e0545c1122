/** What an earlier sync holds against today's policy, in numbers. */

import { evaluate } from "../policy/evaluate.ts";
import type { Policy } from "../policy/policy.ts";
import type { Roster } from "../roster/model.ts";
import { countFindings } from "./build-report.ts";
import type { Report } from "./report.ts";

export interface PastSync extends Pick<
  Report["counts"],
  "errors" | "warnings" | "notes" | "notJudged"
> {
  /** ISO 8601, UTC. */
  readonly readAt: string;
}

/** Returns the numbers of a roster, judged as of the time it was read. */
export function judgePast(roster: Roster, policy: Policy): PastSync {
  const { readAt } = roster;
  const { errors, warnings, notes, notJudged } = countFindings(
    evaluate(roster, policy, new Date(readAt)),
  );
  return { readAt, errors, warnings, notes, notJudged };
}

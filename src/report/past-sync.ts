/** Earlier syncs in numbers: what today's policy finds in each of them. */

import { evaluate, type Evaluation } from "../policy/evaluate.ts";
import type { Policy } from "../policy/policy.ts";
import type { Roster } from "../roster/model.ts";
import { countFindings } from "./build-report.ts";
import type { Severity } from "../policy/severity.ts";
import type { Report } from "./report.ts";
import { countUnjudged, toSyncFacts, type SyncFacts } from "./sync-facts.ts";

export interface PastSync
  extends Pick<Report["counts"], "errors" | "warnings" | "notes" | "notJudged">, SyncFacts {
  /** The number of rules of each severity that were not judged. */
  readonly unjudged: Readonly<Record<Severity, number>>;
  /** ISO 8601, UTC. */
  readonly readAt: string;
}

/** A chart with more syncs is not readable, and each sync has to be read completely. */
export const maxPastSyncs = 11;

/** Returns the numbers of a roster, evaluated for the time it was read. */
export function judgePast(roster: Roster, policy: Policy): PastSync {
  return toPastSync(roster, evaluate(roster, policy, new Date(roster.readAt)));
}

/** Returns the numbers of a roster and its evaluation. */
export function toPastSync(roster: Roster, evaluation: Evaluation): PastSync {
  const { errors, warnings, notes, notJudged } = countFindings(evaluation);
  const { readAt } = roster;
  const unjudged = countUnjudged(evaluation.rules);
  return { readAt, errors, warnings, notes, notJudged, unjudged, ...toSyncFacts(roster) };
}

/** Returns the newest syncs that were read before a time, each once, oldest first. */
export function selectPast(syncs: readonly PastSync[], before: string): readonly PastSync[] {
  const byTime = new Map(syncs.map((sync) => [sync.readAt, sync]));
  return [...byTime.values()]
    .filter(({ readAt }) => readAt < before)
    .sort((a, b) => (a.readAt < b.readAt ? -1 : 1))
    .slice(-maxPastSyncs);
}

import { t as evaluate } from "./evaluate.js";
import { n as countFindings } from "./build-report.js";
import { n as toSyncFacts, t as countUnjudged } from "./sync-facts.js";

// src/report/past-sync.ts
/** Earlier syncs in numbers: what today's policy finds in each of them. */
/** A chart with more syncs is not readable, and each sync has to be read completely. */
const maxPastSyncs = 11;
/** Returns the numbers of a roster, evaluated for the time it was read. */
function judgePast(roster, policy) {
	return toPastSync(roster, evaluate(roster, policy, new Date(roster.readAt)));
}
/** Returns the numbers of a roster and its evaluation. */
function toPastSync(roster, evaluation) {
	const { errors, warnings, notes, notJudged } = countFindings(evaluation);
	const { readAt } = roster;
	return {
		readAt,
		errors,
		warnings,
		notes,
		notJudged,
		unjudged: countUnjudged(evaluation.rules),
		...toSyncFacts(roster)
	};
}
/** Returns the newest syncs that were read before a time, each once, oldest first. */
function selectPast(syncs, before) {
	return [...new Map(syncs.map((sync) => [sync.readAt, sync])).values()].filter(({ readAt }) => readAt < before).sort((a, b) => a.readAt < b.readAt ? -1 : 1).slice(-11);
}

export { toPastSync as i, maxPastSyncs as n, selectPast as r, judgePast as t };
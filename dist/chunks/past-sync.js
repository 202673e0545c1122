import { t as evaluate } from "./evaluate.js";
import { n as countFindings } from "./build-report.js";

// src/report/past-sync.ts
/** What an earlier sync holds against today's policy, in numbers. */
/** Returns the numbers of a roster, judged as of the time it was read. */
function judgePast(roster, policy) {
	const { readAt } = roster;
	const { errors, warnings, notes, notJudged } = countFindings(evaluate(roster, policy, new Date(readAt)));
	return {
		readAt,
		errors,
		warnings,
		notes,
		notJudged
	};
}

export { judgePast };
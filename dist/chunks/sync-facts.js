import { n as listCoverage } from "./coverage.js";
import { t as isUnknown } from "./fact.js";

// src/report/sync-facts.ts
/** What a trend shows of one sync, besides its findings. */
/** Returns the facts of a roster. A number is null if something that was not seen could change it. */
function toSyncFacts({ members, coverage }) {
	if (listCoverage(coverage, "members").status !== "complete") return {
		members: null,
		ownersWithoutTwoFactor: null
	};
	const possible = members.filter(({ role, twoFactor }) => (role === "Owner" || isUnknown(role)) && twoFactor !== true);
	const isKnown = possible.every(({ role, twoFactor }) => role === "Owner" && twoFactor === false);
	return {
		members: members.length,
		ownersWithoutTwoFactor: isKnown ? possible.length : null
	};
}
/** Returns the number of rules of each severity that were not judged. */
function countUnjudged(rules) {
	const count = (severity) => rules.filter((rule) => rule.status === "not-judged" && rule.severity === severity).length;
	return {
		error: count("error"),
		warning: count("warning"),
		note: count("note")
	};
}

export { toSyncFacts as n, countUnjudged as t };
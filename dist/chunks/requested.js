import { n as listCoverage } from "./coverage.js";

// src/roster/requested.ts
/** What was requested of a workspace beyond its people, teams and settings. */
/**
* True if a roster has repositories, or says how reading them ended. If they were not requested, its
* digest and its artifact are the same as those of a version that cannot read repositories.
*/
function requestedRepositories({ repositories, coverage }) {
	return repositories.length > 0 || coverage.lists.some(({ name }) => name === "repositories");
}
/** True if two rosters have read repositories, so that they can be compared. */
function canCompareRepositories(before, after) {
	return requestedRepositories(before) && requestedRepositories(after);
}
/** True if every repository, all privileges on each of them and all requested tokens were seen. */
function sawAllRepositories({ repositories, coverage }) {
	return listCoverage(coverage, "repositories").status === "complete" && repositories.every(({ coverage: { status }, tokens }) => status === "complete" && (tokens === void 0 || tokens.coverage.status === "complete"));
}

export { requestedRepositories as n, sawAllRepositories as r, canCompareRepositories as t };
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
/** True if every repository and all privileges on each of them were seen. */
function sawAllRepositories({ repositories, coverage }) {
	return listCoverage(coverage, "repositories").status === "complete" && repositories.every((repository) => repository.coverage.status === "complete");
}

export { requestedRepositories as n, sawAllRepositories as r, canCompareRepositories as t };
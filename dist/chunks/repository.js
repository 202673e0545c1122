import { t as fold } from "./fold.js";

// src/roster/repository.ts
/** Who can download without a privilege, from nobody to everybody on the internet. */
const broadcastStates = [
	"Off",
	"Private",
	"Internal",
	"Public",
	"Open-Source"
];
/** Each level includes the levels before it. */
const privilegeLevels = [
	"Read",
	"Write",
	"Admin"
];
const defaultPrivileges = ["None", ...privilegeLevels];
const privilegeHolders = [
	"user",
	"team",
	"service"
];
const privilegeStatuses = [
	"complete",
	"partial",
	"refused",
	"unknown"
];
/** Returns a repository with a gap in its privileges. One that already has a gap keeps its reason. */
function withPrivilegeGap(repository, reason) {
	if (repository.coverage.status !== "complete") return repository;
	return {
		...repository,
		coverage: {
			status: "partial",
			reason
		}
	};
}
/** Returns the same with a gap in its entitlement tokens, if they were requested. */
function withTokenGap(repository, reason) {
	const { tokens } = repository;
	if (tokens?.coverage.status !== "complete") return repository;
	return {
		...repository,
		tokens: {
			...tokens,
			coverage: {
				status: "partial",
				reason
			}
		}
	};
}
/** Returns the same text for every way to write one holder; case does not matter. */
function holderKey({ kind, slug }) {
	return `${kind} ${fold(slug)}`;
}
/** Returns why privileges contradict each other, without a final period; null if they do not. */
function whyHolderTwice(privileges) {
	return new Set(privileges.map(holderKey)).size < privileges.length ? "two of its rows are about one account or team" : null;
}

export { privilegeLevels as a, withPrivilegeGap as c, privilegeHolders as i, withTokenGap as l, defaultPrivileges as n, privilegeStatuses as o, holderKey as r, whyHolderTwice as s, broadcastStates as t };
import { t as fold } from "./fold.js";

// src/roster/fact.ts
/** Facts, and reasons why a fact is unknown. */
/** Why a fact is unknown. The codes are part of the artifact: extend them, do not rename them. */
const unknownReasons = {
	missing: "the reply did not contain it",
	malformed: "the reply contained a value of the wrong type",
	unrecognised: "the reply contained a value that this version does not know",
	redacted: "the workspace hides it from this credential",
	"weak-credential": "this credential's role does not see it reliably",
	"not-listed": "the list that contains it was not read completely",
	"not-in-plan": "the workspace's plan does not include it",
	refused: "Cloudsmith refused it to this credential",
	shrank: "it lost more since the baseline than one run accepts"
};
const unknowns = Object.fromEntries(Object.keys(unknownReasons).map((reason) => [reason, Object.freeze({ unknown: reason })]));
/**
* Returns the shared `Unknown` for a reason. Sharing saves memory with a hundred thousand of them.
*/
function unknown(reason) {
	return unknowns[reason];
}
/** True if the fact was not seen. */
function isUnknown(fact) {
	return typeof fact === "object" && fact !== null && "unknown" in fact;
}

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

export { privilegeLevels as a, withPrivilegeGap as c, unknown as d, unknownReasons as f, privilegeHolders as i, withTokenGap as l, defaultPrivileges as n, privilegeStatuses as o, holderKey as r, whyHolderTwice as s, broadcastStates as t, isUnknown as u };
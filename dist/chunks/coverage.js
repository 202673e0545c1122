// src/roster/coverage.ts
/** The lists that every workspace is read from, in reading order. */
const workspaceLists = [
	"organization",
	"members",
	"teams",
	"services",
	"invites",
	"saml",
	"group-sync",
	"oidc"
];
/** All lists. `repositories` is read only on request. */
const listNames = [...workspaceLists, "repositories"];
/**
* How reading a list ended: complete; with known gaps; refused to this credential; not in the
* workspace's plan; not requested; or unknown because the artifact does not say.
*/
const listStatuses = [
	"complete",
	"partial",
	"refused",
	"not-in-plan",
	"not-asked",
	"unknown"
];
/** Returns whether every row that the account can see was read. */
function sawAllVisible({ status, allVisible }) {
	return status === "complete" || status === "partial" && allVisible === true;
}
/** Returns a list with a gap in what the account can see. A gap that it already has comes first. */
function withListGap(list, reason) {
	const { allVisible: _, ...rest } = list;
	const before = list.status === "partial" && list.reason !== null ? [list.reason] : [];
	return {
		...rest,
		status: "partial",
		reason: [...before, reason].join("; ")
	};
}
/**
* Lists that are read only on request. They list no people and no teams, so their gaps are reported
* but never make a roster of people and teams incomplete.
*/
const optionalLists = /* @__PURE__ */ new Set(["repositories"]);
/**
* Lists of settings. They do not list anyone's access, a credential may be unable to read them, and
* a plan may not include them (402 for SAML in Cloudsmith's OpenAPI description; group sync and
* OIDC in its plans). Every plan includes members, teams, service accounts and invites.
*/
const settingsLists = /* @__PURE__ */ new Set([
	"saml",
	"group-sync",
	"oidc"
]);
/**
* Summarizes the lists: `none` if no list is complete or has a row, `complete` if everything in the
* roster was seen. Settings that the plan lacks, or that this credential may not read, do not count
* as gaps: rules about them are not judged, but no account is missing. Optional lists do not count.
*/
function coverageStatus(coverage) {
	const lists = coverage.lists.filter(({ name }) => !optionalLists.has(name));
	if (lists.every(({ name, status }) => status === "complete" || (status === "not-in-plan" || status === "refused") && settingsLists.has(name))) return "complete";
	return lists.every((list) => list.status !== "complete" && list.count === 0) ? "none" : "partial";
}
/** Returns the coverage of one list. A list without an entry was not requested. */
function listCoverage(coverage, name) {
	return coverage.lists.find((list) => list.name === name) ?? {
		name,
		status: "not-asked",
		count: 0,
		expected: null,
		reason: "this list was not requested"
	};
}

export { optionalLists as a, workspaceLists as c, listStatuses as i, listCoverage as n, sawAllVisible as o, listNames as r, withListGap as s, coverageStatus as t };
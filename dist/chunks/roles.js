// src/roster/coverage.ts
/** The lists a workspace is read from, in reading order. */
const listNames = [
	"organization",
	"members",
	"teams",
	"services",
	"invites",
	"saml",
	"group-sync",
	"oidc"
];
/**
* How a list ended: whole; known to have gaps; refused to this credential; absent from the
* workspace's plan; never requested; or in an artifact that does not tell.
*/
const listStatuses = [
	"complete",
	"partial",
	"refused",
	"not-in-plan",
	"not-asked",
	"unknown"
];
/**
* Lists of settings: nobody's access is on them, a credential may well be kept from them, and a plan
* may lack them (Cloudsmith's OpenAPI description names 402 for SAML; its plans, group sync and OIDC).
* No plan lacks members, teams, service accounts or invites.
*/
const settingsLists = /* @__PURE__ */ new Set([
	"saml",
	"group-sync",
	"oidc"
]);
/**
* Sums up the lists: `none` when no list has a row or an end, `complete` when all that there is of
* the roster was seen. Settings that the plan lacks, or that this credential may not read, leave the
* rules about them not judged, but no account unseen.
*/
function coverageStatus(coverage) {
	if (coverage.lists.every(({ name, status }) => status === "complete" || (status === "not-in-plan" || status === "refused") && settingsLists.has(name))) return "complete";
	return coverage.lists.every((list) => list.status !== "complete" && list.count === 0) ? "none" : "partial";
}
/** Returns the coverage of one list; a list nobody recorded was not asked for. */
function listCoverage(coverage, name) {
	return coverage.lists.find((list) => list.name === name) ?? {
		name,
		status: "not-asked",
		count: 0,
		expected: null,
		reason: "this list was not asked for"
	};
}

// src/roster/roles.ts
/** The roles that the API knows, in its own spelling. */
/** Workspace roles, most privileged first, in the API's own spelling. */
const roles = [
	"Owner",
	"Manager",
	"Member",
	"Collaborator"
];
/** Roles a service account may hold in the workspace. */
const serviceRoles = ["Manager", "Member"];
/** Roles inside a team. A manager is a member as well. */
const teamRoles = ["Manager", "Member"];

export { listCoverage as a, coverageStatus as i, serviceRoles as n, listNames as o, teamRoles as r, listStatuses as s, roles as t };
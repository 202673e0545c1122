// src/roster/time.ts
/** The format of times in a roster: ISO 8601, UTC, milliseconds. */
/**
* The usual format, on days 1 to 28, which every month has. Such a text only needs to be shortened.
*/
const usual = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3,9}Z$/u;
/** A zone is required: without one, the time would depend on the machine. */
const any = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/u;
const length = 24;
/**
* Returns a time in this format, truncated to milliseconds; undefined for a text that is not a
* time, for a day that does not exist, and for a year with more than four digits.
*/
function normalizeTime(text) {
	if (usual.test(text)) return text.length === length ? text : [text.slice(0, 23), "Z"].join("");
	const day = any.exec(text)?.[1];
	if (day === void 0 || !isCalendarDay(day)) return void 0;
	const time = new Date(text);
	if (Number.isNaN(time.getTime())) return void 0;
	const normalized = time.toISOString();
	return normalized.length === length ? normalized : void 0;
}
/**
* True for a day that exists, such as `2028-02-29`. JavaScript alone would read 2026-02-30 as March
* 2.
*/
function isCalendarDay(day) {
	const time = Date.parse(`${day}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(`${day}T`);
}

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

export { optionalLists as a, workspaceLists as c, listStatuses as i, isCalendarDay as l, listCoverage as n, sawAllVisible as o, listNames as r, withListGap as s, coverageStatus as t, normalizeTime as u };
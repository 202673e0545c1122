// src/policy/section.ts
/**
* Returns whether a policy file, or a part of it, has the section; `tokens` may also be in the
* entry of a repository.
*/
function hasSection(file, section) {
	if (file[section] !== void 0) return true;
	const entries = [...file.repositories?.values() ?? []];
	return section === "tokens" && entries.some(({ tokens }) => tokens !== void 0);
}
const unlistedRules = {
	repositories: "repository-unlisted",
	"group-sync": "group-sync-unexpected"
};
/**
* Returns whether a policy reports what the section does not list. It may do so without the section:
* then it lists nothing.
*/
function reportsUnlisted({ rules }, section) {
	return (rules.get(unlistedRules[section])?.severity ?? "off") !== "off";
}

export { reportsUnlisted as n, hasSection as t };
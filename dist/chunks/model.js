// src/roster/model.ts
const loginMethods = [
	"Unknown",
	"Password",
	"Social",
	"SAML",
	"OIDC"
];
const memberVisibilities = ["Public", "Private"];
const teamVisibilities = ["Visible", "Hidden"];
/** Compares two ids by code unit. Rosters, artifacts and reports all use this order. */
function compareIds(a, b) {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

export { teamVisibilities as i, loginMethods as n, memberVisibilities as r, compareIds as t };
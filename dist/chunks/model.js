// src/roster/model.ts
/** Why a fact could not be established. Codes are part of the artifact; extend, do not rename. */
const unknownReasons = {
	missing: "the reply did not carry it",
	malformed: "the reply carried a value of the wrong type",
	unrecognised: "the reply carried a value this version does not know",
	redacted: "the workspace hides it from this credential",
	"weak-credential": "this credential's role does not see it reliably",
	"not-listed": "the list that carries it was not read whole",
	"not-in-plan": "the workspace's plan does not include it"
};
const unknowns = Object.fromEntries(Object.keys(unknownReasons).map((reason) => [reason, Object.freeze({ unknown: reason })]));
/** Returns the one shared `Unknown` for a reason, so that a hundred thousand of them cost nothing. */
function unknown(reason) {
	return unknowns[reason];
}
/** True when the fact was not seen. */
function isUnknown(fact) {
	return typeof fact === "object" && fact !== null && "unknown" in fact;
}
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
const loginMethods = [
	"Unknown",
	"Password",
	"Social",
	"SAML",
	"OIDC"
];
const memberVisibilities = ["Public", "Private"];
const teamVisibilities = ["Visible", "Hidden"];
/** Compares two ids by code unit: the one order used in a roster, an artifact and a report. */
function compareIds(a, b) {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

export { roles as a, teamVisibilities as c, memberVisibilities as i, unknown as l, isUnknown as n, serviceRoles as o, loginMethods as r, teamRoles as s, compareIds as t, unknownReasons as u };
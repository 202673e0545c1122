// src/policy/begun.ts
/**
* Returns whether the day has come from which the absence of a person, a team or a service account
* is drift. A day begins at midnight in UTC.
*/
function hasBegun({ from }, now) {
	return from === void 0 || Date.parse(from) <= now.getTime();
}
/** Returns a name in a team, with the team's day if that is later: nobody is expected before it. */
function inTeam(name, { name: { from } }) {
	return from !== void 0 && (name.from === void 0 || name.from < from) ? {
		...name,
		from
	} : name;
}

export { inTeam as n, hasBegun as t };
import { n as dayMs } from "./clock.js";

// src/policy/begun.ts
/** Entries of a policy that count only on some days. A day begins and ends at midnight in UTC. */
/**
* Returns whether the day has come from which the absence of a person, a team or a service account
* is drift.
*/
function hasBegun({ from }, now) {
	return from === void 0 || Date.parse(from) <= now.getTime();
}
/** Returns whether the last day of an entry is over. */
function hasEnded({ until }, now) {
	return until !== void 0 && Date.parse(until) + 864e5 <= now.getTime();
}
/** Returns a name in a team, with the team's day if that is later: nobody is expected before it. */
function inTeam(name, { name: { from } }) {
	return from !== void 0 && (name.from === void 0 || name.from < from) ? {
		...name,
		from
	} : name;
}

export { hasEnded as n, inTeam as r, hasBegun as t };
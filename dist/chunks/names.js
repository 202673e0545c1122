import { t as fold } from "./fold.js";
import { r as inTeam, t as hasBegun } from "./begun.js";

// src/policy/names.ts
/** The names in a policy, with their places. */
/** Returns the names that should be members, each once, with its first place. */
function namesOfPeople(policy) {
	return distinct(placesOfPeople(policy));
}
/** Like `namesOfPeople`, without entries that only count from a later day. */
function expectedPeople(policy, now) {
	return distinct(placesOfPeople(policy).filter(({ name }) => hasBegun(name, now)));
}
/** Returns every place that names a person who should be a member. */
function placesOfPeople(policy) {
	return [...policy.roles.flatMap(({ role, members, breakGlass }) => [...members ?? [], ...breakGlass].map((name) => ({
		name,
		place: placeOfRole(role)
	}))), ...policy.teams.flatMap((team) => [...team.managers ?? [], ...team.members ?? []].map((name) => ({
		name: inTeam(name, team),
		place: placeOf(team.name)
	})))];
}
/**
* Returns the names in teams that should be service accounts by now, each once, with its first
* place.
*/
function expectedServices(policy, now) {
	const later = (policy.services ?? []).filter(({ name }) => !hasBegun(name, now));
	const notYet = new Set(later.map(({ name }) => fold(name.text)));
	return distinct(inTeams(policy).filter(({ name }) => hasBegun(name, now) && !notYet.has(fold(name.text))));
}
/** Returns every entry for people that has a last day: also those who are only allowed. */
function endingEntries(policy) {
	const allowed = policy.roles.flatMap(({ role, allow }) => allow.map((name) => ({
		name,
		place: placeOfRole(role)
	})));
	const invited = (policy.invites.listed ?? []).map((name) => ({
		name,
		place: "invites"
	}));
	return [
		...placesOfPeople(policy),
		...allowed,
		...invited
	].filter(({ name }) => name.until !== void 0);
}
/** Returns every place that names a service account. */
function placesOfServices(policy) {
	return [...(policy.services ?? []).map(({ name }) => ({
		name,
		place: "services"
	})), ...inTeams(policy)];
}
function inTeams(policy) {
	return policy.teams.flatMap((team) => (team.services ?? []).map((name) => ({
		name: inTeam(name, team),
		place: placeOf(team.name)
	})));
}
/** Returns the place of a role's lists. */
function placeOfRole(role) {
	return `roles.${role.toLowerCase()}`;
}
function placeOf(team) {
	return `teams.${team.text}`;
}
function distinct(names) {
	const seen = /* @__PURE__ */ new Map();
	for (const placed of names) {
		const key = fold(placed.name.text);
		if (!seen.has(key)) seen.set(key, placed);
	}
	return [...seen.values()];
}

export { placeOfRole as a, namesOfPeople as i, expectedPeople as n, placesOfPeople as o, expectedServices as r, placesOfServices as s, endingEntries as t };
import { t as fold } from "./fold.js";

// src/policy/names.ts
/** Every name that a policy writes, with the place it stands in; each name once. */
/** Returns the names that should be members, each with the first place it stands in. */
function namesOfPeople(policy) {
	return distinct(placesOfPeople(policy));
}
/** Returns every place at which somebody is named who should be a member. */
function placesOfPeople(policy) {
	return [...policy.roles.flatMap(({ role, members, breakGlass }) => [...members ?? [], ...breakGlass].map((name) => ({
		name,
		place: `roles.${role.toLowerCase()}`
	}))), ...policy.teams.flatMap((team) => [...team.managers, ...team.members ?? []].map((name) => ({
		name,
		place: placeOf(team.name)
	})))];
}
/** Returns the names that should be service accounts, likewise. */
function namesOfServices(policy) {
	return distinct(inTeams(policy));
}
/** Returns every place at which a service account is named. */
function placesOfServices(policy) {
	return [...(policy.services ?? []).map(({ name }) => ({
		name,
		place: "services"
	})), ...inTeams(policy)];
}
function inTeams(policy) {
	return policy.teams.flatMap((team) => team.services.map((name) => ({
		name,
		place: placeOf(team.name)
	})));
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

export { placesOfServices as i, namesOfServices as n, placesOfPeople as r, namesOfPeople as t };
import { t as isUnknown } from "./fact.js";

// src/roster/contradictions.ts
/** Statuses that say that nothing is missing. */
const claimsNothingMissing = /* @__PURE__ */ new Set([
	"complete",
	"not-in-plan",
	"not-asked"
]);
/**
* Returns the roster with every list that it contradicts marked partial. A list that has another gap
* already keeps its own reason.
*/
function withoutFalseClaims(roster, contradictions = findContradictions(roster)) {
	const lists = roster.coverage.lists.map((list) => {
		const reason = contradictions[list.name];
		if (reason === void 0 || !claimsNothingMissing.has(list.status)) return list;
		return {
			...list,
			status: "partial",
			reason
		};
	});
	return {
		...roster,
		coverage: {
			...roster.coverage,
			lists
		}
	};
}
/** Returns what in the roster shows that a list of it is not whole. */
function findContradictions(roster) {
	const { members, teams, services, invites, groupSync, oidcProviders, coverage } = roster;
	const found = {};
	const add = (name, reason) => {
		if (reason !== null) found[name] ??= reason;
	};
	const rows = {
		members: members.map(({ id }) => id),
		teams: teams.map(({ id }) => id),
		services: services.map(({ slug }) => slug),
		invites: invites.map(({ id }) => id),
		"group-sync": groupSync.mappings.map(({ id }) => id),
		oidc: oidcProviders.map(({ id }) => id)
	};
	for (const list of coverage.lists) {
		const ids = rows[list.name];
		if (ids !== void 0) add(list.name, whyMiscounted(list, ids));
	}
	for (const { name, status } of coverage.lists) {
		const isThere = (rows[name] ?? []).length > 0 || name === "group-sync" && isSwitchTold(groupSync.enabled);
		if (status === "not-in-plan" && isThere) add(name, "the plan does not include it, and yet it is there");
	}
	for (const name of [
		"members",
		"teams",
		"services"
	]) add(name, whyOtherRole(roster));
	add("members", members.length === 0 ? "it is empty, and every workspace has an Owner" : null);
	add("members", whyWithoutOwner(members));
	add("members", whySelfMissing(roster, "user", namesOf(members)));
	add("services", whySelfMissing(roster, "service", rows.services ?? []));
	add("members", whyAccessUnseen(members));
	add("services", whyAccessUnseen(services));
	add("teams", whyTeamsMissing(roster));
	add("teams", hasRepeats(teams.map(({ slug }) => slug)) ? "two teams have one slug" : null);
	return found;
}
function namesOf(members) {
	return members.map(({ username }) => username);
}
function whyMiscounted({ status, count, expected }, ids) {
	if (count !== ids.length) return `${ids.length} rows are there where ${count} were counted`;
	if (status === "complete" && expected !== null && expected !== count) return `${count} rows came where ${expected} were announced`;
	return hasRepeats(ids) ? "two of its rows have one id" : null;
}
function hasRepeats(texts) {
	return new Set(texts).size < texts.length;
}
/** An Owner whose role or activity is unknown may be the one. */
function whyWithoutOwner(members) {
	return members.some(({ role, active }) => (role === "Owner" || isUnknown(role)) && (active === true || isUnknown(active))) ? null : "it shows no active Owner, and every workspace has one";
}
/** A list on which the very account that reads it is missing is not the whole list. */
function whySelfMissing({ coverage: { readAs } }, kind, slugs) {
	if (readAs.kind !== kind || readAs.slug === null || slugs.includes(readAs.slug)) return null;
	return `it does not show "${readAs.slug}", as which it was read`;
}
/** True where the switch of group sync is on, or was answered with something else than that it is off. */
function isSwitchTold(enabled) {
	return isUnknown(enabled) ? enabled.unknown !== "not-in-plan" : enabled;
}
/** Lists are as long as the role of whoever reads them allows, and its own row may say another one. */
function whyOtherRole({ members, services, coverage: { readAs } }) {
	const { kind, slug, role } = readAs;
	if (slug === null || isUnknown(role)) return null;
	const own = kind === "user" ? members.find(({ username }) => username === slug) : services.find((service) => service.slug === slug);
	if (own === void 0 || isUnknown(own.role) || own.role === role) return null;
	return `it was read as "${slug}", whose role is ${role} by its own word and ${own.role} by the list`;
}
/** An account whose role or teams are missing from the artifact would read as one that lost them. */
function whyAccessUnseen(accounts) {
	const count = (isUnseen) => accounts.filter(isUnseen).length;
	const unseen = {
		role: count(({ role }) => isUnknown(role)),
		teams: count(({ teams }) => isUnknown(teams)),
		"team roles": count(({ teams }) => !isUnknown(teams) && teams.some(({ role }) => isUnknown(role)))
	};
	const [what, number] = Object.entries(unseen).find(([, found]) => found > 0) ?? [];
	return what === void 0 ? null : `the ${what} of ${number} of its accounts is not known`;
}
function whyTeamsMissing({ members, services, invites, teams, groupSync }) {
	const known = new Set(teams.map(({ id }) => id));
	const missing = (held) => isUnknown(held) ? void 0 : held.find(({ team }) => !known.has(team))?.team;
	for (const { teams: held } of [
		...members,
		...services,
		...invites
	]) {
		const team = missing(held);
		if (team !== void 0) return `an account is in team "${team}", which is not on it`;
	}
	const fed = groupSync.mappings.find(({ team }) => !known.has(team));
	return fed === void 0 ? null : `a group mapping feeds team "${fed.team}", which is not on it`;
}

export { withoutFalseClaims as t };
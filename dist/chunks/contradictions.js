import { o as sawAllVisible, s as withListGap } from "./coverage.js";
import { t as fold } from "./fold.js";
import { a as withoutFalseMappings } from "./dynamic-mapping.js";
import { t as isUnknown } from "./fact.js";
import { c as withPrivilegeGap, l as withTokenGap, s as whyHolderTwice } from "./repository.js";

// src/roster/contradictions.ts
/**
* Finds contradictions inside a roster. A list that the roster contradicts is never complete,
* whether it was read from the API or from an artifact.
*/
/** Statuses that mean that nothing is missing. */
const claimsNothingMissing = /* @__PURE__ */ new Set([
	"complete",
	"not-in-plan",
	"not-asked"
]);
/**
* Returns the roster with every contradicted list marked as partial, and also the privileges and
* tokens of each repository and the mappings of each provider that contradict themselves. What
* already has another gap keeps its reason.
*/
function withoutFalseClaims(roster, contradictions = findContradictions(roster)) {
	const lists = roster.coverage.lists.map((list) => {
		const reason = contradictions[list.name];
		if (reason === void 0) return list;
		if (claimsNothingMissing.has(list.status)) return {
			...list,
			status: "partial",
			reason
		};
		return reason === hiddenFromOthers || !sawAllVisible(list) ? list : withListGap(list, reason);
	});
	const bySlug = Map.groupBy(roster.repositories, ({ slug }) => fold(slug));
	const repositories = roster.repositories.map((repository) => {
		if (!((bySlug.get(fold(repository.slug)) ?? []).length > 1)) return withoutFalseTokens(withoutFalsePrivileges(repository));
		const reason = "another repository has its slug";
		return withTokenGap(withPrivilegeGap(repository, reason), reason);
	});
	const oidcProviders = roster.oidcProviders.map(withoutFalseMappings);
	return {
		...roster,
		oidcProviders,
		repositories,
		coverage: {
			...roster.coverage,
			lists
		}
	};
}
function withoutFalsePrivileges(repository) {
	const reason = whyPrivilegesUnseen(repository);
	return reason === null ? repository : withPrivilegeGap(repository, reason);
}
function whyPrivilegesUnseen({ privileges }) {
	const unseen = privileges.find(({ level }) => isUnknown(level));
	if (unseen !== void 0) return `the privilege of ${unseen.kind} "${unseen.slug}" is not known`;
	return whyHolderTwice(privileges);
}
function withoutFalseTokens(repository) {
	return hasRepeats(repository.tokens?.list.map(({ id }) => id) ?? []) ? withTokenGap(repository, "two of its tokens have one id") : repository;
}
/** Returns, by list, what in the roster shows that the list is not complete. */
function findContradictions(roster) {
	const { members, teams, services, invites, groupSync, oidcProviders, repositories, coverage } = roster;
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
		oidc: oidcProviders.map(({ id }) => id),
		repositories: repositories.map(({ id }) => id)
	};
	for (const list of coverage.lists) {
		const ids = rows[list.name];
		if (ids !== void 0) add(list.name, whyMiscounted(list, ids));
	}
	for (const { name, status } of coverage.lists) {
		const hasContent = (rows[name] ?? []).length > 0 || name === "group-sync" && isSwitchReported(groupSync.enabled);
		if (status === "not-in-plan" && hasContent) add(name, "the plan does not include it, but it exists");
	}
	for (const name of [
		"members",
		"teams",
		"services",
		"repositories"
	]) add(name, whyOtherRole(roster));
	add("members", members.length === 0 ? "it is empty, and every workspace has an Owner" : null);
	add("members", whyWithoutOwner(members));
	add("members", whySelfMissing(roster, "user", namesOf(members)));
	add("services", whySelfMissing(roster, "service", rows.services ?? []));
	add("members", whyAccessUnseen(members));
	add("services", whyAccessUnseen(services));
	add("teams", whyTeamsMissing(roster));
	const isTwice = (rows) => hasRepeats(rows.map(({ slug }) => fold(slug)));
	add("teams", isTwice(teams) ? "two teams have one slug" : null);
	add("repositories", isTwice(repositories) ? "two repositories have one slug" : null);
	add("repositories", whyOthersHidden(coverage.readAs));
	return found;
}
function namesOf(members) {
	return members.map(({ username }) => username);
}
function whyMiscounted({ status, count, expected }, ids) {
	if (count !== ids.length) return `${ids.length} rows exist, but ${count} were counted`;
	if (status === "complete" && expected !== null && expected !== count) return `${count} rows were received, but ${expected} were announced`;
	return hasRepeats(ids) ? "two of its rows have one id" : null;
}
function hasRepeats(texts) {
	return new Set(texts).size < texts.length;
}
/** A member whose role or activity is unknown may be the Owner. */
function whyWithoutOwner(members) {
	return members.some(({ role, active }) => (role === "Owner" || isUnknown(role)) && (active === true || isUnknown(active))) ? null : "it shows no active Owner, and every workspace has one";
}
/** A list without the account that reads it is not complete. */
function whySelfMissing({ coverage: { readAs } }, kind, slugs) {
	if (readAs.kind !== kind || readAs.slug === null || slugs.includes(readAs.slug)) return null;
	return `it does not show "${readAs.slug}", the account that read it`;
}
const hiddenFromOthers = "it was not read as an Owner, and nobody else sees all of them";
/** Only an Owner's list of repositories can be complete. */
function whyOthersHidden({ role }) {
	return role === "Owner" ? null : hiddenFromOthers;
}
/** True if group sync is on, or if its switch had any answer other than "not in plan". */
function isSwitchReported(enabled) {
	return isUnknown(enabled) ? enabled.unknown !== "not-in-plan" : enabled;
}
/**
* The length of a list depends on the reader's role, so the reader's own row must have that role.
*/
function whyOtherRole({ members, services, coverage: { readAs } }) {
	const { kind, slug, role } = readAs;
	if (slug === null || isUnknown(role)) return null;
	const own = kind === "user" ? members.find(({ username }) => username === slug) : services.find((service) => service.slug === slug);
	if (own === void 0 || isUnknown(own.role) || own.role === role) return null;
	return `it was read as "${slug}", whose role is ${role} in its own reply and ${own.role} in the list`;
}
/**
* If an account's role or teams are missing from the artifact, a comparison would report that the
* account lost them.
*/
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
	const missing = (memberships) => isUnknown(memberships) ? void 0 : memberships.find(({ team }) => !known.has(team))?.team;
	for (const { teams: memberships } of [
		...members,
		...services,
		...invites
	]) {
		const team = missing(memberships);
		if (team !== void 0) return `an account is in team "${team}", which is not on it`;
	}
	const orphan = groupSync.mappings.find(({ team }) => !known.has(team));
	return orphan === void 0 ? null : `a group mapping fills team "${orphan.team}", which is not on it`;
}

export { withoutFalseClaims as t };
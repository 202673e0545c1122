import { D as hasEnded, E as hasBegun, h as isWildcard, t as groupByTeam } from "./group-by-team.js";
import { t as fold } from "./fold.js";
import { i as indexEntries } from "./entry-index.js";

// src/policy/current-policy.ts
/** A policy as it is on one day: without entries that have ended. */
/**
* Returns the policy without the entries of lists of people whose last day is over. If a list names
* a person several times, only the entry that begins first stays. Returns the same policy if
* nothing changes.
*/
function currentPolicy(policy, now) {
	const current = (list) => currentEntries(list, now);
	const currentTokens = (tokens) => tokens === null || tokens.names === null ? tokens : replaceChanged(tokens, { names: current(tokens.names) });
	const roles = mapChanged(policy.roles, (role) => replaceChanged(role, {
		members: role.members === null ? null : current(role.members),
		allow: current(role.allow),
		breakGlass: current(role.breakGlass)
	}));
	const teams = mapChanged(policy.teams, (team) => replaceChanged(team, {
		managers: team.managers === null ? null : current(team.managers),
		members: team.members === null ? null : current(team.members)
	}));
	const repositories = policy.repositories === null ? null : mapChanged(policy.repositories, (repository) => replaceChanged(repository, {
		admins: current(repository.admins),
		write: current(repository.write),
		read: current(repository.read),
		tokens: currentTokens(repository.tokens)
	}));
	const tokens = currentTokens(policy.tokens);
	const oidc = policy.oidc === null ? null : mapChanged(policy.oidc, (provider) => typeof provider.services === "string" ? provider : replaceChanged(provider, { services: current(provider.services) }));
	const { listed } = policy.invites;
	return replaceChanged(policy, {
		roles,
		teams,
		invites: replaceChanged(policy.invites, { listed: listed === null ? null : current(listed) }),
		repositories,
		tokens,
		oidc
	});
}
function currentEntries(list, now) {
	if (!list.some(isDated)) return list;
	const left = list.filter((name) => !hasEnded(name, now)).sort((a, b) => Number(!hasBegun(a, now)) - Number(!hasBegun(b, now)));
	const seen = /* @__PURE__ */ new Set();
	return left.filter(({ text }) => {
		const isNew = !seen.has(fold(text));
		seen.add(fold(text));
		return isNew;
	});
}
function isDated({ from, until }) {
	return from !== void 0 || until !== void 0;
}
function mapChanged(items, to) {
	const mapped = items.map(to);
	return mapped.every((item, index) => item === items[index]) ? items : mapped;
}
/** Returns the object itself if the properties have the same values already. */
function replaceChanged(value, properties) {
	return Object.keys(properties).every((key) => properties[key] === value[key]) ? value : {
		...value,
		...properties
	};
}

// src/policy/team-index.ts
/**
* A policy names a team by slug or permanent id; the slug wins if one team's slug is another team's
* id.
*/
function indexTeams(roster, policy) {
	const byId = new Map(roster.teams.map((team) => [team.id, team]));
	const byName = /* @__PURE__ */ new Map();
	for (const team of roster.teams) byName.set(fold(team.id), team);
	for (const team of roster.teams) byName.set(fold(team.slug), team);
	const { byTeam: membersOf } = groupByTeam(roster.members);
	const { byTeam: servicesOf } = groupByTeam(roster.services);
	const managed = [];
	const missing = [];
	const listed = /* @__PURE__ */ new Set();
	const manage = (team, entry) => {
		listed.add(team);
		managed.push({
			team,
			policy: entry,
			members: membersOf.get(team.id) ?? [],
			services: servicesOf.get(team.id) ?? []
		});
	};
	const synced = new Set(roster.groupSync.enabled === true ? roster.groupSync.mappings.map(({ team }) => team) : []);
	const renaming = [];
	const findFormer = ({ formerly }) => formerly.map(({ text }) => byName.get(fold(text))).filter((team) => team !== void 0);
	for (const entry of policy.teams) {
		if (isWildcard(entry.name.text)) continue;
		const team = byName.get(fold(entry.name.text));
		if (team !== void 0) manage(team, entry);
		const former = [...new Set(findFormer(entry))].filter((one) => one !== team && !listed.has(one));
		for (const one of former) {
			manage(one, entry);
			renaming.push({
				team: one,
				policy: entry,
				isBoth: team !== void 0
			});
		}
		const [first] = former;
		if (team !== void 0) continue;
		if (first === void 0) missing.push(entry);
		else byName.set(fold(entry.name.text), first);
	}
	const { patternFor } = indexEntries(policy.teams);
	for (const team of roster.teams) {
		const family = listed.has(team) ? void 0 : patternFor(team.slug);
		if (family !== void 0) manage(team, family);
	}
	return {
		byId: (id) => byId.get(id),
		byName: (name) => byName.get(fold(name)),
		isSynced: ({ id }) => synced.has(id),
		managed,
		missing,
		renaming,
		unlisted: roster.teams.filter((team) => !listed.has(team))
	};
}

export { currentPolicy as n, indexTeams as t };
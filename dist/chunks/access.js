import { t as isUnknown } from "./fact.js";
import { d as holderKey } from "./coverage.js";

// src/roster/access.ts
/**
* By which paths somebody reaches a repository, as far as they were seen. It is never all that
* somebody can do there: see `repository.ts`.
*/
/** Returns an index of all privileges that were seen. */
function indexAccess(roster) {
	const byHolder = Map.groupBy(roster.repositories.flatMap((repository) => repository.privileges.map((privilege) => ({
		repository,
		privilege,
		through: null
	}))), ({ privilege }) => holderKey(privilege));
	const teams = new Map(roster.teams.map((team) => [team.id, team]));
	const own = (holder) => byHolder.get(holderKey(holder)) ?? [];
	return (holder, memberships) => [...own(holder), ...memberships.flatMap(({ team: id, role }) => {
		const team = teams.get(id);
		if (team === void 0) return [];
		const through = {
			team,
			role
		};
		return own({
			kind: "team",
			slug: team.slug
		}).map((row) => ({
			...row,
			through
		}));
	})];
}
/**
* Returns a function that returns the repositories that an account reaches, each with its paths:
* privileges first. The default privilege is not a path of service accounts, because it is not
* documented whether they have it.
*/
function createPaths(roster) {
	const accessOf = indexAccess(roster);
	return (account) => {
		const { teams } = account.entry;
		const access = accessOf(holderOf(account), isUnknown(teams) ? [] : teams);
		const explicit = Map.groupBy(access, ({ repository }) => repository);
		const paths = roster.repositories.map((repository) => {
			return [repository, [...(explicit.get(repository) ?? []).map((row) => ({
				via: "privilege",
				level: row.privilege.level,
				access: row
			})), ...implicitPaths(repository, account)]];
		});
		return new Map(paths.filter(([, found]) => found.length > 0));
	};
}
/** Returns how privileges name an account. */
function holderOf(account) {
	return account.kind === "member" ? {
		kind: "user",
		slug: account.entry.username
	} : {
		kind: "service",
		slug: account.entry.slug
	};
}
function implicitPaths(repository, { kind, entry: { role } }) {
	const { defaultPrivilege } = repository;
	const paths = [];
	if (role === "Owner") paths.push({
		via: "owner",
		level: "Admin"
	});
	if (kind === "member" && role !== "Collaborator" && !isUnknown(defaultPrivilege) && defaultPrivilege !== "None") {
		const isCertain = !isUnknown(role);
		paths.push({
			via: "default-privilege",
			level: defaultPrivilege,
			isCertain
		});
	}
	const broadcast = broadcastPath(repository);
	return broadcast === void 0 ? paths : [...paths, broadcast];
}
/** Returns the path that every account of the workspace has; it needs no token. */
function broadcastPath({ broadcast }) {
	return broadcast === "Internal" || broadcast === "Public" || broadcast === "Open-Source" ? {
		via: "broadcast",
		state: broadcast
	} : void 0;
}

export { indexAccess as i, createPaths as n, holderOf as r, broadcastPath as t };
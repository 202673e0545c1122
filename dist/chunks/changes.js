import { n as listCoverage, r as listNames, t as coverageStatus } from "./coverage.js";
import { t as isUnknown } from "./fact.js";
import { t as compareIds } from "./model.js";
import { t as fold } from "./fold.js";
import { t as holderKeys } from "./holder.js";
import { S as string, T as union, d as _null, m as boolean, p as array, u as _enum, x as strictObject } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { n as requestedRepositories, t as canCompareRepositories } from "./requested.js";
import { a as privilegeLevels, i as privilegeHolders } from "./repository.js";
import { t as count } from "./count.js";
import { i as shownName } from "./visible.js";
import { t as nameOf } from "./subject.js";
import { t as roles } from "./roles.js";

// src/roster/change.ts
const changeKinds = [
	"joined",
	"left",
	"renamed",
	"role",
	"two-factor",
	"active",
	"team-joined",
	"team-left",
	"team-role",
	"team-visibility",
	"added",
	"removed",
	"invited",
	"invite-taken",
	"invite-gone",
	"setting",
	"provider-added",
	"provider-removed",
	"provider-changed",
	"dynamic-mapping-added",
	"dynamic-mapping-removed",
	"mapping-added",
	"mapping-removed",
	"broadcast",
	"default-privilege",
	"privilege-added",
	"privilege-removed",
	"privilege-changed",
	"token-added",
	"token-removed",
	"token-changed"
];

// src/roster/difference.ts
/** A list that the plan does not include has no gaps. */
function isComplete(roster, name) {
	const { status } = listCoverage(roster.coverage, name);
	return status === "complete" || status === "not-in-plan";
}
/**
* Returns the rows of two lists by key, in key order. A row that only the earlier list has is left
* out if the later one has gaps: it may still exist.
*/
function pair({ before, after }, list, beforeRows, afterRows, key) {
	return pairRows({
		rows: beforeRows,
		isComplete: isComplete(before, list),
		key
	}, {
		rows: afterRows,
		isComplete: isComplete(after, list),
		key
	});
}
/** Like `pair`, for rows that no list of the coverage is about. */
function pairRows(before, after) {
	const byKey = ({ rows, key }) => new Map(rows.map((row) => [key(row), row]));
	const [beforeByKey, afterByKey] = [byKey(before), byKey(after)];
	const isFirstSeen = !before.isComplete;
	return [.../* @__PURE__ */ new Set([...beforeByKey.keys(), ...afterByKey.keys()])].sort(compareIds).flatMap((id) => {
		const [was, is] = [beforeByKey.get(id), afterByKey.get(id)];
		if (was !== void 0) return is === void 0 && !after.isComplete ? [] : [{
			was,
			is
		}];
		return is === void 0 ? [] : [{
			was: void 0,
			is,
			isFirstSeen
		}];
	});
}
/** Returns at most one difference; none if the later roster did not see the fact. */
function compareFact({ hidden }, list, kind, subject, { was, is }) {
	if (isUnknown(is)) {
		if (!isUnknown(was)) hidden.add(list);
		return [];
	}
	if (isUnknown(was)) return [{
		isFirstSeen: true,
		change: {
			kind,
			subject,
			before: null,
			after: is
		}
	}];
	return was === is ? [] : [{
		isFirstSeen: false,
		change: {
			kind,
			subject,
			before: was,
			after: is
		}
	}];
}
/** Returns the difference that something appeared, with its role and teams. */
function addition(kind, subject, { isFirstSeen }, role, teams = []) {
	return {
		isFirstSeen,
		change: toChange(kind, subject, teams, null, valueOrNull(role))
	};
}
/** Returns the difference that something is gone, with its last role and teams. */
function removal(kind, subject, role, teams = []) {
	return {
		isFirstSeen: false,
		change: toChange(kind, subject, teams, valueOrNull(role), null)
	};
}
function toChange(kind, subject, teams, before, after) {
	return {
		kind,
		subject,
		...teams.length > 0 && { teams },
		before,
		after
	};
}
/** Returns the value for a change: null if it was not seen. */
function valueOrNull(role) {
	return role === void 0 || isUnknown(role) ? null : role;
}

// src/roster/newcomer.ts
/** Returns a function that finds the new member for an invite, by address or name. */
function newcomerFinder(before, after) {
	const earlierIds = new Set(before.members.map(({ id }) => id));
	const newcomers = /* @__PURE__ */ new Map();
	for (const member of after.members) {
		if (earlierIds.has(member.id)) continue;
		newcomers.set(`name ${member.username}`, member);
		if (!isUnknown(member.email)) newcomers.set(`address ${fold(member.email)}`, member);
	}
	return ({ email, username }) => (isUnknown(email) ? void 0 : newcomers.get(`address ${fold(email)}`)) ?? (typeof username === "string" ? newcomers.get(`name ${username}`) : void 0);
}

// src/roster/party.ts
/** Returns a function that returns a team with its current or last known name. */
function teamFinder(before, after) {
	const teams = /* @__PURE__ */ new Map();
	for (const team of [...before.teams, ...after.teams]) teams.set(team.id, team);
	return (id) => partyOf("team", teams.get(id) ?? {
		id,
		slug: id,
		name: id
	});
}
function partyOf(kind, entry) {
	return {
		kind,
		id: entry.id,
		slug: entry.slug,
		name: entry.name
	};
}
function partyOfMember({ id, username, name }) {
	return {
		kind: "member",
		id,
		slug: username,
		name
	};
}
function partyOfService({ slug, name }) {
	return {
		kind: "service",
		id: slug,
		slug,
		name
	};
}
function partyOfInvite({ id, email }) {
	const slug = isUnknown(email) ? id : email;
	return {
		kind: "invite",
		id,
		slug,
		name: slug
	};
}

// src/roster/token-changes.ts
/** Compares the entitlement tokens of one repository in two rosters, if both have read them. */
/** True if tokens of one of the rosters were not read, so that their changes are not fully known. */
function hidesTokens(before, after) {
	const lists = [...before.repositories, ...after.repositories].map(({ tokens }) => tokens);
	return lists.some((tokens) => tokens !== void 0) && lists.some((tokens) => tokens?.coverage.status !== "complete");
}
/** Returns the differences; none if one of the rosters did not request tokens. */
function compareTokens(scope, { was, is }) {
	if (was.tokens === void 0 || is.tokens === void 0) return [];
	const subject = partyOf("repository", is);
	return pairRows(sideOf$1(was.tokens), sideOf$1(is.tokens)).flatMap((found) => {
		if (found.was === void 0) {
			const added = addition("token-added", subject, found, endOf(found.is));
			return [withDetail(nameOfToken(found.is), added)];
		}
		if (found.is === void 0) {
			const removed = removal("token-removed", subject, endOf(found.was));
			return [withDetail(nameOfToken(found.was), removed)];
		}
		const [earlier, later] = [factsOf(found.was), factsOf(found.is)];
		const name = nameOfToken(found.is);
		return tokenFacts.flatMap((fact) => {
			const values = {
				was: earlier[fact],
				is: later[fact]
			};
			return compareFact(scope, "repositories", "token-changed", subject, values).map((one) => withDetail(`${fact} of entitlement token ${name}`, one));
		});
	});
}
const tokenFacts = [
	"name",
	"state",
	"end",
	"user",
	"creator",
	"limits",
	"access to private broadcasts"
];
function factsOf(token) {
	const { name, active, user, createdBy, limited, privateBroadcasts } = token;
	return {
		name,
		state: choose(active, "active", "inactive"),
		end: endOf(token),
		user: user ?? "nobody",
		creator: createdBy,
		limits: choose(limited, "some", "none"),
		"access to private broadcasts": choose(privateBroadcasts, "yes", "no")
	};
}
function choose(fact, yes, no) {
	if (isUnknown(fact)) return fact;
	return fact ? yes : no;
}
function endOf({ endsAt }) {
	return endsAt ?? "never";
}
/** Two tokens may have the same name. */
function nameOfToken({ name, id }) {
	return name === id ? id : `${name} (${id})`;
}
function sideOf$1({ list, coverage }) {
	return {
		rows: list,
		isComplete: coverage.status === "complete",
		key: ({ id }) => id
	};
}
function withDetail(detail, { isFirstSeen, change }) {
	return {
		isFirstSeen,
		change: {
			...change,
			detail
		}
	};
}

// src/roster/repository-changes.ts
/** Returns the differences. A repository that was added or removed names its privileges. */
function compareRepositories(scope) {
	const { before, after, hidden } = scope;
	if (!canCompareRepositories(before, after)) return [];
	const keys = holderKeys(before, after);
	if ([...before.repositories, ...after.repositories].some(({ coverage }) => coverage.status !== "complete") || hidesTokens(before, after)) hidden.add("repositories");
	return pair(scope, "repositories", before.repositories, after.repositories, idOf).flatMap((found) => {
		if (found.was === void 0) {
			const subject = partyOf("repository", found.is);
			return [withChange(addition("added", subject, found), { privileges: listOf(found.is) })];
		}
		const { was, is } = found;
		if (is === void 0) {
			const subject = partyOf("repository", was);
			return [withChange(removal("removed", subject), { privileges: listOf(was) })];
		}
		return compareRepository(scope, {
			was,
			is
		}, keys);
	});
}
function compareRepository(scope, { was, is }, keys) {
	const list = "repositories";
	const subject = partyOf("repository", is);
	return [
		...compareFact(scope, list, "renamed", subject, {
			was: was.slug,
			is: is.slug
		}),
		...compareFact(scope, list, "broadcast", subject, {
			was: was.broadcast,
			is: is.broadcast
		}),
		...compareFact(scope, list, "default-privilege", subject, {
			was: was.defaultPrivilege,
			is: is.defaultPrivilege
		}),
		...pairRows(sideOf(was, keys.was), sideOf(is, keys.is)).flatMap((found) => {
			if (found.was === void 0) {
				const added = addition("privilege-added", subject, found, found.is.level);
				return [withHolder(found.is, added)];
			}
			if (found.is === void 0) return [withHolder(found.was, removal("privilege-removed", subject, found.was.level))];
			const { is: now } = found;
			const levels = {
				was: found.was.level,
				is: now.level
			};
			return compareFact(scope, list, "privilege-changed", subject, levels).map((one) => withHolder(now, one));
		}),
		...compareTokens(scope, {
			was,
			is
		})
	];
}
function idOf({ id }) {
	return id;
}
function sideOf({ privileges, coverage }, key) {
	return {
		rows: privileges,
		isComplete: coverage.status === "complete",
		key
	};
}
function listOf({ privileges }) {
	return privileges.map(({ kind, slug, level }) => ({
		holder: {
			kind,
			slug
		},
		level: valueOrNull(level)
	}));
}
function withHolder({ kind, slug }, difference) {
	return withChange(difference, { holder: {
		kind,
		slug
	} });
}
function withChange({ isFirstSeen, change }, more) {
	return {
		isFirstSeen,
		change: {
			...change,
			...more
		}
	};
}

// src/roster/changes.ts
/** The lists of accounts and teams. */
const accountLists = [
	"members",
	"teams",
	"services",
	"invites"
];
const settingsLists = [
	"saml",
	"group-sync",
	"oidc"
];
/**
* Returns the changes on these lists, by default on all that were requested. What the later roster
* can no longer see is not a change; it makes its list incomplete.
*/
function compareRosters(before, after, lists = requestedLists(before, after)) {
	const scope = {
		before,
		after,
		teamOf: teamFinder(before, after),
		hidden: /* @__PURE__ */ new Set()
	};
	const found = [...compareFact(scope, "organization", "renamed", ofWorkspace(after), {
		was: before.workspace.slug,
		is: after.workspace.slug
	}), ...comparisons.flatMap(([name, compare]) => lists.includes(name) ? compare(scope) : [])];
	const incomplete = lists.filter((name) => !isComplete(before, name) || !isComplete(after, name) || scope.hidden.has(name));
	return {
		list: found.flatMap(({ isFirstSeen, change }) => isFirstSeen ? [] : [change]),
		appeared: found.flatMap(({ isFirstSeen, change }) => isFirstSeen ? [change] : []),
		incomplete
	};
}
/** Repositories that only one roster has read cannot be compared, but the list is incomplete. */
function requestedLists(before, after) {
	const isRequested = requestedRepositories(before) || requestedRepositories(after);
	return [
		...accountLists,
		...settingsLists,
		...isRequested ? ["repositories"] : []
	];
}
/** In the order of a report. */
const comparisons = [
	["saml", compareSingleSignOn],
	["group-sync", compareGroupSync],
	["oidc", compareProviders],
	["teams", compareTeams],
	["members", compareMembers],
	["services", compareServices],
	["invites", compareInvites],
	["repositories", compareRepositories]
];
function ofWorkspace({ workspace }) {
	return partyOf("workspace", workspace);
}
function compareSetting(scope, list, setting, values) {
	return compareFact(scope, list, "setting", ofWorkspace(scope.after), values).map(({ isFirstSeen, change }) => ({
		isFirstSeen,
		change: {
			...change,
			setting
		}
	}));
}
function compareSingleSignOn(scope) {
	const [was, is] = [scope.before.singleSignOn, scope.after.singleSignOn];
	return [...compareSetting(scope, "saml", "single sign-on", {
		was: was.enabled,
		is: is.enabled
	}), ...compareSetting(scope, "saml", "single sign-on enforced", {
		was: was.enforced,
		is: is.enforced
	})];
}
function compareGroupSync(scope) {
	const { before, after, teamOf } = scope;
	const [was, is] = [before.groupSync, after.groupSync];
	const subject = ofWorkspace(after);
	const withTeam = ({ team, attribute, value }, one) => onTeam(teamOf(team), {
		...one,
		change: {
			...one.change,
			detail: `${attribute}=${value}`
		}
	});
	const keyOf = ({ id, ...rest }) => JSON.stringify([id, ...Object.values(rest)]);
	return [...compareSetting(scope, "group-sync", "group sync", {
		was: was.enabled,
		is: is.enabled
	}), ...pair(scope, "group-sync", was.mappings, is.mappings, keyOf).flatMap((found) => {
		if (found.was === void 0) return [withTeam(found.is, addition("mapping-added", subject, found, found.is.role))];
		if (found.is !== void 0) return [];
		return [withTeam(found.was, removal("mapping-removed", subject, found.was.role))];
	})];
}
function compareProviders(scope) {
	const { before, after } = scope;
	const subject = ofWorkspace(after);
	const nameOf = ({ name, slug }) => name === slug ? slug : `${name} (${slug})`;
	const withDetail = (detail, { isFirstSeen, change }) => ({
		isFirstSeen,
		change: {
			...change,
			detail
		}
	});
	return pair(scope, "oidc", before.oidcProviders, after.oidcProviders, ({ id }) => id).flatMap((found) => {
		if (found.was === void 0) {
			const services = listed(found.is.services);
			return [withDetail(nameOf(found.is), addition("provider-added", subject, found, services))];
		}
		const { was, is } = found;
		if (is === void 0) {
			const removed = removal("provider-removed", subject, listed(was.services));
			return [withDetail(nameOf(was), removed)];
		}
		return [...[
			["state", {
				was: onOrOff(was.enabled),
				is: onOrOff(is.enabled)
			}],
			["issuer", {
				was: was.issuer,
				is: is.issuer
			}],
			["service accounts", {
				was: listed(was.services),
				is: listed(is.services)
			}],
			["claims", {
				was: claimsOf(was),
				is: claimsOf(is)
			}],
			["mapping claim", {
				was: was.mappingClaim ?? "none",
				is: is.mappingClaim ?? "none"
			}]
		].flatMap(([fact, values]) => compareFact(scope, "oidc", "provider-changed", subject, values).map((one) => withDetail(`${fact} of OIDC provider ${nameOf(is)}`, one))), ...compareMappings(scope, subject, {
			was: was.mappings,
			is: is.mappings
		}).map(([value, one]) => withDetail(`${value} of OIDC provider ${nameOf(is)}`, one))];
	});
}
/** Returns the differences, each with the claim's value. */
function compareMappings({ hidden }, subject, { was, is }) {
	if (isUnknown(is)) {
		if (!isUnknown(was)) hidden.add("oidc");
		return [];
	}
	const key = ({ value, service }) => JSON.stringify([value, service]);
	return pairRows({
		rows: isUnknown(was) ? [] : was,
		isComplete: !isUnknown(was),
		key
	}, {
		rows: is,
		isComplete: true,
		key
	}).flatMap((found) => {
		if (found.was === void 0) {
			const { value, service } = found.is;
			return [[value, addition("dynamic-mapping-added", subject, found, service)]];
		}
		const { value, service } = found.was;
		return found.is === void 0 ? [[value, removal("dynamic-mapping-removed", subject, service)]] : [];
	});
}
function listed(names) {
	if (isUnknown(names)) return names;
	return names.length === 0 ? "none" : names.join(", ");
}
function claimsOf({ claims }) {
	return isUnknown(claims) ? claims : listed(claims.map(({ name, value }) => `${name}=${value}`));
}
function onOrOff(enabled) {
	if (isUnknown(enabled)) return enabled;
	return enabled ? "on" : "off";
}
function compareTeams(scope) {
	const { before, after } = scope;
	return pair(scope, "teams", before.teams, after.teams, ({ id }) => id).flatMap((found) => {
		if (found.was === void 0) return [addition("added", partyOf("team", found.is), found)];
		if (found.is === void 0) return [removal("removed", partyOf("team", found.was))];
		const { was, is } = found;
		const subject = partyOf("team", is);
		return [...compareFact(scope, "teams", "renamed", subject, {
			was: was.slug,
			is: is.slug
		}), ...compareFact(scope, "teams", "team-visibility", subject, {
			was: was.visibility,
			is: is.visibility
		})];
	});
}
function compareMembers(scope) {
	const { before, after } = scope;
	return pair(scope, "members", before.members, after.members, ({ id }) => id).flatMap((found) => {
		const { was, is } = found;
		if (was === void 0) return [addition("joined", partyOfMember(found.is), found, found.is.role, teamsOf(scope, found.is))];
		if (is === void 0) return [removal("left", partyOfMember(was), was.role, teamsOf(scope, was))];
		const subject = partyOfMember(is);
		return [
			...compareFact(scope, "members", "renamed", subject, {
				was: was.username,
				is: is.username
			}),
			...compareFact(scope, "members", "role", subject, {
				was: was.role,
				is: is.role
			}),
			...compareFact(scope, "members", "two-factor", subject, {
				was: was.twoFactor,
				is: is.twoFactor
			}),
			...compareFact(scope, "members", "active", subject, {
				was: was.active,
				is: is.active
			}),
			...compareMemberships(scope, "members", subject, {
				was: was.teams,
				is: is.teams
			})
		];
	});
}
function compareServices(scope) {
	const { before, after } = scope;
	return pair(scope, "services", before.services, after.services, (s) => s.slug).flatMap((found) => {
		const { was, is } = found;
		if (was === void 0) return [addition("added", partyOfService(found.is), found, found.is.role, teamsOf(scope, found.is))];
		if (is === void 0) return [removal("removed", partyOfService(was), was.role, teamsOf(scope, was))];
		const subject = partyOfService(is);
		return [...compareFact(scope, "services", "role", subject, {
			was: was.role,
			is: is.role
		}), ...compareMemberships(scope, "services", subject, {
			was: was.teams,
			is: is.teams
		})];
	});
}
function compareInvites(scope) {
	const { before, after } = scope;
	const newcomer = newcomerFinder(before, after);
	return pair(scope, "invites", before.invites, after.invites, ({ id }) => id).flatMap((found) => {
		const { was, is } = found;
		if (was === void 0) return [addition("invited", partyOfInvite(found.is), found, found.is.role, teamsOf(scope, found.is))];
		if (is !== void 0) {
			const subject = partyOfInvite(is);
			return [...compareFact(scope, "invites", "role", subject, {
				was: was.role,
				is: is.role
			}), ...compareMemberships(scope, "invites", subject, {
				was: was.teams,
				is: is.teams
			})];
		}
		const who = newcomer(was);
		const subject = partyOfInvite(was);
		if (who === void 0) return [removal("invite-gone", subject, was.role)];
		return [{
			isFirstSeen: false,
			change: {
				kind: "invite-taken",
				subject,
				before: valueOrNull(was.role),
				after: valueOrNull(who.role)
			}
		}];
	});
}
/** When an account is added or removed, one change contains all its teams. */
function teamsOf({ teamOf }, { teams }) {
	if (isUnknown(teams)) return [];
	return teams.map(({ team, role }) => ({
		team: teamOf(team),
		role: valueOrNull(role)
	}));
}
/** A team that is missing on either list of teams may hide its members. */
function compareMemberships(scope, list, subject, { was, is }) {
	const { teamOf, hidden } = scope;
	if (isUnknown(is)) {
		if (!isUnknown(was)) hidden.add(list);
		return [];
	}
	if (isUnknown(was)) return is.map(({ team, role }) => onTeam(teamOf(team), addition("team-joined", subject, { isFirstSeen: true }, role)));
	const same = ({ team, role }, at) => team === is[at]?.team && role === is[at]?.role;
	if (was.length === is.length && was.every(same)) return [];
	return pair(scope, "teams", was, is, ({ team }) => team).flatMap((found) => {
		const { was: old, is: current } = found;
		if (old === void 0) return [onTeam(teamOf(found.is.team), addition("team-joined", subject, found, found.is.role))];
		const team = teamOf(old.team);
		if (current === void 0) return [onTeam(team, removal("team-left", subject, old.role))];
		const roles = {
			was: old.role,
			is: current.role
		};
		return compareFact(scope, list, "team-role", subject, roles).map((one) => onTeam(team, one));
	});
}
function onTeam(object, { isFirstSeen, change }) {
	return {
		isFirstSeen,
		change: {
			...change,
			object
		}
	};
}

// src/report/party-name.ts
/** Returns a subject's name for a sentence, such as `team Platform (platform)`; not escaped. */
function partyName({ kind, slug, name }) {
	const shown = shownName(name, slug);
	const plain = shown === slug ? slug : `${shown} (${slug})`;
	return `${titles[kind]}${plain}`;
}
const titles = {
	member: "",
	service: "service ",
	team: "team ",
	invite: "",
	workspace: "workspace ",
	repository: "repository "
};

// src/report/change-message.ts
/** Describes a change between two rosters in words. */
const messages = {
	joined: ({ as, within }) => `joined${as}${within}`,
	left: ({ was }) => `left${was}`,
	renamed: ({ before }) => `was ${before} before`,
	role: ({ kind, before, after, was, higher }) => kind === "invite" ? `is now invited as ${after}${was}` : `${higher ? "was promoted" : "was demoted"} from ${before} to ${after}`,
	"two-factor": ({ on }) => on ? "has two-factor now" : "has no two-factor any more",
	active: ({ on }) => on ? "became active" : "became inactive",
	"team-joined": ({ kind, team, as }) => kind === "invite" ? `is now invited to team ${team}${as}` : `joined team ${team}${as}`,
	"team-left": ({ kind, team, was }) => kind === "invite" ? `is no longer invited to team ${team}${was}` : `left team ${team}${was}`,
	"team-role": ({ kind, team, after, was }) => kind === "invite" ? `is now invited to team ${team} as ${after}${was}` : `is ${after} of team ${team} now${was}`,
	"team-visibility": ({ after, was }) => `is ${after} now${was}`,
	added: ({ as, within }) => `was added${as}${within}`,
	removed: ({ was }) => `was removed${was}`,
	invited: ({ as, within }) => `was invited${as}${within}`,
	"invite-taken": ({ as }) => `accepted the invite${as}`,
	"invite-gone": ({ was }) => `is no longer invited${was}: accepted, withdrawn or expired`,
	setting: ({ setting, on }) => setting === void 0 ? "" : settingMessages[setting][on ? "on" : "off"],
	"provider-added": ({ detail, after }) => `now has the OIDC provider ${detail}, for service accounts: ${after}`,
	"provider-removed": ({ detail, before }) => `no longer has the OIDC provider ${detail}, for service accounts: ${before}`,
	"provider-changed": ({ detail, before, after }) => `changed the ${detail} from ${before} to ${after}`,
	"dynamic-mapping-added": ({ detail, after }) => `now gives service account ${after} to the claim value ${detail}`,
	"dynamic-mapping-removed": ({ detail, before }) => `no longer gives service account ${before} to the claim value ${detail}`,
	"mapping-added": ({ detail, team, as }) => `now fills team ${team} from group ${detail}${as}`,
	"mapping-removed": ({ detail, team, was }) => `no longer fills team ${team} from group ${detail}${was}`,
	broadcast: ({ after, was }) => `has broadcast ${after} now${was}`,
	"default-privilege": ({ after, was }) => `has default privilege ${after} now${was}`,
	"privilege-added": ({ holder, after }) => `gives ${holder} the privilege ${after} now`,
	"privilege-removed": ({ holder, was }) => `gives ${holder} no privilege any more${was}`,
	"privilege-changed": ({ holder, after, was }) => `gives ${holder} the privilege ${after} now${was}`,
	"token-added": ({ detail, after }) => `now has the entitlement token ${detail} (end: ${after})`,
	"token-removed": ({ detail }) => `no longer has the entitlement token ${detail}`,
	"token-changed": ({ detail, before, after }) => `changed the ${detail} from ${before} to ${after}`
};
const appeared = (what) => `is seen now${what}, and was not seen before`;
/**
* Messages for facts that the earlier roster did not see: nobody knows since when they are true.
*/
const appearances = {
	...messages,
	joined: ({ as, within }) => appeared(`${as}${within}`),
	added: ({ as, within }) => appeared(`${as}${within}`),
	invited: ({ as, within }) => appeared(`${as}${within}`),
	role: ({ as }) => appeared(as),
	"two-factor": ({ on }) => appeared(on ? " with two-factor" : " without two-factor"),
	active: ({ on }) => appeared(on ? " as active" : " as inactive"),
	"team-joined": ({ team, as }) => appeared(` in team ${team}${as}`),
	"team-role": ({ team, after }) => appeared(` as ${after} of team ${team}`),
	"team-visibility": ({ after }) => appeared(` as ${after}`),
	setting: ({ setting, on }) => setting === void 0 ? "" : appeared(` ${on ? "with" : "without"} ${settingNames[setting]}`),
	"provider-added": ({ detail, after }) => appeared(` with the OIDC provider ${detail} for service accounts: ${after}`),
	"provider-changed": ({ detail, after }) => appeared(`: the ${detail}: ${after}`),
	broadcast: ({ after }) => appeared(` with broadcast ${after}`),
	"default-privilege": ({ after }) => appeared(` with default privilege ${after}`),
	"privilege-added": ({ holder, after }) => appeared(` with the privilege ${after} for ${holder}`),
	"privilege-changed": ({ holder, after }) => appeared(` with the privilege ${after} for ${holder}`),
	"token-added": ({ detail, after }) => appeared(` with the entitlement token ${detail} (end: ${after})`),
	"token-changed": ({ detail, after }) => appeared(`: the ${detail}: ${after}`),
	"dynamic-mapping-added": ({ detail, after }) => appeared(` with service account ${after} for the claim value ${detail}`),
	"mapping-added": ({ detail, team, as }) => appeared(` to fill team ${team} from group ${detail}${as}`)
};
const settingNames = {
	"single sign-on": "single sign-on",
	"single sign-on enforced": "enforced single sign-on",
	"group sync": "group sync"
};
const settingMessages = {
	"single sign-on": {
		on: "has single sign-on now",
		off: "has no single sign-on any more"
	},
	"single sign-on enforced": {
		on: "enforces single sign-on now",
		off: "does not enforce single sign-on any more"
	},
	"group sync": {
		on: "has group sync now",
		off: "has no group sync any more"
	}
};
/** Returns what happened, to follow the subject's name; not escaped. */
function toMessage(change, wording) {
	const { kind, subject, before, after, object, holder, setting, detail = "" } = change;
	const { teams = [], privileges = [] } = change;
	const places = [...teams.length === 0 ? [] : [`in ${describeTeams(teams)}`], ...privileges.length === 0 ? [] : [`with ${describePrivileges(privileges)}`]];
	const had = [...before === null ? [] : [String(before)], ...places].join(", ");
	return wording[kind]({
		kind: subject.kind,
		before: String(before),
		after: String(after),
		was: had === "" ? "" : ` (was ${had})`,
		as: after === null ? "" : ` as ${String(after)}`,
		within: places.map((place) => `, ${place}`).join(""),
		team: object === void 0 ? "" : nameOf(object),
		holder: holder === void 0 ? "" : describeHolder(holder),
		setting,
		detail,
		on: after === true,
		higher: isHigher(after, before)
	});
}
/** A longer list of teams is too long for a sentence. */
const maxTeams = 3;
function describeTeams(teams) {
	const named = teams.slice(0, maxTeams).map(({ team, role }) => `team ${nameOf(team)}${role === "Manager" ? " as Manager" : ""}`);
	const left = teams.length - named.length;
	return [...named, ...left > 0 ? [count(left, "more team")] : []].join(", ");
}
/** A longer list of privileges is too long for a sentence. */
const maxPrivileges = 3;
/** The highest levels come first, because only the first privileges are named. */
function describePrivileges(privileges) {
	const rank = (level) => privilegeLevels.findIndex((name) => name === level);
	const sorted = privileges.toSorted((a, b) => rank(b.level) - rank(a.level));
	const named = sorted.slice(0, maxPrivileges).map(({ holder, level }) => `${level ?? "an unknown privilege"} for ${describeHolder(holder)}`);
	const left = sorted.length - named.length;
	return [...named, ...left > 0 ? [count(left, "more privilege")] : []].join(", ");
}
function describeHolder({ kind, slug }) {
	return `${{
		user: "person",
		team: "team",
		service: "service"
	}[kind]} ${slug}`;
}
function isHigher(role, than) {
	const rank = (name) => roles.findIndex((candidate) => candidate === name);
	return rank(role) < rank(than);
}

// src/report/changes.ts
/** The changes between two rosters, as data and in words. */
/** The subject of a change or a difference. */
const ReportParty = strictObject({
	kind: _enum([
		"member",
		"service",
		"team",
		"invite",
		"workspace",
		"repository"
	]),
	id: string(),
	slug: string(),
	name: string()
});
const Holder = strictObject({
	kind: _enum(privilegeHolders),
	slug: string()
}).describe("a person, team or service account; the slug may be nobody's");
const ReportChange = strictObject({
	kind: _enum(changeKinds),
	subject: ReportParty,
	object: ReportParty.optional().describe("the team, where a membership changed"),
	teams: array(strictObject({
		team: ReportParty,
		role: string().nullable().describe("null: not seen")
	})).optional().describe("the teams of an account that was added or removed"),
	holder: Holder.optional().describe("who has the privilege, where one on a repository changed"),
	privileges: array(strictObject({
		holder: Holder,
		level: string().nullable().describe("null: not seen")
	})).optional().describe("the privileges on a repository that was added or removed"),
	detail: string().optional().describe("the OIDC provider or the entitlement token, its changed property, the value of its claim, or the identity provider's group"),
	before: union([
		string(),
		boolean(),
		_null()
	]),
	after: union([
		string(),
		boolean(),
		_null()
	]),
	message: string().describe("what happened, to follow the subject's name")
});
const ReportChanges = strictObject({
	since: datetime().describe("when the earlier roster was read, UTC"),
	sinceCoverage: _enum([
		"complete",
		"partial",
		"none"
	]).optional().describe("how much of the workspace the earlier roster had seen"),
	until: datetime().describe("when the later roster was read, UTC"),
	list: array(ReportChange),
	appeared: array(ReportChange).optional().describe("seen now, and not seen before: the earlier roster has a gap there, so it may be a change or not; each with the kind that it would have as a change"),
	incomplete: array(_enum(listNames)).describe("lists with gaps in either roster, for which additions and removals are not known")
}).describe("what changed between two rosters of the workspace");
/** Returns the changes from one roster to another, with a message for each. */
function describeChanges(before, after, lists) {
	const { list, appeared, incomplete } = compareRosters(before, after, lists);
	return {
		since: before.readAt,
		sinceCoverage: coverageStatus(before.coverage),
		until: after.readAt,
		list: list.map((change) => toReportChange(change, messages)),
		...appeared.length > 0 && { appeared: appeared.map((change) => toReportChange(change, appearances)) },
		incomplete: [...incomplete]
	};
}
function toReportChange(change, wording) {
	const { kind, subject, object, teams, holder, privileges, detail } = change;
	return {
		kind,
		subject: { ...subject },
		...object !== void 0 && { object: { ...object } },
		...teams !== void 0 && { teams: teams.map(({ team, role }) => ({
			team: { ...team },
			role
		})) },
		...holder !== void 0 && { holder: { ...holder } },
		...privileges !== void 0 && { privileges: privileges.map((one) => ({
			holder: { ...one.holder },
			level: one.level
		})) },
		...detail !== void 0 && { detail },
		before: change.before,
		after: change.after,
		message: toMessage(change, wording)
	};
}
/**
* Returns the number of changes in a few words: `2 changes; 1 seen now, not before; members
* incomplete`.
*/
function summarizeChanges({ list, appeared = [], incomplete }) {
	return [
		...isNothing({
			list,
			appeared,
			incomplete
		}) ? ["no change"] : [count(list.length, "change")],
		...appeared.length === 0 ? [] : [`${appeared.length} seen now, not before`],
		...incomplete.length === 0 ? [] : [`${incomplete.join(", ")} incomplete`]
	].join("; ");
}
/**
* Returns a sentence for each change, and one for the lists that could not be compared; not
* escaped.
*/
function changeSentences(changes) {
	const { list, appeared = [], incomplete } = changes;
	const many = ["two-factor", "active"].filter((kind) => countOf(appeared, kind) > maxAppearances);
	const each = appeared.filter(({ kind }) => many.every((one) => one !== kind));
	const sentences = [...list, ...each].map(({ subject, message }) => `${partyName(subject)} ${message}`);
	for (const kind of many) {
		const number = countOf(appeared, kind);
		const what = kind === "active" ? "whether they are active" : "two-factor";
		sentences.push(`of ${count(number, "member")}, ${what} is seen now, and was not seen before`);
	}
	if (isNothing(changes)) sentences.push("nothing changed");
	if (incomplete.length > 0) sentences.push(`incomplete in one of the two syncs: ${incomplete.join(", ")}; what changed there is not fully known`);
	return sentences;
}
/**
* If the earlier roster did not see a fact of any member, one line for each member would be too
* long.
*/
const maxAppearances = 5;
function countOf(changes, kind) {
	return changes.filter((change) => change.kind === kind).length;
}
/** Returns whether both rosters are complete and equal. */
function isNothing({ list, appeared = [], incomplete }) {
	return list.length === 0 && appeared.length === 0 && incomplete.length === 0;
}

export { summarizeChanges as a, partyOf as c, isComplete as d, describeChanges as i, partyOfMember as l, ReportParty as n, partyName as o, changeSentences as r, accountLists as s, ReportChanges as t, partyOfService as u };
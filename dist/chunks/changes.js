import { t as nameOf } from "./subject.js";
import { i as listNames, n as coverageStatus, r as listCoverage, t as datetime } from "./iso.js";
import { C as union, b as string, d as array, f as boolean, l as _enum, u as _null, y as strictObject } from "./schemas.js";
import { a as roles, n as isUnknown, t as compareIds } from "./model.js";
import { t as fold } from "./fold.js";
import { t as count } from "./counting.js";
import { n as shownName } from "./visible.js";

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
	"setting"
];

// src/roster/newcomer.ts
/** Returns a function that finds who has become a member since under an invite's address or name. */
function newcomerFinder(before, after) {
	const there = new Set(before.members.map(({ id }) => id));
	const newcomers = /* @__PURE__ */ new Map();
	for (const member of after.members) {
		if (there.has(member.id)) continue;
		newcomers.set(`name ${member.username}`, member);
		if (!isUnknown(member.email)) newcomers.set(`address ${fold(member.email)}`, member);
	}
	return ({ email, username }) => (isUnknown(email) ? void 0 : newcomers.get(`address ${fold(email)}`)) ?? (typeof username === "string" ? newcomers.get(`name ${username}`) : void 0);
}

// src/roster/party.ts
/** Whom a change is about. */
/** Returns a function that names a team as it is now, or was last. */
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

// src/roster/changes.ts
/** Returns what changed. A fact that either roster did not see is no change. */
function compareRosters(before, after) {
	const incomplete = [
		"members",
		"teams",
		"services",
		"invites"
	].filter((name) => !isWhole(before, name) || !isWhole(after, name));
	const scope = {
		before,
		after,
		teamOf: teamFinder(before, after)
	};
	return {
		list: [
			...compareSettings(before, after),
			...compareTeams(scope),
			...compareMembers(scope),
			...compareServices(scope),
			...compareInvites(scope)
		],
		incomplete
	};
}
function isWhole(roster, name) {
	return listCoverage(roster.coverage, name).status === "complete";
}
function compareSettings(before, after) {
	const subject = partyOf("workspace", after.workspace);
	const settings = [
		[
			"single sign-on",
			before.singleSignOn.enabled,
			after.singleSignOn.enabled
		],
		[
			"single sign-on enforced",
			before.singleSignOn.enforced,
			after.singleSignOn.enforced
		],
		[
			"group sync",
			before.groupSync.enabled,
			after.groupSync.enabled
		]
	];
	return [...fact("renamed", subject, before.workspace.slug, after.workspace.slug), ...settings.flatMap(([setting, was, is]) => fact("setting", subject, was, is).map((change) => ({
		...change,
		setting
	})))];
}
function compareTeams({ before, after }) {
	return pair(before, after, "teams", before.teams, after.teams, ({ id }) => id).flatMap(({ was, is }) => {
		if (was === void 0) return is === void 0 ? [] : [came("added", partyOf("team", is))];
		if (is === void 0) return [went("removed", partyOf("team", was))];
		const subject = partyOf("team", is);
		return [...fact("renamed", subject, was.slug, is.slug), ...fact("team-visibility", subject, was.visibility, is.visibility)];
	});
}
function compareMembers(scope) {
	const { before, after } = scope;
	return pair(before, after, "members", before.members, after.members, ({ id }) => id).flatMap(({ was, is }) => {
		if (was === void 0) return is === void 0 ? [] : [came("joined", partyOfMember(is), is.role, teamsOf(scope, is))];
		if (is === void 0) return [went("left", partyOfMember(was), was.role, teamsOf(scope, was))];
		const subject = partyOfMember(is);
		return [
			...fact("renamed", subject, was.username, is.username),
			...fact("role", subject, was.role, is.role),
			...fact("two-factor", subject, was.twoFactor, is.twoFactor),
			...fact("active", subject, was.active, is.active),
			...compareMemberships(scope, subject, was.teams, is.teams)
		];
	});
}
function compareServices(scope) {
	const { before, after } = scope;
	return pair(before, after, "services", before.services, after.services, (s) => s.slug).flatMap(({ was, is }) => {
		if (was === void 0) return is === void 0 ? [] : [came("added", partyOfService(is), is.role, teamsOf(scope, is))];
		if (is === void 0) return [went("removed", partyOfService(was), was.role, teamsOf(scope, was))];
		const subject = partyOfService(is);
		return [...fact("role", subject, was.role, is.role), ...compareMemberships(scope, subject, was.teams, is.teams)];
	});
}
function compareInvites(scope) {
	const { before, after } = scope;
	const newcomer = newcomerFinder(before, after);
	return pair(before, after, "invites", before.invites, after.invites, ({ id }) => id).flatMap(({ was, is }) => {
		if (was === void 0) return is === void 0 ? [] : [came("invited", partyOfInvite(is), is.role, teamsOf(scope, is))];
		if (is !== void 0) return fact("role", partyOfInvite(is), was.role, is.role);
		const who = newcomer(was);
		if (who === void 0) return [went("invite-gone", partyOfInvite(was), was.role)];
		return [{
			...came("invite-taken", partyOfInvite(was), who.role),
			before: known(was.role)
		}];
	});
}
/** Whoever comes or goes does so with all their teams at once, so that they are told at once. */
function teamsOf({ teamOf }, { teams }) {
	if (isUnknown(teams)) return [];
	return teams.map(({ team, role }) => ({
		team: teamOf(team),
		role: known(role)
	}));
}
/** A team that either list of teams does not show may hide its members. */
function compareMemberships({ before, after, teamOf }, subject, was, is) {
	if (isUnknown(was) || isUnknown(is)) return [];
	const same = ({ team, role }, at) => team === is[at]?.team && role === is[at]?.role;
	if (was.length === is.length && was.every(same)) return [];
	return pair(before, after, "teams", was, is, ({ team }) => team).flatMap((membership) => {
		const { was: held, is: holds } = membership;
		if (held === void 0) {
			if (holds === void 0) return [];
			return [{
				...came("team-joined", subject, holds.role),
				object: teamOf(holds.team)
			}];
		}
		const object = teamOf(held.team);
		if (holds === void 0) return [{
			...went("team-left", subject, held.role),
			object
		}];
		return fact("team-role", subject, held.role, holds.role).map((change) => ({
			...change,
			object
		}));
	});
}
/**
* Returns the entries of two lists by key, in the order of the keys. One that only one of them has is
* left out where the other list has gaps: it may be there unseen.
*/
function pair(before, after, list, were, are, key) {
	const wereByKey = new Map(were.map((entry) => [key(entry), entry]));
	const areByKey = new Map(are.map((entry) => [key(entry), entry]));
	const [wereWhole, areWhole] = [isWhole(before, list), isWhole(after, list)];
	return [.../* @__PURE__ */ new Set([...wereByKey.keys(), ...areByKey.keys()])].sort(compareIds).map((id) => ({
		was: wereByKey.get(id),
		is: areByKey.get(id)
	})).filter(({ was, is }) => (was !== void 0 || wereWhole) && (is !== void 0 || areWhole));
}
function fact(kind, subject, before, after) {
	if (isUnknown(before) || isUnknown(after) || before === after) return [];
	return [{
		kind,
		subject,
		before,
		after
	}];
}
function came(kind, subject, role, teams = []) {
	return {
		kind,
		subject,
		...teams.length > 0 && { teams },
		before: null,
		after: known(role)
	};
}
function went(...args) {
	const change = came(...args);
	return {
		...change,
		before: change.after,
		after: null
	};
}
function known(role) {
	return role === void 0 || isUnknown(role) ? null : role;
}

// src/report/changes.ts
/** The changes between two rosters as data for readers, and in words. */
const Party = strictObject({
	kind: _enum([
		"member",
		"service",
		"team",
		"invite",
		"workspace"
	]),
	id: string(),
	slug: string(),
	name: string()
});
const ReportChange = strictObject({
	kind: _enum(changeKinds),
	subject: Party,
	object: Party.optional().describe("the team, where a membership changed"),
	teams: array(strictObject({
		team: Party,
		role: string().nullable().describe("null: not seen")
	})).optional().describe("the teams of an account that came or went"),
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
	incomplete: array(_enum(listNames)).describe("lists with gaps in either roster, where nobody is told to have come or gone")
}).describe("what changed between two rosters of the workspace");
/** Returns what changed from one roster to another, with a message for each change. */
function describeChanges(before, after) {
	const { list, incomplete } = compareRosters(before, after);
	return {
		since: before.readAt,
		sinceCoverage: coverageStatus(before.coverage),
		until: after.readAt,
		list: list.map((change) => {
			const { kind, subject, object, teams } = change;
			return {
				kind,
				subject: { ...subject },
				...object !== void 0 && { object: { ...object } },
				...teams !== void 0 && { teams: teams.map(({ team, role }) => ({
					team: { ...team },
					role
				})) },
				before: change.before,
				after: change.after,
				message: toMessage(change)
			};
		}),
		incomplete: [...incomplete]
	};
}
/** Returns a sentence for each change, and one for what could not be compared; not escaped. */
function changeSentences({ list, incomplete }) {
	const sentences = list.map(({ subject, message }) => `${partyName(subject)} ${message}`);
	if (list.length === 0) sentences.push("nothing changed");
	if (incomplete.length > 0) sentences.push(`not whole in one of the two: ${incomplete.join(", ")}; who came or went there is not told`);
	return sentences;
}
function partyName({ kind, slug, name }) {
	const shown = shownName(name, slug);
	const plain = shown === slug ? slug : `${shown} (${slug})`;
	return {
		member: "",
		service: "service ",
		team: "team ",
		invite: "",
		workspace: "workspace "
	}[kind].concat(plain);
}
const messages = {
	joined: ({ as, within }) => `joined${as}${within}`,
	left: ({ was }) => `left${was}`,
	renamed: ({ before }) => `was ${before} before`,
	role: ({ kind, before, after, was, higher }) => kind === "invite" ? `is invited as ${after} now${was}` : `${higher ? "rose" : "went down"} from ${before} to ${after}`,
	"two-factor": ({ on }) => on ? "has two-factor now" : "has no two-factor any more",
	active: ({ on }) => on ? "became active" : "became inactive",
	"team-joined": ({ team, as }) => `came into team ${team}${as}`,
	"team-left": ({ team, was }) => `is out of team ${team}${was}`,
	"team-role": ({ team, after, was }) => `is ${after} of team ${team} now${was}`,
	"team-visibility": ({ after, was }) => `is ${after} now${was}`,
	added: ({ as, within }) => `was added${as}${within}`,
	removed: ({ was }) => `was removed${was}`,
	invited: ({ as, within }) => `was invited${as}${within}`,
	"invite-taken": ({ as }) => `took the invite${as}`,
	"invite-gone": ({ was }) => `is not invited any more${was}: taken, withdrawn or expired`,
	setting: ({ setting, on }) => setting === void 0 ? "" : settingMessages[setting][on ? "on" : "off"]
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
function toMessage(change) {
	const { kind, subject, before, after, object, teams = [], setting } = change;
	const places = teams.length === 0 ? [] : [`in ${describeTeams(teams)}`];
	const had = [...before === null ? [] : [String(before)], ...places].join(", ");
	return messages[kind]({
		kind: subject.kind,
		before: String(before),
		after: String(after),
		was: had === "" ? "" : ` (was ${had})`,
		as: after === null ? "" : ` as ${String(after)}`,
		within: places.map((place) => `, ${place}`).join(""),
		team: object === void 0 ? "" : nameOf(object),
		setting,
		on: after === true,
		higher: isHigher(after, before)
	});
}
/** More than these are better looked up. */
const maxTeams = 3;
function describeTeams(teams) {
	const named = teams.slice(0, maxTeams).map(({ team, role }) => `team ${nameOf(team)}${role === "Manager" ? " as Manager" : ""}`);
	const left = teams.length - named.length;
	return [...named, ...left > 0 ? [count(left, "more team")] : []].join(", ");
}
function isHigher(role, than) {
	const rank = (name) => roles.findIndex((candidate) => candidate === name);
	return rank(role) < rank(than);
}

export { changeSentences as n, describeChanges as r, ReportChanges as t };
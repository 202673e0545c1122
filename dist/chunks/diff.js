import { c as readForeign, l as decodeRecord, n as readNewestTwo, o as withDatabase, s as toGranted, t as readArtifact } from "./read.js";
import { A as EntitlementSchema, E as resourceTypes, p as readRecords } from "./open-database.js";
import { t as AuditError } from "./errors.js";
import { a as summarizeChanges, c as partyOf, d as isComplete, i as describeChanges, l as partyOfMember, n as ReportParty, o as partyName, r as changeSentences, t as ReportChanges, u as partyOfService } from "./changes.js";
import { t as isUnknown } from "./fact.js";
import { r as teamRoles, t as roles } from "./roles.js";
import { r as listNames } from "./coverage.js";
import { S as string, T as union, d as _null, g as literal, h as int, m as boolean, p as array, u as _enum, x as strictObject } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { t as fold } from "./fold.js";
import { t as count } from "./count.js";
import { y as utcMinute } from "./wording.js";
import { n as escapeMarkdown } from "./escape-markdown.js";
import { i as toText, n as heading, r as prose, t as createPage } from "./terminal-page.js";
import { t as escapeJson } from "./visible-text.js";
import { n as named, r as requireSeparate } from "./separate.js";
import { t as compareIds$1 } from "./model.js";
import { r as isSameWorkspace, t as isCalled } from "./same-workspace.js";
import { t as toSettings } from "./settings2.js";
import { t as writeReports } from "./write-reports.js";

// src/c1z/sync-identities.ts
const accountTypes = /* @__PURE__ */ new Set([resourceTypes.user, resourceTypes.service]);
/** Returns the ids of a sync of an artifact. Throws like `readArtifact`. */
async function readIdentities(path, syncId) {
	return await withDatabase(path, (database) => {
		const resources = selectText(database, "select resource_type_id, external_id from v1_resources where sync_id = ? order by id", syncId);
		if (resources.length === 0) throw new Error("it was changed while it was read");
		const keysOf = (isWanted) => resources.flatMap(([type = "", key = ""]) => isWanted(type) ? [key] : []);
		const entitlements = () => readRecords(database, "v1_entitlements", { sync_id: syncId });
		const { roleEntitlements } = readForeign(entitlements());
		const grants = "select external_id from v1_grants where sync_id = ? order by id";
		return {
			accounts: keysOf((type) => accountTypes.has(type)),
			teams: keysOf((type) => type === resourceTypes.team),
			otherResources: keysOf((type) => !accountTypes.has(type) && type !== resourceTypes.team),
			entitlements: [...entitlements()].map((data) => toIdentity(data, roleEntitlements)),
			grants: selectText(database, grants, syncId).flat()
		};
	});
}
function selectText(database, sql, syncId) {
	const statement = database.prepare(sql);
	statement.setReturnArrays(true);
	return statement.all(syncId).map((row) => row.map((value) => typeof value === "string" ? value : ""));
}
function toIdentity(data, roleEntitlements) {
	const { id, displayName, resource } = decodeRecord(EntitlementSchema, data);
	const on = {
		type: resource?.id?.resourceType ?? "",
		id: resource?.id?.resource ?? ""
	};
	const { role, membership } = toGranted({
		id,
		on
	}, roleEntitlements);
	return {
		id,
		displayName,
		given: membership ?? (role === void 0 ? void 0 : { role })
	};
}

// src/roster/connector-entitlements.ts
const entitlementDifferenceKinds = [
	"only-ours",
	"only-theirs",
	"other-id",
	"other-name"
];
/**
* Returns the differences between entitlements on the workspace and on the teams that both syncs
* have: first workspace roles, highest first, then teams, then what gives no role.
*/
function compareEntitlements(ours, theirs, teams) {
	const named = nameOnlyOnes(theirs);
	const [is, other] = [indexOf(ours), indexOf(named)];
	return [
		...roles.flatMap((role) => compare$1({ role }, is.get(keyOf({ role })), other.get(keyOf({ role })))),
		...teams.flatMap((team) => teamRoles.toReversed().flatMap((role) => {
			const [a, b] = [is.get(keyOf({
				role,
				team: team.ours.id
			})), other.get(keyOf({
				role,
				team: team.theirs.id
			}))];
			return compare$1({
				role,
				team: partyOf("team", team.ours)
			}, a, b);
		})),
		...named.filter(({ given }) => given === void 0).map(({ id }) => ({
			kind: "only-theirs",
			role: null,
			ours: null,
			theirs: id
		}))
	];
}
/** Of several entitlements that give the same, the first one counts. */
function indexOf(entitlements) {
	const index = /* @__PURE__ */ new Map();
	for (const entitlement of entitlements) {
		if (entitlement.given === void 0) continue;
		const key = keyOf(entitlement.given);
		if (!index.has(key)) index.set(key, entitlement);
	}
	return index;
}
/** If a team has only one entitlement, it is for the members, whatever it is called. */
function nameOnlyOnes(entitlements) {
	const counts = /* @__PURE__ */ new Map();
	for (const { given } of entitlements) if (given?.team !== void 0) counts.set(given.team, (counts.get(given.team) ?? 0) + 1);
	return entitlements.map((one) => {
		const { given } = one;
		if (given?.team === void 0 || !isUnknown(given.role)) return one;
		return counts.get(given.team) === 1 ? {
			...one,
			given: {
				role: "Member",
				team: given.team
			}
		} : {
			...one,
			given: void 0
		};
	});
}
function keyOf({ role, team }) {
	return JSON.stringify([team ?? null, role]);
}
function compare$1(given, ours, theirs) {
	if (ours === void 0 || theirs === void 0) return ours === void 0 && theirs === void 0 ? [] : [{
		kind: ours === void 0 ? "only-theirs" : "only-ours",
		...given,
		ours: ours?.id ?? null,
		theirs: theirs?.id ?? null
	}];
	const differs = (kind, a, b) => a === b ? [] : [{
		kind,
		...given,
		ours: a,
		theirs: b
	}];
	return [...differs("other-id", ours.id, theirs.id), ...differs("other-name", ours.displayName, theirs.displayName)];
}

// src/roster/connector-unseen.ts
/** What the sync of another connector does not contain, although ours does. */
const unseenParts = [
	"role",
	"active",
	"two-factor",
	"e-mail",
	"joined",
	"last-login",
	"teams",
	"team-managers",
	"team-visibility",
	"services",
	"invites",
	"single-sign-on",
	"group-sync",
	"oidc",
	"repositories"
];
/** Returns what our sync contains and the other one does not, in the order of `unseenParts`. */
function findUnseen(ours, theirs, { both, onlyOurs }) {
	const members = both.flatMap(({ ours: a, theirs: b }) => a.kind === "member" && b.kind === "member" ? [[a.row, b.row]] : []);
	const facts = [
		["role", ({ role }) => role],
		["active", ({ active }) => active],
		["two-factor", ({ twoFactor }) => twoFactor],
		["e-mail", ({ email }) => email],
		["joined", ({ joinedAt }) => joinedAt],
		["last-login", ({ lastLoginAt }) => lastLoginAt],
		["teams", ({ teams }) => teams]
	];
	const isHidden = (a, b) => !isUnknown(a) && isUnknown(b);
	const counted = ([part, count]) => count === 0 ? [] : [{
		part,
		count
	}];
	const setting = (part, a, b) => isHidden(a, b) ? [{
		part,
		count: null
	}] : [];
	const visible = ({ teams }) => teams.filter((team) => !isUnknown(team.visibility)).length;
	return [
		...facts.flatMap(([part, read]) => counted([part, members.filter(([a, b]) => isHidden(read(a), read(b))).length])),
		...counted(["team-managers", members.flatMap(([a, b]) => isRoleHidden(b.teams) ? managed(a.teams) : []).length]),
		...counted(["team-visibility", visible(theirs) === 0 ? visible(ours) : 0]),
		...counted(["services", onlyOurs.filter(({ kind }) => kind === "service").length]),
		...counted(["invites", ours.invites.length]),
		...setting("single-sign-on", ours.singleSignOn.enabled, theirs.singleSignOn.enabled),
		...setting("group-sync", ours.groupSync.enabled, theirs.groupSync.enabled),
		...counted(["oidc", ours.oidcProviders.length]),
		...counted(["repositories", ours.repositories.length])
	];
}
function isRoleHidden(teams) {
	return isUnknown(teams) || teams.some(({ role }) => isUnknown(role));
}
function managed(teams) {
	return isUnknown(teams) ? [] : teams.filter(({ role }) => role === "Manager");
}

// src/roster/connectors.ts
const connectorDifferenceKinds = [
	"only-ours",
	"only-theirs",
	"other-id",
	"active",
	"role",
	"two-factor",
	"team",
	"team-role"
];
/** Returns how two syncs of one workspace differ. */
function compareConnectors(ours, theirs, { accounts, teams }) {
	const sameTeams = mapTeams(teams.both);
	return {
		differences: [
			...compareWorkspaces(ours.roster, theirs.roster),
			...accounts.onlyOurs.filter(isMember).map((one) => onlyIn("only-ours", partyOfAccount(one))),
			...accounts.onlyTheirs.map((one) => onlyIn("only-theirs", partyOfAccount(one))),
			...accounts.both.flatMap(compareIds),
			...accounts.both.flatMap((match) => compareFacts(match, sameTeams)),
			...teams.onlyOurs.map((team) => onlyIn("only-ours", partyOf("team", team))),
			...teams.onlyTheirs.map((team) => onlyIn("only-theirs", partyOf("team", team))),
			...teams.both.flatMap(({ ours, theirs, by }) => otherId(partyOf("team", ours), {
				ours: ours.id,
				theirs: theirs.id,
				by
			}))
		],
		entitlements: compareEntitlements(ours.identities.entitlements, theirs.identities.entitlements, teams.both),
		unseen: findUnseen(ours.roster, theirs.roster, accounts),
		ids: countIds(ours, theirs),
		gaps: [
			"members",
			"teams",
			"services"
		].filter((name) => !isComplete(ours.roster, name))
	};
}
/** Only our sync can have service accounts, so they are unseen, not missing. */
function isMember({ kind }) {
	return kind === "member";
}
function partyOfAccount({ kind, row }) {
	return kind === "member" ? partyOfMember(row) : partyOfService(row);
}
function idOf({ kind, row }) {
	return kind === "member" ? row.id : row.slug;
}
function onlyIn(kind, subject) {
	const isOurs = kind === "only-ours";
	return {
		kind,
		subject,
		ours: isOurs ? subject.id : null,
		theirs: isOurs ? null : subject.id
	};
}
function otherId(subject, { ours, theirs, by }) {
	return by === "id" ? [] : [{
		kind: "other-id",
		subject,
		by,
		ours,
		theirs
	}];
}
function compareWorkspaces(ours, theirs) {
	const ids = {
		ours: ours.workspace.id,
		theirs: theirs.workspace.id
	};
	const by = ids.ours === ids.theirs ? "id" : "slug";
	return otherId(partyOf("workspace", ours.workspace), {
		...ids,
		by
	});
}
function compareIds({ ours, theirs, by }) {
	return otherId(partyOfAccount(ours), {
		ours: idOf(ours),
		theirs: idOf(theirs),
		by
	});
}
function compareFacts({ ours, theirs }, teams) {
	const subject = partyOfAccount(ours);
	const [is, other] = [ours.row, theirs.row];
	const compare = (kind, a, b) => isUnknown(a) || isUnknown(b) || a === b ? [] : [{
		kind,
		subject,
		ours: a,
		theirs: b
	}];
	const bothMembers = ours.kind === "member" && theirs.kind === "member" ? [...compare("active", ours.row.active, theirs.row.active), ...compare("two-factor", ours.row.twoFactor, theirs.row.twoFactor)] : [];
	return [
		...compare("role", is.role, other.role),
		...bothMembers,
		...compareTeams(subject, {
			ours: is.teams,
			theirs: other.teams
		}, teams)
	];
}
function mapTeams(teams) {
	return {
		ours: new Map(teams.map(({ ours }) => [ours.id, ours])),
		ourIds: new Map(teams.map(({ ours, theirs }) => [theirs.id, ours.id]))
	};
}
/** Teams that only one of the syncs has are differences of their own. */
function compareTeams(subject, { ours, theirs }, teams) {
	if (isUnknown(ours) || isUnknown(theirs)) return [];
	const is = new Map(ours.map(({ team, role }) => [team, role]));
	const other = new Map(theirs.map(({ team, role }) => [teams.ourIds.get(team), role]));
	return [.../* @__PURE__ */ new Set([...is.keys(), ...other.keys()])].flatMap((id) => {
		const team = id === void 0 ? void 0 : teams.ours.get(id);
		if (id === void 0 || team === void 0) return [];
		const object = partyOf("team", team);
		const [role, otherRole] = [is.get(id), other.get(id)];
		if (role === void 0 || otherRole === void 0) {
			const [isIn, isInTheirs] = [role !== void 0, otherRole !== void 0];
			return [{
				kind: "team",
				subject,
				object,
				ours: isIn,
				theirs: isInTheirs
			}];
		}
		if (isUnknown(role) || isUnknown(otherRole) || role === otherRole) return [];
		return [{
			kind: "team-role",
			subject,
			object,
			ours: role,
			theirs: otherRole
		}];
	});
}
function countIds({ identities: ours }, { identities: theirs }) {
	const entitlementIds = ({ entitlements }) => entitlements.map(({ id }) => id);
	const count = (what, a, b) => {
		const known = new Set(a);
		const shared = b.filter((id) => known.has(id)).length;
		return {
			what,
			ours: a.length,
			theirs: b.length,
			shared
		};
	};
	return [
		count("accounts", ours.accounts, theirs.accounts),
		count("teams", ours.teams, theirs.teams),
		count("other resources", ours.otherResources, theirs.otherResources),
		count("entitlements", entitlementIds(ours), entitlementIds(theirs)),
		count("grants", ours.grants, theirs.grants)
	];
}

// src/roster/match-rows.ts
/** Finds the same accounts and teams in the syncs of two connectors that may use different ids. */
/** By which of its names a row was matched, the surest first. */
const matchedBy = [
	"id",
	"e-mail",
	"login",
	"slug",
	"name"
];
/**
* Pairs rows by key, and the others by a name. A name counts only if it leads to one row on each
* side: two candidates are no match.
*/
function matchRows(ours, theirs) {
	const byKey = new Map(theirs.map((one) => [one.key, one]));
	const taken = /* @__PURE__ */ new Set();
	const both = [];
	const left = ours.filter(({ key, row }) => {
		const same = byKey.get(key);
		if (same === void 0) return true;
		taken.add(key);
		both.push({
			ours: row,
			theirs: same.row,
			by: "id"
		});
		return false;
	});
	const others = theirs.filter(({ key }) => !taken.has(key));
	const [findTheirs, findOurs] = [candidateFinder(others), candidateFinder(left)];
	const onlyOurs = [];
	for (const one of left) {
		const [candidate, ...more] = findTheirs(one);
		const by = candidate !== void 0 && more.length === 0 && findOurs(candidate).length === 1 ? sharedName(one, candidate) : void 0;
		if (candidate === void 0 || by === void 0) {
			onlyOurs.push(one.row);
			continue;
		}
		taken.add(candidate.key);
		both.push({
			ours: one.row,
			theirs: candidate.row,
			by
		});
	}
	return {
		both,
		onlyOurs,
		onlyTheirs: others.filter(({ key }) => !taken.has(key)).map(({ row }) => row)
	};
}
/**
* Returns a function that returns the rows with one of the same names, at most two of each name: two
* are no match, and a name may be in every row.
*/
function candidateFinder(rows) {
	const byName = /* @__PURE__ */ new Map();
	for (const row of rows) for (const name of row.names.map(nameKey)) {
		const found = byName.get(name);
		if (found === void 0) byName.set(name, [row]);
		else if (found.length === 1 && found[0] !== row) found.push(row);
	}
	return ({ names }) => [...new Set(names.flatMap((name) => byName.get(nameKey(name)) ?? []))];
}
function sharedName(a, b) {
	const names = new Set(b.names.map(nameKey));
	return a.names.find((name) => names.has(nameKey(name)))?.[0];
}
function nameKey([by, name]) {
	return `${by}:${fold(name)}`;
}

// src/report/connectors.ts
/** The differences between this program's sync and another connector's, as data. */
const value = union([
	string(),
	boolean(),
	_null()
]);
const id = string().nullable();
const idCount = int().nonnegative();
const ReportConnectors = strictObject({
	connector: _enum(["c1", "other"]).describe("c1: the sync has the form of C1's own Cloudsmith connector"),
	oursReadAt: datetime().describe("when this program read the workspace, UTC"),
	theirsReadAt: datetime().describe("when the other connector began to read it, UTC"),
	differences: array(strictObject({
		kind: _enum(connectorDifferenceKinds),
		subject: ReportParty,
		object: ReportParty.optional().describe("the team, for kinds team and team-role"),
		by: _enum(matchedBy).optional().describe("what shows that the two are the same"),
		ours: value.describe("the id or the fact in this program's sync; null: nothing"),
		theirs: value.describe("the id or the fact in the other sync; null: nothing")
	})).describe("accounts and teams, as far as both syncs contain the data"),
	entitlements: array(strictObject({
		kind: _enum(entitlementDifferenceKinds),
		role: string().nullable().describe("the role that it gives; null: none of Cloudsmith"),
		team: ReportParty.optional().describe("the team; absent for the workspace"),
		ours: id.describe("the id, or the display name for kind other-name; null: nothing"),
		theirs: id.describe("as ours, in the other sync")
	})),
	unseen: array(strictObject({
		part: _enum(unseenParts),
		count: idCount.nullable().describe("how often this program's sync has it; null: a setting")
	})).describe("what the other sync does not contain; it is not a removal"),
	ids: array(strictObject({
		what: _enum([
			"accounts",
			"teams",
			"other resources",
			"entitlements",
			"grants"
		]),
		ours: idCount,
		theirs: idCount,
		shared: idCount.describe("ids that are in both; for C1, another id is another object")
	})).describe("how many ids each sync has"),
	gaps: array(_enum(listNames)).describe("lists with gaps in this program's sync")
}).describe("this program's sync compared with another connector's; only if one is of each");
/** Returns how this program's sync differs from another connector's. */
function describeConnectors(connector, ours, theirs, matched) {
	const compared = compareConnectors(ours, theirs, matched);
	return ReportConnectors.parse({
		connector,
		oursReadAt: ours.roster.readAt,
		theirsReadAt: theirs.roster.readAt,
		...compared
	});
}

// src/report/connector-wording.ts
/** The differences between two connectors in words; not escaped. */
const here = "this artifact";
const thereNames = {
	c1: "C1's sync",
	other: "the other sync"
};
/** The JSON has all of them. */
const maxOfOneKind = 10;
/** Returns which two syncs are compared. */
function connectorTitle(slug, report) {
	const what = report.connector === "c1" ? "a sync in the form of C1's own Cloudsmith connector" : "a sync of another connector";
	return `${slug}: ${here} (${utcMinute(report.oursReadAt)}) compared with ${what} (${utcMinute(report.theirsReadAt)})`;
}
/** Returns the sections that are not empty. */
function connectorSections(report) {
	const there = thereNames[report.connector];
	return [
		{
			title: "Accounts and teams",
			sentences: accountSentences(report, there)
		},
		{
			title: "Entitlements",
			sentences: entitlementSentences(report.entitlements, there)
		},
		{
			title: `Not in ${there}, which is not a removal`,
			sentences: report.unseen.map(unseenWords)
		},
		{
			title: "If C1 changes from one connector to the other",
			sentences: switchSentences(report)
		}
	].filter(({ sentences }) => sentences.length > 0);
}
/** Returns the result in one line. */
function connectorSummary({ differences, entitlements, ids, connector }) {
	const lost = ids.filter(isLost);
	return [
		count(differences.length, "difference in accounts and teams", "differences in accounts and teams"),
		`${entitlements.length} in entitlements`,
		lost.length === 0 ? `nothing in ${thereNames[connector]} would look removed` : `part of ${thereNames[connector]} would look removed`
	].join("; ");
}
function accountSentences(report, there) {
	const { differences, gaps } = report;
	const kinds = /* @__PURE__ */ new Map();
	for (const one of differences) {
		const all = kinds.get(one.kind);
		if (all === void 0) kinds.set(one.kind, [one]);
		else all.push(one);
	}
	const sentences = [...kinds].flatMap(([kind, all]) => [...all.slice(0, maxOfOneKind).map((one) => `${partyName(one.subject)} ${messages[kind](one, there)}`), ...all.length > maxOfOneKind ? [`${count(all.length - maxOfOneKind, "more like the last one", "more like the last one")}, all in --report-json`] : []]);
	if (sentences.length === 0) sentences.push("the same in both");
	if (kinds.has("only-ours")) sentences.push(`${there} does not say whether its lists are complete: what is only in ${here} may be what its key did not see`);
	if (gaps.length > 0) sentences.push(`${here} has gaps in ${gaps.join(", ")}: what is only in ${there} may be what this program did not see`);
	return sentences;
}
/** What differs, to follow the subject's name, by kind. */
const messages = {
	"only-ours": () => `is only in ${here}`,
	"only-theirs": (_, there) => `is only in ${there}`,
	"other-id": (one, there) => `has another id: ${inBoth(one, there, quoted)} (same ${one.by === "e-mail" ? "e-mail address" : one.by})`,
	active: (one, there) => `is ${inBoth(one, there, (value) => value === true ? "active" : "inactive")}`,
	"two-factor": (one, there) => `has ${inBoth(one, there, (value) => value === true ? "two-factor" : "no two-factor")}`,
	role: (one, there) => `is ${inBoth(one, there, String)}`,
	team: (one, there) => `is in ${teamOf(one)} only in ${one.ours === true ? here : there}`,
	"team-role": (one, there) => `is, in ${teamOf(one)}, ${inBoth(one, there, String)}`
};
function inBoth({ ours, theirs }, there, words) {
	return `${words(ours)} in ${here}, ${words(theirs)} in ${there}`;
}
function teamOf({ object }) {
	return object === void 0 ? "" : partyName(object);
}
function quoted(value) {
	return `"${String(value)}"`;
}
/** One sentence for all roles and one for all teams, because their entitlements differ alike. */
function entitlementSentences(entitlements, there) {
	const groups = /* @__PURE__ */ new Map();
	for (const one of entitlements) {
		const { kind, role, team } = one;
		const key = JSON.stringify([kind, team === void 0 ? role !== null : role]);
		groups.set(key, [...groups.get(key) ?? [], one]);
	}
	return [...groups.values()].flatMap((all) => {
		const [first] = all;
		if (first === void 0) return [];
		const such = all.length === 1 ? "" : "such as ";
		return `${entitlementWords(all, first)}: ${entitlementMessages[first.kind](first, such, there)}`;
	});
}
const entitlementMessages = {
	"only-ours": ({ ours }, such) => `only in ${here}, ${such}${quoted(ours)}`,
	"only-theirs": ({ theirs }, such, there) => `only in ${there}, ${such}${quoted(theirs)}`,
	"other-id": (one, such, there) => `another id, ${such}${inBoth(one, there, quoted)}`,
	"other-name": (one, such, there) => `another display name, ${such}${inBoth(one, there, quoted)}`
};
function entitlementWords(all, { role, team }) {
	if (team !== void 0) return `${role} of ${all.length === 1 ? partyName(team) : `${all.length} teams`}`;
	if (role === null) return count(all.length, "entitlement of no known role", "entitlements of no known role");
	return `workspace ${all.length === 1 ? "role" : "roles"} ${all.map((one) => one.role).join(", ")}`;
}
const unseenText = {
	role: "the role of members",
	active: "whether members are active",
	"two-factor": "whether members use two-factor",
	"e-mail": "the e-mail addresses of members",
	joined: "when members joined",
	"last-login": "the last login of members",
	teams: "the teams of members",
	"team-managers": "who manages a team",
	"team-visibility": "whether teams are visible",
	services: "service accounts",
	invites: "invites",
	"single-sign-on": "single sign-on",
	"group-sync": "group sync",
	oidc: "OIDC providers",
	repositories: "repositories"
};
function unseenWords({ part, count: number }) {
	return number === null ? unseenText[part] : `${unseenText[part]} (${number})`;
}
function switchSentences(report) {
	const there = thereNames[report.connector];
	const { ids } = report;
	const total = (side) => ids.slice(0, 3).reduce((sum, one) => sum + one[side], 0);
	const [from, to] = [total("theirs"), total("ours")];
	const pause = to * 2 <= from ? `C1 would probably pause the sync: the number of resources would go from ${from} to ${to}` : `do not rely on a pause: the number of resources would go from ${from} to ${to}, and C1's documentation names a decrease by half as a reason to pause`;
	return [
		`from ${there} to ${here}: ${effect(ids, "theirs", "ours")}`,
		`from ${here} to ${there}: ${effect(ids, "ours", "theirs")}`,
		...ids.some(isLost) ? ["what has another id looks removed and added again, and what was configured for it in C1 is lost (C1 documents this for entitlements in spreadsheets; the rest is inferred)", pause] : []
	];
}
function effect(ids, from, to) {
	const words = (side) => ids.flatMap(({ what, shared, ...all }) => all[side] === shared ? [] : [`${all[side] - shared} of ${all[side]} ${what}`]);
	const [removed, added] = [words(from), words(to)];
	return [removed.length === 0 ? "nothing would look removed" : `would look removed: ${removed.join(", ")}`, ...added.length === 0 ? [] : [`would look new: ${added.join(", ")}`]].join("; ");
}
function isLost({ theirs, shared }) {
	return theirs > shared;
}

// src/report/render-changes.ts
/** The changes between two syncs without an audit, for `diff`. */
const ChangeReport = strictObject({
	version: literal(1),
	organization: strictObject({
		id: string(),
		slug: string(),
		name: string()
	}),
	changes: ReportChanges,
	connectors: ReportConnectors.optional()
}).describe("What changed in a workspace between two syncs");
/** Returns the report on the changes of a workspace. */
function toChangeReport({ id, slug, name }, changes, connectors) {
	return {
		version: 1,
		organization: {
			id,
			slug,
			name
		},
		changes,
		...connectors !== void 0 && { connectors }
	};
}
/** Returns the changes as text with a final newline. */
function renderChangesTerminal(report, options) {
	const page = createPage(options);
	const { title, sections, summary } = wordsOf(report);
	return toText([
		heading(title, "bold", page),
		...sections.map(({ title, sentences }) => [...title === "" ? [] : heading(title, "bold", page), ...sentences.flatMap((sentence) => prose("  ", sentence, page))]),
		heading(summary, "bold", page)
	]);
}
/** Returns the changes as GitHub Flavored Markdown. */
function renderChangesMarkdown(report) {
	const { title, sections } = wordsOf(report);
	const parts = sections.flatMap(({ title, sentences }) => [...title === "" ? [] : [`#### ${escapeMarkdown(title)}`], sentences.map((sentence) => `- ${escapeMarkdown(sentence, 500)}`).join("\n")]);
	return `${[`### ${escapeMarkdown(title)}`, ...parts].join("\n\n")}\n`;
}
/** Two connectors are compared in their own words: their differences are no changes. */
function wordsOf(report) {
	const { organization, changes, connectors } = report;
	if (connectors !== void 0) return {
		title: connectorTitle(organization.slug, connectors),
		sections: connectorSections(connectors),
		summary: connectorSummary(connectors)
	};
	return {
		title: `Changes in ${organization.slug} from ${utcMinute(changes.since)} to ${utcMinute(changes.until)}`,
		sections: [{
			title: "",
			sentences: changeSentences(changes)
		}],
		summary: summarizeChanges(changes)
	};
}
/** Returns the changes as indented JSON; equal changes are equal bytes. */
function renderChangesJson(report) {
	return `${escapeJson(JSON.stringify(ChangeReport.parse(report), null, 2))}\n`;
}

// src/roster/match-syncs.ts
/** The accounts and teams that the syncs of two connectors have in common. */
/**
* Returns which accounts and teams are the same: by id, else by e-mail address or login, and teams
* by slug or name.
*/
function matchSyncs(ours, theirs) {
	return {
		accounts: matchRows(accountsOf(ours), accountsOf(theirs)),
		teams: matchRows(teamsOf(ours), teamsOf(theirs))
	};
}
function accountsOf({ members, services }) {
	return [...members.map((row) => ({
		row: {
			kind: "member",
			row
		},
		key: `member:${row.id}`,
		names: [...isUnknown(row.email) ? [] : [["e-mail", row.email]], ["login", row.username]]
	})), ...services.map((row) => ({
		row: {
			kind: "service",
			row
		},
		key: `service:${row.slug}`,
		names: [["login", row.slug]]
	}))];
}
function teamsOf({ teams }) {
	return teams.map((row) => ({
		row,
		key: row.id,
		names: [["slug", row.slug], ["name", row.name]]
	}));
}
/** Returns their roster with our ids for the accounts and teams that are the same. */
function withOurIds(theirs, ours, { accounts, teams }) {
	const teamIds = new Map(teams.both.map((match) => [match.theirs.id, match.ours.id]));
	const memberIds = new Map(accounts.both.flatMap((match) => match.ours.kind === "member" && match.theirs.kind === "member" ? [[match.theirs.row.id, match.ours.row.id]] : []));
	const renamed = (ids, id) => ids.get(id) ?? id;
	const renameTeams = (memberships) => isUnknown(memberships) ? memberships : memberships.map(({ team, role }) => ({
		team: renamed(teamIds, team),
		role
	})).toSorted((a, b) => compareIds$1(a.team, b.team));
	return {
		...theirs,
		workspace: {
			...theirs.workspace,
			id: ours.workspace.id
		},
		members: theirs.members.map((row) => ({
			...row,
			id: renamed(memberIds, row.id),
			teams: renameTeams(row.teams)
		})).toSorted((a, b) => compareIds$1(a.id, b.id)),
		teams: theirs.teams.map((row) => ({
			...row,
			id: renamed(teamIds, row.id)
		})).toSorted((a, b) => compareIds$1(a.id, b.id))
	};
}

// src/commands/diff.ts
/**
* Prints what changed between the newest syncs of two artifacts, or the two newest of one. If one
* of them is another connector's, prints how the two connectors differ. Returns 0; with
* --exit-code, 1 if something changed, and 2 if a compared list is incomplete. Always returns 2 if a
* file cannot be written.
*/
async function diff(flags, [first = "", second], terminal) {
	const { exitCode, ...rest } = flags;
	const settings = toSettings(rest, terminal);
	await requireSeparate([...named("--report-json", settings["report-json"]), ...named("--report-markdown", settings["report-markdown"])], [...named("the earlier artifact", first), ...named("the later artifact", second)]);
	const [before, after] = second === void 0 ? await readNewestTwo(first) : await Promise.all([readArtifact(first), readArtifact(second)]);
	const report = await compare({
		...before,
		path: first
	}, {
		...after,
		path: second ?? first
	});
	const { changes } = report;
	terminal.out(renderChangesTerminal(report, terminal));
	const files = [{
		path: settings["report-json"],
		render: () => renderChangesJson(report)
	}, {
		path: settings["report-markdown"],
		render: () => renderChangesMarkdown(report)
	}];
	if (!await writeReports(files, terminal)) return 2;
	if (exitCode !== true) return 0;
	if (changes.incomplete.length > 0) return 2;
	return changes.list.length > 0 || changes.appeared !== void 0 ? 1 : 0;
}
async function compare(before, after) {
	const [ours, theirs] = before.isOurs ? [before, after] : [after, before];
	const isOtherConnector = ours.isOurs && isForeign(theirs);
	if (!(isOtherConnector ? isSameOrCalled : isSameWorkspace)(ours.roster.workspace, theirs.roster.workspace)) throw differentWorkspaces(before, after);
	if (!isOtherConnector) return toChangeReport(after.roster.workspace, describeChanges(before.roster, after.roster));
	const matched = matchSyncs(ours.roster, theirs.roster);
	const renamed = withOurIds(theirs.roster, ours.roster, matched);
	const { appeared: _, ...changes } = ours === before ? describeChanges(ours.roster, renamed) : describeChanges(renamed, ours.roster);
	const connector = theirs.others.length === 0 ? "c1" : "other";
	return toChangeReport(ours.roster.workspace, changes, describeConnectors(connector, await identify(ours), await identify(theirs), matched));
}
/** C1's own connector syncs no service accounts. A file with some may be ours without its document. */
function isForeign({ isOurs, roster }) {
	return !isOurs && roster.services.length === 0;
}
/** Another connector may have the slug as the id. */
function isSameOrCalled(ours, theirs) {
	return isCalled(ours, theirs.id) || isCalled(ours, theirs.slug);
}
async function identify({ roster, path, syncId }) {
	return {
		roster,
		identities: await readIdentities(path, syncId)
	};
}
function differentWorkspaces(before, after) {
	const found = [before, after].map(({ roster }) => {
		const { slug, id } = roster.workspace;
		return `"${slug}" (${id})`;
	});
	return new AuditError("BAD_SETTINGS", `cannot compare "${before.path}" with "${after.path}": they are from different workspaces, ${found.join(" and ")}. Name two artifacts of the same one.`);
}

export { diff };
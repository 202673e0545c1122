import { n as describeError, t as AuditError } from "./errors.js";
import { i as isOutOfRoom, r as describeWriteError } from "./cannot-write.js";
import { r as makeTemporary } from "./temporary.js";
import { t as count } from "./count.js";
import { $ as maxDocumentBytes, A as EntitlementSchema, B as Status_State, C as entitlementId, D as roleSlugs, E as resourceTypes, F as ResourceSchema, J as fromBinary, K as timestampDate, M as GrantKeySchema, N as GroupTraitSchema, O as teamSlugs, S as documentAssetId, U as anyIs, V as UserTraitSchema, X as coverageWithoutDocument, Z as decodeDocument, _ as repositoryGrantGroups, a as countResources, et as providersIn, g as toBytes, h as recordColumn, j as Entitlement_Purpose, l as listWorkspaces, m as readRows, nt as sealOf, ot as unpackDatabase, p as readRecords, rt as sealOfUnlisted, s as listSyncs, t as openDatabase, tt as RowCounter, x as toTemplate } from "./open-database.js";
import { r as describeTypes, t as countByType } from "./describe-others2.js";
import { t as withoutFalseClaims } from "./contradictions.js";
import { i as teamVisibilities, n as loginMethods, r as memberVisibilities, t as compareIds } from "./model.js";
import { n as serviceRoles, r as teamRoles, t as roles } from "./roles.js";
import { n as unknown, t as isUnknown } from "./fact.js";
import { s as withListGap } from "./coverage.js";
import { c as withPrivilegeGap, l as withTokenGap } from "./repository.js";
import { t as fold } from "./fold.js";
import { n as normalizeTime } from "./time.js";
import { join } from "node:path";
import { tmpdir } from "node:os";

// src/c1z/protobuf/decode-record.ts
/** Decodes the records of an artifact, which may be of any origin. */
/** Fields that this program does not know are of no use to it. */
const options = { readUnknownFields: false };
/** Returns the message of a record. Throws `Error` for bytes that are not one. */
function decodeRecord(schema, record) {
	try {
		return fromBinary(schema, record, options);
	} catch (error) {
		throw new Error("a record is damaged", { cause: error });
	}
}

// src/c1z/protobuf/decode-grant.ts
/**
* Reads only the principal and the entitlement of a grant's record. A grant of another connector
* may contain two complete resources that are not needed here.
*/
/**
* Returns a function that decodes a `Grant`. Missing values are empty strings. The function throws
* `Error` for bytes that are not a grant. Consecutive grants of one entitlement share its object.
*/
function createGrantDecoder() {
	let what = {
		id: "",
		on: {
			type: "",
			id: ""
		}
	};
	return (data) => {
		const { entitlement, principal } = decodeRecord(GrantKeySchema, data);
		const { id = "", resource } = entitlement ?? {};
		const on = toTypedId(resource);
		if (!(id === what.id && on.type === what.on.type && on.id === what.on.id)) what = {
			id,
			on
		};
		return {
			what,
			who: toTypedId(principal)
		};
	};
}
function toTypedId(key) {
	return {
		type: key?.id?.resourceType ?? "",
		id: key?.id?.resource ?? ""
	};
}

// src/c1z/sqlite/read-grants.ts
/**
* Yields the grants of a sync, except those on resources of one type. Throws `Error` for a record
* that is not a grant.
*/
function* readGrants(database, syncId, exceptType = "") {
	if (!hasGrantIndex(database)) {
		yield* decodeGrants(readRecords(database, "v1_grants", { sync_id: syncId }));
		return;
	}
	const matchGroup = createComparison(database);
	for (const group of selectGroups(database, syncId, exceptType)) {
		const matched = matchGroup(group);
		if (matched !== void 0) yield matched;
		else yield* decodeGroup(database, group);
	}
}
/**
* Yields the grants of a group whose ids differ in length, or that contains a record with other
* differences.
*/
function* decodeGroup(database, { columns }) {
	const decode = createGrantDecoder();
	const isWritten = createWriterComparison();
	let asWritten = true;
	const rows = readRows(database, "v1_grants", columns, "principal_resource_id");
	for (const [data, id] of rows) {
		const { what, who } = decode(data);
		asWritten &&= what.id === columns.entitlement_id && who.type === columns.principal_resource_type_id && who.id === id && isWritten(data, what, who);
		yield {
			what,
			type: who.type,
			ids: [who.id],
			asWritten
		};
	}
}
/**
* Our own files need fewer templates, one for each length of an id. A foreign file could fill
* the memory.
*/
const maxTemplates = 300;
/** Returns a function that compares a grant's record with the one that this program writes. */
function createWriterComparison() {
	const templates = /* @__PURE__ */ new Map();
	return (data, what, who) => {
		const id = Buffer.from(who.id);
		const key = JSON.stringify([
			id.length,
			what,
			who.type
		]);
		const template = templates.get(key) ?? toTemplate(what, who);
		templates.set(key, template);
		if (templates.size > maxTemplates) return false;
		return Buffer.concat([
			template.head,
			id,
			template.tail,
			id
		]).equals(data);
	};
}
/** Yields decoded grants one by one. Throws `Error` for a record that is not a grant. */
function* decodeGrants(records) {
	const decode = createGrantDecoder();
	for (const data of records) {
		const { what, who } = decode(data);
		yield {
			what,
			type: who.type,
			ids: [who.id],
			asWritten: false
		};
	}
}
/**
* The index that the readers create. Without it, SQLite would search all grants for each
* entitlement.
*/
function hasGrantIndex(database) {
	return database.prepare("select 1 from sqlite_schema where type = 'index' and tbl_name = 'v1_grants' and name = 'idx_grants_entitlement_id_principal_id_v1'").get() !== void 0;
}
function* selectGroups(database, sync_id, exceptType) {
	const bytes = "length(cast(principal_resource_id as blob))";
	const statement = database.prepare(`
    select entitlement_id, principal_resource_type_id, min(id) as first_row, count(*) as number,
      min(${bytes}) as least, max(${bytes}) as most, json_group_array(principal_resource_id) as ids
    from v1_grants where sync_id = ? and resource_type_id <> ?
    group by entitlement_id, principal_resource_type_id`);
	for (const row of statement.iterate(sync_id, exceptType)) {
		const { entitlement_id = null, principal_resource_type_id = null } = row;
		yield {
			columns: {
				sync_id,
				entitlement_id,
				principal_resource_type_id
			},
			firstRow: row["first_row"] ?? null,
			count: Number(row["number"]),
			idBytes: row["least"] === row["most"] ? Number(row["least"]) : void 0,
			ids: String(row["ids"])
		};
	}
}
/**
* Returns a function that returns the grants of a group if every record matches its columns, and
* undefined otherwise.
*/
function createComparison(database) {
	const decode = createGrantDecoder();
	const find = database.prepare(`select ${recordColumn}, principal_resource_id as id from v1_grants where id = ?`);
	const count = database.prepare(`
    select count(*) as number from v1_grants
    where sync_id = :sync_id and entitlement_id = :entitlement_id
      and principal_resource_type_id = :principal_resource_type_id
      and instr(principal_resource_id, char(0)) = 0
      and resource_type_id = :type and resource_id = :resource
      and external_id = entitlement_id || ':' || principal_resource_type_id || ':' || principal_resource_id
      and data = cast(:head || principal_resource_id || :tail || principal_resource_id as blob)`);
	return ({ columns, firstRow, count: all, idBytes, ids }) => {
		if (idBytes === void 0) return void 0;
		const first = find.get(firstRow);
		const { what, who } = decode(toBytes(first?.["data"]));
		if (what.id !== columns.entitlement_id || who.id !== first?.["id"]) return void 0;
		if (who.type !== columns.principal_resource_type_id) return void 0;
		const { head, tail } = toTemplate(what, who);
		const { type, id: resource } = what.on;
		if (count.get({
			...columns,
			type,
			resource,
			head,
			tail
		})?.["number"] !== all) return void 0;
		return {
			what,
			type: who.type,
			ids: JSON.parse(ids),
			asWritten: true
		};
	};
}

// src/c1z/sqlite/match-grants.ts
/** Compares the grants of a sync on resources of a type with the expected ones. */
function matchGrants(database, { syncId, type }, expected) {
	const all = database.prepare("select count(*) as n from v1_grants where sync_id = ? and resource_type_id = ?").get(syncId, type);
	const count = Number(all?.["n"]);
	if (!hasGrantIndex(database)) return {
		count,
		asWritten: false
	};
	const match = database.prepare(`
    select count(*) as n from json_each(:ids) cross join v1_grants
      on entitlement_id = :entitlement and principal_resource_type_id = :principalType
      and principal_resource_id = value
    where sync_id = :syncId and resource_type_id = :resourceType and resource_id = :resourceId
      and external_id = :entitlement || ':' || :principalType || ':' || value
      and expansion is :expansion and needs_expansion = (:expansion is not null)
      and data = cast(:head || value || :tail || value || :rest as blob)`);
	let found = 0;
	for (const { principalIds, entitlementId: entitlement, ...group } of expected) {
		const ids = JSON.stringify(principalIds);
		if (match.get({
			...group,
			entitlement,
			ids,
			syncId
		})?.["n"] !== principalIds.length) return {
			count,
			asWritten: false
		};
		found += principalIds.length;
	}
	return {
		count,
		asWritten: found === count
	};
}

// src/c1z/coverage-gaps.ts
/** Finds the reasons why a roster read from an artifact is less complete than its document says. */
/**
* Returns the roster with these gaps in its coverage. A list with status complete or not-in-plan
* becomes partial. A list with another status keeps it, and the gap is added to its reason. A gap in
* the list of repositories is also one in the privileges and tokens of each of them.
*/
function withGaps(roster, gaps) {
	if (gaps.size === 0) return roster;
	const lists = roster.coverage.lists.map((list) => {
		const found = gaps.get(list.name);
		if (found === void 0) return list;
		if (list.allVisible === true) return withListGap(list, [...new Set(found)].join("; "));
		const whole = list.status === "complete" || list.status === "not-in-plan";
		const before = whole || list.reason === null ? [] : [list.reason];
		const reason = [.../* @__PURE__ */ new Set([...before, ...found])].join("; ");
		return {
			...list,
			status: whole ? "partial" : list.status,
			reason
		};
	});
	const coverage = {
		...roster.coverage,
		lists
	};
	const ofRepositories = gaps.get("repositories");
	if (ofRepositories === void 0) return {
		...roster,
		coverage
	};
	const reason = ofRepositories.join("; ");
	const repositories = roster.repositories.map((repository) => withTokenGap(withPrivilegeGap(repository, reason), reason));
	return {
		...roster,
		repositories,
		coverage
	};
}
/**
* Returns why the rows differ from the ones that were written, or undefined if they are the same.
*/
function findTampering(integrity, { roster, counter, grants }) {
	const written = integrity.rows;
	const found = {
		...counter.rows,
		grants: grants.reduce((sum, { count }) => sum + count, 0)
	};
	for (const [table, count] of Object.entries(found)) {
		const expected = written[table];
		if (count !== expected) return `the artifact contains ${count} ${table}, but ${expected} were written`;
	}
	return counter.digest() !== integrity.records || !grants.every(({ asWritten }) => asWritten) || sealOf(roster) !== integrity.roster ? "a row of the artifact was changed after it was written" : void 0;
}
/** Returns the same gap for every list, because a changed row can belong to any of them. */
function gapInEveryList({ lists }, reason) {
	return new Map(lists.map(({ name }) => [name, [reason]]));
}
/** Returns a gap for each list whose rows are referred to but missing. */
function findOrphans(roster, grants, others) {
	const gaps = /* @__PURE__ */ new Map();
	for (const [type, accounts] of grants.index) {
		const known = new Set(idsOf(type, roster) ?? idsOfOthers(type, others));
		const orphans = [...accounts.keys()].filter((id) => !known.has(id));
		addNames(gaps, type === resourceTypes.service ? "services" : "members", `a grant names ${type}`, orphans);
	}
	const known = new Set(roster.teams.map(({ id }) => id));
	addNames(gaps, "teams", "a grant is on team", [...grants.teams].filter((id) => !known.has(id)));
	return gaps;
}
/**
* Returns the roster with unknown memberships if it has teams but no grant on any of them: empty
* teams and lost rows look the same.
*/
function withoutMemberships(roster, grants) {
	if (roster.teams.length === 0 || grants.teams.size > 0) return roster;
	const hide = (account) => isUnknown(account.teams) ? account : {
		...account,
		teams: unknown("missing")
	};
	return {
		...roster,
		members: roster.members.map(hide),
		services: roster.services.map(hide)
	};
}
function mergeGaps(...all) {
	const merged = /* @__PURE__ */ new Map();
	for (const gaps of all) for (const [list, reasons] of gaps) for (const reason of reasons) push(merged, list, reason);
	return merged;
}
function idsOf(type, { members, services, teams }) {
	if (type === resourceTypes.user) return members.map(({ id }) => id);
	if (type === resourceTypes.service) return services.map(({ slug }) => slug);
	return type === resourceTypes.team ? teams.map(({ id }) => id) : void 0;
}
function idsOfOthers(type, others) {
	return others.filter((other) => other.type === type).map(({ id }) => id);
}
/** Enough names for a message. */
const maxNames = 3;
function addNames(gaps, list, what, ids) {
	if (ids.length === 0) return;
	const named = ids.slice(0, maxNames).map((id) => `"${id}"`);
	const more = ids.length > named.length ? ` and ${ids.length - named.length} more` : "";
	push(gaps, list, `${what} ${named.join(", ")}${more}, without a row of ${more === "" && ids.length === 1 ? "its" : "their"} own`);
}
function push(gaps, list, reason) {
	const reasons = gaps.get(list);
	if (reasons === void 0) gaps.set(list, [reason]);
	else reasons.push(reason);
}

// src/c1z/resource-view.ts
/**
* Reads the facts of one resource. This program writes them into the profile. Another connector on
* the SDK may put them only into the trait, or into fields that both the resource and the trait
* have.
*/
/** The facts of a resource; undefined if it does not contain them. */
var ResourceView = class {
	#record;
	#profile;
	#trait;
	#isTraitDecoded = false;
	constructor(record) {
		this.#record = record;
		const trait = () => this.#user?.profile ?? findTrait(record, GroupTraitSchema)?.profile;
		this.#profile = new Map(Object.entries(record.profile ?? trait() ?? {}));
	}
	get displayName() {
		return this.#record.displayName;
	}
	/** Returns the first of these profile values that is text. */
	text(...keys) {
		return keys.map((key) => this.#profile.get(key)).find((value) => typeof value === "string");
	}
	boolean(...keys) {
		return keys.map((key) => toBoolean(this.#profile.get(key))).find((value) => value !== void 0);
	}
	time(key) {
		const text = this.text(key);
		return text === void 0 ? void 0 : normalizeTime(text) ?? unknown("malformed");
	}
	choice(values, key) {
		return toChoice(values, this.text(key));
	}
	login() {
		return nonEmpty(this.#user?.login);
	}
	email() {
		const emails = this.#user?.emails ?? [];
		return nonEmpty((emails.find(({ isPrimary }) => isPrimary) ?? emails[0])?.address);
	}
	active() {
		return toActive(this.#record.status?.status) ?? toActive(this.#user?.status?.status);
	}
	twoFactor() {
		return this.#user?.mfaStatus?.mfaEnabled;
	}
	createdAt() {
		return fromTimestamp(this.#record.createdAt ?? this.#user?.createdAt);
	}
	lastLoginAt() {
		return fromTimestamp(this.#user?.lastLogin);
	}
	/** Decoded on first use. Most resources have all facts in the profile and never need it. */
	get #user() {
		if (!this.#isTraitDecoded) this.#trait = findTrait(this.#record, UserTraitSchema);
		this.#isTraitDecoded = true;
		return this.#trait;
	}
};
function findTrait({ annotations }, schema) {
	for (const annotation of annotations) if (anyIs(annotation, schema)) return decodeRecord(schema, annotation.value);
}
/** A connector that is only configured, without code, has only text values. */
function toBoolean(value) {
	if (typeof value === "boolean") return value;
	return value === "true" ? true : value === "false" ? false : void 0;
}
function toActive(state) {
	if (state === Status_State.ENABLED) return true;
	return state === Status_State.DISABLED || state === Status_State.DELETED ? false : void 0;
}
function fromTimestamp(timestamp) {
	if (timestamp === void 0) return void 0;
	const time = timestampDate(timestamp);
	return Number.isNaN(time.getTime()) ? void 0 : normalizeTime(time.toISOString());
}
function toChoice(values, text) {
	if (text === void 0) return void 0;
	const folded = fold(text);
	return values.find((value) => fold(value) === folded) ?? unknown("unrecognised");
}
function nonEmpty(text) {
	return text === "" ? void 0 : text;
}

// src/c1z/facts.ts
/**
* Returns a reader for the facts of a document. Without a document, the team role Member is known
* only if the sync has a manager entitlement on that team.
*/
function createFacts(document, distinguishesManagers) {
	const reasons = collectReasons(document);
	const reason = (...parts) => reasons.size === 0 ? void 0 : reasons.get(JSON.stringify(parts));
	const hasDocument = document !== void 0;
	const read = (list, id, fact, value) => {
		const why = reason(list, id, fact);
		return why === void 0 ? value ?? unknown("missing") : unknown(why);
	};
	return {
		hasDocument,
		read,
		readOrNull: (list, id, fact, value) => value === void 0 && hasDocument && reason(list, id, fact) === void 0 ? null : read(list, id, fact, value),
		isDeclaredUnknown: (list, id, fact) => reason(list, id, fact) !== void 0,
		roleIn: (list, id, team, role) => {
			const why = reason("role", list, id, team);
			if (why !== void 0) return unknown(why);
			return !hasDocument && !isUnknown(role) && role === "Member" && !distinguishesManagers(team) ? unknown("missing") : role;
		}
	};
}
function collectReasons(document) {
	const reasons = /* @__PURE__ */ new Map();
	for (const [list, unknowns] of Object.entries(document?.unknowns ?? {})) for (const [id, fact, reason] of unknowns) reasons.set(JSON.stringify([
		list,
		id,
		fact
	]), reason);
	for (const [list, unknowns] of Object.entries(document?.membershipRoles ?? {})) for (const [id, team, reason] of unknowns) reasons.set(JSON.stringify([
		"role",
		list,
		id,
		team
	]), reason);
	return reasons;
}

// src/c1z/foreign-entitlements.ts
/**
* What the entitlements of another connector's sync mean. A workspace role may be an entitlement on
* the organization or a resource of its own, and a team may have an entitlement for its managers.
*/
/** Returns what the entitlements of a sync without our document mean. */
function readForeign(blobs) {
	const teamsWithManager = /* @__PURE__ */ new Set();
	const roleEntitlements = /* @__PURE__ */ new Map();
	for (const data of blobs) {
		const entitlement = decodeRecord(EntitlementSchema, data);
		const { id, resource } = entitlement;
		const on = resource?.id;
		if (on?.resourceType === resourceTypes.team) {
			const manager = entitlementId(on.resourceType, on.resource, teamSlugs.Manager);
			if (fold(id) === fold(manager)) teamsWithManager.add(on.resource);
		}
		const role = roleGivenBy(entitlement);
		if (role !== void 0) roleEntitlements.set(id, role);
	}
	return {
		teamsWithManager,
		roleEntitlements
	};
}
/** A permission on a role, such as to edit it, does not give the role. */
function roleGivenBy({ resource, purpose }) {
	return (purpose === Entitlement_Purpose.ASSIGNMENT || purpose === Entitlement_Purpose.UNSPECIFIED) && resource !== void 0 ? roleOf(resource) : void 0;
}
/** Whether the resource is one of the workspace roles. */
function isRoleResource(resource) {
	return roleOf(resource) !== void 0;
}
/** Undefined if neither id nor name is a role's, or if they are those of two roles. */
function roleOf({ id, displayName }) {
	if (id?.resourceType !== resourceTypes.role) return void 0;
	const names = /* @__PURE__ */ new Set([fold(id.resource), fold(displayName)]);
	const named = roles.filter((role) => names.has(roleSlugs[role]));
	return named.length === 1 ? named[0] : void 0;
}

// src/c1z/grant-index.ts
/** An index of the grants of a sync: the workspace role and the teams of each account. */
/** Far more than any workspace has. */
const maxGrants = 1e7;
/**
* Returns the index of the grants. Throws `Error` for a record that is not a grant, and for more
* than 10,000,000 grants.
*/
function collectGrants(grants, roleEntitlements = /* @__PURE__ */ new Map()) {
	const index = /* @__PURE__ */ new Map();
	let last;
	let granted = {};
	let count = 0;
	let asWritten = true;
	const teams = /* @__PURE__ */ new Set();
	for (const { what, type, ids, ...grant } of grants) {
		asWritten &&= grant.asWritten;
		count += ids.length;
		if (count > maxGrants) throw new Error(`it contains more than ${maxGrants} grants`);
		if (what !== last) {
			[last, granted] = [what, toGranted(what, roleEntitlements)];
			if (what.on.type === resourceTypes.team) teams.add(what.on.id);
		}
		const { membership, role } = granted;
		let accounts = index.get(type);
		if (accounts === void 0) index.set(type, accounts = /* @__PURE__ */ new Map());
		for (const id of ids) {
			if (what.id === "" || what.on.id === "" || id === "") throw new Error("a grant lacks the id of its entitlement, resource or principal");
			let account = accounts.get(id);
			if (account === void 0) accounts.set(id, account = {
				role: void 0,
				teams: []
			});
			if (membership !== void 0) account.teams.push(membership);
			if (role !== void 0) account.role = higher(role, account.role);
		}
	}
	return {
		index,
		count,
		asWritten,
		teams
	};
}
function toGranted({ id, on }, roleEntitlements) {
	if (on.type === resourceTypes.role) return { role: roleEntitlements.get(id) };
	const slug = slugOf(id, on);
	if (on.type === resourceTypes.organization) return { role: roles.find((role) => roleSlugs[role] === slug) };
	if (on.type !== resourceTypes.team) return {};
	const role = teamRoles.find((known) => teamSlugs[known] === slug) ?? unknown("unrecognised");
	return { membership: {
		team: on.id,
		role
	} };
}
/** Another connector may grant the lower roles along with a higher one. */
function higher(role, other) {
	if (other === void 0) return role;
	return roles.indexOf(role) < roles.indexOf(other) ? role : other;
}
/**
* Returns an entitlement's slug. Remove the prefix instead of splitting, because the resource's id
* may contain a colon.
*/
function slugOf(entitlement, { type, id }) {
	const prefix = `${type}:${id}:`;
	return entitlement.startsWith(prefix) ? fold(entitlement.slice(prefix.length)) : "";
}
/**
* Returns an account's teams, each with its highest role. `roleIn` may replace the role that a
* grant gives.
*/
function memberships(granted, roleIn) {
	const sorted = granted.toSorted((a, b) => compareIds(a.team, b.team) || rank(a) - rank(b));
	const isHighest = ({ team }, at) => sorted[at - 1]?.team !== team;
	return (sorted.every(isHighest) ? sorted : sorted.filter(isHighest)).map((membership) => {
		const role = roleIn(membership.team, membership.role);
		return role === membership.role ? membership : {
			team: membership.team,
			role
		};
	});
}
/** Returns 0 for the highest role. */
function rank({ role }) {
	return isUnknown(role) ? teamRoles.length : teamRoles.indexOf(role);
}

// src/c1z/to-roster.ts
/**
* Converts C1's records to a roster: the reverse of records.ts. The document supplies what the
* records lack.
*/
/**
* Twice the largest workspace that was tested. A file with more is an attempt to fill the memory.
*/
const maxResources = 2e6;
/**
* Returns the contents of a sync. Lists are complete only if no row has changed since the document
* was written.
* Throws `Error` if the records are not those of one workspace.
*/
function toRoster(rows) {
	const document = rows.document === void 0 ? void 0 : decodeDocument(rows.document);
	const foreign = document === void 0 ? readForeign(rows.entitlements()) : void 0;
	const facts = createFacts(document, (team) => foreign?.teamsWithManager.has(team) === true);
	const integrity = document?.integrity;
	const isOurs = integrity !== void 0;
	const grants = collectGrants(rows.grants(isOurs ? resourceTypes.repository : void 0), foreign?.roleEntitlements);
	const counter = new RowCounter();
	if (integrity !== void 0) counter.takeAll("resource types", rows.resourceTypes());
	const found = collectResources(integrity === void 0 ? rows.resources() : counter.take("resources", rows.resources()), {
		facts,
		index: grants.index,
		isOurs
	});
	if (integrity !== void 0) counter.takeAll("entitlements", rows.entitlements());
	const { workspaces, members, teams, services, others } = found;
	const [workspace] = workspaces;
	if (workspace === void 0 || workspaces.length > 1) throw new Error(`it is not of one Cloudsmith workspace: it contains ${describeTypes(countTypes(found))}`);
	const counts = {
		organization: 1,
		members: members.length,
		teams: teams.length,
		services: services.length,
		invites: 0,
		saml: 0,
		"group-sync": 0,
		oidc: 0,
		repositories: 0
	};
	const roster = {
		workspace,
		members: sortUnique(members, "member", ({ id }) => id),
		teams: sortUnique(teams, "team", ({ id }) => id),
		services: sortUnique(services, "service account", ({ slug }) => slug),
		...settingsOf(document),
		coverage: document?.coverage ?? coverageWithoutDocument((name) => counts[name]),
		readAt: document?.readAt ?? rows.startedAt.toISOString()
	};
	return {
		roster: withFoundGaps({
			roster,
			integrity,
			counter,
			grants,
			onRepositories: isOurs ? rows.matchGrants(resourceTypes.repository, found.repositoryCount === 0 ? [] : repositoryGrantGroups(roster)) : noGrants,
			others
		}),
		isOurs: document !== void 0,
		unlisted: unlistedIn(document),
		others
	};
}
const noGrants = {
	count: 0,
	asWritten: true
};
/** Undefined if the list was changed after it was written. */
function unlistedIn(document) {
	const { unlistedMembers, integrity } = document ?? {};
	if (unlistedMembers === void 0) return void 0;
	return sealOfUnlisted(unlistedMembers) === integrity?.unlisted ? unlistedMembers : void 0;
}
function withFoundGaps({ roster, integrity, counter, grants, onRepositories, others }) {
	const tampering = integrity === void 0 ? void 0 : findTampering(integrity, {
		roster,
		counter,
		grants: [grants, onRepositories]
	});
	if (integrity !== void 0 && tampering === void 0) return roster;
	const seen = withoutMemberships(roster, grants);
	return withGaps(withoutFalseClaims(seen), mergeGaps(findOrphans(seen, grants, others), tampering === void 0 ? /* @__PURE__ */ new Map() : gapInEveryList(seen.coverage, tampering)));
}
function settingsOf(document) {
	const missing = unknown("missing");
	return {
		invites: document?.invites ?? [],
		singleSignOn: document?.singleSignOn ?? {
			enabled: missing,
			enforced: missing
		},
		groupSync: document?.groupSync ?? {
			enabled: missing,
			mappings: []
		},
		oidcProviders: document === void 0 ? [] : providersIn(document),
		repositories: document?.repositories ?? []
	};
}
function collectResources(blobs, { facts, index, isOurs }) {
	const workspaces = [];
	const members = [];
	const teams = [];
	const services = [];
	const others = [];
	let count = 0;
	let repositoryCount = 0;
	for (const data of blobs) {
		if (++count > maxResources) throw new Error(`it contains more than ${maxResources} resources`);
		const resource = decodeRecord(ResourceSchema, data);
		const { resourceType: type = "", resource: id = "" } = resource.id ?? {};
		if (id === "") throw new Error("a resource has no id");
		if (type === resourceTypes.organization) workspaces.push(toWorkspace(id, new ResourceView(resource), facts));
		else if (type === resourceTypes.user) members.push(toMember(id, new ResourceView(resource), facts, index));
		else if (type === resourceTypes.team) teams.push(toTeam(id, new ResourceView(resource), facts));
		else if (type === resourceTypes.service) services.push(toService(id, new ResourceView(resource), facts, index));
		else if (isOurs && type === resourceTypes.repository) repositoryCount += 1;
		else if (isOurs ? type !== resourceTypes.secret : !isRoleResource(resource)) others.push({
			type,
			id,
			displayName: resource.displayName
		});
	}
	return {
		workspaces,
		members,
		teams,
		services,
		others,
		repositoryCount
	};
}
function countTypes(found) {
	const known = [
		[resourceTypes.organization, found.workspaces.length],
		[resourceTypes.user, found.members.length],
		[resourceTypes.team, found.teams.length],
		[resourceTypes.service, found.services.length]
	];
	return new Map([...known.filter(([, count]) => count > 0), ...countByType(found.others)]);
}
function toWorkspace(id, view, facts) {
	return {
		id,
		slug: view.text("slug") ?? id,
		name: view.text("name") ?? view.displayName,
		createdAt: facts.read("workspace", id, "createdAt", view.time("created_at"))
	};
}
function toTeam(id, view, facts) {
	const visibility = view.choice(teamVisibilities, "visibility");
	return {
		id,
		slug: view.text("slug") ?? id,
		name: view.text("name") ?? view.displayName,
		description: view.text("description") ?? null,
		visibility: facts.read("teams", id, "visibility", visibility)
	};
}
/** If there is no document, the trait of another connector supplies what the profile lacks. */
function toMember(id, view, facts, index) {
	const read = (fact, value) => facts.read("members", id, fact, value);
	const granted = index.get(resourceTypes.user)?.get(id);
	const withFallback = (value, elsewhere) => value ?? (facts.hasDocument ? void 0 : elsewhere());
	const lastLoginAt = withFallback(view.time("last_login_at"), () => view.lastLoginAt());
	const role = withFallback(granted?.role, () => view.choice(roles, "role"));
	const twoFactor = view.boolean("two_factor_enabled", "has_two_factor");
	return {
		id,
		username: withFallback(view.text("username"), () => view.login() ?? view.text("login")) ?? id,
		name: view.text("name") ?? view.displayName,
		email: read("email", withFallback(view.text("email"), () => view.email())),
		role: read("role", role),
		active: read("active", withFallback(view.boolean("is_active"), () => view.active())),
		twoFactor: read("twoFactor", withFallback(twoFactor, () => view.twoFactor())),
		joinedAt: read("joinedAt", withFallback(view.time("joined_at"), () => view.createdAt())),
		lastLoginAt: facts.readOrNull("members", id, "lastLoginAt", lastLoginAt),
		lastLoginMethod: read("lastLoginMethod", view.choice(loginMethods, "last_login_method")),
		visibility: read("visibility", view.choice(memberVisibilities, "visibility")),
		teams: read("teams", teamsOf("members", id, facts, granted))
	};
}
function toService(slug, view, facts, index) {
	const read = (fact, value) => facts.read("services", slug, fact, value);
	const granted = index.get(resourceTypes.service)?.get(slug);
	const expiry = view.time("key_expires_at");
	return {
		slug,
		name: view.text("name") ?? view.displayName,
		description: view.text("description") ?? null,
		role: read("role", serviceRoles.find((role) => role === granted?.role)),
		createdAt: read("createdAt", view.time("created_at")),
		createdBy: read("createdBy", view.text("created_by")),
		keyExpiresAt: facts.readOrNull("services", slug, "keyExpiresAt", expiry),
		teams: read("teams", teamsOf("services", slug, facts, granted))
	};
}
/**
* If an account has no grant, and the document does not declare its role unknown, the account was
* not read completely. Then its teams are unknown.
*/
function teamsOf(list, id, facts, granted) {
	if (granted === void 0 && !facts.isDeclaredUnknown(list, id, "role")) return void 0;
	return memberships(granted?.teams ?? [], (team, role) => facts.roleIn(list, id, team, role));
}
/** Sorts by id. Throws `Error` for a duplicate id, which no file of the SDK contains. */
function sortUnique(list, kind, idOf) {
	const sorted = list.sort((a, b) => compareIds(idOf(a), idOf(b)));
	for (const [index, entry] of sorted.entries()) {
		const next = sorted[index + 1];
		if (next !== void 0 && idOf(next) === idOf(entry)) throw new Error(`it contains two entries of one ${kind}`);
	}
	return sorted;
}

// src/c1z/read.ts
/** Reads a roster from an artifact. Everything in the file is untrusted until parsed. */
/**
* Returns the roster of a finished full sync. `index` 0 is the newest sync, 1 the one before, and
* so on.
* Throws `AuditError` `ARTIFACT_FAILED` if the file cannot be read or has no such sync.
*/
async function readArtifact(path, index = 0) {
	return await withDatabase(path, (database) => readSync(database, index));
}
/**
* Returns the newest sync of an artifact, and the results of `inspect` for up to `limit` earlier
* syncs of the same workspace, newest first. If the earlier syncs cannot be read, returns the error
* in their place. Only one earlier roster is in memory at a time.
* Throws like `readArtifact`.
*/
async function readWithEarlier(path, most, inspect) {
	return await withDatabase(path, (database) => {
		const newest = readSync(database);
		const { id: workspace } = newest.roster.workspace;
		try {
			return {
				newest,
				earlier: inspectSyncs(database, {
					workspace,
					from: 1,
					most
				}, inspect)
			};
		} catch (error) {
			return {
				newest,
				earlier: toReadError(path, error)
			};
		}
	});
}
/**
* Returns the results of `inspect` for up to `limit` syncs of a workspace, newest first. Throws
* like `readArtifact`.
*/
async function readSyncsOf(path, which, inspect) {
	return await withDatabase(path, (database) => inspectSyncs(database, {
		...which,
		from: 0
	}, inspect));
}
function inspectSyncs(database, which, inspect) {
	const workspaces = listWorkspaces(database);
	return listSyncs(database).map(({ id }, index) => ({
		id,
		index
	})).slice(which.from).filter(({ id }) => workspaces.get(id) === which.workspace).slice(0, which.most).map(({ index }) => inspect(readSync(database, index)));
}
/**
* Returns the newest sync of an artifact and the one before it of the same workspace, the older one
* first. Throws like `readArtifact`.
*/
async function readNewestTwo(path) {
	return await withDatabase(path, (database) => {
		const syncs = listSyncs(database);
		if (syncs.length === 1) throw new Error("it contains 1 finished sync, not 2. Name a second artifact to compare it with");
		const workspaces = listWorkspaces(database);
		const [newest, ...earlier] = syncs.map(({ id }) => workspaces.get(id));
		if (newest === void 0) return [readSync(database, 1), readSync(database)];
		const index = earlier.findIndex((workspace) => workspace === newest);
		if (earlier.length > 0 && index === -1) {
			const others = syncs.slice(1, 4).map(({ id }) => describeSync(database, id, workspaces.get(id)));
			throw new Error(`its newest sync is of workspace "${newest}", and no earlier one is: ${others.join("; ")}`);
		}
		return [readSync(database, index + 1 || 1), readSync(database)];
	});
}
function describeSync(database, id, workspace) {
	return workspace === void 0 ? describeTypes(countResources(database, id)) : `workspace "${workspace}"`;
}
/**
* Unpacks an artifact, calls `use` with its database, and returns the result.
* Throws `AuditError` `ARTIFACT_FAILED` if the file is not an artifact or `use` cannot read it.
*/
async function withDatabase(path, use) {
	const temporary = makeRoom(path);
	try {
		const databasePath = join(temporary.path, "sync.db");
		await unpackDatabase(path, databasePath).catch((error) => {
			throw isOutOfRoom(error) ? cannotUnpack(path, error) : error;
		});
		const database = openDatabase(databasePath);
		try {
			return await use(database, databasePath);
		} finally {
			database.close();
		}
	} catch (error) {
		throw error instanceof AuditError ? error : toReadError(path, error);
	} finally {
		await temporary.remove();
	}
}
/** Returns a temporary folder to unpack an artifact. */
function makeRoom(path) {
	try {
		return makeTemporary(tmpdir());
	} catch (error) {
		throw cannotUnpack(path, error);
	}
}
function cannotUnpack(path, error) {
	const folder = tmpdir();
	return new AuditError("ARTIFACT_FAILED", `cannot read artifact "${path}": it cannot be unpacked in ${JSON.stringify(folder)}: ${describeWriteError(error, join(folder, "new"))}. Set TMPDIR to another folder.`, { cause: error });
}
function toReadError(path, error) {
	return new AuditError("ARTIFACT_FAILED", `cannot read artifact "${path}": ${describeError(error)}.`, { cause: error });
}
/**
* Returns the roster of one sync; `index` 0 is the newest. `maxDocument` is how long its document
* can be, in bytes; by default, that depends on the number of its resources.
* Throws the errors of SQLite and of decoding unchanged.
*/
function readSync(database, index = 0, maxDocument) {
	const syncs = listSyncs(database);
	const sync = syncs[index];
	if (sync === void 0) throw new Error(syncs.length === 0 ? "it contains no finished sync" : `it contains ${count(syncs.length, "finished sync")}, not ${index + 1}`);
	return {
		...toRoster(selectRows(database, sync, maxDocument)),
		syncId: sync.id
	};
}
function selectRows(database, { id: syncId, startedAt }, maxDocument) {
	return {
		startedAt,
		resourceTypes: () => readRecords(database, "v1_resource_types", { sync_id: syncId }),
		resources: () => readRecords(database, "v1_resources", { sync_id: syncId }),
		entitlements: () => readRecords(database, "v1_entitlements", { sync_id: syncId }),
		grants: (exceptType) => readGrants(database, syncId, exceptType),
		matchGrants: (type, expected) => matchGrants(database, {
			syncId,
			type
		}, expected),
		document: selectDocument(database, syncId, maxDocument)
	};
}
/**
* Returns the JSON of our asset. Throws `Error` for one that is longer than its resources can need.
*/
function selectDocument(database, syncId, maxDocument) {
	const count = database.prepare("select count(*) as n from v1_resources where sync_id = ?");
	const maxBytes = maxDocument ?? maxDocumentBytes(Number(count.get(syncId)?.["n"]));
	const asset = database.prepare("select case when length(data) <= ? then data end as data from v1_assets where sync_id = ? and external_id = ? and content_type = 'application/json'").get(maxBytes, syncId, documentAssetId);
	return asset === void 0 ? void 0 : Buffer.from(toBytes(asset["data"])).toString("utf8");
}

export { readWithEarlier as a, readForeign as c, readSyncsOf as i, decodeRecord as l, readNewestTwo as n, withDatabase as o, readSync as r, toGranted as s, readArtifact as t };
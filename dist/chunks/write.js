import { n as describeError, t as AuditError } from "./errors.js";
import { t as rosterDigest } from "./digest.js";
import { A as listSyncs, C as toBinary, D as create, E as WireType, F as hashFile, I as packDatabase, L as unpackDatabase, M as toSqlTime, N as documentAssetId, O as after, P as encodeDocument, S as anyPack, T as BinaryWriter, _ as ResourceTypeSchema, a as entitlementId, b as Status_State, c as resourceTypes, d as ChildResourceTypeSchema, f as EntitlementSchema, g as ResourceSchema, h as GroupTraitSchema, i as withDatabase, j as createSync, k as copySyncs, l as roleSlugs, m as GrantSchema, o as grantId, p as Entitlement_Purpose, r as readSync$1, s as resourceKey, u as teamSlugs, v as ResourceType_Trait, w as timestampFromDate, x as UserTrait_AccountType, y as SkipEntitlementsAndGrantsSchema } from "./read.js";
import { n as isUnknown, t as compareIds } from "./model.js";
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { DatabaseSync } from "node:sqlite";
import { mkdir, mkdtemp, open, rename, rm } from "node:fs/promises";

// src/c1z/grants.ts
/** Who holds what, as C1's grants: in groups, because there are as many as people times teams. */
/** Yields the grants in id order, as stubs: readers find the names in the rows the ids point to. */
function* grantGroups(roster) {
	const { byRole, byTeam } = collectHolders(roster);
	const { id: workspaceId } = roster.workspace;
	const roles = Object.entries(roleSlugs).sort(([, a], [, b]) => compareIds(a, b));
	for (const [role, slug] of roles) yield* groupsOf(resourceTypes.organization, workspaceId, slug, byRole.get(role) ?? []);
	for (const { id } of roster.teams) {
		const team = byTeam.get(id);
		if (team === void 0) continue;
		yield* groupsOf(resourceTypes.team, id, teamSlugs.Manager, team.managers);
		yield* groupsOf(resourceTypes.team, id, teamSlugs.Member, team.everybody);
	}
}
function collectHolders({ members, services }) {
	const byRole = /* @__PURE__ */ new Map();
	const byTeam = /* @__PURE__ */ new Map();
	const add = (principal, { role, teams }) => {
		if (!isUnknown(role)) push(byRole, role, principal);
		for (const membership of isUnknown(teams) ? [] : teams) {
			const team = byTeam.get(membership.team) ?? {
				everybody: [],
				managers: []
			};
			byTeam.set(membership.team, team);
			team.everybody.push(principal);
			if (membership.role === "Manager") team.managers.push(principal);
		}
	};
	for (const service of services) add({
		type: resourceTypes.service,
		id: service.slug
	}, service);
	for (const member of members) add({
		type: resourceTypes.user,
		id: member.id
	}, member);
	return {
		byRole,
		byTeam
	};
}
function* groupsOf(resourceType, resourceId, slug, principals) {
	const entitlement = entitlementId(resourceType, resourceId, slug);
	for (let start = 0; start < principals.length;) {
		const first = principals[start];
		if (first === void 0) return;
		const length = Buffer.byteLength(first.id);
		const isAlike = ({ type, id }) => type === first.type && Buffer.byteLength(id) === length;
		const end = principals.findIndex((principal, at) => at > start && !isAlike(principal));
		const group = principals.slice(start, end < 0 ? void 0 : end);
		yield {
			resourceType,
			resourceId,
			entitlementId: entitlement,
			principalType: first.type,
			principalIds: group.map(({ id }) => id),
			...splitMessage(entitlement, {
				resourceType,
				resource: resourceId
			}, first)
		};
		start += group.length;
	}
}
/** The message's last field is the grant's id, whose end is the principal's, as the field's before is. */
function splitMessage(entitlement, resource, { type, id }) {
	const grant = grantId(entitlement, type, id);
	const bytes = toBinary(GrantSchema, create(GrantSchema, {
		id: grant,
		entitlement: {
			id: entitlement,
			resource: { id: resource }
		},
		principal: { id: {
			resourceType: type,
			resource: id
		} }
	}));
	const idField = toBinary(GrantSchema, create(GrantSchema, { id: grant }));
	const tailStart = bytes.length - idField.length;
	const length = Buffer.byteLength(id);
	return {
		head: bytes.subarray(0, tailStart - length),
		tail: bytes.subarray(tailStart, bytes.length - length)
	};
}
function push(groups, key, value) {
	const group = groups.get(key);
	if (group === void 0) groups.set(key, [value]);
	else group.push(value);
}

// src/c1z/encode-account.ts
/**
* A person or a service account as the bytes of C1's Resource message. Written field by field,
* because there may be a hundred thousand of them; what stands both on the resource, for new readers,
* and in its trait, for old ones, is encoded once. test/c1z/encode-account.test.ts holds it against
* the generated messages.
*/
const traitUrl = "type.googleapis.com/c1.connector.v2.UserTrait";
/** One for all: its buffer grows once and is used again. */
const writer = new BinaryWriter();
/** Returns the message's bytes, its fields in the order of their numbers. */
function encodeAccount(account) {
	const { resourceType, id, parent, displayName, trait, createdAt } = account;
	const profile = encode(() => writeProfile(account.profile));
	const status = encode(() => writeEnum(1, account.state));
	const created = createdAt === void 0 ? void 0 : encode(() => writeTime(createdAt));
	const userTrait = encode(() => {
		const { accountType, login, email, name, twoFactor, lastLoginAt } = trait;
		if (email !== void 0) writeMessage(1, () => {
			writeText(1, email);
			writeBoolean(2, true);
		});
		writeBytes(2, status);
		writeBytes(3, profile);
		writeEnum(5, accountType);
		writeText(6, login);
		if (created !== void 0) writeBytes(8, created);
		if (lastLoginAt !== void 0) writeMessage(9, () => writeTime(lastLoginAt));
		if (twoFactor !== void 0) writeMessage(10, () => writeBoolean(1, twoFactor));
		if (name !== void 0) writeMessage(12, () => {
			writeText(1, name.first);
			writeText(2, name.last);
		});
	});
	return encode(() => {
		writeMessage(1, () => writeResourceId(resourceType, id));
		writeMessage(2, () => writeResourceId(parent.type, parent.id));
		writeText(3, displayName);
		writeMessage(4, () => {
			writeText(1, traitUrl);
			writeBytes(2, userTrait);
		});
		writeBytes(9, profile);
		writeBytes(11, status);
		if (created !== void 0) writeBytes(12, created);
	});
}
function encode(write) {
	write();
	return writer.finish();
}
function writeResourceId(type, id) {
	writeText(1, type);
	writeText(2, id);
}
/** google.protobuf.Struct: a map of Values, of which text is field 3 and truth field 4. */
function writeProfile(profile) {
	for (const [key, value] of Object.entries(profile)) writeMessage(1, () => {
		writer.tag(1, WireType.LengthDelimited).string(key);
		writeMessage(2, () => {
			if (typeof value === "string") writer.tag(3, WireType.LengthDelimited).string(value);
			else writer.tag(4, WireType.Varint).bool(value);
		});
	});
}
/** google.protobuf.Timestamp: whole seconds, and what is over in nanoseconds. */
function writeTime(time) {
	const ms = Date.parse(time);
	const seconds = Math.floor(ms / 1e3);
	const nanos = (ms - seconds * 1e3) * 1e6;
	if (seconds !== 0) writer.tag(1, WireType.Varint).int64(seconds);
	if (nanos !== 0) writer.tag(2, WireType.Varint).int32(nanos);
}
function writeMessage(field, write) {
	writer.tag(field, WireType.LengthDelimited).fork();
	write();
	writer.join();
}
function writeBytes(field, bytes) {
	writer.tag(field, WireType.LengthDelimited).bytes(bytes);
}
/** What a field is anyway is not written, here and below: the third version of protobuf has it so. */
function writeText(field, text) {
	if (text !== "") writer.tag(field, WireType.LengthDelimited).string(text);
}
function writeBoolean(field, value) {
	if (value) writer.tag(field, WireType.Varint).bool(value);
}
function writeEnum(field, value) {
	if (value !== 0) writer.tag(field, WireType.Varint).int32(value);
}

// src/c1z/profile.ts
/**
* What an account's or a team's profile says. The keys are a contract (docs/artifact.md). An unknown
* fact is left out; so is one that is known to be nothing, and the document tells them apart.
*/
function memberProfile(member) {
	const { first, last } = splitName(member.name === "" ? member.username : member.name);
	return profile({
		user_id: member.id,
		username: member.username,
		name: member.name,
		first_name: first,
		last_name: last,
		email: member.email,
		role: member.role,
		is_active: member.active,
		two_factor_enabled: member.twoFactor,
		joined_at: member.joinedAt,
		last_login_at: member.lastLoginAt,
		last_login_method: member.lastLoginMethod,
		visibility: member.visibility
	});
}
function serviceProfile(service) {
	return profile({
		user_id: service.slug,
		username: service.slug,
		name: service.name,
		first_name: service.name,
		last_name: "",
		description: service.description,
		role: service.role,
		created_at: service.createdAt,
		created_by: service.createdBy,
		key_expires_at: service.keyExpiresAt
	});
}
function teamProfile(team) {
	const { id, slug, name, description, visibility } = team;
	return profile({
		team_id: id,
		slug,
		name,
		description,
		visibility
	});
}
function workspaceProfile(workspace) {
	const { id, slug, name, createdAt } = workspace;
	return profile({
		organization_id: id,
		slug,
		name,
		created_at: createdAt
	});
}
/** Keys in order, because the new reader's `diff` compares the encoded bytes. */
function profile(facts) {
	const known = Object.entries(facts).filter((entry) => entry[1] !== null && !isUnknown(entry[1])).sort(([a], [b]) => a < b ? -1 : 1);
	return Object.fromEntries(known);
}
/** Cloudsmith has one display name; the exports of both readers have two columns. */
function splitName(name) {
	const words = name.trim().split(/\s+/u);
	const last = words.length > 1 ? words.pop() ?? "" : "";
	return {
		first: words.join(" "),
		last
	};
}

// src/c1z/records.ts
/** A roster as C1's records: resource types, resources and entitlements, each in id order. */
/** The SDK refuses longer names and descriptions; the whole text is in the profile. */
const maxDisplayNameBytes = 1024;
const maxDescriptionBytes = 2048;
/** Returns the types that occur; a user type without a user makes the readers' CSV export stop. */
function resourceTypeRows(roster) {
	const skip = () => [anyPack(SkipEntitlementsAndGrantsSchema, create(SkipEntitlementsAndGrantsSchema))];
	return [
		{
			id: resourceTypes.organization,
			displayName: "Organization"
		},
		...roster.services.length === 0 ? [] : [{
			id: resourceTypes.service,
			displayName: "Service account",
			traits: [ResourceType_Trait.USER],
			annotations: skip()
		}],
		{
			id: resourceTypes.team,
			displayName: "Team",
			traits: [ResourceType_Trait.GROUP]
		},
		{
			id: resourceTypes.user,
			displayName: "User",
			traits: [ResourceType_Trait.USER],
			annotations: skip()
		}
	].map((type) => ({
		id: type.id ?? "",
		data: toBinary(ResourceTypeSchema, create(ResourceTypeSchema, type))
	}));
}
/** Yields the workspace, its service accounts, teams and members, in that order. */
function* resourceRows(roster) {
	const parent = {
		type: resourceTypes.organization,
		id: roster.workspace.id
	};
	yield toResourceRow(workspaceResource(roster), null);
	for (const service of roster.services) yield toAccountRow(serviceAccount(service, parent));
	for (const team of roster.teams) yield toResourceRow(teamResource(team), parent);
	for (const member of roster.members) yield toAccountRow(memberAccount(member, parent));
}
function toAccountRow(account) {
	const { resourceType, id, parent } = account;
	return {
		key: resourceKey(resourceType, id),
		type: resourceType,
		parentType: parent.type,
		parentId: parent.id,
		data: encodeAccount(account)
	};
}
function toResourceRow(resource, parent) {
	const { resourceType, resource: id } = resource.id;
	const parentResourceId = parent && {
		resourceType: parent.type,
		resource: parent.id
	};
	const message = create(ResourceSchema, {
		...resource,
		...parentResourceId !== null && { parentResourceId }
	});
	return {
		key: resourceKey(resourceType, id),
		type: resourceType,
		parentType: parent?.type ?? null,
		parentId: parent?.id ?? null,
		data: toBinary(ResourceSchema, message)
	};
}
function workspaceResource({ workspace, services }) {
	const children = [
		resourceTypes.user,
		resourceTypes.team,
		...services.length === 0 ? [] : [resourceTypes.service]
	];
	return {
		id: {
			resourceType: resourceTypes.organization,
			resource: workspace.id
		},
		displayName: displayName(workspace.name, workspace.slug),
		profile: toJson(workspaceProfile(workspace)),
		annotations: children.map((resourceTypeId) => anyPack(ChildResourceTypeSchema, create(ChildResourceTypeSchema, { resourceTypeId }))),
		...created(workspace.createdAt)
	};
}
function teamResource(team) {
	const profile = toJson(teamProfile(team));
	return {
		id: {
			resourceType: resourceTypes.team,
			resource: team.id
		},
		displayName: displayName(team.name, team.slug),
		description: cut(team.description ?? "", maxDescriptionBytes),
		profile,
		annotations: [anyPack(GroupTraitSchema, create(GroupTraitSchema, { profile }))]
	};
}
function memberAccount(member, parent) {
	const { twoFactor, lastLoginAt, email, joinedAt, name, username } = member;
	return {
		resourceType: resourceTypes.user,
		id: member.id,
		parent,
		displayName: displayName(name, username),
		profile: memberProfile(member),
		state: toState(member.active),
		createdAt: isUnknown(joinedAt) ? void 0 : joinedAt,
		trait: {
			accountType: UserTrait_AccountType.HUMAN,
			login: username,
			email: isUnknown(email) || !isAcceptedEmail(email) ? void 0 : email,
			name: splitName(name === "" ? username : name),
			twoFactor: isUnknown(twoFactor) ? void 0 : twoFactor,
			lastLoginAt: typeof lastLoginAt === "string" ? lastLoginAt : void 0
		}
	};
}
function serviceAccount(service, parent) {
	const { slug, createdAt } = service;
	return {
		resourceType: resourceTypes.service,
		id: slug,
		parent,
		displayName: displayName(service.name, slug),
		profile: serviceProfile(service),
		state: Status_State.ENABLED,
		createdAt: isUnknown(createdAt) ? void 0 : createdAt,
		trait: {
			accountType: UserTrait_AccountType.SERVICE,
			login: slug
		}
	};
}
function toState(active) {
	if (isUnknown(active)) return Status_State.UNSPECIFIED;
	return active ? Status_State.ENABLED : Status_State.DISABLED;
}
/** Yields the workspace's roles and each team's two, in id order. */
function* entitlementRows(roster) {
	const grantableTo = [{ id: resourceTypes.user }, ...roster.services.length === 0 ? [] : [{ id: resourceTypes.service }]];
	const row = (resource, entitlement) => {
		const { resourceType, resource: resourceId } = resource.id;
		const id = entitlementId(resourceType, resourceId, entitlement.slug);
		const message = create(EntitlementSchema, {
			id,
			resource,
			slug: entitlement.slug,
			displayName: cut(`${resource.displayName} ${entitlement.role}`, maxDisplayNameBytes),
			description: cut(entitlement.description, maxDescriptionBytes),
			purpose: entitlement.purpose,
			grantableTo
		});
		return {
			id,
			resourceType,
			resourceId,
			data: toBinary(EntitlementSchema, message)
		};
	};
	const workspace = workspaceResource(roster);
	for (const [role, slug] of sortedRoles()) yield row(workspace, {
		slug,
		role,
		description: `Holds the workspace role ${role}`,
		purpose: Entitlement_Purpose.PERMISSION
	});
	for (const team of roster.teams) {
		const resource = teamResource(team);
		yield row(resource, {
			slug: teamSlugs.Manager,
			role: "Manager",
			description: `Manages the team ${resource.displayName}`,
			purpose: Entitlement_Purpose.PERMISSION
		});
		yield row(resource, {
			slug: teamSlugs.Member,
			role: "Member",
			description: `Belongs to the team ${resource.displayName}`,
			purpose: Entitlement_Purpose.ASSIGNMENT
		});
	}
}
function sortedRoles() {
	return Object.entries(roleSlugs).sort(([, a], [, b]) => compareIds(a, b));
}
function created(time) {
	return isUnknown(time) ? {} : { createdAt: timestampFromDate(new Date(time)) };
}
function displayName(name, slug) {
	return cut(name.trim() === "" ? slug : name, maxDisplayNameBytes);
}
/** Returns the longest beginning of a text, in whole characters, that fits into so many bytes. */
function cut(text, maxBytes) {
	if (Buffer.byteLength(text) <= maxBytes) return text;
	return new TextDecoder().decode(Buffer.from(text).subarray(0, maxBytes)).replace(/\uFFFD+$/u, "");
}
/** The forms that the SDK's validation accepts; any other address stays in the profile alone. */
function isAcceptedEmail(address) {
	return acceptedEmail.test(address);
}
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const acceptedEmail = new RegExp(`^(?=.{1,254}$)(?=[^@]{1,64}@)${atom}(?:\\.${atom})*@${label}(?:\\.${label})*$`, "u");
/** protobuf-es takes a Struct as a plain object, whose order of keys it keeps. */
function toJson(profile) {
	return { ...profile };
}

// src/c1z/database.ts
/** The SQLite file inside an artifact: the older column set, which every reader takes. */
const tables = `
  create table v1_resource_types (
    id integer primary key, external_id text not null, data blob not null,
    sync_id text not null, discovered_at datetime not null);
  create table v1_resources (
    id integer primary key, resource_type_id text not null, external_id text not null,
    parent_resource_type_id text, parent_resource_id text, data blob not null,
    sync_id text not null, discovered_at datetime not null);
  create table v1_entitlements (
    id integer primary key, resource_type_id text not null, resource_id text not null,
    external_id text not null, data blob not null,
    sync_id text not null, discovered_at datetime not null);
  create table v1_grants (
    id integer primary key, resource_type_id text not null, resource_id text not null,
    entitlement_id text not null, principal_resource_type_id text not null,
    principal_resource_id text not null, external_id text not null,
    expansion blob, needs_expansion integer not null default 0, data blob not null,
    sync_id text not null, discovered_at datetime not null);
  create table v1_assets (
    id integer primary key, external_id text not null, content_type text not null,
    data blob not null, sync_id text not null, discovered_at datetime not null);
  create table v1_sync_runs (
    id integer primary key, sync_id text not null, started_at datetime not null, ended_at datetime,
    sync_token text not null, sync_type text not null default 'full',
    parent_sync_id text not null default '', linked_sync_id text not null default '',
    supports_diff integer not null default 0);
  create table v1_connector_sessions (
    id integer primary key, sync_id text not null, key text not null, value blob not null);
`;
/** By the names that readers look for; one of another name would be made once more on each open. */
const indexes = `
  create unique index idx_resource_types_external_sync_v1 on v1_resource_types (external_id, sync_id);
  create index idx_resources_resource_type_id_v1 on v1_resources (resource_type_id);
  create index idx_resources_external_sync_v1
    on v1_resources (parent_resource_type_id, parent_resource_id);
  create unique index idx_resources_parent_resource_id_v1 on v1_resources (external_id, sync_id);
  create index idx_entitlements_resource_id_v1 on v1_entitlements (resource_type_id, resource_id);
  create unique index idx_entitlements_external_sync_v1 on v1_entitlements (external_id, sync_id);
  create index idx_grants_resource_type_id_resource_id_v1 on v1_grants (resource_type_id, resource_id);
  create index idx_grants_principal_id_v1
    on v1_grants (principal_resource_type_id, principal_resource_id);
  create index idx_grants_entitlement_id_principal_id_v1
    on v1_grants (entitlement_id, principal_resource_type_id, principal_resource_id);
  create unique index idx_grants_external_sync_v1 on v1_grants (external_id, sync_id);
  create unique index idx_assets_external_sync_v1 on v1_assets (external_id, sync_id);
  create unique index idx_sync_runs_sync_id_v1 on v1_sync_runs (sync_id);
  create unique index idx_session_store_sync_key_v1 on v1_connector_sessions (sync_id, key);
`;
/**
* Writes a new database with one finished full sync, behind the earlier ones that `keep` adds. The
* same arguments give the same bytes.
*/
function writeDatabase(path, roster, sync, keep) {
	const database = new DatabaseSync(path);
	try {
		database.exec("pragma page_size = 32768; pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive");
		database.exec("begin");
		database.exec(tables);
		keep?.(database);
		insertRows(database, roster, sync);
		database.exec(indexes);
		database.exec("commit");
	} finally {
		database.close();
	}
}
function insertRows(database, roster, sync) {
	const syncId = sync.id;
	const at = toSqlTime(sync.startedAt);
	const insertType = database.prepare("insert into v1_resource_types (external_id, data, sync_id, discovered_at) values (?, ?, ?, ?)");
	for (const { id, data } of resourceTypeRows(roster)) insertType.run(id, data, syncId, at);
	const insertResource = database.prepare("insert into v1_resources (resource_type_id, external_id, parent_resource_type_id, parent_resource_id, data, sync_id, discovered_at) values (?, ?, ?, ?, ?, ?, ?)");
	for (const { type, key, parentType, parentId, data } of resourceRows(roster)) insertResource.run(type, key, parentType, parentId, data, syncId, at);
	const insertEntitlement = database.prepare("insert into v1_entitlements (resource_type_id, resource_id, external_id, data, sync_id, discovered_at) values (?, ?, ?, ?, ?, ?)");
	for (const { resourceType, resourceId, id, data } of entitlementRows(roster)) insertEntitlement.run(resourceType, resourceId, id, data, syncId, at);
	insertGrants(database, roster, {
		syncId,
		at
	});
	database.prepare("insert into v1_assets (external_id, content_type, data, sync_id, discovered_at) values (?, 'application/json', ?, ?, ?)").run(documentAssetId, Buffer.from(encodeDocument(roster)), syncId, at);
	database.prepare("insert into v1_sync_runs (sync_id, started_at, ended_at, sync_token, sync_type, supports_diff) values (?, ?, ?, '', 'full', 1)").run(syncId, at, toSqlTime(sync.endedAt));
}
/** A group of grants in one statement: what they share is bound once, and SQLite joins the rest. */
function insertGrants(database, roster, { syncId, at }) {
	const insert = database.prepare(`
    insert into v1_grants (resource_type_id, resource_id, entitlement_id,
      principal_resource_type_id, principal_resource_id, external_id, data, sync_id, discovered_at)
    select :resourceType, :resourceId, :entitlement, :principalType, value,
      :entitlement || ':' || :principalType || ':' || value,
      cast(:head || value || :tail || value as blob), :syncId, :at
    from json_each(:ids)`);
	for (const group of grantGroups(roster)) insert.run({
		resourceType: group.resourceType,
		resourceId: group.resourceId,
		entitlement: group.entitlementId,
		principalType: group.principalType,
		head: group.head,
		tail: group.tail,
		ids: JSON.stringify(group.principalIds),
		syncId,
		at
	});
}

// src/c1z/write.ts
/** Writes an artifact, and lets nobody see it before it has been read back. */
/**
* Writes a roster as the newest sync of an artifact, behind earlier ones of the same file. A file
* whose newest sync is this very one stays as it is. The file appears under its name whole, read
* back and found equal to the roster, or not at all; one that was there before stays until then.
* Throws `AuditError` `ARTIFACT_FAILED`, also for a file whose earlier syncs cannot be read: that
* one is left alone, and the new sync stands beside it.
*/
async function writeArtifact(request) {
	const { roster, path, keepSyncs = 1 } = request;
	const sync = createSync({
		startedAt: new Date(roster.readAt),
		endedAt: request.endedAt,
		digest: rosterDigest(roster)
	});
	if (keepSyncs < 2 || !existsSync(path)) return await writeWhole(path, roster, sync);
	try {
		return await append(path, roster, sync, keepSyncs);
	} catch (error) {
		const beside = `${path}.beside`;
		await writeWhole(beside, roster, sync);
		throw new AuditError("ARTIFACT_FAILED", `cannot add to artifact "${path}": ${describeError(error)} It was left alone, and the new sync is in "${beside}". Move one of them away.`, { cause: error });
	}
}
async function append(path, roster, sync, keepSyncs) {
	return await withDatabase(path, async (database) => {
		const earlier = listSyncs(database);
		const [newest] = earlier;
		if (newest?.id === sync.id) return {
			path,
			...await hashFile(path),
			syncId: sync.id
		};
		const kept = earlier.filter(({ id }) => id !== sync.id).slice(0, keepSyncs - 1);
		return await writeWhole(path, roster, after(newest, sync), (target) => copySyncs(database, target, kept));
	});
}
async function writeWhole(path, roster, sync, keep) {
	let folder;
	try {
		await mkdir(dirname(path), { recursive: true });
		folder = await mkdtemp(join(dirname(path), `.${basename(path)}.`));
		const database = join(folder, "sync.db");
		const artifact = join(folder, "sync.c1z");
		writeDatabase(database, roster, sync, keep);
		const packed = await packDatabase(database, artifact);
		await rm(database);
		await requireEqual(artifact, database, roster);
		await rename(artifact, path);
		await syncFolder(dirname(path));
		return {
			path,
			...packed,
			syncId: sync.id
		};
	} catch (error) {
		if (error instanceof AuditError) throw error;
		throw new AuditError("ARTIFACT_FAILED", `cannot write artifact "${path}": ${describeError(error)}.`, { cause: error });
	} finally {
		if (folder !== void 0) await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
/** Reads the artifact as a stranger would, and refuses it on any difference. */
async function requireEqual(artifact, database, roster) {
	await unpackDatabase(artifact, database);
	const opened = new DatabaseSync(database, { readOnly: true });
	try {
		const { roster: found } = readSync$1(opened);
		if (isDeepStrictEqual(found, roster)) return;
		throw new Error(`what was read back differs from the roster at ${firstDifference(roster, found)}; this is a bug, please report it`);
	} finally {
		opened.close();
	}
}
/** Returns the path of the first value that differs; values stay out, they may be personal. */
function firstDifference(wanted, found, path = "roster") {
	if (!isContainer(wanted) || !isContainer(found)) return path;
	const keys = /* @__PURE__ */ new Set([...Object.keys(wanted), ...Object.keys(found)]);
	for (const key of keys) if (!isDeepStrictEqual(wanted[key], found[key])) return firstDifference(wanted[key], found[key], `${path}.${key}`);
	return path;
}
function isContainer(value) {
	return typeof value === "object" && value !== null;
}
/** So that the new name, too, outlives a crash. Windows cannot open a folder, and need not. */
async function syncFolder(folder) {
	const handle = await open(folder, "r").catch(() => void 0);
	try {
		await handle?.sync().catch(() => void 0);
	} finally {
		await handle?.close();
	}
}

export { writeArtifact };
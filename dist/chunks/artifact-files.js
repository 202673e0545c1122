import { $ as maxDocumentBytes, A as EntitlementSchema, B as Status_State, C as entitlementId, D as roleSlugs, E as resourceTypes, F as ResourceSchema, G as toBinary, H as UserTrait_AccountType, I as ResourceTypeSchema, L as ResourceType_Trait, N as GroupTraitSchema, O as teamSlugs, P as RawIdSchema, Q as encodeDocument, R as SecretTraitSchema, S as documentAssetId, T as resourceKey, W as anyPack, Y as create, _ as repositoryGrantGroups, at as packDatabase, b as groupsOf, d as toSqlTime, f as maxRecordBytes, g as toBytes, i as copySyncs, j as Entitlement_Purpose, k as ChildResourceTypeSchema, n as openSqlite, nt as sealOf, o as findUncopied, q as timestampFromDate, rt as sealOfUnlisted, t as openDatabase, tt as RowCounter, v as sortedLevels, w as levelSlugs, y as collectPrincipals, z as SkipEntitlementsAndGrantsSchema } from "./open-database.js";
import { t as AdvisedError } from "./cannot-write.js";
import { t as compareIds } from "./model.js";
import { i as describeWorkspaceRole, n as describePrivilege, r as describeTeamRole, t as createServiceIdentities } from "./service-identity.js";
import { r as teamRoles, t as roles } from "./roles.js";
import { n as listCoverage } from "./coverage.js";
import { t as isUnknown } from "./fact.js";
import { i as shownName, r as plainName } from "./visible.js";
import { isDeepStrictEqual } from "node:util";
import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";

// src/c1z/grants.ts
/**
* Converts a roster to C1's grants. They come in groups, because there are as many as people times
* teams.
*/
/**
* Yields the grants, one entitlement after the other. They contain ids only; readers take the names
* from the rows that the ids refer to.
*/
function* grantGroups(roster, { withRepositories = false } = {}) {
	const principals = collectPrincipals(roster);
	const { byRole, byTeam } = principals;
	const { id: workspaceId } = roster.workspace;
	const roles = Object.entries(roleSlugs).sort(([, a], [, b]) => compareIds(a, b));
	for (const [role, slug] of roles) yield* groupsOf(resourceTypes.organization, workspaceId, slug, byRole.get(role) ?? []);
	if (withRepositories) yield* repositoryGrantGroups(roster, principals);
	for (const { id } of roster.teams) {
		const team = byTeam.get(id);
		if (team === void 0) continue;
		yield* groupsOf(resourceTypes.team, id, teamSlugs.Manager, team.managers);
		yield* groupsOf(resourceTypes.team, id, teamSlugs.Member, team.all);
	}
}

// src/c1z/group-source.ts
/** Where the members of a team come from, as far as the mappings of group sync show it. */
/**
* Returns a function from a team's id to its source. A team is native if no mapping feeds it: the
* list of mappings was read completely and has none for the team, or group sync is off. If it is
* unknown whether group sync is on, a mapping proves nothing.
*/
function createGroupSources({ groupSync, coverage }) {
	const byTeam = Map.groupBy(groupSync.mappings, ({ team }) => team);
	const isComplete = listCoverage(coverage, "group-sync").status === "complete";
	const isOff = groupSync.enabled === false;
	return (team) => {
		const mappings = byTeam.get(team);
		const isNative = isOff || isComplete && mappings === void 0;
		const isSynced = groupSync.enabled === true && mappings !== void 0;
		return {
			type: isNative ? "native" : isSynced ? "directory_synced" : void 0,
			mappings: mappings?.map(describeMapping).join("; ")
		};
	};
}
/** Like `groups = platform (Member)`. The role is left out if it is unknown. */
function describeMapping({ attribute, value, role }) {
	return `${attribute} = ${value}${isUnknown(role) ? "" : ` (${role})`}`;
}

// src/c1z/protobuf/record-writer.ts
/**
* Writes a record's fields in order (protobuf's wire format). It is written by hand for speed:
* there may be a hundred thousand accounts, and each temporary object costs garbage collection.
*/
const wireTypes = {
	varint: 0,
	block: 2
};
/** Writes records one after the other into the same memory. */
var RecordWriter = class {
	#bytes = Buffer.from(/* @__PURE__ */ new ArrayBuffer(4096));
	#at = 0;
	/** Returns the record and starts the next one. The bytes are valid until then. */
	take() {
		const record = new Uint8Array(this.#bytes.buffer, 0, this.#at);
		this.#at = 0;
		return record;
	}
	/**
	* Writes a text field. As in proto3, this method and `truth` and `number` write nothing for a
	* default value.
	*/
	text(field, text) {
		if (text !== "") this.#text(field, text);
	}
	truth(field, value) {
		if (value) this.number(field, 1);
	}
	/** `value` must be a safe integer. */
	number(field, value) {
		if (value === 0) return;
		this.#makeRoom(20);
		this.#varint(field << 3 | wireTypes.varint);
		if (value > 0) this.#varint(value);
		else this.#negative(value);
	}
	/** Begins a nested message, which may stay empty. Pass the returned value to `close`. */
	open(field) {
		this.#makeRoom(10);
		this.#varint(field << 3 | wireTypes.block);
		this.#at += 1;
		return this.#at;
	}
	/** Ends the message that was opened last. */
	close(start) {
		const length = this.#at - start;
		const more = sizeOf(length) - 1;
		if (more > 0) {
			this.#makeRoom(more);
			this.#bytes.copyWithin(start + more, start, this.#at);
		}
		this.#at = start - 1;
		this.#varint(length);
		this.#at += length;
	}
	/**
	* Writes an entry of a `google.protobuf.Struct`. The value is written even if it is empty or
	* false.
	*/
	entry(key, value) {
		const entry = this.open(1);
		this.#text(1, key);
		const valueMessage = this.open(2);
		if (typeof value === "string") this.#text(3, value);
		else {
			this.#makeRoom(10);
			this.#varint(32 | wireTypes.varint);
			this.#varint(value ? 1 : 0);
		}
		this.close(valueMessage);
		this.close(entry);
	}
	block(field, bytes) {
		this.#makeRoom(20 + bytes.length);
		this.#varint(field << 3 | wireTypes.block);
		this.#varint(bytes.length);
		this.#bytes.set(bytes, this.#at);
		this.#at += bytes.length;
	}
	#text(field, text) {
		const maxBytes = text.length * 3;
		this.#makeRoom(20 + maxBytes);
		this.#varint(field << 3 | wireTypes.block);
		const start = this.#at + 1;
		const end = this.#ascii(text, start);
		if (end !== void 0 && text.length < 128) {
			this.#varint(text.length);
			this.#at = end;
			return;
		}
		this.#varint(Buffer.byteLength(text));
		this.#at += this.#bytes.write(text, this.#at);
	}
	/** Writes short ASCII text, and returns where it ends; undefined for any other text. */
	#ascii(text, start) {
		if (text.length > 60) return void 0;
		for (let index = 0; index < text.length; index++) {
			const code = text.charCodeAt(index);
			if (code > 127) return void 0;
			this.#bytes[start + index] = code;
		}
		return start + text.length;
	}
	#varint(value) {
		let rest = value;
		while (rest > 127) {
			this.#bytes[this.#at++] = rest % 128 | 128;
			rest = Math.floor(rest / 128);
		}
		this.#bytes[this.#at++] = rest;
	}
	/** Writes ten bytes: 64 bits in two's complement. */
	#negative(value) {
		let rest = BigInt.asUintN(64, BigInt(value));
		for (let count = 0; count < 9; count++) {
			this.#bytes[this.#at++] = Number(rest & 127n) | 128;
			rest >>= 7n;
		}
		this.#bytes[this.#at++] = Number(rest);
	}
	#makeRoom(bytes) {
		if (this.#at + bytes <= this.#bytes.length) return;
		const larger = Buffer.from(/* @__PURE__ */ new ArrayBuffer(2 * (this.#at + bytes)));
		larger.set(this.#bytes.subarray(0, this.#at));
		this.#bytes = larger;
	}
};
/** Returns how many bytes a length takes. */
function sizeOf(length) {
	let size = 1;
	for (let rest = length; rest > 127; rest = Math.floor(rest / 128)) size++;
	return size;
}

// src/c1z/protobuf/encode-account.ts
const traitUrl = "type.googleapis.com/c1.connector.v2.UserTrait";
const rawIdUrl = "type.googleapis.com/c1.connector.v2.RawId";
/** Shared by all calls, so that their memory is allocated once. */
const [account, profile] = [new RecordWriter(), new RecordWriter()];
/** Returns the message's bytes, with fields in number order. They are valid until the next call. */
function encodeAccount(input) {
	const { resourceType, id, parent, displayName, trait, state, stateDetails = "" } = input;
	const profileBytes = encodeProfile(input.profile);
	const created = input.createdAt === void 0 ? void 0 : toTimestamp$1(input.createdAt);
	writeResourceId(1, resourceType, id);
	writeResourceId(2, parent.type, parent.id);
	account.text(3, displayName);
	writeRawId(4, id);
	const annotation = account.open(4);
	account.text(1, traitUrl);
	const value = account.open(2);
	writeTrait(trait, {
		profileBytes,
		state,
		stateDetails,
		created
	});
	account.close(value);
	account.close(annotation);
	account.block(9, profileBytes);
	writeStatus(11, state, stateDetails);
	if (created !== void 0) writeTime(12, created);
	return account.take();
}
/** Old readers take some values from the trait, so it repeats those of the resource. */
function writeTrait({ accountType, login, email, name, twoFactor, singleSignOn, lastLoginAt }, shared) {
	if (email !== void 0) {
		const address = account.open(1);
		account.text(1, email);
		account.truth(2, true);
		account.close(address);
	}
	writeStatus(2, shared.state, shared.stateDetails);
	account.block(3, shared.profileBytes);
	account.number(5, accountType);
	account.text(6, login);
	if (shared.created !== void 0) writeTime(8, shared.created);
	if (lastLoginAt !== void 0) writeTime(9, toTimestamp$1(lastLoginAt));
	if (twoFactor !== void 0) writeTruth(10, twoFactor);
	if (singleSignOn !== void 0) writeTruth(11, singleSignOn);
	if (name !== void 0) {
		const structured = account.open(12);
		account.text(1, name.first);
		account.text(2, name.last);
		account.close(structured);
	}
}
function writeResourceId(field, type, id) {
	const message = account.open(field);
	account.text(1, type);
	account.text(2, id);
	account.close(message);
}
function writeStatus(field, state, details) {
	const message = account.open(field);
	account.number(1, state);
	account.text(2, details);
	account.close(message);
}
/** A message whose only field is a boolean. */
function writeTruth(field, value) {
	const message = account.open(field);
	account.truth(1, value);
	account.close(message);
}
/** An annotation with the id that Cloudsmith gives the account. */
function writeRawId(field, id) {
	const annotation = account.open(field);
	account.text(1, rawIdUrl);
	const value = account.open(2);
	account.text(1, id);
	account.close(value);
	account.close(annotation);
}
/** google.protobuf.Struct: a map of Values. */
function encodeProfile(facts) {
	for (const key in facts) {
		const value = facts[key];
		if (value !== void 0) profile.entry(key, value);
	}
	return profile.take();
}
function toTimestamp$1(time) {
	const ms = Date.parse(time);
	const seconds = Math.floor(ms / 1e3);
	return {
		seconds,
		nanos: (ms - seconds * 1e3) * 1e6
	};
}
function writeTime(field, { seconds, nanos }) {
	const message = account.open(field);
	account.number(1, seconds);
	account.number(2, nanos);
	account.close(message);
}

// src/c1z/accepted-email.ts
/**
* Which e-mail addresses C1's SDK accepts: those that Go's `mail.ParseAddress` takes without a
* change, and that fit the limits and the host name check of protoc-gen-validate. The conformance
* suite compares this with the SDK. Any other address is only in the profile.
*/
/** Any character outside ASCII may be in the local part. A domain must be in its ASCII form. */
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u{80}-\\u{10FFFF}\\-]+";
/** Go turns the Kelvin sign and the dotted capital I into ASCII letters. */
const letter = "[A-Za-z0-9\\u{212A}\\u{130}]";
const label = `${letter}(?:(?:${letter}|-)*${letter})?`;
const shape = new RegExp(`^(${atom}(?:\\.${atom})*)@(${label}(?:\\.${label})*)$`, "u");
/** In bytes, except for a label: Go counts it in lower case, where all its letters are ASCII. */
const limits = {
	address: 254,
	local: 64,
	host: 253,
	label: 63
};
function isAcceptedEmail(address) {
	if (address.length > limits.address) return false;
	const [, local, host] = shape.exec(address) ?? [];
	if (local === void 0 || host === void 0) return false;
	return Buffer.byteLength(address) <= limits.address && Buffer.byteLength(local) <= limits.local && Buffer.byteLength(host) <= limits.host && host.split(".").every(({ length }) => length <= limits.label);
}

// src/c1z/profile.ts
/**
* Returns the known facts, with keys in code unit order because the new reader's `diff` compares
* the bytes.
*/
function memberProfile(member) {
	const { first, last } = splitName(shownName(member.name, member.username));
	return knownFacts({
		email: member.email,
		first_name: first,
		is_active: member.active,
		joined_at: member.joinedAt,
		last_login_at: member.lastLoginAt,
		last_login_method: member.lastLoginMethod,
		last_name: last,
		login: member.username,
		name: member.name,
		role: member.role,
		two_factor_enabled: member.twoFactor,
		user_id: member.id,
		username: member.username,
		visibility: member.visibility
	});
}
/** The creator's id and address are those of the member who has the username. */
function serviceProfile(service, { id, creator }) {
	return knownFacts({
		created_at: service.createdAt,
		created_by: service.createdBy,
		created_by_email: creator?.email,
		created_by_id: creator?.id,
		description: service.description,
		first_name: shownName(service.name, service.slug),
		key_expires_at: service.keyExpiresAt,
		last_name: "",
		login: service.slug,
		name: service.name,
		role: service.role,
		user_id: id,
		username: service.slug
	});
}
function keyProfile({ slug, keyExpiresAt }) {
	return knownFacts({
		key_expires_at: keyExpiresAt,
		service_account: slug
	});
}
function teamProfile(team, { mappings }) {
	const { id, slug, name, description, visibility } = team;
	return knownFacts({
		description,
		group_mappings: mappings,
		name,
		slug,
		team_id: id,
		visibility
	});
}
/**
* The default privilege and the broadcast state are only here: as grants they would claim to be what
* somebody can do.
*/
function repositoryProfile(repository) {
	const { id, slug, name, broadcast, defaultPrivilege } = repository;
	return knownFacts({
		broadcast_state: broadcast,
		default_privilege: defaultPrivilege,
		name,
		repository_id: id,
		slug
	});
}
function workspaceProfile(workspace) {
	const { id, slug, name, createdAt } = workspace;
	return knownFacts({
		created_at: createdAt,
		name,
		organization_id: id,
		slug
	});
}
function knownFacts(facts) {
	const profile = {};
	for (const key in facts) {
		const fact = facts[key];
		if (fact !== void 0 && fact !== null && !isUnknown(fact)) profile[key] = fact;
	}
	return profile;
}
/** Splits Cloudsmith's one display name, because the exports of both readers have two columns. */
function splitName(name) {
	const words = name.trim().split(/\s+/u);
	const last = words.length > 1 ? words.pop() ?? "" : "";
	return {
		first: words.join(" "),
		last
	};
}

// src/c1z/truncate.ts
/** The SDK rejects longer names and descriptions. The full text is in the profile. */
const maxDisplayNameBytes = 1024;
const maxDescriptionBytes = 2048;
/** Returns the longest prefix of a text, in complete characters, that fits into `maxBytes`. */
function truncate(text, maxBytes) {
	if (Buffer.byteLength(text) <= maxBytes) return text;
	return new TextDecoder().decode(Buffer.from(text).subarray(0, maxBytes)).replace(/\uFFFD+$/u, "");
}

// src/c1z/resources.ts
/**
* Converts the parts of a roster to C1's resources. Each has the id that Cloudsmith gives it as an
* annotation, so that C1 can match it with other records of the same object.
*/
/** It has no trait: C1 would derive access from one. */
function workspaceResource({ roster, withRepositories }) {
	const { workspace, services } = roster;
	const children = [
		resourceTypes.user,
		resourceTypes.team,
		...services.length === 0 ? [] : [resourceTypes.service, resourceTypes.secret],
		...withRepositories === true ? [resourceTypes.repository] : []
	];
	return {
		id: {
			resourceType: resourceTypes.organization,
			resource: workspace.id
		},
		displayName: displayName(workspace.name, workspace.slug),
		profile: toJson(workspaceProfile(workspace)),
		annotations: [...children.map((resourceTypeId) => anyPack(ChildResourceTypeSchema, create(ChildResourceTypeSchema, { resourceTypeId }))), rawId(workspace.id)],
		...createdFields(workspace.createdAt)
	};
}
function teamResource(team, parent, source) {
	const profile = toJson(teamProfile(team, source));
	const { type: groupSourceType = "" } = source;
	return {
		id: {
			resourceType: resourceTypes.team,
			resource: team.id
		},
		parentResourceId: toResourceId(parent),
		displayName: displayName(team.name, team.slug),
		description: truncate(team.description ?? "", maxDescriptionBytes),
		profile,
		annotations: [rawId(team.id), anyPack(GroupTraitSchema, create(GroupTraitSchema, {
			profile,
			groupSourceType
		}))]
	};
}
/** It has no trait: C1 would derive access from one. */
function repositoryResource(repository, parent) {
	return {
		id: {
			resourceType: resourceTypes.repository,
			resource: repository.id
		},
		parentResourceId: toResourceId(parent),
		displayName: displayName(repository.name, repository.slug),
		profile: toJson(repositoryProfile(repository)),
		annotations: [rawId(repository.id)]
	};
}
/**
* The key of a service account. Each account has one, and the API gives it no id, so it has no
* native id here.
*/
function keyResource(service, parent) {
	const { slug, createdAt, keyExpiresAt } = service;
	const name = displayName(service.name, slug);
	const profile = toJson(keyProfile(service));
	const created = createdFields(createdAt);
	const trait = {
		profile,
		...created,
		...typeof keyExpiresAt === "string" && { expiresAt: toTimestamp(keyExpiresAt) },
		identityId: {
			resourceType: resourceTypes.service,
			resource: slug
		}
	};
	return {
		id: {
			resourceType: resourceTypes.secret,
			resource: slug
		},
		parentResourceId: toResourceId(parent),
		displayName: truncate(`Key of ${name}`, maxDisplayNameBytes),
		description: truncate(`The API key of the service account ${slug}. Its creation is that of the account: the workspace does not report when a key was renewed.`, maxDescriptionBytes),
		profile,
		annotations: [anyPack(SecretTraitSchema, create(SecretTraitSchema, trait))],
		...created
	};
}
/** `singleSignOn` says whether the workspace has it. */
function memberAccount(member, parent, { enabled: singleSignOn }) {
	const { twoFactor, lastLoginAt, email, joinedAt, name, username } = member;
	const state = toState(member.active);
	return {
		resourceType: resourceTypes.user,
		id: member.id,
		parent,
		displayName: displayName(name, username),
		profile: memberProfile(member),
		state,
		stateDetails: state === Status_State.DISABLED ? "inactive in Cloudsmith" : void 0,
		createdAt: isUnknown(joinedAt) ? void 0 : joinedAt,
		trait: {
			accountType: UserTrait_AccountType.HUMAN,
			login: username,
			email: isUnknown(email) || !isAcceptedEmail(email) ? void 0 : email,
			name: splitName(shownName(name, username)),
			twoFactor: isUnknown(twoFactor) ? void 0 : twoFactor,
			singleSignOn: isUnknown(singleSignOn) ? void 0 : singleSignOn,
			lastLoginAt: typeof lastLoginAt === "string" ? lastLoginAt : void 0
		}
	};
}
function serviceAccount(service, parent, identity) {
	const { slug, createdAt } = service;
	return {
		resourceType: resourceTypes.service,
		id: slug,
		parent,
		displayName: displayName(service.name, slug),
		profile: serviceProfile(service, identity),
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
function toResourceId({ type, id }) {
	return {
		resourceType: type,
		resource: id
	};
}
function rawId(id) {
	return anyPack(RawIdSchema, create(RawIdSchema, { id }));
}
function createdFields(time) {
	return isUnknown(time) ? {} : { createdAt: toTimestamp(time) };
}
function toTimestamp(time) {
	return timestampFromDate(new Date(time));
}
function displayName(name, slug) {
	return truncate(plainName(shownName(name, slug)), maxDisplayNameBytes);
}
/** protobuf-es accepts a plain object as a Struct, and keeps the order of its keys. */
function toJson(profile) {
	return { ...profile };
}

// src/c1z/records.ts
/**
* Converts a roster to the rows of C1's tables: resource types, resources and entitlements, each in
* id order.
*/
/**
* Returns the resource types that occur. A user type without any user would stop the CSV export of
* C1's readers.
*/
function resourceTypeRows({ roster, withRepositories }) {
	const skip = () => [anyPack(SkipEntitlementsAndGrantsSchema, create(SkipEntitlementsAndGrantsSchema))];
	const ofServices = [{
		id: resourceTypes.secret,
		displayName: "Service account key",
		traits: [ResourceType_Trait.SECRET],
		annotations: skip()
	}, {
		id: resourceTypes.service,
		displayName: "Service account",
		traits: [ResourceType_Trait.USER],
		annotations: skip()
	}];
	return [
		{
			id: resourceTypes.organization,
			displayName: "Organization"
		},
		...withRepositories === true ? [{
			id: resourceTypes.repository,
			displayName: "Repository"
		}] : [],
		...roster.services.length === 0 ? [] : ofServices,
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
/**
* Yields the workspace, its repositories, the keys of service accounts, service accounts, teams and
* members, in that order.
*/
function* resourceRows(contents) {
	const { roster } = contents;
	const parent = parentOf(roster);
	yield toResourceRow(workspaceResource(contents));
	for (const repository of repositoriesOf(contents)) yield toResourceRow(repositoryResource(repository, parent));
	for (const service of roster.services) yield toResourceRow(keyResource(service, parent));
	const identityOf = createServiceIdentities(roster);
	for (const service of roster.services) yield toAccountRow(serviceAccount(service, parent, identityOf(service)));
	const sourceOf = createGroupSources(roster);
	for (const team of roster.teams) yield toResourceRow(teamResource(team, parent, sourceOf(team.id)));
	for (const member of roster.members) yield toAccountRow(memberAccount(member, parent, roster.singleSignOn));
}
function parentOf({ workspace }) {
	return {
		type: resourceTypes.organization,
		id: workspace.id
	};
}
function repositoriesOf({ roster, withRepositories }) {
	return withRepositories === true ? roster.repositories : [];
}
function toAccountRow(account) {
	const { resourceType, id, parent } = account;
	return {
		type: resourceType,
		id,
		parentType: parent.type,
		parentId: parent.id,
		data: encodeAccount(account)
	};
}
function toResourceRow(resource) {
	const { id, parentResourceId: parent } = resource;
	return {
		type: id.resourceType,
		id: id.resource,
		parentType: parent?.resourceType ?? null,
		parentId: parent?.resource ?? null,
		data: toBinary(ResourceSchema, create(ResourceSchema, resource))
	};
}
/**
* Yields the workspace's roles, the levels of each repository and the two roles of each team, in id
* order.
*/
function* entitlementRows(contents) {
	const { roster } = contents;
	const parent = parentOf(roster);
	const toAccounts = [{ id: resourceTypes.user }, ...roster.services.length === 0 ? [] : [{ id: resourceTypes.service }]];
	const toHolders = [...toAccounts, { id: resourceTypes.team }];
	const { ASSIGNMENT, PERMISSION } = Entitlement_Purpose;
	const workspace = workspaceResource(contents);
	const namedWorkspace = toNamed(workspace, roster.workspace.slug);
	for (const role of inIdOrder(roles, roleSlugs)) yield toEntitlementRow(workspace, roleSlugs[role], {
		...describeWorkspaceRole(namedWorkspace, role),
		purpose: PERMISSION,
		grantableTo: toAccounts
	});
	for (const repository of repositoriesOf(contents)) {
		const resource = repositoryResource(repository, parent);
		const named = toNamed(resource, repository.slug);
		for (const level of sortedLevels) yield toEntitlementRow(resource, levelSlugs[level], {
			...describePrivilege(named, level),
			purpose: PERMISSION,
			grantableTo: toHolders
		});
	}
	const sourceOf = createGroupSources(roster);
	for (const team of roster.teams) {
		const resource = teamResource(team, parent, sourceOf(team.id));
		const named = toNamed(resource, team.slug);
		for (const role of inIdOrder(teamRoles, teamSlugs)) yield toEntitlementRow(resource, teamSlugs[role], {
			...describeTeamRole(named, role),
			purpose: role === "Member" ? ASSIGNMENT : PERMISSION,
			grantableTo: toAccounts
		});
	}
}
function inIdOrder(names, slugs) {
	return names.toSorted((a, b) => compareIds(slugs[a], slugs[b]));
}
/** Room for what follows a name in an entitlement's display name. */
const maxSuffixBytes = 64;
function toNamed({ displayName }, slug) {
	return {
		name: truncate(displayName, maxDisplayNameBytes - maxSuffixBytes),
		slug
	};
}
function toEntitlementRow(resource, slug, { displayName, description, ...facts }) {
	const { resourceType, resource: resourceId } = resource.id;
	const id = entitlementId(resourceType, resourceId, slug);
	const message = create(EntitlementSchema, {
		id,
		resource,
		slug,
		displayName,
		description: truncate(description, maxDescriptionBytes),
		...facts
	});
	return {
		id,
		resourceType,
		resourceId,
		data: toBinary(EntitlementSchema, message)
	};
}

// src/c1z/batches.ts
/**
* Converts a roster into the rows of an artifact's tables, in batches that can go to another
* thread.
*/
/** Returns what to keep of a batch. */
function summarize(batch) {
	if (batch.table === "resources") {
		const { type, parentType, parentId, count, hash } = batch.rows;
		return {
			table: batch.table,
			rows: {
				type,
				parentType,
				parentId,
				count,
				hash
			}
		};
	}
	if (batch.table !== "grants") return batch;
	const { principalIds: _, ...rows } = batch.rows;
	return {
		table: batch.table,
		rows
	};
}
/** Hashes the rows of one batch: its ids, and its records with the length of each. */
var BatchHash = class {
	#hash = createHash("sha256");
	#lengths = [];
	/** The records of grants follow from their ids, and need not be added. */
	add(record) {
		this.#hash.update(record);
		this.#lengths.push(record.length);
	}
	/** Returns the SHA-256, in hexadecimal; `ids` is JSON text. Call it once, at the end. */
	digest(ids) {
		return this.#hash.update(`\n${this.#lengths.join()}\n${ids}`).digest("hex");
	}
};
const maxResourcesPerBatch = 500;
const exportInstead = "Export the roster as csv.";
/** Yields everything that a sync contains: one table after the other, always in the same order. */
function* toBatches(contents) {
	const { roster, unlisted } = contents;
	const counter = new RowCounter();
	for (const { principalIds, ...group } of grantGroups(roster, contents)) {
		const { length: count } = principalIds;
		const ids = JSON.stringify(principalIds);
		counter.rows.grants += count;
		yield {
			table: "grants",
			rows: {
				...group,
				principalIds: ids,
				count,
				hash: new BatchHash().digest(ids)
			}
		};
	}
	const types = resourceTypeRows(contents);
	for (const { data } of types) counter.add("resource types", data);
	yield {
		table: "resource types",
		rows: types
	};
	for (const rows of resourceBatches(resourceRows(contents))) {
		counter.add("resources", rows.data, rows.count);
		yield {
			table: "resources",
			rows
		};
	}
	const entitlements = [...entitlementRows(contents)];
	for (const { data } of entitlements) counter.add("entitlements", data);
	yield {
		table: "entitlements",
		rows: entitlements
	};
	const integrity = {
		roster: sealOf(roster),
		records: counter.digest(),
		...unlisted !== void 0 && { unlisted: sealOfUnlisted(unlisted) },
		rows: counter.rows
	};
	yield {
		table: "assets",
		document: encodeDocument(roster, integrity, unlisted)
	};
}
/**
* Throws `Error` for a document that is too long for its readers, after these batches. A sample of a
* roster may have one that is too long for the sample alone.
*/
function requireReadable(document, before) {
	const resources = before.reduce((sum, batch) => sum + (batch.table === "resources" ? batch.rows.count : 0), 0);
	const maxBytes = maxDocumentBytes(resources);
	if (Buffer.byteLength(document) <= maxBytes) return;
	throw new AdvisedError(`what has no record of its own takes more than ${inMebibytes(maxBytes)}`, exportInstead);
}
function inMebibytes(bytes) {
	return `${Math.floor(bytes / 1024 ** 2)} MiB`;
}
function* resourceBatches(rows) {
	const records = new RecordBuffer();
	let open;
	for (const row of rows) {
		if (open !== void 0 && !fits(open, row)) {
			yield close(open, records);
			open = void 0;
		}
		const { type, parentType, parentId } = row;
		open ??= {
			type,
			parentType,
			parentId,
			keys: [],
			ends: [],
			hash: new BatchHash()
		};
		open.hash.add(row.data);
		open.keys.push(resourceKey(type, row.id));
		open.ends.push(records.add(row.data));
	}
	if (open !== void 0) yield close(open, records);
}
function fits({ type, parentId, keys }, row) {
	return keys.length < maxResourcesPerBatch && row.type === type && row.parentId === parentId;
}
function close(open, records) {
	const data = records.take();
	const { length: count } = open.keys;
	return {
		...open,
		data,
		count,
		hash: open.hash.digest(JSON.stringify(open.keys))
	};
}
/** Concatenates records in a buffer that is reused for every batch. */
var RecordBuffer = class {
	#bytes = /* @__PURE__ */ new Uint8Array(524288);
	#length = 0;
	/** Returns the offset where the record ends. */
	add(record) {
		if (record.length > maxRecordBytes) throw new AdvisedError(`the record of an account takes more than ${inMebibytes(maxRecordBytes)}`, exportInstead);
		const length = this.#length + record.length;
		if (length > this.#bytes.length) {
			const larger = new Uint8Array(2 * length);
			larger.set(this.#bytes);
			this.#bytes = larger;
		}
		this.#bytes.set(record, this.#length);
		this.#length = length;
		return length;
	}
	/** Returns a copy of all records, and starts again with an empty buffer. */
	take() {
		const taken = this.#bytes.slice(0, this.#length);
		this.#length = 0;
		return taken;
	}
};

// src/c1z/sqlite/database.ts
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
/**
* The names that readers look for. They would create an index of another name again on each open.
*/
const indexes = {
	"resource types": `
    create unique index idx_resource_types_external_sync_v1
      on v1_resource_types (external_id, sync_id)`,
	resources: `
    create index idx_resources_resource_type_id_v1 on v1_resources (resource_type_id);
    create index idx_resources_external_sync_v1
      on v1_resources (parent_resource_type_id, parent_resource_id);
    create unique index idx_resources_parent_resource_id_v1 on v1_resources (external_id, sync_id)`,
	entitlements: `
    create index idx_entitlements_resource_id_v1 on v1_entitlements (resource_type_id, resource_id);
    create unique index idx_entitlements_external_sync_v1 on v1_entitlements (external_id, sync_id)`,
	grants: `
    create index idx_grants_resource_type_id_resource_id_v1
      on v1_grants (resource_type_id, resource_id);
    create index idx_grants_principal_id_v1
      on v1_grants (principal_resource_type_id, principal_resource_id);
    create index idx_grants_entitlement_id_principal_id_v1
      on v1_grants (entitlement_id, principal_resource_type_id, principal_resource_id);
    create unique index idx_grants_external_sync_v1 on v1_grants (external_id, sync_id)`,
	assets: `
    create unique index idx_assets_external_sync_v1 on v1_assets (external_id, sync_id)`,
	syncs: `
    create unique index idx_sync_runs_sync_id_v1 on v1_sync_runs (sync_id);
    create unique index idx_session_store_sync_key_v1 on v1_connector_sessions (sync_id, key)`
};
/** Returns whether a database has exactly the tables and indexes that `DatabaseWriter` creates. */
function hasSchema(database) {
	const created = openSqlite(":memory:");
	try {
		created.exec(tables);
		for (const sql of Object.values(indexes)) created.exec(sql);
		return isDeepStrictEqual(schemaOf(database), schemaOf(created));
	} finally {
		created.close();
	}
}
function schemaOf(database) {
	return database.prepare("select type, name, tbl_name, sql from sqlite_schema order by name").all();
}
/**
* Writes a new database with one finished full sync, after the earlier ones. The same batches
* produce the same bytes.
*/
var DatabaseWriter = class {
	#database;
	#sync;
	#insert;
	/** The tables without indexes: their rows are not complete. */
	#open = new Set(Object.keys(indexes));
	#last;
	/** The database must be empty. The caller closes it. */
	constructor(database, sync, earlier) {
		this.#sync = sync;
		this.#database = database;
		this.#database.exec("pragma page_size = 32768; pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive");
		this.#database.exec("begin");
		this.#database.exec(tables);
		if (earlier !== void 0) this.#keep(earlier);
		this.#insert = prepareInserts(this.#database);
	}
	/** Adds rows. Pass all of a table's rows before those of another one. */
	add(batch) {
		if (this.#last !== void 0 && this.#last !== batch.table) this.#index(this.#last);
		this.#last = batch.table;
		switch (batch.table) {
			case "resource types": return this.#addResourceTypes(batch.rows);
			case "resources": return this.#addResources(batch.rows);
			case "entitlements": return this.#addEntitlements(batch.rows);
			case "grants": return this.#addGrants(batch.rows);
			case "assets": this.#insert.asset.run(documentAssetId, Buffer.from(batch.document), ...this.#syncColumns);
		}
	}
	/** Finishes the sync. */
	finish() {
		const { id, startedAt, endedAt } = this.#sync;
		this.#database.prepare("insert into v1_sync_runs (sync_id, started_at, ended_at, sync_token, sync_type, supports_diff) values (?, ?, ?, '', 'full', 1)").run(id, toSqlTime(startedAt), toSqlTime(endedAt));
		for (const table of this.#open) this.#index(table);
		this.#database.exec("commit");
	}
	/** The values in every row: the sync, and when it began. */
	get #syncColumns() {
		return [this.#sync.id, toSqlTime(this.#sync.startedAt)];
	}
	/** After the rows: an index that is created in one pass is in order, and compresses better. */
	#index(table) {
		this.#database.exec(indexes[table]);
		this.#open.delete(table);
	}
	#keep({ databasePath, newestFirst }) {
		const from = openDatabase(databasePath);
		try {
			copySyncs(from, this.#database, newestFirst);
		} finally {
			from.close();
		}
	}
	#addResourceTypes(rows) {
		const syncColumns = this.#syncColumns;
		for (const { id, data } of rows) this.#insert.resourceType.run(id, data, ...syncColumns);
	}
	#addResources({ type, parentType, parentId, keys, data, ends }) {
		const syncColumns = this.#syncColumns;
		let start = 0;
		for (const [index, key] of keys.entries()) {
			const end = ends[index] ?? start;
			const record = data.subarray(start, end);
			this.#insert.resource.run(type, key, parentType, parentId, record, ...syncColumns);
			start = end;
		}
	}
	#addEntitlements(rows) {
		const syncColumns = this.#syncColumns;
		for (const { resourceType, resourceId, id, data } of rows) this.#insert.entitlement.run(resourceType, resourceId, id, data, ...syncColumns);
	}
	#addGrants(batch) {
		const [syncId, at] = this.#syncColumns;
		this.#insert.grants.run({
			...grantColumns(batch),
			ids: batch.principalIds,
			syncId,
			at
		});
	}
};
/** Returns the values of a group's rows, apart from the principals' ids and the sync. */
function grantColumns(group) {
	const { resourceType, resourceId, entitlementId: entitlement, principalType } = group;
	const { expansion, head, tail, rest } = group;
	return {
		resourceType,
		resourceId,
		entitlement,
		principalType,
		expansion,
		head,
		tail,
		rest
	};
}
function prepareInserts(database) {
	return {
		resourceType: database.prepare("insert into v1_resource_types (external_id, data, sync_id, discovered_at) values (?, ?, ?, ?)"),
		resource: database.prepare("insert into v1_resources (resource_type_id, external_id, parent_resource_type_id, parent_resource_id, data, sync_id, discovered_at) values (?, ?, ?, ?, ?, ?, ?)"),
		entitlement: database.prepare("insert into v1_entitlements (resource_type_id, resource_id, external_id, data, sync_id, discovered_at) values (?, ?, ?, ?, ?, ?)"),
		asset: database.prepare("insert into v1_assets (external_id, content_type, data, sync_id, discovered_at) values (?, 'application/json', ?, ?, ?)"),
		/**
		* Inserts many grants in one statement: the shared values are bound once, and SQLite joins the
		* rest.
		*/
		grants: database.prepare(`
      insert into v1_grants (resource_type_id, resource_id, entitlement_id,
        principal_resource_type_id, principal_resource_id, external_id, expansion, needs_expansion, data, sync_id, discovered_at)
      select :resourceType, :resourceId, :entitlement, :principalType, value,
        :entitlement || ':' || :principalType || ':' || value, :expansion, :expansion is not null,
        cast(:head || value || :tail || value || :rest as blob), :syncId, :at
      from json_each(:ids)`)
	};
}

// src/c1z/sqlite/compare-rows.ts
/**
* Returns the place of the first row that is missing, differs in any column, or was not in a batch.
* Returns `tables` if the schema differs, and undefined if nothing differs. `earlier` is how many
* syncs the database also has. Yields after each batch, so that the caller can do other work
* meanwhile.
*/
function* compareRows(database, sync, batches, earlier = 0) {
	if (!hasSchema(database)) return "tables";
	const compare = createComparison(database, sync);
	const next = /* @__PURE__ */ new Map();
	for (const table of new Set(batches.map((batch) => batch.table))) {
		const count = batches.filter((batch) => batch.table === table).map(countOf).reduce((sum, one) => sum + one, 0);
		const last = database.prepare(`select max(id) as id from ${tableNames[table]}`);
		const first = Number(last.get()?.["id"] ?? 0) - count + 1;
		if (database.prepare(`select 1 from ${tableNames[table]} where id < ? and (? = 0 or sync_id = ?) limit 1`).get(first, earlier, sync.id) !== void 0) return table;
		next.set(table, first);
	}
	for (const batch of batches) {
		const first = next.get(batch.table) ?? 0;
		const end = first + countOf(batch);
		if (!compare(batch, {
			first,
			end
		})) return placeOf(batch);
		next.set(batch.table, end);
		yield;
	}
	return isFinished(database, sync) && hasSyncs(database, earlier + 1) ? void 0 : "syncs";
}
/** Returns whether there are so many syncs, and no sessions of connectors, which nobody copies. */
function hasSyncs(database, count) {
	const { syncs, sessions } = database.prepare("select (select count(*) from v1_sync_runs) as syncs, (select count(*) from v1_connector_sessions) as sessions").get() ?? {};
	return syncs === count && sessions === 0;
}
/** Returns whether the last sync is this one, and finished. */
function isFinished(database, { id, startedAt, endedAt }) {
	return database.prepare(`select count(*) as n from v1_sync_runs
         where id = (select max(id) from v1_sync_runs)
           and sync_id = ? and started_at = ? and ended_at = ? and sync_token = ''
           and sync_type = 'full' and parent_sync_id = '' and linked_sync_id = ''
           and supports_diff = 1`).get(id, toSqlTime(startedAt), toSqlTime(endedAt))?.["n"] === 1;
}
const tableNames = {
	"resource types": "v1_resource_types",
	resources: "v1_resources",
	entitlements: "v1_entitlements",
	grants: "v1_grants",
	assets: "v1_assets"
};
function countOf(batch) {
	switch (batch.table) {
		case "resources":
		case "grants": return batch.rows.count;
		case "assets": return 1;
		default: return batch.rows.length;
	}
}
/** Contains no personal data. */
function placeOf({ table, rows }) {
	const { entitlementId } = rows ?? {};
	return entitlementId === void 0 ? table : `${table} of ${entitlementId}`;
}
function createComparison(database, sync) {
	const written = {
		syncId: sync.id,
		at: toSqlTime(sync.startedAt)
	};
	const selectAll = (columns, table, condition = "true") => {
		const statement = database.prepare(`select ${columns} from ${table} where id >= :first and id < :end
         and sync_id = :syncId and discovered_at = :at and ${condition} order by id`);
		statement.setReturnArrays(true);
		return (range, values = {}) => statement.all({
			...range,
			...written,
			...values
		});
	};
	const selectTypes = selectAll("external_id, data", "v1_resource_types");
	const selectResources = selectAll("external_id, data", "v1_resources", "resource_type_id = :type and parent_resource_type_id is :parentType and parent_resource_id is :parentId");
	const selectEntitlements = selectAll("resource_type_id, resource_id, external_id, data", "v1_entitlements");
	const selectGrants = selectAll("count(*), json_group_array(principal_resource_id)", "v1_grants", `resource_type_id = :resourceType and resource_id = :resourceId
       and entitlement_id = :entitlement and principal_resource_type_id = :principalType
       and external_id = :entitlement || ':' || :principalType || ':' || principal_resource_id
       and expansion is :expansion and needs_expansion = (:expansion is not null)
       and data = cast(:head || principal_resource_id || :tail || principal_resource_id || :rest as blob)`);
	const selectAssets = selectAll("external_id, content_type, cast(data as text)", "v1_assets");
	const isTypes = (rows, range) => isDeepStrictEqual(selectTypes(range), rows.map(({ id, data }) => [id, data]));
	const isResources = ({ type, parentType, parentId, count, hash }, range) => {
		const rows = selectResources(range, {
			type,
			parentType,
			parentId
		});
		const keys = JSON.stringify(rows.map(([key]) => key));
		const found = new BatchHash();
		for (const [, record] of rows) found.add(toBytes(record));
		return rows.length === count && found.digest(keys) === hash;
	};
	const isEntitlements = (rows, range) => isDeepStrictEqual(selectEntitlements(range), rows.map(({ resourceType, resourceId, id, data }) => [
		resourceType,
		resourceId,
		id,
		data
	]));
	const isGrants = (group, range) => {
		const [[count, ids] = []] = selectGrants(range, grantColumns(group));
		return count === group.count && new BatchHash().digest(String(ids)) === group.hash;
	};
	const isAsset = (document, range) => isDeepStrictEqual(selectAssets(range), [[
		documentAssetId,
		"application/json",
		document
	]]);
	return (batch, range) => {
		switch (batch.table) {
			case "resource types": return isTypes(batch.rows, range);
			case "resources": return isResources(batch.rows, range);
			case "entitlements": return isEntitlements(batch.rows, range);
			case "grants": return isGrants(batch.rows, range);
			default: return isAsset(batch.document, range);
		}
	};
}

// src/c1z/artifact-files.ts
/**
* Completes the database, and compares its rows with what the caller added while it is compressed.
* Rejects if that fails, or if the artifact does not unpack to the database.
*/
async function finishFiles(files, added) {
	await files.complete();
	const [packing, comparison] = await Promise.allSettled([files.pack(), files.findDifference(added)]);
	if (comparison.status === "rejected") throw comparison.reason;
	if (packing.status === "rejected") throw packing.reason;
	return {
		...packing.value,
		difference: comparison.value
	};
}
/** Returns files that this thread writes. */
function openArtifactFiles(plan) {
	const { databasePath, artifactPath } = plan;
	let opened;
	const writer = () => (opened ??= openWriter(plan)).writer;
	const close = async () => {
		if (opened?.database.isOpen === true) opened.database.close();
	};
	return {
		add: async (batch) => writer().add(batch),
		complete: async () => {
			writer().finish();
			await close();
		},
		pack: () => packDatabase(databasePath, artifactPath),
		findDifference: (added) => findDifference(plan, added),
		close
	};
}
function openWriter({ databasePath, sync, earlier }) {
	const database = openSqlite(databasePath);
	try {
		return {
			database,
			writer: new DatabaseWriter(database, sync, earlier)
		};
	} catch (error) {
		database.close();
		throw error;
	}
}
async function findDifference({ databasePath, sync, earlier }, added) {
	openDatabase(databasePath, "integrity_check").close();
	const finished = openSqlite(databasePath, { readOnly: true });
	try {
		const comparison = compareRows(finished, sync, added, earlier?.newestFirst.length);
		for (;;) {
			const { done, value } = comparison.next();
			if (done === true) return value ?? (earlier && findUncopied(finished, earlier));
			await setImmediate();
		}
	} finally {
		finished.close();
	}
}

export { summarize as a, requireReadable as i, openArtifactFiles as n, toBatches as o, DatabaseWriter as r, finishFiles as t };
import { n as describeError, t as AuditError } from "./errors.js";
import { i as cannotWrite, r as makeTemporary } from "./temporary.js";
import { r as makeFolders, t as findFileTarget } from "./target.js";
import { t as rosterDigest } from "./digest.js";
import { t as openArtifactFiles } from "./artifact-files.js";
import { C as Status_State, D as timestampFromDate, E as toBinary, O as create, S as SkipEntitlementsAndGrantsSchema, T as anyPack, _ as Entitlement_Purpose, b as ResourceTypeSchema, c as sortedLevels, d as encodeDocument, f as RowCounter, g as EntitlementSchema, h as ChildResourceTypeSchema, l as collectPrincipals, m as sealOfUnlisted, o as withDatabase, p as sealOf, r as readSync$1, s as repositoryGrantGroups, u as groupsOf, v as GroupTraitSchema, w as UserTrait_AccountType, x as ResourceType_Trait, y as ResourceSchema } from "./read.js";
import { t as compareIds } from "./model.js";
import { _ as roleSlugs, a as countResources, c as workspaceOf, f as entitlementId, g as resourceTypes, l as createSync, m as levelSlugs, n as openSqlite, o as listSyncs, r as after, s as listSyncsWithResources, v as teamSlugs, y as hashFile } from "./open-database.js";
import { t as isUnknown } from "./fact.js";
import { p as privilegeLevels } from "./coverage.js";
import { r as shownName } from "./visible.js";
import { r as describeTypes } from "./describe-others2.js";
import { isDeepStrictEqual } from "node:util";
import { Worker } from "node:worker_threads";
import { open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { existsSync } from "node:fs";

// src/c1z/grants.ts
/**
* Converts a roster to C1's grants. They come in groups, because there are as many as people times
* teams.
*/
/**
* Yields the grants in id order. They contain ids only; readers take the names from the rows that
* the ids refer to.
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
/** Shared by all calls, so that their memory is allocated once. */
const [account, profile] = [new RecordWriter(), new RecordWriter()];
/** Returns the message's bytes, with fields in number order. They are valid until the next call. */
function encodeAccount(input) {
	const { resourceType, id, parent, displayName, trait, state } = input;
	const profileBytes = encodeProfile(input.profile);
	const created = input.createdAt === void 0 ? void 0 : toTimestamp(input.createdAt);
	writeResourceId(1, resourceType, id);
	writeResourceId(2, parent.type, parent.id);
	account.text(3, displayName);
	const annotation = account.open(4);
	account.text(1, traitUrl);
	const value = account.open(2);
	writeTrait(trait, {
		profileBytes,
		state,
		created
	});
	account.close(value);
	account.close(annotation);
	account.block(9, profileBytes);
	writeStatus(11, state);
	if (created !== void 0) writeTime(12, created);
	return account.take();
}
/** Old readers take some values from the trait, so it repeats those of the resource. */
function writeTrait({ accountType, login, email, name, twoFactor, lastLoginAt }, shared) {
	if (email !== void 0) {
		const address = account.open(1);
		account.text(1, email);
		account.truth(2, true);
		account.close(address);
	}
	writeStatus(2, shared.state);
	account.block(3, shared.profileBytes);
	account.number(5, accountType);
	account.text(6, login);
	if (shared.created !== void 0) writeTime(8, shared.created);
	if (lastLoginAt !== void 0) writeTime(9, toTimestamp(lastLoginAt));
	if (twoFactor !== void 0) {
		const status = account.open(10);
		account.truth(1, twoFactor);
		account.close(status);
	}
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
function writeStatus(field, state) {
	const message = account.open(field);
	account.number(1, state);
	account.close(message);
}
/** google.protobuf.Struct: a map of Values. */
function encodeProfile(facts) {
	for (const key in facts) {
		const value = facts[key];
		if (value !== void 0) profile.entry(key, value);
	}
	return profile.take();
}
function toTimestamp(time) {
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
		name: member.name,
		role: member.role,
		two_factor_enabled: member.twoFactor,
		user_id: member.id,
		username: member.username,
		visibility: member.visibility
	});
}
function serviceProfile(service) {
	return knownFacts({
		created_at: service.createdAt,
		created_by: service.createdBy,
		description: service.description,
		first_name: shownName(service.name, service.slug),
		key_expires_at: service.keyExpiresAt,
		last_name: "",
		name: service.name,
		role: service.role,
		user_id: service.slug,
		username: service.slug
	});
}
function teamProfile(team) {
	const { id, slug, name, description, visibility } = team;
	return knownFacts({
		description,
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

// src/c1z/records.ts
/**
* Converts a roster to C1's records: resource types, resources and entitlements, each in id order.
*/
/** The SDK rejects longer names and descriptions. The full text is in the profile. */
const maxDisplayNameBytes = 1024;
const maxDescriptionBytes = 2048;
/**
* Returns the resource types that occur. A user type without any user would stop the CSV export of
* C1's readers.
*/
function resourceTypeRows({ roster, withRepositories }) {
	const skip = () => [anyPack(SkipEntitlementsAndGrantsSchema, create(SkipEntitlementsAndGrantsSchema))];
	return [
		{
			id: resourceTypes.organization,
			displayName: "Organization"
		},
		...withRepositories === true ? [{
			id: resourceTypes.repository,
			displayName: "Repository"
		}] : [],
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
/** Yields the workspace, its repositories, service accounts, teams and members, in that order. */
function* resourceRows(contents) {
	const { roster } = contents;
	const parent = {
		type: resourceTypes.organization,
		id: roster.workspace.id
	};
	yield toResourceRow(workspaceResource(contents), null);
	for (const repository of repositoriesOf(contents)) yield toResourceRow(repositoryResource(repository), parent);
	for (const service of roster.services) yield toAccountRow(serviceAccount(service, parent));
	for (const team of roster.teams) yield toResourceRow(teamResource(team), parent);
	for (const member of roster.members) yield toAccountRow(memberAccount(member, parent));
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
		type: resourceType,
		id,
		parentType: parent?.type ?? null,
		parentId: parent?.id ?? null,
		data: toBinary(ResourceSchema, message)
	};
}
function repositoriesOf({ roster, withRepositories }) {
	return withRepositories === true ? roster.repositories : [];
}
function workspaceResource({ roster, withRepositories }) {
	const { workspace, services } = roster;
	const children = [
		resourceTypes.user,
		resourceTypes.team,
		...services.length === 0 ? [] : [resourceTypes.service],
		...withRepositories === true ? [resourceTypes.repository] : []
	];
	return {
		id: {
			resourceType: resourceTypes.organization,
			resource: workspace.id
		},
		displayName: displayName(workspace.name, workspace.slug),
		profile: toJson(workspaceProfile(workspace)),
		annotations: children.map((resourceTypeId) => anyPack(ChildResourceTypeSchema, create(ChildResourceTypeSchema, { resourceTypeId }))),
		...createdFields(workspace.createdAt)
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
		description: truncate(team.description ?? "", maxDescriptionBytes),
		profile,
		annotations: [anyPack(GroupTraitSchema, create(GroupTraitSchema, { profile }))]
	};
}
/** It has no trait: C1 would derive access from one. */
function repositoryResource(repository) {
	return {
		id: {
			resourceType: resourceTypes.repository,
			resource: repository.id
		},
		displayName: displayName(repository.name, repository.slug),
		profile: toJson(repositoryProfile(repository)),
		annotations: []
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
			name: splitName(shownName(name, username)),
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
/**
* Yields the workspace's roles, the levels of each repository and the two roles of each team, in id
* order.
*/
function* entitlementRows(contents) {
	const { roster } = contents;
	const toAccounts = [{ id: resourceTypes.user }, ...roster.services.length === 0 ? [] : [{ id: resourceTypes.service }]];
	const row = (resource, entitlement, grantableTo = toAccounts) => {
		const { resourceType, resource: resourceId } = resource.id;
		const id = entitlementId(resourceType, resourceId, entitlement.slug);
		const message = create(EntitlementSchema, {
			id,
			resource,
			slug: entitlement.slug,
			displayName: truncate(`${resource.displayName} ${entitlement.role}`, maxDisplayNameBytes),
			description: truncate(entitlement.description, maxDescriptionBytes),
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
	const workspace = workspaceResource(contents);
	for (const [role, slug] of sortedRoles()) yield row(workspace, {
		slug,
		role,
		description: `Holds the workspace role ${role}`,
		purpose: Entitlement_Purpose.PERMISSION
	});
	const toHolders = [...toAccounts, { id: resourceTypes.team }];
	for (const repository of repositoriesOf(contents)) {
		const resource = repositoryResource(repository);
		for (const level of sortedLevels) yield row(resource, {
			slug: levelSlugs[level],
			role: level,
			description: describeLevel(level, resource.displayName),
			purpose: Entitlement_Purpose.PERMISSION
		}, toHolders);
	}
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
/** A grant is of one level only, so the text says which levels that includes. */
function describeLevel(level, repository) {
	const included = privilegeLevels.slice(0, privilegeLevels.indexOf(level)).toReversed();
	return `Has the privilege ${level} on the repository ${repository}${included.length === 0 ? "" : `, which includes ${included.join(" and ")}`}`;
}
function sortedRoles() {
	return Object.entries(roleSlugs).sort(([, a], [, b]) => compareIds(a, b));
}
function createdFields(time) {
	return isUnknown(time) ? {} : { createdAt: timestampFromDate(new Date(time)) };
}
function displayName(name, slug) {
	return truncate(shownName(name, slug), maxDisplayNameBytes);
}
/** Returns the longest prefix of a text, in complete characters, that fits into `maxBytes`. */
function truncate(text, maxBytes) {
	if (Buffer.byteLength(text) <= maxBytes) return text;
	return new TextDecoder().decode(Buffer.from(text).subarray(0, maxBytes)).replace(/\uFFFD+$/u, "");
}
/** Whether the SDK's validation accepts an address. Any other address is only in the profile. */
function isAcceptedEmail(address) {
	return acceptedEmail.test(address);
}
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const acceptedEmail = new RegExp(`^(?=.{1,254}$)(?=[^@]{1,64}@)${atom}(?:\\.${atom})*@${label}(?:\\.${label})*$`, "u");
/** protobuf-es accepts a plain object as a Struct, and keeps the order of its keys. */
function toJson(profile) {
	return { ...profile };
}

// src/c1z/batches.ts
const maxResourcesPerBatch = 500;
/** Yields everything that a sync contains, each table's rows in id order. */
function* toBatches(contents) {
	const { roster, unlisted } = contents;
	const counter = new RowCounter();
	const types = resourceTypeRows(contents);
	for (const { data } of types) counter.add("resource types", data);
	yield {
		table: "resource types",
		rows: types
	};
	for (const rows of resourceBatches(resourceRows(contents))) {
		counter.add("resources", rows.data, rows.ids.length);
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
	for (const { principalIds, ...group } of grantGroups(roster, contents)) {
		counter.rows.grants += principalIds.length;
		yield {
			table: "grants",
			rows: {
				...group,
				principalIds: JSON.stringify(principalIds)
			}
		};
	}
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
			ids: [],
			ends: []
		};
		open.ids.push(row.id);
		open.ends.push(records.add(row.data));
	}
	if (open !== void 0) yield close(open, records);
}
function fits({ type, parentId, ids }, row) {
	return ids.length < maxResourcesPerBatch && row.type === type && row.parentId === parentId;
}
function close(open, records) {
	return {
		...open,
		data: records.take()
	};
}
/** Concatenates records in a buffer that is reused for every batch. */
var RecordBuffer = class {
	#bytes = /* @__PURE__ */ new Uint8Array(524288);
	#length = 0;
	/** Returns the offset where the record ends. */
	add(record) {
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

// src/c1z/files-in-thread.ts
/** Writes an artifact's files in a worker thread, so that this thread can continue. */
/** How many batches may wait: enough to keep the thread busy, few enough to use little memory. */
const maxWaiting = 16;
/** In the same folder as this module, both in the sources and in the bundle. */
const program = new URL(import.meta.url.endsWith(".ts") ? "artifact-thread.ts" : "artifact-thread.js", import.meta.url);
/** Returns files that a worker thread writes. */
function openFilesInThread(plan) {
	const worker = new Worker(program, { workerData: plan });
	const waiting = [];
	let failure;
	const fail = (error) => {
		failure ??= error;
		for (const request of waiting.splice(0)) request.reject(failure);
	};
	worker.on("message", ({ error, ...answer }) => {
		if (error === void 0) waiting.shift()?.resolve(answer);
		else fail(error);
	});
	worker.on("error", (error) => fail(error));
	worker.on("exit", () => fail(/* @__PURE__ */ new Error("the thread that writes it has ended")));
	const ask = (request) => {
		if (failure !== void 0) return Promise.reject(failure);
		const pending = Promise.withResolvers();
		pending.promise.catch(() => {});
		waiting.push(pending);
		worker.postMessage(request, transferable(request));
		return pending.promise;
	};
	return {
		add: async (batch) => {
			ask({
				task: "add",
				batch
			});
			if (failure !== void 0) throw failure;
			if (waiting.length >= maxWaiting) await waiting[0]?.promise;
		},
		finish: async () => {
			await ask({ task: "finish" });
		},
		pack: async () => {
			const { packed } = await ask({ task: "pack" });
			if (packed === void 0) throw new Error("bug: the thread packed nothing");
			return packed;
		},
		close: async () => {
			await worker.terminate();
		}
	};
}
/** A batch's records are transferred, not copied, because nothing else uses them. */
function transferable(request) {
	if (request.task !== "add" || request.batch.table !== "resources") return [];
	const { buffer } = request.batch.rows.data;
	return buffer instanceof ArrayBuffer ? [buffer] : [];
}

// src/c1z/write.ts
/** Writes an artifact, and publishes it only after reading it back. */
/**
* Writes a roster as the newest sync of an artifact, after the earlier syncs of the same file. If
* the file's newest sync is this same sync, the file stays unchanged. The file gets its name only
* when it is complete and was read back equal to the roster; an existing file stays until then.
* Throws `AuditError` `ARTIFACT_FAILED` if it cannot be written. It also throws if the earlier
* syncs of the file cannot be read: that file stays unchanged, and the new sync is written to
* another file next to it.
*/
async function writeArtifact(request) {
	const { roster, path, keepSyncs = 1 } = request;
	await findFileTarget(path).catch((error) => {
		throw cannotWriteArtifact(path, error);
	});
	const sync = createSync({
		startedAt: new Date(roster.readAt),
		endedAt: request.endedAt,
		digest: rosterDigest(roster)
	});
	if (!existsSync(path)) return await writeComplete(path, request, sync);
	return await append(path, request, sync, keepSyncs).catch((error) => writeToAlternative(path, request, sync, error)) ?? await writeComplete(path, request, sync);
}
/**
* Writes the sync to another file next to one that it cannot be added to, and throws `AuditError`
* `ARTIFACT_FAILED`.
*/
async function writeToAlternative(path, contents, sync, error) {
	const reason = `cannot add to artifact "${path}": ${describeError(error)} It was not changed`;
	const alternative = await findAlternativePath(path, contents.roster);
	if (alternative === void 0) throw new AuditError("ARTIFACT_FAILED", `${reason}, nor were the files next to it, so the new sync was not written. Move them away.`, { cause: error });
	await writeComplete(alternative, contents, sync).catch((failure) => {
		throw new AuditError("ARTIFACT_FAILED", `${reason}, and the new sync was not written: ${describeError(failure)}`, { cause: failure });
	});
	throw new AuditError("ARTIFACT_FAILED", `${reason}, and the new sync is in "${alternative}". Move one of them away.`, { cause: error });
}
const maxAlternatives = 9;
/**
* Returns a path that is free, or that contains an earlier sync of the same workspace written here
* before.
*/
async function findAlternativePath(path, roster) {
	for (let number = 1; number <= maxAlternatives; number++) {
		const alternative = `${path}.beside${number === 1 ? "" : `.${number}`}`;
		if (!existsSync(alternative)) return alternative;
		if (await withDatabase(alternative, (database) => findForeignSync(database, roster)).catch(() => "it cannot be read") === void 0) return alternative;
	}
}
/**
* Adds the sync to an artifact of the same workspace. Returns undefined if no earlier sync is to be
* kept. Throws for an artifact of another workspace or connector.
*/
async function append(path, contents, sync, keepSyncs) {
	const { roster } = contents;
	return await withDatabase(path, async (database, databasePath) => {
		const foreign = findForeignSync(database, roster);
		if (foreign !== void 0) throw new AuditError("ARTIFACT_FAILED", foreign);
		const syncs = listSyncs(database);
		const [newest] = syncs;
		if (keepSyncs > 1 && newest?.id === sync.id) return {
			path,
			...await hashFile(path),
			syncId: sync.id
		};
		const earlier = syncs.filter(({ id }) => id !== sync.id);
		const own = earlier.filter(({ id }) => workspaceOf(database, id) === roster.workspace.id);
		const dropped = new Set(own.slice(keepSyncs - 1));
		const newestFirst = earlier.filter((one) => !dropped.has(one));
		if (newestFirst.length === 0) return void 0;
		return await writeComplete(path, contents, after(newest, sync), {
			databasePath,
			newestFirst
		});
	});
}
/**
* Returns why a sync must not be added to an artifact, or undefined if all of it is of this
* workspace. A reader uses only the newest sync, and an unfinished sync would be lost.
*/
function findForeignSync(database, { workspace }) {
	const finished = listSyncs(database).map(({ id }) => id);
	const [newest] = finished;
	const unfinished = listSyncsWithResources(database).filter((id) => !finished.includes(id));
	const isOwn = (id) => workspaceOf(database, id) === workspace.id;
	const found = [...newest === void 0 ? [] : [newest], ...unfinished].find((id) => !isOwn(id));
	if (found === void 0) return void 0;
	const id = workspaceOf(database, found);
	const content = id === void 0 ? `contains ${describeTypes(countResources(database, found))}` : `is of workspace "${id}"`;
	return `its ${found === newest ? "newest sync" : "unfinished sync"} ${content}, and this one is of workspace "${workspace.id}" (${workspace.slug}).`;
}
async function writeComplete(path, contents, sync, earlier) {
	let temporary;
	let files;
	try {
		const target = await findFileTarget(path);
		const folder = dirname(target);
		await makeFolders(folder);
		temporary = makeTemporary(folder, { hidden: true });
		const databasePath = join(temporary.path, "sync.db");
		const artifactPath = join(temporary.path, "sync.c1z");
		files = (isLarge(contents.roster) ? openFilesInThread : openArtifactFiles)({
			databasePath,
			artifactPath,
			sync,
			earlier
		});
		for (const batch of toBatches(contents)) await files.add(batch);
		await files.finish();
		const [packing, comparison] = await Promise.allSettled([files.pack(), requireEqual(path, databasePath, contents)]);
		if (comparison.status === "rejected") throw comparison.reason;
		if (packing.status === "rejected") throw packing.reason;
		const packed = packing.value;
		await rename(artifactPath, target);
		await syncFolder(folder);
		return {
			path,
			...packed,
			syncId: sync.id
		};
	} catch (error) {
		if (error instanceof AuditError) throw error;
		throw cannotWriteArtifact(path, error);
	} finally {
		await files?.close();
		await temporary?.remove();
	}
}
function cannotWriteArtifact(path, error) {
	return cannotWrite({
		path,
		what: `artifact ${JSON.stringify(path)}`,
		code: "ARTIFACT_FAILED"
	}, error);
}
/** For a small artifact, starting a thread takes longer than writing the file. */
function isLarge({ members, services }) {
	return members.length + services.length > 5e3;
}
/**
* Reads the database like any other reader, and throws `AuditError` `ARTIFACT_FAILED` on any
* difference: another place for the artifact would not help.
*/
async function requireEqual(path, databasePath, expected) {
	const database = openSqlite(databasePath, { readOnly: true });
	try {
		const { roster, unlisted } = readSync$1(database, 0, expected.roster);
		const isEqual = isDeepStrictEqual(unlisted, expected.unlisted);
		if (roster === expected.roster && isEqual) return;
		const place = isEqual ? firstDifference(expected.roster, roster) : "unlisted";
		throw new AuditError("ARTIFACT_FAILED", `cannot write artifact ${JSON.stringify(path)}: what was read back differs from the roster at ${place}; this is a bug, please report it.`);
	} finally {
		database.close();
	}
}
/**
* Returns the path of the first value that differs, without the values: they may be personal data.
*/
function firstDifference(expected, found, path = "roster") {
	if (!isContainer(expected) || !isContainer(found)) return path;
	const keys = /* @__PURE__ */ new Set([...Object.keys(expected), ...Object.keys(found)]);
	for (const key of keys) if (!isDeepStrictEqual(expected[key], found[key])) return firstDifference(expected[key], found[key], `${path}.${key}`);
	return path;
}
function isContainer(value) {
	return typeof value === "object" && value !== null;
}
/** Makes the new file name survive a crash. Windows cannot open a folder, and does not need to. */
async function syncFolder(folder) {
	const handle = await open(folder, "r").catch(() => void 0);
	try {
		await handle?.sync().catch(() => void 0);
	} finally {
		await handle?.close();
	}
}

export { writeArtifact };
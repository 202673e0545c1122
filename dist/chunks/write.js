import { n as describeError, t as AuditError } from "./errors.js";
import { n as cannotWrite } from "./cannot-write.js";
import { r as makeFolders, t as findFileTarget } from "./target.js";
import { r as makeTemporary } from "./temporary.js";
import { t as rosterDigest } from "./digest.js";
import { a as summarize, i as requireReadable, n as openArtifactFiles, o as toBatches, r as DatabaseWriter, t as finishFiles } from "./artifact-files.js";
import { $ as maxDocumentBytes, C as entitlementId, D as roleSlugs, E as resourceTypes, O as teamSlugs, a as countResources, c as listSyncsWithResources, it as hashFile, l as listWorkspaces, n as openSqlite, r as after, s as listSyncs, u as createSync } from "./open-database.js";
import { t as isUnknown } from "./fact.js";
import { o as withDatabase, r as readSync$1 } from "./read.js";
import { r as describeTypes } from "./describe-others2.js";
import { isDeepStrictEqual } from "node:util";
import { Worker } from "node:worker_threads";
import { open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { existsSync } from "node:fs";

// src/c1z/find-missing.ts
/** Compares how many rows were encoded with how many the roster needs. */
/**
* Returns what has too few or too many rows; undefined if nothing has. Ids differ in each table, so
* the right number of rows means that none is missing. Repositories' grants are not counted: several
* privileges may give one grant.
*/
function findMissing(roster, added) {
	const found = /* @__PURE__ */ new Map();
	for (const { table, rows } of added.filter((batch) => batch.table !== "assets")) {
		if (table === "resources") count(found, rows.type, rows.count);
		if (table === "grants") count(found, rows.entitlementId, rows.count);
	}
	for (const [name, expected] of countNeeded(roster)) if ((found.get(name) ?? 0) !== expected) return `the number of rows of ${name}`;
}
function countNeeded({ workspace, members, services, teams }) {
	const grants = /* @__PURE__ */ new Map();
	const add = (role, memberships) => {
		if (!isUnknown(role)) count(grants, roleSlugs[role]);
		for (const { team, role: inTeam } of isUnknown(memberships) ? [] : memberships) {
			count(grants, `${team} ${teamSlugs.Member}`);
			if (inTeam === "Manager") count(grants, `${team} ${teamSlugs.Manager}`);
		}
	};
	for (const member of members) add(member.role, member.teams);
	for (const service of services) add(service.role, service.teams);
	const { organization, service, team: teamType, user } = resourceTypes;
	return new Map([
		[user, members.length],
		[service, services.length],
		[teamType, teams.length],
		...Object.values(roleSlugs).map((slug) => [entitlementId(organization, workspace.id, slug), grants.get(slug) ?? 0]),
		...teams.flatMap(({ id }) => Object.values(teamSlugs).map((slug) => [entitlementId(teamType, id, slug), grants.get(`${id} ${slug}`) ?? 0]))
	]);
}
function count(counts, name, rows = 1) {
	counts.set(name, (counts.get(name) ?? 0) + rows);
}

// src/c1z/decodable.ts
/**
* Proves that the encoded rows decode to the roster. Property tests prove it for any roster; this
* decodes one account of each kind of every roster that is written.
*/
/** Up to this number, every member is decoded. */
const maxMembers = 250;
/**
* Writes a sample of the contents to memory, and reads it like any other reader. Returns the path
* of the first value that differs, without values; undefined if all are equal. `added` is what the
* artifact was written from: the rows of a complete sample must be the same.
*/
function findUndecodable(contents, sync, added) {
	const { roster } = contents;
	const missing = findMissing(roster, added);
	if (missing !== void 0) return missing;
	const members = sampleOf(roster.members);
	const sample = {
		...contents,
		roster: {
			...roster,
			members
		}
	};
	const batches = [...toBatches(sample)];
	if (members.length === roster.members.length && !isDeepStrictEqual(batches.map(summarize), added)) return "its encoded rows";
	try {
		return findDifference(sample, sync, batches);
	} catch {
		return "a record that cannot be decoded";
	}
}
function findDifference(sample, sync, batches) {
	const database = openSqlite(":memory:");
	try {
		const writer = new DatabaseWriter(database, sync);
		for (const batch of batches) writer.add(batch);
		writer.finish();
		const read = readSync$1(database, 0, maxDocumentBytes(Infinity));
		return firstDifference(sample.roster, read.roster, "roster") ?? firstDifference(sample.unlisted, read.unlisted, "unlisted");
	} finally {
		database.close();
	}
}
/** Returns one member of each kind, in the same order. */
function sampleOf(members) {
	if (members.length <= maxMembers) return members;
	const seen = /* @__PURE__ */ new Set();
	return members.filter((member) => {
		const kind = kindOf(member);
		return !seen.has(kind) && seen.add(kind);
	});
}
/** Members of one kind take the same paths through the encoder and the decoder. */
function kindOf(member) {
	const { teams } = member;
	return [
		kindOfText(member.id),
		kindOfText(member.username),
		kindOfText(member.name),
		kindOfFact(member.email, kindOfText),
		kindOfFact(member.role),
		kindOfFact(member.active),
		kindOfFact(member.twoFactor),
		kindOfFact(member.visibility),
		kindOfFact(member.joinedAt, () => "at"),
		kindOfFact(member.lastLoginAt, (at) => at === null ? "never" : "at"),
		kindOfFact(member.lastLoginMethod),
		kindOfFact(teams, (list) => [...new Set(list.map(({ role }) => kindOfFact(role)))].join("+"))
	].join("|");
}
function kindOfFact(fact, kindOfValue = String) {
	return isUnknown(fact) ? JSON.stringify(fact) : kindOfValue(fact);
}
/** Lengths of 0, 60 and 127 are the limits of the encoder's paths. */
function kindOfText(text) {
	const { length } = text;
	const size = length === 0 ? "" : length <= 60 ? "s" : length <= 127 ? "m" : "l";
	if (/^[\0-\x7F]*$/u.test(text)) return size;
	return `${size}${text.isWellFormed() ? "u" : "half"}`;
}
/**
* Returns the path of the first value that differs, without the values: they may be personal data.
* Undefined if all are equal.
*/
function firstDifference(expected, found, path) {
	if (isDeepStrictEqual(expected, found)) return void 0;
	if (!isContainer(expected) || !isContainer(found)) return path;
	const keys = /* @__PURE__ */ new Set([...Object.keys(expected), ...Object.keys(found)]);
	for (const key of keys) {
		const place = firstDifference(expected[key], found[key], `${path}.${key}`);
		if (place !== void 0) return place;
	}
	return path;
}
function isContainer(value) {
	return typeof value === "object" && value !== null;
}

// src/c1z/files-in-thread.ts
/** Writes an artifact's files in worker threads, so that this thread can continue. */
/**
* How many bytes of batches may wait for the thread that writes them. Encoding is faster than
* writing: with 100,000 members in five teams each, this thread never has to stop.
*/
const maxWaitingBytes = 64 * 1024 ** 2;
/** What the message of a batch takes without its bytes. There may be a batch for each grant. */
const messageBytes = 2048;
/** In the same folder as this module, both in the sources and in the bundle. */
const program = new URL(import.meta.url.endsWith(".ts") ? "artifact-thread.ts" : "artifact-thread.js", import.meta.url);
/** Returns files that one worker thread writes. Another one compares what it wrote. */
function openFilesInThread(plan) {
	const writing = startThread(plan);
	let comparing;
	return {
		add: async (batch) => {
			writing.ask("add", [batch], payloadOf(batch));
			await writing.untilLessWaits(maxWaitingBytes);
		},
		complete: () => writing.ask("complete", []),
		pack: () => writing.ask("pack", []),
		findDifference: (added) => {
			comparing ??= startThread(plan);
			return comparing.ask("findDifference", [added]);
		},
		close: async () => {
			comparing ??= writing;
			await Promise.all([writing.end(), comparing.end()]);
		}
	};
}
function startThread(plan) {
	const worker = new Worker(program, {
		workerData: plan,
		resourceLimits: { maxYoungGenerationSizeMb: 4 }
	});
	const waiting = [];
	let waitingBytes = 0;
	let failure;
	const fail = (error) => {
		failure ??= error;
		for (const request of waiting.splice(0)) request.reject(failure);
	};
	worker.on("message", ({ error, details, value }) => {
		if (error !== void 0) return fail(Object.assign(error, details));
		const answered = waiting.shift();
		waitingBytes -= answered?.bytes ?? 0;
		answered?.resolve(value);
	});
	worker.on("error", (error) => fail(error));
	worker.on("exit", () => fail(/* @__PURE__ */ new Error("the thread that writes it has ended")));
	return {
		ask: (step, args, payload = {
			bytes: 0,
			transferred: []
		}) => {
			const pending = {
				...Promise.withResolvers(),
				...payload
			};
			pending.promise.catch(() => {});
			if (failure !== void 0) pending.reject(failure);
			else {
				waiting.push(pending);
				waitingBytes += payload.bytes;
				const request = {
					step,
					args
				};
				worker.postMessage(request, payload.transferred);
			}
			return pending.promise;
		},
		untilLessWaits: async (maxBytes) => {
			for (;;) {
				if (failure !== void 0) throw failure;
				if (waitingBytes <= maxBytes) return;
				await waiting[0]?.promise;
			}
		},
		end: async () => {
			await worker.terminate();
		}
	};
}
function payloadOf(batch) {
	switch (batch.table) {
		case "grants": {
			const { principalIds, head, tail, rest, expansion } = batch.rows;
			return {
				bytes: [
					principalIds,
					head,
					tail,
					rest,
					expansion ?? ""
				].reduce((sum, { length }) => sum + length, messageBytes),
				transferred: []
			};
		}
		case "resources": {
			const { buffer, byteLength } = batch.rows.data;
			const transferred = buffer instanceof ArrayBuffer ? [buffer] : [];
			return {
				bytes: messageBytes + byteLength,
				transferred
			};
		}
		default: return {
			bytes: messageBytes,
			transferred: []
		};
	}
}

// src/c1z/write.ts
/**
* Writes an artifact, and publishes it only after two proofs: the file holds the rows that were
* encoded, and the encoded rows decode to the roster.
*/
/**
* Writes a roster as the newest sync of an artifact, after the earlier syncs of the same file. If
* the file's newest sync is this same sync, the file stays unchanged. The file gets its name only
* when it is complete and both proofs succeeded; an existing file stays until then.
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
		digest: rosterDigest(roster),
		withRepositories: request.withRepositories
	});
	if (!existsSync(path)) return await writeComplete(path, request, sync);
	return await append(path, request, sync, keepSyncs).catch((error) => writeToAlternative(path, request, sync, error)) ?? await writeComplete(path, request, sync);
}
/**
* Writes the sync to another file next to one that it cannot be added to, and throws `AuditError`
* `ARTIFACT_FAILED`.
*/
async function writeToAlternative(path, contents, sync, error) {
	const why = afterPath(describeError(error), path);
	const reason = `cannot add to artifact "${path}": ${why} It was not changed`;
	const alternative = await findAlternativePath(path, contents.roster);
	if (alternative === void 0) throw new AuditError("ARTIFACT_FAILED", `${reason}, nor were the files next to it, so the new sync was not written. Move them away.`, { cause: error });
	await writeComplete(alternative, contents, sync).catch((failure) => {
		const isSame = afterPath(describeError(failure), alternative) === why;
		throw new AuditError("ARTIFACT_FAILED", `${reason}, and the new sync was not written${isSame ? "." : `: ${describeError(failure)}`}`, { cause: failure });
	});
	throw new AuditError("ARTIFACT_FAILED", `${reason}, and the new sync is in "${alternative}". Move one of them away.`, { cause: error });
}
/** Returns an error's text without the artifact that it is about, which the message names already. */
function afterPath(text, path) {
	const rest = text.replace(/^cannot (?:read|write) artifact /u, "");
	const start = [`"${path}": `, `${JSON.stringify(path)}: `].find((one) => rest.startsWith(one));
	return start === void 0 ? text : rest.slice(start.length);
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
		const workspaces = listWorkspaces(database);
		const own = earlier.filter(({ id }) => workspaces.get(id) === roster.workspace.id);
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
	const finished = new Set(listSyncs(database).map(({ id }) => id));
	const [newest] = finished;
	const unfinished = listSyncsWithResources(database).filter((id) => !finished.has(id));
	const workspaces = listWorkspaces(database);
	const isOwn = (id) => workspaces.get(id) === workspace.id;
	const found = [...newest === void 0 ? [] : [newest], ...unfinished].find((id) => !isOwn(id));
	if (found === void 0) return void 0;
	const id = workspaces.get(found);
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
		const added = [];
		for (const batch of toBatches(contents)) {
			if (batch.table === "assets") requireReadable(batch.document, added);
			added.push(summarize(batch));
			await files.add(batch);
		}
		const finishing = finishFiles(files, added);
		finishing.catch(() => {});
		const undecodable = findUndecodable(contents, sync, added);
		const { difference = undecodable, ...packed } = await finishing;
		if (difference !== void 0) throw differsAt(path, difference);
		await rename(artifactPath, target);
		await syncFolder(folder);
		return {
			path,
			...packed,
			syncId: sync.id
		};
	} catch (error) {
		if (error instanceof AuditError) throw error;
		throw cannotWriteArtifact(path, error, "Try again. If it happens again, report it.");
	} finally {
		await files?.close();
		await temporary?.remove();
	}
}
/** Another place for the artifact would not help. */
function differsAt(path, place) {
	return new AuditError("ARTIFACT_FAILED", `cannot write artifact ${JSON.stringify(path)}: what was read back differs from the roster at ${place}; this is a bug, please report it.`);
}
function cannotWriteArtifact(path, error, remedy) {
	return cannotWrite({
		path,
		what: `artifact ${JSON.stringify(path)}`,
		code: "ARTIFACT_FAILED",
		...remedy !== void 0 && { remedy }
	}, error);
}
/** For a small artifact, starting a thread takes longer than writing the file. */
function isLarge({ members, services }) {
	return members.length + services.length > 5e3;
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
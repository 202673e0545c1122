import { n as describeError, t as AuditError } from "./errors.js";
import { n as normalizeTime } from "./time.js";
import { t as openRegularFile } from "./read-bounded.js";
import { pipeline } from "node:stream";
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";
import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { open, stat } from "node:fs/promises";
import { closeSync, createReadStream, openSync, readSync } from "node:fs";

// src/c1z/container/frames.ts
const frameMagic = 4247762216;
const skippableMagic = 407710288;
/** A writer makes one frame. Each frame needs its own decoder. */
const maxFrames = 1e3;
/** A complete artifact has about ten thousand blocks. Even empty ones take time. */
const maxBlocks = 1e6;
const windowBytes = 65536;
/**
* Returns the frames from an offset to the end of a file, without the skippable ones.
* Throws `Error` for a truncated frame and for bytes that are not a frame.
*/
async function findFrames({ file, bytes }, offset) {
	const read = createReader(bytes, async (buffer, position) => {
		const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
		return bytesRead;
	});
	const frames = [];
	let at = offset;
	for (let count = 0; at < bytes; count++) {
		if (count === maxFrames) throw new Error(`it has more than ${maxFrames} frames`);
		const magic = (await read(at, 4)).readUInt32LE(0);
		if (magic === frameMagic) {
			const { end, declaredBytes } = await findFrameEnd(read, at + 4);
			frames.push({
				start: at,
				end: end - 1,
				declaredBytes
			});
			at = end;
		} else if ((magic & 4294967280) >>> 0 === skippableMagic) at += 8 + (await read(at + 4, 4)).readUInt32LE(0);
		else throw new Error("there is other data between its frames, or after them");
	}
	if (at > bytes) throw new Error("it is cut off");
	return frames;
}
/** Returns a function that reads a few bytes at any offset. It reads ahead in larger parts. */
function createReader(size, fill) {
	const window = Buffer.alloc(windowBytes);
	let start = 0;
	let length = 0;
	return async (position, bytes) => {
		if (position + bytes > size) throw new Error("it is cut off");
		if (position < start || position + bytes > start + length) {
			start = position;
			length = await fill(window, position);
			if (length < bytes) throw new Error("it is cut off");
		}
		return window.subarray(position - start, position - start + bytes);
	};
}
/** Returns where a frame ends (exclusive), given the offset after its magic number. */
async function findFrameEnd(read, offset) {
	const descriptor = (await read(offset, 1)).readUInt8(0);
	const singleSegment = (descriptor & 32) !== 0;
	const checksumBytes = (descriptor & 4) === 0 ? 0 : 4;
	const sizeFlag = descriptor >> 6;
	const sizeBytes = sizeFlag === 0 ? singleSegment ? 1 : 0 : 1 << sizeFlag;
	const dictionaryBytes = [
		0,
		1,
		2,
		4
	][descriptor & 3] ?? 0;
	let at = offset + 1 + (singleSegment ? 0 : 1) + dictionaryBytes;
	const declaredBytes = toContentSize(await read(at, sizeBytes));
	at += sizeBytes;
	for (let last = false, blocks = 1; !last; blocks++) {
		if (blocks > maxBlocks) throw new Error(`a frame has more than ${maxBlocks} blocks`);
		const header = (await read(at, 3)).readUIntLE(0, 3);
		last = (header & 1) === 1;
		const isRepeat = (header >> 1 & 3) === 1;
		at += 3 + (isRepeat ? 1 : header >> 3);
	}
	return {
		end: at + checksumBytes,
		declaredBytes
	};
}
/** Returns a Frame_Content_Size (section 3.1.1.1.4). */
function toContentSize(field) {
	if (field.length === 0) return void 0;
	if (field.length === 8) return Number(field.readBigUInt64LE(0));
	return field.readUIntLE(0, field.length) + (field.length === 2 ? 256 : 0);
}

// src/c1z/container/container.ts
/** The container of an artifact: five bytes, then one zstd frame that contains a SQLite file. */
const magicV1 = Buffer.from("C1ZF\0", "latin1");
const magicV3 = Buffer.from("C1Z3\0", "latin1");
/** The level that the SDK uses. Higher levels take seconds longer for a tenth of the size. */
const compressionLevel = 3;
/** The old reader's limit on the decoded size. */
const maxDecodedBytes = 3 * 1024 ** 3;
/** A large database compresses to about a fifteenth. Empty pages of a small one compress better. */
const plausibleRatio = 500;
const plausibleBytes = 128 * 1024 ** 2;
/** Both readers reject a larger window. */
const maxWindowLog = 27;
const chunkBytes = 262144;
/**
* Compresses a database into a new file, as a stream, and returns the hash and the size of that
* file.
* Throws `Error` for a database larger than the limit, which C1's older readers would reject.
*/
async function packDatabase(databasePath, artifactPath, limitBytes = maxDecodedBytes) {
	const { size } = await stat(databasePath);
	if (size > limitBytes) {
		const [has, takes] = [size, limitBytes].map((bytes) => Math.ceil(bytes / 1024 ** 2));
		throw new Error(`its database has ${has} MiB, and C1's readers take no more than ${takes}; keep fewer syncs, or export the roster as csv`);
	}
	const hash = createHash("sha256").update(magicV1);
	let bytes = magicV1.length;
	const artifact = await open(artifactPath, "wx");
	try {
		await artifact.writeFile(magicV1);
		const file = createReadStream(databasePath, { highWaterMark: chunkBytes });
		const chunks = createZstdCompress({
			chunkSize: chunkBytes,
			pledgedSrcSize: size,
			params: {
				[constants.ZSTD_c_compressionLevel]: compressionLevel,
				[constants.ZSTD_c_checksumFlag]: 1
			}
		});
		pipeline(file, chunks, () => {});
		for await (const chunk of chunks) {
			hash.update(chunk);
			bytes += chunk.length;
			await artifact.writeFile(chunk);
		}
		await artifact.sync();
	} finally {
		await artifact.close();
	}
	return {
		sha256: hash.digest("hex"),
		bytes
	};
}
/** Returns the same values as `packDatabase` when it wrote the file. */
async function hashFile(artifactPath) {
	const { file, bytes } = await openRegularFile(artifactPath);
	try {
		const hash = createHash("sha256");
		for await (const chunk of readPart(file, 0, bytes - 1)) hash.update(chunk);
		return {
			sha256: hash.digest("hex"),
			bytes
		};
	} finally {
		await file.close();
	}
}
/**
* Decompresses an artifact's database into a new file.
* Throws `AuditError` `ARTIFACT_FAILED` for anything that is not a complete v1 artifact within the
* limit. The limit is lower for a small file, because no writer compresses rows that well.
*/
async function unpackDatabase(artifactPath, databasePath, limitBytes = maxDecodedBytes) {
	let database;
	try {
		for await (const chunk of unpack(artifactPath, limitBytes)) {
			database ??= await open(databasePath, "wx");
			await database.writeFile(chunk);
		}
	} finally {
		await database?.close();
	}
}
/**
* Decompresses an artifact and compares it with the database that it was made from.
* Throws `AuditError` `ARTIFACT_FAILED` like `unpackDatabase`, and `Error` for any difference.
*/
async function requirePacked(artifactPath, databasePath) {
	const database = await open(databasePath, "r");
	try {
		let compared = 0;
		let equal = true;
		let expected = Buffer.alloc(chunkBytes);
		for await (const chunk of unpack(artifactPath, maxDecodedBytes)) {
			if (expected.length < chunk.length) expected = Buffer.alloc(chunk.length);
			const { bytesRead } = await database.read(expected, 0, chunk.length, compared);
			equal &&= expected.subarray(0, bytesRead).equals(chunk);
			compared += chunk.length;
		}
		const { size } = await database.stat();
		if (!equal || compared !== size) throw new Error("the unpacked file differs from the packed one");
	} finally {
		await database.close();
	}
}
/** Yields the decompressed bytes of an artifact, in order. Throws like `unpackDatabase`. */
async function* unpack(artifactPath, limitBytes) {
	const refuse = (reason, cause) => new AuditError("ARTIFACT_FAILED", `cannot read artifact "${artifactPath}": ${reason}.`, { cause });
	const opened = await openRegularFile(artifactPath).catch((error) => {
		const missing = error.code === "ENOENT";
		throw refuse(missing ? "there is no such file" : describeError(error), error);
	});
	try {
		const { file, bytes } = opened;
		const problem = await findHeadProblem(opened);
		if (problem !== void 0) throw refuse(problem);
		const limit = Math.min(limitBytes, Math.max(plausibleBytes, bytes * plausibleRatio));
		const tooLarge = `it unpacks to more than ${limit} bytes`;
		const frames = await findFrames(opened, magicV1.length);
		if (frames.reduce((sum, frame) => sum + (frame.declaredBytes ?? 0), 0) > limit) throw refuse(tooLarge);
		let decoded = 0;
		for (const frame of frames) for await (const chunk of unpackFrame(file, frame)) {
			decoded += chunk.length;
			if (decoded > limit) throw refuse(tooLarge);
			yield chunk;
		}
		if (decoded === 0) throw refuse("it is empty");
	} catch (error) {
		if (error instanceof AuditError) throw error;
		throw refuse(`it is damaged or cut off (${describeError(error)})`, error);
	} finally {
		await opened.file.close();
	}
}
async function* unpackFrame(file, { start, end, declaredBytes }) {
	const chunks = createZstdDecompress({
		chunkSize: chunkBytes,
		params: { [constants.ZSTD_d_windowLogMax]: maxWindowLog }
	});
	pipeline(readPart(file, start, end), chunks, () => {});
	let decoded = 0;
	for await (const chunk of chunks) {
		decoded += chunk.length;
		yield chunk;
	}
	if (declaredBytes !== void 0 && declaredBytes !== decoded) throw new Error("a frame's size differs from the size that it declares");
}
/**
* Yields the bytes from one offset to another, both included. If the file grows meanwhile, it still
* ends there.
*/
async function* readPart(file, start, end) {
	for (let at = start; at <= end;) {
		const length = Math.min(chunkBytes, end + 1 - at);
		const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
		if (bytesRead === 0) throw new Error("it was cut off while it was read");
		yield buffer.subarray(0, bytesRead);
		at += bytesRead;
	}
}
/** Files that a user may give by mistake, by their first bytes. */
const otherKinds = [
	["PK", "a zip file; unpack it, and use the .c1z file inside"],
	["SQLite format 3\0", "a SQLite database that is not packed as a .c1z"],
	["", "a gzip file"],
	["(µ/ý", "a zstd file without the header of a .c1z"],
	["{", "probably JSON"]
];
/** Returns why a file is not a readable artifact, and what it is instead, if known. */
async function findHeadProblem({ file, bytes }) {
	const length = 16;
	const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
	const head = buffer.subarray(0, bytesRead);
	const begins = (text) => head.indexOf(text, 0, "latin1") === 0;
	if (begins(magicV1)) return void 0;
	if (begins(magicV3)) return "it has the third version, which contains no SQLite; sync again with --storage-engine sqlite";
	if (bytes === 0) return "it is not a .c1z file: it has no bytes";
	const other = otherKinds.find(([start]) => begins(start));
	return `it is not a .c1z file${other === void 0 ? "" : `: it is ${other[1]}`}`;
}

// src/c1z/identity.ts
/**
* The ids inside an artifact. C1's configuration refers to them, so they are a contract and never
* change. They are permanent ids, except for service accounts: the API gives only a slug for these.
*/
const resourceTypes = {
	organization: "organization",
	user: "user",
	service: "service_account",
	team: "team",
	repository: "repository"
};
/** Slugs of the entitlements on the workspace, by role as the API spells it. */
const roleSlugs = {
	Owner: "owner",
	Manager: "manager",
	Member: "member",
	Collaborator: "collaborator"
};
/** Slugs of the entitlements on a team. Everyone in it has `member`; managers have both. */
const teamSlugs = {
	Member: "member",
	Manager: "manager"
};
/** Slugs of the entitlements on a repository, by level as the API spells it. */
const levelSlugs = {
	Admin: "admin",
	Write: "write",
	Read: "read"
};
/** Returns a resource's id in the form of the resources table. */
function resourceKey(type, id) {
	return `${type}:${id}`;
}
function entitlementId(type, id, slug) {
	return `${type}:${id}:${slug}`;
}
function grantId(entitlement, principalType, principalId) {
	return `${entitlement}:${principalType}:${principalId}`;
}
/**
* The id of the asset that contains what has no record. This id and the version in the asset are a
* contract.
*/
const documentAssetId = "cloudsmith-access-audit/roster";

// src/c1z/sync.ts
/** The id and the times of a sync. */
/** Seconds from the Unix epoch to the epoch of a KSUID. */
const ksuidEpoch = 14e8;
const ksuidLength = 27;
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/**
* Returns the sync of a roster with this digest. The id's payload comes from the digest: the same
* roster read at the same time gets the same id, and a different roster a different one.
*/
function createSync(times) {
	const { startedAt, digest } = times;
	const endedAt = new Date(Math.max(times.endedAt.getTime(), startedAt.getTime() + 1));
	return {
		id: ksuid(startedAt, Buffer.from(digest, "hex").subarray(0, 16)),
		startedAt,
		endedAt
	};
}
/** Returns 27 base-62 characters for 4 bytes of time and 16 bytes of payload. */
function ksuid(time, payload) {
	const seconds = Math.max(0, Math.floor(time.getTime() / 1e3) - ksuidEpoch);
	const bytes = Buffer.alloc(20);
	bytes.writeUInt32BE(seconds);
	bytes.set(payload, 4);
	let number = BigInt(`0x${bytes.toString("hex")}`);
	let text = "";
	for (let place = 0; place < ksuidLength; place++) {
		text = (digits[Number(number % 62n)] ?? "") + text;
		number /= 62n;
	}
	return text;
}
/**
* Returns a time in the format of the tables, which readers compare as text: UTC, nanoseconds, no
* zone.
*/
function toSqlTime(time) {
	return `${time.toISOString().slice(0, -1).replace("T", " ")}000000`;
}
/** Parses such a text; undefined if it is not a time. */
function fromSqlTime(text) {
	const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,9})?$/u.exec(text);
	if (match === null) return void 0;
	const time = normalizeTime(`${match[1]}T${match[2]}${match[3] ?? ""}Z`);
	return time === void 0 ? void 0 : new Date(time);
}

// src/c1z/sqlite/earlier-syncs.ts
/** The columns to copy, by name: an SDK may have added columns or changed their order. */
const tables = {
	v1_resource_types: [
		"external_id",
		"data",
		"sync_id",
		"discovered_at"
	],
	v1_resources: [
		"resource_type_id",
		"external_id",
		"parent_resource_type_id",
		"parent_resource_id",
		"data",
		"sync_id",
		"discovered_at"
	],
	v1_entitlements: [
		"resource_type_id",
		"resource_id",
		"external_id",
		"data",
		"sync_id",
		"discovered_at"
	],
	v1_grants: [
		"resource_type_id",
		"resource_id",
		"entitlement_id",
		"principal_resource_type_id",
		"principal_resource_id",
		"external_id",
		"expansion",
		"needs_expansion",
		"data",
		"sync_id",
		"discovered_at"
	],
	v1_assets: [
		"external_id",
		"content_type",
		"data",
		"sync_id",
		"discovered_at"
	],
	v1_sync_runs: [
		"sync_id",
		"started_at",
		"ended_at",
		"sync_token",
		"sync_type",
		"parent_sync_id",
		"linked_sync_id",
		"supports_diff"
	]
};
/**
* Returns the finished full syncs, newest first. Throws `Error` if the database is not an
* artifact's.
*/
function listSyncs(database) {
	requireTables(database);
	return database.prepare("select sync_id, started_at, ended_at from v1_sync_runs where ended_at is not null and sync_type = 'full' order by ended_at desc, id desc").all().map((row) => {
		const startedAt = fromSqlTime(String(row["started_at"]));
		const endedAt = fromSqlTime(String(row["ended_at"]));
		if (startedAt === void 0 || endedAt === void 0) throw new Error("the time of its sync is not understood");
		return {
			id: String(row["sync_id"]),
			startedAt,
			endedAt
		};
	});
}
/** Returns the permanent id of a sync's workspace, or undefined if it does not have exactly one. */
function workspaceOf(database, syncId) {
	const [row, second] = database.prepare("select external_id from v1_resources where resource_type_id = ? and sync_id = ? limit 2").all(resourceTypes.organization, syncId);
	if (row === void 0 || second !== void 0) return void 0;
	const key = String(row["external_id"]);
	const prefix = resourceKey(resourceTypes.organization, "");
	return key.startsWith(prefix) ? key.slice(prefix.length) : void 0;
}
/** A file with more syncs is not a file to add to. */
const maxSyncs = 1e3;
/**
* Returns the ids of the syncs that have resources, finished or not. Throws `Error` for more than
* 1,000.
*/
function listSyncsWithResources(database) {
	const rows = database.prepare("select distinct sync_id from v1_resources limit ?").all(1001);
	if (rows.length > maxSyncs) throw new Error(`it contains more than ${maxSyncs} syncs`);
	return rows.map((row) => String(row["sync_id"]));
}
/** Returns how many resources of each type a sync contains. */
function countResources(database, syncId) {
	const rows = database.prepare("select resource_type_id as type, count(*) as n from v1_resources where sync_id = ? group by resource_type_id").all(syncId);
	return new Map(rows.map((row) => [String(row["type"]), Number(row["n"])]));
}
/**
* Returns the sync with times later than those of the earlier one, because readers order syncs by
* time.
*/
function after(earlier, sync) {
	if (earlier === void 0) return sync;
	const later = (time, than) => new Date(Math.max(time.getTime(), than.getTime() + 1));
	const startedAt = later(sync.startedAt, earlier.startedAt);
	const endedAt = later(later(sync.endedAt, startedAt), earlier.endedAt);
	return {
		...sync,
		startedAt,
		endedAt
	};
}
/**
* Copies syncs from one database to another, the oldest first, because the SDK finds the newest by
* row order. Data that this program does not use, such as other resource types, is copied too.
*/
function copySyncs(from, to, newestFirst) {
	for (const name of Object.keys(tables)) {
		const known = columnsOf(from, name);
		const columns = tables[name].filter((column) => known.has(column));
		const list = columns.join(", ");
		const select = from.prepare(`select ${list} from ${name} where sync_id = ? order by id`);
		const insert = to.prepare(`insert into ${name} (${list}) values (${columns.map(() => "?").join(", ")})`);
		for (const { id } of newestFirst.toReversed()) for (const row of select.iterate(id)) insert.run(...columns.map((column) => row[column] ?? null));
	}
}
/** A view with a table's name could run any query, possibly without end. */
function requireTables(database) {
	const find = database.prepare("select type, sql from sqlite_schema where name = ?");
	for (const name of Object.keys(tables)) {
		const found = find.get(name);
		if (found?.["type"] !== "table" || !/^create table /iu.test(String(found["sql"]))) throw new Error(`it lacks table ${name}`);
	}
}
function columnsOf(database, table) {
	const rows = database.prepare("select name, hidden from pragma_table_xinfo(?)").all(table);
	return new Set(rows.filter((row) => row["hidden"] === 0).map((row) => String(row["name"])));
}

// src/c1z/sqlite/schema-tree.ts
/**
* Checks the page tree of a database's schema. SQLite reads it before any query, and a page that
* occurs in it repeatedly would be read without end.
*/
const interior = 5;
const headerBytes = 100;
/** The schema of an artifact takes two or three pages. */
const maxPages = 1e3;
/** Throws `Error` if the schema's pages are not a tree, or if there are more than 1,000. */
function requireSchemaTree(path) {
	const file = openSync(path, "r");
	try {
		const read = (position, length) => {
			const buffer = Buffer.alloc(length);
			readSync(file, buffer, 0, length, position);
			return buffer;
		};
		const sizeField = read(16, 2).readUInt16BE(0);
		const pageBytes = sizeField === 1 ? 65536 : sizeField;
		if (pageBytes < 512) return;
		const seen = /* @__PURE__ */ new Set([1]);
		for (const page of seen) for (const child of childrenOf(read((page - 1) * pageBytes, pageBytes), page)) {
			if (seen.has(child) || seen.size === maxPages) throw new Error("its schema is damaged");
			seen.add(child);
		}
	} finally {
		closeSync(file);
	}
}
/** Returns the child pages of a page; none for a leaf and for a page that is not part of a tree. */
function childrenOf(page, number) {
	const at = number === 1 ? headerBytes : 0;
	if (page[at] !== interior) return [];
	const cells = Math.min(page.readUInt16BE(at + 3), Math.floor((page.length - at - 12) / 2));
	return [...Array.from({ length: cells }, (_, index) => {
		const cell = page.readUInt16BE(at + 12 + index * 2);
		return cell + 4 <= page.length ? page.readUInt32BE(cell) : 0;
	}), page.readUInt32BE(at + 8)];
}

// src/c1z/sqlite/sqlite.ts
/** Opens databases. Nothing else does, because each connection needs the same setting. */
/**
* Returns a connection; close it after use. It sorts in memory: SQLite would otherwise use
* temporary files, and the data is personal.
*/
function openSqlite(path, options = {}) {
	const database = new DatabaseSync(path, options);
	try {
		database.exec("pragma temp_store = memory");
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
}

// src/c1z/sqlite/open-database.ts
/** The longest value is our own document for a hundred thousand members with many unknown facts. */
const maxValueBytes = 64 * 1024 ** 2;
/**
* Returns a read-only database; close it after use.
* Throws `Error` if reading it would compute values, and if it is damaged: a page that occurs twice
* in a tree could be read without end.
*/
function openDatabase(path) {
	requireSchemaTree(path);
	const database = openSqlite(path, {
		readOnly: true,
		limits: {
			length: maxValueBytes,
			attach: 0
		}
	});
	try {
		database.exec("pragma trusted_schema = off; pragma cell_size_check = on");
		requirePlainSchema(database);
		if (database.prepare("pragma quick_check(1)").get()?.["quick_check"] !== "ok") throw new Error("its database is damaged");
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
}
/** Allows only tables and indexes of stored values, which is what every SDK writes. */
function requirePlainSchema(database) {
	const columns = database.prepare("select hidden from pragma_table_xinfo(?) where hidden <> 0");
	for (const { type, name, sql } of database.prepare("select type, name, sql from sqlite_schema").iterate()) {
		const text = String(sql);
		if (type === "index") continue;
		if (type !== "table" || !/^create table /iu.test(text)) throw new Error(`it contains a ${type === "table" ? "virtual table" : String(type)}, which no artifact has`);
		if (/\bcheck\b/iu.test(text) || columns.get(String(name)) !== void 0) throw new Error("one of its tables computes values, which no table of an artifact does");
	}
}

export { unpackDatabase as S, roleSlugs as _, countResources as a, packDatabase as b, workspaceOf as c, documentAssetId as d, entitlementId as f, resourceTypes as g, resourceKey as h, copySyncs as i, createSync as l, levelSlugs as m, openSqlite as n, listSyncs as o, grantId as p, after as r, listSyncsWithResources as s, openDatabase as t, toSqlTime as u, teamSlugs as v, requirePacked as x, hashFile as y };
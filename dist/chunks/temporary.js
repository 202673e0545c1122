import { n as describeError, t as AuditError } from "./errors.js";
import { createHash, randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { hostname } from "node:os";
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, renameSync, rmSync, statSync } from "node:fs";

// src/files/cannot-write.ts
/** The error for a file or a folder that cannot be written. */
/** The system's codes that a user can act on, in words. */
const reasons = {
	EACCES: "permission is denied",
	EDQUOT: "the disk quota is used up",
	EFBIG: "it is larger than this system allows",
	ELOOP: "its links lead in a circle",
	EISDIR: "it is a folder, not a file",
	ENAMETOOLONG: "its path is too long",
	ENOENT: "its folder does not exist, and cannot be created",
	ENOSPC: "the disk is full",
	EPERM: "permission is denied",
	EROFS: "the file system is read-only"
};
const needsRoom = /* @__PURE__ */ new Set([
	"EDQUOT",
	"EFBIG",
	"ENOSPC"
]);
/** Returns an `AuditError` that says why a path cannot be written and what to do. */
function cannotWrite({ path, what, code }, error) {
	return new AuditError(code ?? "REPORT_FAILED", `cannot write ${what ?? JSON.stringify(path)}: ${describeWriteError(error, path)}. ${isOutOfRoom(error) ? "Free some space, or name another disk." : "Name another place."}`, { cause: error });
}
/** Returns whether the disk takes no more. */
function isOutOfRoom(error) {
	return needsRoom.has(codeOf(error));
}
/** Returns why a path cannot be written, without a final period. */
function describeWriteError(error, path) {
	const code = codeOf(error);
	const obstacle = notFolder.has(code) ? describeObstacle(path) : void 0;
	if (obstacle !== void 0) return obstacle;
	const reason = reasons[code];
	return reason === void 0 ? describeError(error) : `${reason} (${code})`;
}
/** SQLite's number for a full disk, of which it gives no other code. */
const sqliteFull = 13;
function codeOf(error) {
	if (error instanceof Error && "errcode" in error && error.errcode === sqliteFull) return "ENOSPC";
	const code = error instanceof Error && "code" in error ? error.code : void 0;
	return typeof code === "string" ? code : "";
}
/** The codes for a path that leads through something other than a folder. */
const notFolder = /* @__PURE__ */ new Set([
	"EEXIST",
	"ELOOP",
	"ENOTDIR"
]);
/** Returns which part of a path should be a folder and is not. */
function describeObstacle(path) {
	for (let parent = dirname(path);; parent = dirname(parent)) {
		const quoted = JSON.stringify(parent);
		if (existsSync(parent)) return statSync(parent).isDirectory() ? void 0 : `${quoted} is a file, not a folder`;
		if (isLink(parent)) return `${quoted} is a link that leads to no folder`;
		if (parent === dirname(parent)) return void 0;
	}
}
function isLink(path) {
	try {
		return lstatSync(path).isSymbolicLink();
	} catch {
		return false;
	}
}

// src/files/owner.ts
/**
* Identifies the process that owns an entry in a shared folder, and checks whether that process has
* ended. A process id alone is not enough: ids are reused, and another container has its own.
*/
let known;
/** Returns this process as an owner. */
function thisProcess() {
	known ??= {
		where: findWhere(),
		pid: process.pid,
		began: findState(process.pid)?.began ?? "0"
	};
	return known;
}
/**
* True if the process has certainly ended. A process of another machine, boot or container is not
* visible from here, and counts as alive.
*/
function hasEnded({ where, pid, began }) {
	if (where !== thisProcess().where) return false;
	try {
		process.kill(pid, 0);
	} catch (error) {
		if (error.code === "ESRCH") return true;
	}
	const state = findState(pid);
	if (state === void 0) return false;
	return state.isZombie || began !== "0" && state.began !== began;
}
function findWhere() {
	const boot = attempt$1(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"));
	const namespace = attempt$1(() => readlinkSync("/proc/self/ns/pid"));
	const parts = boot === void 0 || namespace === void 0 ? [hostname()] : [boot, namespace];
	return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
}
/** Linux only. In proc_pid_stat(5), field 3 is the state and field 22 the start time. */
function findState(pid) {
	if (attempt$1(() => readlinkSync("/proc/self")) !== String(process.pid)) return void 0;
	const text = attempt$1(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
	const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
	const [state, began] = [fields?.[0], fields?.[19]];
	if (state === void 0 || began === void 0 || !/^\d+$/u.test(began)) return void 0;
	return {
		began,
		isZombie: state === "Z" || state === "X"
	};
}
function attempt$1(work) {
	try {
		return work();
	} catch {
		return;
	}
}

// src/files/temporary.ts
/**
* Temporary folders. They are removed when the process exits for any reason. What a killed process
* left is removed by the next process that uses the same parent folder.
*/
/**
* A subfolder of a temporary folder. On cleanup, its entries move back to the parent folder if they
* are missing there.
*/
const keptAside = "aside";
const ourName = /^\.?cloudsmith-access-audit-(?<where>[0-9a-f]{16})-(?<pid>\d{1,10})-(?<began>\d{1,20})-[0-9a-f]{16}$/u;
/** Folders of this process that still exist. */
const existing = /* @__PURE__ */ new Set();
const swept = /* @__PURE__ */ new Set();
let isExitHandled = false;
/** Returns a new folder in `parent` that only this user can read, with a random name. */
function makeTemporary(parent, { hidden = false } = {}) {
	const parentPath = resolve(parent);
	if (!swept.has(parentPath)) removeLeftovers(parentPath);
	swept.add(parentPath);
	if (!isExitHandled) process.on("exit", removeAll);
	isExitHandled = true;
	const { where, pid, began } = thisProcess();
	const random = randomBytes(8).toString("hex");
	const name = `${hidden ? "." : ""}cloudsmith-access-audit-${where}-${pid}-${began}-${random}`;
	const path = join(parentPath, name);
	mkdirSync(path, { mode: 448 });
	existing.add(path);
	return {
		path,
		remove: async () => {
			await rm(path, {
				recursive: true,
				force: true
			});
			existing.delete(path);
		}
	};
}
/** Removes the folders that ended processes left in a folder. Never throws. */
function removeLeftovers(parent) {
	for (const name of attempt(() => readdirSync(parent)) ?? []) {
		const path = join(parent, name);
		if (isLeftover(path, name)) attempt(() => dispose(path));
	}
}
function isLeftover(path, name) {
	const { where, pid, began } = ourName.exec(name)?.groups ?? {};
	if (where === void 0 || pid === void 0 || began === void 0) return false;
	const stats = attempt(() => lstatSync(path));
	return stats?.isDirectory() === true && stats.uid === (process.getuid?.() ?? stats.uid) && hasEnded({
		where,
		pid: Number(pid),
		began
	});
}
function removeAll() {
	for (const path of existing) attempt(() => dispose(path));
	existing.clear();
}
/** A thread may still be writing, so removal may need several attempts. */
const maxTries = 20;
function dispose(path) {
	const aside = join(path, keptAside);
	for (const name of attempt(() => readdirSync(aside)) ?? []) {
		const target = join(path, "..", name);
		if (!existsSync(target)) renameSync(join(aside, name), target);
	}
	for (let tries = 0; tries < maxTries && existsSync(path); tries++) attempt(() => rmSync(path, {
		recursive: true,
		force: true,
		maxRetries: 1,
		retryDelay: 10
	}));
}
function attempt(work) {
	try {
		return work();
	} catch {
		return;
	}
}
/** Returns a folder in `parent` with a random name. */
function createTemporaryFolder(parent) {
	let made;
	return {
		path: async () => (made ??= makeTemporary(parent)).path,
		remove: async () => {
			await made?.remove();
		}
	};
}

export { describeWriteError as a, cannotWrite as i, keptAside as n, isOutOfRoom as o, makeTemporary as r, createTemporaryFolder as t };
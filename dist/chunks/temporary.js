import { createHash, randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { hostname } from "node:os";
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, renameSync, rmSync } from "node:fs";

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

export { keptAside as n, makeTemporary as r, createTemporaryFolder as t };
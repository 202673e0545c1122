import { n as describeError, t as AuditError } from "./errors.js";
import { dirname } from "node:path";
import { existsSync, lstatSync, statSync } from "node:fs";

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
/** An error that another place would not solve. */
var AdvisedError = class extends Error {
	/** What to do instead, as a sentence. A copy of the error from another thread has it too. */
	advice;
	constructor(message, advice) {
		super(message);
		this.advice = advice;
	}
};
/** Returns an `AuditError` that says why a path cannot be written and what to do. */
function cannotWrite(target, error) {
	const { path, what = JSON.stringify(path), code = "REPORT_FAILED" } = target;
	return new AuditError(code, `cannot write ${what}: ${describeWriteError(error, path)}. ${adviseOn(error, target)}`, { cause: error });
}
function adviseOn(error, { remedy, place }) {
	if (error instanceof Error && "advice" in error && typeof error.advice === "string") return error.advice;
	if (isOutOfRoom(error)) return place === void 0 ? "Free some space, or name another disk." : "Free some space.";
	return remedy === void 0 || isOfSystem(error) ? place ?? "Name another place." : remedy;
}
/** SQLite's numbers for a file that it may not use, cannot read or write, and cannot open. */
const sqliteFile = /* @__PURE__ */ new Set([
	3,
	8,
	10,
	14
]);
/** Returns whether an error is the system's, or SQLite's about a file. */
function isOfSystem(error) {
	const number = error instanceof Error && "errcode" in error ? error.errcode : void 0;
	return typeof number === "number" && sqliteFile.has(number % 256) || /^E[A-Z0-9]+$/u.test(codeOf(error));
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

export { isOutOfRoom as i, cannotWrite as n, describeWriteError as r, AdvisedError as t };
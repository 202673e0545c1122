import { n as describeError, t as AuditError } from "./errors.js";
import { i as requireFileTarget } from "./read-bounded.js";
import { r as makeTemporary } from "./temporary.js";
import { mkdir, open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";

// src/files/whole-file.ts
/** Text files that are there whole or not at all. */
/**
* Writes a file, of a text or of its parts, making its folder; a reader sees the old content or the
* new, nothing between. Throws `AuditError` `REPORT_FAILED` when it cannot be written, also where
* something other than a file has that path.
*/
async function writeWholeFile(path, text) {
	try {
		await requireFileTarget(path);
		await replaceFile(path, text);
	} catch (error) {
		throw new AuditError("REPORT_FAILED", `cannot write "${path}": ${describeError(error)}. Name another file, or make room for this one.`, { cause: error });
	}
}
async function replaceFile(path, text) {
	const folder = dirname(path);
	await mkdir(folder, { recursive: true });
	const temporary = makeTemporary(folder, { hidden: true });
	try {
		const fresh = join(temporary.path, "file");
		const file = await open(fresh, "wx", 420);
		try {
			await file.writeFile(text);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(fresh, path);
	} finally {
		await temporary.remove();
	}
}

export { writeWholeFile as t };
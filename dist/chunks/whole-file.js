import { n as cannotWrite } from "./cannot-write.js";
import { r as makeFolders, t as findFileTarget } from "./target.js";
import { r as makeTemporary } from "./temporary.js";
import { open, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

// src/files/whole-file.ts
/** Writes text files atomically. */
/**
* Writes a file from a text or its parts, and creates its folder. A reader sees either the old or
* the new content. A file that is replaced keeps its permissions. A link stays: the file that it
* leads to is written. Throws `AuditError` `REPORT_FAILED` if it cannot be written, or if something
* other than a regular file exists at the path; `place` is its advice if no other one can be named.
*/
async function writeWholeFile(path, text, advice = {}) {
	try {
		await replaceFile(await findFileTarget(path), text);
	} catch (error) {
		throw cannotWrite({
			path,
			...advice
		}, error);
	}
}
async function replaceFile(path, text) {
	const folder = dirname(path);
	await makeFolders(folder);
	const temporary = makeTemporary(folder, { hidden: true });
	try {
		const fresh = join(temporary.path, "file");
		const file = await open(fresh, "wx", 420);
		try {
			const earlier = await stat(path).catch(() => void 0);
			if (earlier !== void 0) await file.chmod(earlier.mode & 511);
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
import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

// src/files/make-folders.ts
/** Creates folders. */
/**
* Creates a folder and the folders above it; does nothing if it exists. Throws the system's error.
* Node's own recursive `mkdir` never returns where the system refuses with ENOENT, as in /proc.
*/
async function makeFolders(path) {
	const folder = resolve(path);
	try {
		await mkdir(folder);
	} catch (error) {
		const { code } = error;
		if (await isFolder(folder)) return;
		const parent = dirname(folder);
		if (code !== "ENOENT" || parent === folder || await isFolder(parent)) throw error;
		await makeFolders(parent);
		await makeFolders(folder);
	}
}
async function isFolder(path) {
	return await stat(path).then((stats) => stats.isDirectory(), () => false);
}

export { makeFolders as t };
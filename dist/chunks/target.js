import { i as requireRegular } from "./read-bounded.js";
import { mkdir, readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";

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
		if (code !== "ENOENT" || parent === folder) throw error;
		await makeFolders(parent);
		await mkdir(folder).catch(async (second) => {
			if (!await isFolder(folder)) throw second;
		});
	}
}
async function isFolder(path) {
	return await stat(path).then((stats) => stats.isDirectory(), () => false);
}

// src/files/target.ts
/** Finds the place that a write to a path reaches. */
/** Linux has the same limit. */
const maxLinks = 40;
/**
* Returns the absolute path of the file that a write to `path` reaches. Throws `Error` if something
* other than a regular file is there: a rename would replace a device, a pipe or a socket. Throws
* like `followLinks`.
*/
async function findFileTarget(path) {
	const found = await stat(path).catch(() => void 0);
	if (found !== void 0) requireRegular(found);
	return await followLinks(path);
}
/**
* Returns the absolute path that `path` leads to through links, also if nothing is there. Throws
* `Error` for a path in a folder of the system, such as /proc: its links are open files of a
* process. Throws the system's error `ELOOP` for links without an end.
*/
async function followLinks(path) {
	let at = path;
	for (let links = 0; links <= maxLinks; links++) {
		if ([
			"",
			".",
			".."
		].includes(basename(at))) at = resolve(at);
		at = join(await findRealFolder(dirname(at)), basename(at));
		requireOutsideSystem(at);
		const link = await readlink(at).catch(() => void 0);
		if (link === void 0) return at;
		at = isAbsolute(link) ? link : `${dirname(at)}/${link}`;
	}
	throw Object.assign(/* @__PURE__ */ new Error("too many links"), { code: "ELOOP" });
}
/** Returns the real path of a folder. Of the folders that do not exist, only the names are known. */
async function findRealFolder(path) {
	const real = await realpath(path).catch(() => void 0);
	if (real !== void 0) return real;
	const parent = dirname(path);
	return parent === path ? resolve(path) : join(await findRealFolder(parent), basename(path));
}
/** /dev/shm is ordinary memory for files. */
const systemFolder = /^(?<folder>\/proc|\/dev)\/(?!shm\/)/u;
function requireOutsideSystem(path) {
	const folder = systemFolder.exec(path)?.groups?.["folder"];
	if (folder !== void 0) throw new Error(`it is in "${folder}", a folder of the system that holds no files`);
}

export { followLinks as n, makeFolders as r, findFileTarget as t };
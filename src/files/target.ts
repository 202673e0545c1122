/** Finds the place that a write to a path reaches. */

import { readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";

import { requireRegular } from "./read-bounded.ts";

/** Linux has the same limit. */
const maxLinks = 40;

/**
 * Returns the absolute path of the file that a write to `path` reaches. Throws `Error` if something
 * other than a regular file is there: a rename would replace a device, a pipe or a socket. Throws
 * like `followLinks`.
 */
export async function findFileTarget(path: string): Promise<string> {
  // Ignore errors: the file does not exist, or writing it will report the problem.
  const found = await stat(path).catch(() => undefined);
  if (found !== undefined) requireRegular(found);
  return await followLinks(path);
}

/**
 * Returns the absolute path that `path` leads to through links, also if nothing is there. Throws
 * `Error` for a path in a folder of the system, such as /proc: its links are open files of a
 * process. Throws the system's error `ELOOP` for links without an end.
 */
export async function followLinks(path: string): Promise<string> {
  let at = path;
  for (let links = 0; links <= maxLinks; links++) {
    // These have no name of their own.
    if (["", ".", ".."].includes(basename(at))) at = resolve(at);
    at = join(await findRealFolder(dirname(at)), basename(at));
    requireOutsideSystem(at);
    const link = await readlink(at).catch(() => undefined);
    if (link === undefined) return at;
    // Not normalized: the system resolves `..` after a link to a folder.
    at = isAbsolute(link) ? link : `${dirname(at)}/${link}`;
  }
  throw Object.assign(new Error("too many links"), { code: "ELOOP" });
}

/** Returns the real path of a folder. Of the folders that do not exist, only the names are known. */
async function findRealFolder(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined) return real;
  const parent = dirname(path);
  return parent === path ? resolve(path) : join(await findRealFolder(parent), basename(path));
}

/** /dev/shm is ordinary memory for files. */
const systemFolder = /^(?<folder>\/proc|\/dev)\/(?!shm\/)/u;

function requireOutsideSystem(path: string): void {
  const folder = systemFolder.exec(path)?.groups?.["folder"];
  if (folder !== undefined) {
    throw new Error(`it is in "${folder}", a folder of the system that holds no files`);
  }
}

/** Folders that are there whole or not at all. */

import { randomBytes } from "node:crypto";
import { lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

import { AuditError } from "./errors.ts";

/**
 * Writes a folder with these files, given in parts, and no others. One that is there already is replaced if
 * `mayReplace` says so of it, or it is empty. Throws `AuditError` `REPORT_FAILED` for any other.
 */
export async function writeWholeFolder(
  path: string,
  files: ReadonlyMap<string, Iterable<string | Uint8Array>>,
  mayReplace: (folder: string) => Promise<boolean>,
): Promise<void> {
  // Without a slash at its end, or `..`, which have no name to put another one beside.
  const folder = resolve(path);
  const isThere = await requireReplaceable(path, mayReplace);
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  // Not a name that somebody else in a shared folder could have put a link under.
  const beside = join(parent, `.${basename(folder)}.${randomBytes(8).toString("hex")}`);
  const [fresh, old] = [`${beside}.tmp`, `${beside}.old`];
  try {
    await mkdir(fresh);
    for (const [name, parts] of files) await writeFile(join(fresh, name), parts);
    if (isThere) await rename(folder, old);
    await rename(fresh, folder).catch(async (error: unknown) => {
      if (isThere) await rename(old, folder);
      throw error;
    });
    await rm(old, { recursive: true, force: true });
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
}

/** Returns whether there is a folder to be replaced. */
async function requireReplaceable(
  path: string,
  mayReplace: (folder: string) => Promise<boolean>,
): Promise<boolean> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (found === undefined) return false;
  const empty = found.isDirectory() && (await readdir(path)).length === 0;
  if (empty || (found.isDirectory() && (await mayReplace(path)))) return true;
  throw new AuditError(
    "REPORT_FAILED",
    `cannot write "${path}": it is there already, and is not a folder that this tool wrote and nobody has changed since. Name another one, or move that away.`,
  );
}

async function writeFile(path: string, parts: Iterable<string | Uint8Array>): Promise<void> {
  const file = await open(path, "wx", 0o644);
  try {
    await file.writeFile(parts);
    await file.sync();
  } finally {
    await file.close();
  }
}

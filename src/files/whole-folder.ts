/** Folders that are there whole or not at all. */

import { renameSync } from "node:fs";
import { lstat, mkdir, open, readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

import { AuditError } from "../errors.ts";
import { keptAside, makeTemporary } from "./temporary.ts";

/**
 * Writes a folder with these files, given in parts, and no others. An existing one is replaced if
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
  const temporary = makeTemporary(parent, { hidden: true });
  const fresh = join(temporary.path, "fresh");
  // A run that is killed between the two renames leaves it here, and the next one puts it back.
  const old = join(temporary.path, keptAside, basename(folder));
  try {
    await mkdir(fresh);
    await mkdir(dirname(old));
    for (const [name, parts] of files) await writeFile(join(fresh, name), parts);
    // At once, so that no signal comes between them.
    if (isThere) renameSync(folder, old);
    try {
      renameSync(fresh, folder);
    } catch (error) {
      if (isThere) renameSync(old, folder);
      throw error;
    }
  } finally {
    await temporary.remove();
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
    `cannot write "${path}": it exists, and it is not a folder that this tool wrote and nobody changed. Name another folder, or move this one away.`,
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

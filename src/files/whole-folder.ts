/** Writes folders atomically. */

import { renameSync } from "node:fs";
import { lstat, mkdir, open, readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { AuditError } from "../errors.ts";
import { cannotWrite } from "./cannot-write.ts";
import { makeFolders } from "./make-folders.ts";
import { followLinks } from "./target.ts";
import { keptAside, makeTemporary } from "./temporary.ts";

/**
 * Writes a folder that contains exactly these files, given in parts. An existing folder is replaced
 * if it is empty or `mayReplace` returns true for it; a link to it stays. Throws `AuditError`
 * `REPORT_FAILED` for any other folder, and if the folder cannot be written.
 */
export async function writeWholeFolder(
  path: string,
  files: ReadonlyMap<string, Iterable<string | Uint8Array>>,
  mayReplace: (folder: string) => Promise<boolean>,
): Promise<void> {
  try {
    await replaceFolder(path, files, mayReplace);
  } catch (error) {
    throw error instanceof AuditError ? error : cannotWrite({ path }, error);
  }
}

async function replaceFolder(...[path, files, mayReplace]: Parameters<typeof writeWholeFolder>) {
  const folder = await followLinks(path);
  const exists = await requireReplaceable(path, folder, mayReplace);
  const parent = dirname(folder);
  await makeFolders(parent);
  const temporary = makeTemporary(parent, { hidden: true });
  const fresh = join(temporary.path, "fresh");
  // If a run is killed between the two renames, the old folder is still here, and the next run
  // moves it back.
  const old = join(temporary.path, keptAside, basename(folder));
  try {
    await mkdir(fresh);
    await mkdir(dirname(old));
    for (const [name, parts] of files) await writeFile(join(fresh, name), parts);
    // Synchronous, so that no signal comes between the two renames.
    if (exists) renameSync(folder, old);
    try {
      renameSync(fresh, folder);
    } catch (error) {
      if (exists) renameSync(old, folder);
      throw error;
    }
  } finally {
    await temporary.remove();
  }
}

/**
 * Returns whether there is a folder to replace. Throws `AuditError` `REPORT_FAILED` if it must not
 * be replaced.
 */
async function requireReplaceable(
  path: string,
  folder: string,
  mayReplace: (folder: string) => Promise<boolean>,
): Promise<boolean> {
  const found = await lstat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (found === undefined) return false;
  const empty = found.isDirectory() && (await readdir(folder)).length === 0;
  if (empty || (found.isDirectory() && (await mayReplace(folder)))) return true;
  throw new AuditError(
    "REPORT_FAILED",
    `cannot write "${path}": it exists, and it is not an unchanged folder that this tool wrote. Name another folder, or move this one away.`,
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

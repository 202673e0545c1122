/** Writes text files atomically. */

import { open, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

import { cannotWrite } from "./cannot-write.ts";
import { makeFolders } from "./make-folders.ts";
import { findFileTarget } from "./target.ts";
import { makeTemporary } from "./temporary.ts";

/**
 * Writes a file from a text or its parts, and creates its folder. A reader sees either the old or
 * the new content. A file that is replaced keeps its permissions. A link stays: the file that it
 * leads to is written. Throws `AuditError` `REPORT_FAILED` if it cannot be written, or if something
 * other than a regular file exists at the path; `place` is its advice if no other one can be named.
 */
export async function writeWholeFile(
  path: string,
  text: string | Iterable<string>,
  advice: { readonly place?: string } = {},
): Promise<void> {
  try {
    await replaceFile(await findFileTarget(path), text);
  } catch (error) {
    throw cannotWrite({ path, ...advice }, error);
  }
}

async function replaceFile(path: string, text: string | Iterable<string>): Promise<void> {
  const folder = dirname(path);
  await makeFolders(folder);
  // In the same folder, because a rename is atomic only there.
  const temporary = makeTemporary(folder, { hidden: true });
  try {
    const fresh = join(temporary.path, "file");
    const file = await open(fresh, "wx", 0o644);
    try {
      // Somebody may have closed the earlier file to others.
      const earlier = await stat(path).catch(() => undefined);
      if (earlier !== undefined) await file.chmod(earlier.mode & 0o777);
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

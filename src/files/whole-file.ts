/** Text files that are there whole or not at all. */

import { mkdir, open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";

import { AuditError, describeError } from "../errors.ts";
import { requireFileTarget } from "./read-bounded.ts";
import { makeTemporary } from "./temporary.ts";

/**
 * Writes a file, of a text or of its parts, making its folder; a reader sees the old content or the
 * new, nothing between. Throws `AuditError` `REPORT_FAILED` when it cannot be written, also where
 * something other than a file has that path.
 */
export async function writeWholeFile(path: string, text: string | Iterable<string>): Promise<void> {
  try {
    await requireFileTarget(path);
    await replaceFile(path, text);
  } catch (error) {
    throw new AuditError(
      "REPORT_FAILED",
      `cannot write "${path}": ${describeError(error)}. Name another file, or make room for this one.`,
      { cause: error },
    );
  }
}

async function replaceFile(path: string, text: string | Iterable<string>): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  // In the same folder, because only there is a rename atomic.
  const temporary = makeTemporary(folder, { hidden: true });
  try {
    const fresh = join(temporary.path, "file");
    const file = await open(fresh, "wx", 0o644);
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

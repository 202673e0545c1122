/** The text of the policy that a command edits. */

import { realpath } from "node:fs/promises";

import { AuditError } from "../errors.ts";
import { readBounded } from "../files/read-bounded.ts";
import { writeWholeFile } from "../files/whole-file.ts";
import { decodeFile, maxPolicyBytes } from "../sources/policy-file.ts";

/** Throws `AuditError` `BAD_POLICY` if the file is not UTF-8. */
export async function readPolicyText(path: string): Promise<string> {
  return decodeFile(path, await readBounded(path, maxPolicyBytes));
}

/** Writes the file, unless it was changed while the workspace was read. */
export async function replacePolicyText(path: string, before: string, text: string): Promise<void> {
  if (!(await readBounded(path, maxPolicyBytes)).equals(Buffer.from(before))) {
    throw new AuditError(
      "BAD_POLICY",
      `cannot write ${path}: it was changed while the workspace was read. Run accept again.`,
    );
  }
  // Replaces the file itself, not a link to it.
  await writeWholeFile(await realpath(path), text);
}

/** The text of the policy that a command edits. */

import { AuditError } from "../errors.ts";
import { readBounded } from "../files/read-bounded.ts";
import { writeWholeFile } from "../files/whole-file.ts";
import { maxPolicyBytes } from "../sources/policy-file.ts";

/** Writes the file, unless it was changed while the workspace was read. */
export async function replacePolicyText(path: string, before: string, text: string): Promise<void> {
  const now = await readBounded(path, maxPolicyBytes).catch(() => undefined);
  if (now?.equals(Buffer.from(before)) !== true) {
    throw new AuditError(
      "BAD_POLICY",
      `cannot write ${path}: it was changed or removed while the workspace was read. Run accept again.`,
    );
  }
  // It is the input, and no flag names another place for it.
  await writeWholeFile(path, text, { place: "Make the file and its folder writable." });
}

/** The JSON Schema beside a drafted policy, with which an editor helps while typing. */

import { dirname, join } from "node:path";
import { readFile } from "node:fs/promises";

import { AuditError, describeError } from "../errors.ts";
import { writeWholeFile } from "../files/whole-file.ts";
import { schemaFile } from "../policy/draft/draft.ts";
import { policyJsonSchema } from "../policy/file/schema.ts";

/** Writes the file if it does not exist, or may be replaced; returns what was done, as a sentence. */
export async function writeSchemaFile(
  policyPath: string,
  { replace }: { readonly replace: boolean },
): Promise<string> {
  const path = join(dirname(policyPath), schemaFile);
  const text = `${JSON.stringify(policyJsonSchema(), null, 2)}\n`;
  const existing = await readFile(path, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new AuditError(
      "REPORT_FAILED",
      `cannot read "${path}": ${describeError(error)}. The policy is written; only its schema is not.`,
      { cause: error },
    );
  });
  if (existing === text) return `${path}: unchanged.`;
  if (existing !== undefined && !replace) {
    return `${path}: not changed, although it differs from this version's schema. Delete it before init to get the new one.`;
  }
  await writeWholeFile(path, text);
  return existing === undefined
    ? `${path}: the schema of the policy, for help in editors.`
    : `${path}: replaced, because it differed from this version's schema.`;
}

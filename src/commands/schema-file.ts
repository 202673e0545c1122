/** The JSON Schema beside a drafted policy, with which an editor helps while typing. */

import { dirname, join } from "node:path";

import { cannotWrite } from "../files/cannot-write.ts";
import { readBounded } from "../files/read-bounded.ts";
import { writeWholeFile } from "../files/whole-file.ts";
import { schemaFile } from "../policy/draft/draft.ts";
import { policyJsonSchema } from "../policy/file/schema.ts";

/** Much more than any version's schema. */
const maxSchemaBytes = 16 * 1024 ** 2;

/** Returns the path of the file beside a policy. */
export function toSchemaPath(policyPath: string): string {
  return join(dirname(policyPath), schemaFile);
}

/** No flag names this file. */
export const schemaPlace = "Move it away, or name a policy in another folder with --policy.";

/** Writes the file if it does not exist, or may be replaced; returns what was done, as a sentence. */
export async function writeSchemaFile(
  policyPath: string,
  { replace }: { readonly replace: boolean },
): Promise<string> {
  const path = toSchemaPath(policyPath);
  const text = `${JSON.stringify(policyJsonSchema(), null, 2)}\n`;
  const existing = await readBounded(path, maxSchemaBytes).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw cannotWrite({ path, place: schemaPlace }, error);
  });
  if (existing?.equals(Buffer.from(text)) === true) return `${path}: unchanged.`;
  if (existing !== undefined && !replace) {
    return `${path}: not changed, although it differs from this version's schema. Delete it before init to get the new one.`;
  }
  await writeWholeFile(path, text, { place: schemaPlace });
  return existing === undefined
    ? `${path}: the schema of the policy, for help in editors.`
    : `${path}: replaced, because it differed from this version's schema.`;
}

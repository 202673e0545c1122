/** The folder of an access review's pack, which replaces none but an untouched one of ours. */

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { buildPack } from "./report/pack/build-pack.ts";
import { packChecksums, packJson, renderPack } from "./report/pack/render-pack.ts";
import { toolName } from "./version.ts";
import { writeWholeFolder } from "./whole-folder.ts";

/** Writes the pack. Throws `AuditError` `REPORT_FAILED` where something else is in the way. */
export async function writePack(
  path: string,
  contents: Parameters<typeof buildPack>[0],
): Promise<void> {
  await writeWholeFolder(path, renderPack(buildPack(contents)), isUntouchedPack);
}

/** True for a pack of ours to which nobody has added, changed or removed anything: no note is lost. */
async function isUntouchedPack(folder: string): Promise<boolean> {
  const sums = await readFile(join(folder, packChecksums), "utf8").catch(() => "");
  const listed = new Map(
    [...sums.matchAll(/^([0-9a-f]{64}) {2}([\w.\-]+)$/gmv)].map(([, sum = "", name = ""]) => [
      name,
      sum,
    ]),
  );
  if (!listed.has(packJson)) return false;
  const names = await readdir(folder);
  if (names.length !== listed.size + 1) return false;
  for (const [name, sum] of listed) {
    const bytes = await readFile(join(folder, name)).catch(() => undefined);
    if (bytes === undefined || createHash("sha256").update(bytes).digest("hex") !== sum)
      return false;
  }
  return isOurs(await readFile(join(folder, packJson), "utf8"));
}

function isOurs(text: string): boolean {
  try {
    const { tool } = JSON.parse(text) as { tool?: { name?: unknown } };
    return tool?.name === toolName;
  } catch {
    return false;
  }
}

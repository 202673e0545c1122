/**
 * Writes the pack of an access review into a folder. It replaces only an unchanged pack of this
 * tool.
 */

import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

import { settingName } from "../errors.ts";
import { readBounded, readBoundedText } from "../files/read-bounded.ts";
import type { Logger } from "../log.ts";
import { buildPack, type PackInput } from "../report/pack/build-pack.ts";
import { parsePack } from "../report/pack/earlier-pack.ts";
import type { Pack } from "../report/pack/pack.ts";
import { packChecksums, packJson, renderPack } from "../report/pack/render-pack.ts";
import { toolName } from "../version.ts";
import { writeWholeFolder } from "../files/whole-folder.ts";

/**
 * Writes the pack, which lists the changes since the pack that it replaces.
 * Throws `AuditError` `REPORT_FAILED` if the folder contains anything else.
 */
export async function writePack(
  path: string,
  contents: Omit<PackInput, "before">,
  log: Pick<Logger, "warn">,
): Promise<void> {
  const before = await readEarlierPack(path, log);
  await writeWholeFolder(path, renderPack(buildPack({ ...contents, before })), isUntouchedPack);
}

/** A larger pack does not fit into memory. */
const maxPackBytes = 256 * 1024 ** 2;
/** JavaScript's maximum length of a string. */
const maxTextBytes = 511 * 1024 ** 2;

/** Returns the existing pack if it is unchanged; a changed one is not replaced either. */
async function readEarlierPack(
  folder: string,
  log: Pick<Logger, "warn">,
): Promise<Pack | undefined> {
  if (!(await isUntouchedPack(folder))) return undefined;
  const path = join(folder, packJson);
  if ((await stat(path)).size > maxPackBytes) {
    log.warn(
      `cannot determine what changed since the pack in ${folder}: it is too large. Give an earlier artifact with ${settingName("baseline")}.`,
    );
    return undefined;
  }
  return parsePack(await readBoundedText(path, maxPackBytes));
}

/**
 * Returns true for a pack of this tool to which nobody added, changed or removed anything, so that
 * replacing it loses no notes.
 */
async function isUntouchedPack(folder: string): Promise<boolean> {
  const sums = await readBoundedText(join(folder, packChecksums), maxTextBytes).catch(() => "");
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
    const bytes = await readBounded(join(folder, name), maxTextBytes).catch(() => undefined);
    if (bytes === undefined || createHash("sha256").update(bytes).digest("hex") !== sum)
      return false;
  }
  return isOurs(await readBoundedText(join(folder, packJson), maxTextBytes));
}

function isOurs(text: string): boolean {
  try {
    const { tool } = JSON.parse(text) as { tool?: { name?: unknown } };
    return tool?.name === toolName;
  } catch {
    return false;
  }
}

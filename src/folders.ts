/** The folders that a run may write beside its files: C1's CSV, and the pack of an access review. */

import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import type { Channel } from "./audit.ts";
import { writeWholeFile } from "./files.ts";
import type { Logger } from "./log.ts";
import type { Policy } from "./policy/policy.ts";
import { renderEntitlements, renderIdentities } from "./report/c1-csv.ts";
import { buildPack } from "./report/pack/build-pack.ts";
import { parsePack } from "./report/pack/earlier-pack.ts";
import type { Pack } from "./report/pack/pack.ts";
import { packChecksums, packJson, renderPack } from "./report/pack/render-pack.ts";
import type { Settings } from "./settings.ts";
import { toolName } from "./version.ts";
import { writeWholeFolder } from "./whole-folder.ts";

export interface Folders {
  readonly channels: readonly Channel[];
  /** What was written under its own name; filled while the channels deliver. */
  readonly written: { csv?: string; pack?: string };
}

export interface FoldersInput {
  readonly policy: Policy;
  /** The commit that was checked out, as the environment tells it. */
  readonly commit: string | undefined;
  readonly log: Logger;
}

/** Returns the channels to the folders that the settings ask for, and what comes of them. */
export function openFolders(settings: Settings, input: FoldersInput): Folders {
  const written: Folders["written"] = {};
  const { csv, pack } = settings;
  const channels = [
    ...(csv === undefined ? [] : [csvChannel(csv, settings, input, written)]),
    ...(pack === undefined ? [] : [packChannel(pack, input, written)]),
  ];
  return { channels, written };
}

/** Like an artifact, files with gaps get another ending: C1 would read who is missing as removed. */
function csvChannel(
  path: string,
  settings: Settings,
  { log }: FoldersInput,
  written: Folders["written"],
): Channel {
  return {
    task: `write ${path}`,
    deliver: async ({ coverage }, roster) => {
      const whole = coverage.status === "complete" || settings["allow-partial"];
      const ending = whole ? ".csv" : ".csv.quarantined";
      await writeWholeFile(join(path, `identities${ending}`), renderIdentities(roster));
      await writeWholeFile(join(path, `entitlements${ending}`), renderEntitlements(roster));
      if (whole) written.csv = path;
      else {
        log.warn(
          `the roster has gaps, so the files in ${path} end in ${ending}: C1 would read the missing people as removed. Set allow-partial to write them all the same.`,
        );
      }
    },
  };
}

function packChannel(path: string, input: FoldersInput, written: Folders["written"]): Channel {
  const { policy } = input;
  const commit = toCommit(input.commit);
  return {
    task: `write ${path}`,
    deliver: async (report, roster) => {
      const before = await readEarlierPack(path, input);
      const pack = buildPack({ report, roster, policy, commit, before });
      await writeWholeFolder(path, renderPack(pack), isUntouchedPack);
      written.pack = path;
    },
  };
}

/** A longer one is read by nobody's memory. */
const maxPackBytes = 256 * 1024 ** 2;

/** Returns the pack that is there, if nobody has changed it; any other is not replaced either. */
async function readEarlierPack(
  folder: string,
  { log }: Pick<FoldersInput, "log">,
): Promise<Pack | undefined> {
  if (!(await isUntouchedPack(folder))) return undefined;
  const path = join(folder, packJson);
  if ((await stat(path)).size > maxPackBytes) {
    log.warn(`the pack in ${folder} is too large to tell what changed since; give a baseline.`);
    return undefined;
  }
  return parsePack(await readFile(path, "utf8"));
}

/** Whatever else the variable holds is no commit to be named in evidence. */
function toCommit(text: string | undefined): string | undefined {
  return text !== undefined && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(text) ? text : undefined;
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

/** Writes the optional folders of a run: C1's CSV files and the pack of an access review. */

import { join } from "node:path";

import type { Channel } from "../audit.ts";
import { settingName } from "../errors.ts";
import { writeWholeFile } from "../files/whole-file.ts";
import type { Logger } from "../log.ts";
import type { Policy } from "../policy/policy.ts";
import type { Destinations } from "./destinations.ts";

export interface Folders {
  readonly channels: readonly Channel[];
  /** Paths that were written under their own names; filled while the channels deliver. */
  readonly written: { csv?: string; pack?: string };
}

export interface FoldersInput {
  readonly policy: Policy;
  /** The checked-out commit, from the environment. */
  readonly commit: string | undefined;
  readonly log: Logger;
}

/** Returns the channels to the requested folders, and an object with what they wrote. */
export function openFolders(
  { csv, pack, allowPartial }: Pick<Destinations, "csv" | "pack" | "allowPartial">,
  input: FoldersInput,
): Folders {
  const written: Folders["written"] = {};
  const channels = [
    ...(csv === undefined ? [] : [csvChannel(csv, allowPartial, input, written)]),
    ...(pack === undefined ? [] : [packChannel(pack, input, written)]),
  ];
  return { channels, written };
}

/**
 * Like an artifact, files with gaps get another extension: C1 would treat missing people as
 * removed.
 */
function csvChannel(
  path: string,
  allowPartial: boolean,
  { log }: FoldersInput,
  written: Folders["written"],
): Channel {
  const load = () => import("../report/c1-csv.ts");
  return {
    task: `write ${path}`,
    early: true,
    load,
    deliver: async ({ coverage }, { roster }) => {
      const isComplete = coverage.status === "complete" || allowPartial;
      const ending = isComplete ? ".csv" : ".csv.quarantined";
      const { renderEntitlements, renderIdentities } = await load();
      await writeWholeFile(join(path, `identities${ending}`), renderIdentities(roster));
      await writeWholeFile(join(path, `entitlements${ending}`), renderEntitlements(roster));
      if (isComplete) written.csv = path;
      else {
        log.warn(
          `the roster has gaps, so the files in ${path} end in ${ending}: C1 would treat the missing people as removed. Set ${settingName("allow-partial")} to write them anyway.`,
        );
      }
    },
  };
}

function packChannel(path: string, input: FoldersInput, written: Folders["written"]): Channel {
  const { policy } = input;
  const commit = toCommit(input.commit);
  const load = () => import("./pack-folder.ts");
  return {
    task: `write ${path}`,
    early: true,
    load,
    deliver: async (report, { roster }) => {
      const { writePack } = await load();
      await writePack(path, { report, roster, policy, commit }, input.log);
      written.pack = path;
    },
  };
}

/** Ignores a value that is not a commit id, because the pack is evidence. */
function toCommit(text: string | undefined): string | undefined {
  return text !== undefined && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(text) ? text : undefined;
}

/** Collects the earlier syncs for a report from the artifacts that a run reads anyway. */

import { existsSync } from "node:fs";

import { describeError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { ReadArtifact } from "../c1z/read.ts";
import type { Policy } from "../policy/policy.ts";
import type { PastSync } from "../report/past-sync.ts";
import type { Roster } from "../roster/model.ts";

export interface HistoryRequest {
  /** The policy to compare the earlier syncs with. */
  readonly policy: Policy;
  /** The artifact that the run adds to, if any. */
  readonly target: string | undefined;
}

export interface History {
  /** Undefined if no history was requested. */
  readonly syncs: readonly PastSync[] | undefined;
  /**
   * Returns the newest sync of an artifact, and collects the earlier ones. Throws like
   * `readArtifact`.
   */
  read(path: string): Promise<ReadArtifact>;
  /** Collects the syncs of a workspace from the artifact that the run adds to. */
  readTarget(workspace: Roster["workspace"]): Promise<void>;
}

/**
 * Returns an empty history. Syncs that cannot be read cause only a warning, because the report is
 * complete without them.
 */
export function openHistory(request: HistoryRequest | undefined, log: Logger): History {
  const read = new Set<string>();
  if (request === undefined) {
    return {
      syncs: undefined,
      read: async (path) => (await import("../c1z/read.ts")).readArtifact(path),
      readTarget: async () => {},
    };
  }
  const syncs: PastSync[] = [];
  const load = async () => {
    const [reading, { judgePast, maxPastSyncs }] = await Promise.all([
      import("../c1z/read.ts"),
      import("../report/past-sync.ts"),
    ]);
    const look = ({ roster }: ReadArtifact) => judgePast(roster, request.policy);
    return { ...reading, look, most: maxPastSyncs };
  };
  const add = (found: readonly PastSync[] | Error) => {
    if (!(found instanceof Error)) syncs.push(...found);
    else log.warn(`the page does not show the earlier syncs: ${describeError(found)}`);
  };
  return {
    syncs,
    read: async (path) => {
      const { readWithEarlier, look, most } = await load();
      const { newest, earlier } = await readWithEarlier(path, most, look);
      read.add(path);
      add(earlier);
      return newest;
    },
    readTarget: async ({ id: workspace }) => {
      const { target } = request;
      if (target === undefined || read.has(target) || !existsSync(target)) return;
      const { readSyncsOf, look, most } = await load();
      add(await readSyncsOf(target, { workspace, most }, look).catch((error: Error) => error));
    },
  };
}

/**
 * Writes the two files of an artifact: the database and its compressed form. The work runs in this
 * thread or in a worker thread.
 */

import type { Batch } from "./batches.ts";
import { packDatabase, requirePacked, type Packed } from "./container/container.ts";
import { DatabaseWriter, type EarlierSyncs } from "./sqlite/database.ts";
import type { Sync } from "./sync.ts";

export interface ArtifactPlan {
  /** Both files must not exist yet. */
  readonly databasePath: string;
  readonly artifactPath: string;
  readonly sync: Sync;
  readonly earlier: EarlierSyncs | undefined;
}

/**
 * Call each method only after the one before has ended. `close` may be called at any time and
 * always comes last.
 */
export interface ArtifactFiles {
  /** Adds rows to the database. */
  add(batch: Batch): Promise<void>;
  /** Finishes the database. It can be read after that. */
  finish(): Promise<void>;
  /** Compresses the database into the artifact, and checks that it unpacks to the same bytes. */
  pack(): Promise<Packed>;
  close(): Promise<void>;
}

/** Returns files that this thread writes. */
export function openArtifactFiles(plan: ArtifactPlan): ArtifactFiles {
  const { databasePath, artifactPath, sync, earlier } = plan;
  const database = new DatabaseWriter(databasePath, sync, earlier);
  return {
    add: async (batch) => database.add(batch),
    finish: async () => database.finish(),
    pack: async () => {
      const packed = await packDatabase(databasePath, artifactPath);
      await requirePacked(artifactPath, databasePath);
      return packed;
    },
    close: async () => database.close(),
  };
}

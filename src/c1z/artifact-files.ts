/** The two files that an artifact is made in, one after the other, by whichever thread. */

import type { Batch } from "./batches.ts";
import { packDatabase, requirePacked, type Packed } from "./container/container.ts";
import { DatabaseWriter, type EarlierSyncs } from "./sqlite/database.ts";
import type { Sync } from "./sync.ts";

export interface ArtifactPlan {
  /** New files, both. */
  readonly databasePath: string;
  readonly artifactPath: string;
  readonly sync: Sync;
  readonly earlier: EarlierSyncs | undefined;
}

/** Each method is called when the one before has ended; `close` at any time, and at last. */
export interface ArtifactFiles {
  /** Adds rows to the database. */
  add(batch: Batch): Promise<void>;
  /** Ends the database, which can be read from then on. */
  finish(): Promise<void>;
  /** Compresses the database into the artifact, and makes sure that it unpacks to the same bytes. */
  pack(): Promise<Packed>;
  close(): Promise<void>;
}

/** Returns the files as this thread makes them. */
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

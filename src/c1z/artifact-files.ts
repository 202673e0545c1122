/**
 * Writes the two files of an artifact: the database and its compressed form. The work runs in this
 * thread or in a worker thread.
 */

import { setImmediate as nextTurn } from "node:timers/promises";

import type { Batch, SummarizedBatch } from "./batches.ts";
import { packDatabase, type Packed } from "./container/container.ts";
import { compareRows } from "./sqlite/compare-rows.ts";
import { DatabaseWriter } from "./sqlite/database.ts";
import { findUncopied, type EarlierSyncs } from "./sqlite/earlier-syncs.ts";
import { openDatabase } from "./sqlite/open-database.ts";
import { openSqlite } from "./sqlite/sqlite.ts";
import type { Sync } from "./sync.ts";

export interface ArtifactPlan {
  /** Both files must not exist yet. */
  readonly databasePath: string;
  readonly artifactPath: string;
  readonly sync: Sync;
  readonly earlier: EarlierSyncs | undefined;
}

export interface Finished extends Packed {
  /** The place of the first row that is not the expected one; undefined if all are. */
  readonly difference: string | undefined;
}

/**
 * Call each method only after the one before has ended. `close` may be called at any time and
 * always comes last.
 */
export interface ArtifactFiles {
  /** Adds rows to the database. */
  add(batch: Batch): Promise<void>;
  /**
   * Finishes the database, and compares its rows with what the caller added. Compresses it into the
   * artifact, which must unpack to the same bytes: rejects otherwise.
   */
  finish(added: readonly SummarizedBatch[]): Promise<Finished>;
  close(): Promise<void>;
}

/** Returns files that this thread writes. */
export function openArtifactFiles(plan: ArtifactPlan): ArtifactFiles {
  const { databasePath, artifactPath, sync, earlier } = plan;
  const database = openSqlite(databasePath);
  const close = async () => {
    if (database.isOpen) database.close();
  };
  const writer = openWriter();

  function openWriter(): DatabaseWriter {
    try {
      return new DatabaseWriter(database, sync, earlier);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  return {
    add: async (batch) => writer.add(batch),
    finish: async (added) => {
      writer.finish();
      await close();
      // Wait for both, even if one fails.
      const [packing, comparison] = await Promise.allSettled([
        packDatabase(databasePath, artifactPath),
        findDifference(plan, added),
      ]);
      if (comparison.status === "rejected") throw comparison.reason;
      if (packing.status === "rejected") throw packing.reason;
      return { ...packing.value, difference: comparison.value };
    },
    close,
  };
}

/**
 * Returns the place of the first row that is not the one that was added; undefined if all are.
 * Rejects if the database is damaged.
 */
export async function findDifference(
  { databasePath, sync, earlier }: Omit<ArtifactPlan, "artifactPath">,
  added: readonly SummarizedBatch[],
): Promise<string | undefined> {
  // As readers open it, which checks the pages. They cannot compare with another file.
  openDatabase(databasePath).close();
  const finished = openSqlite(databasePath, { readOnly: true });
  try {
    const comparison = compareRows(finished, sync, added, earlier?.newestFirst.length);
    for (;;) {
      const { done, value } = comparison.next();
      if (done === true) return value ?? (earlier && findUncopied(finished, earlier));
      // Packing continues meanwhile: it compresses in another thread.
      await nextTurn();
    }
  } finally {
    finished.close();
  }
}

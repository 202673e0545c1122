/**
 * Writes the two files of an artifact: the database and its compressed form. The work runs in this
 * thread or in worker threads.
 */

import type { DatabaseSync } from "node:sqlite";
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

/**
 * The steps of writing an artifact. Call each one only after the one before has ended; the last two
 * may run at the same time. `close` may be called at any time and always comes last.
 */
export interface ArtifactFiles {
  /** Adds rows to the database. */
  add(batch: Batch): Promise<void>;
  /** Finishes and closes the database. */
  complete(): Promise<void>;
  /** Compresses the database into the artifact. Rejects if it does not unpack to the same bytes. */
  pack(): Promise<Packed>;
  /**
   * Returns the place of the first row that is not the one that was added; undefined if all are.
   * Rejects if the database is damaged.
   */
  findDifference(added: readonly SummarizedBatch[]): Promise<string | undefined>;
  close(): Promise<void>;
}

export interface Finished extends Packed {
  /** The place of the first row that is not the expected one; undefined if all are. */
  readonly difference: string | undefined;
}

/**
 * Completes the database, and compares its rows with what the caller added while it is compressed.
 * Rejects if that fails, or if the artifact does not unpack to the database.
 */
export async function finishFiles(
  files: ArtifactFiles,
  added: readonly SummarizedBatch[],
): Promise<Finished> {
  await files.complete();
  // Wait for both, even if one fails.
  const [packing, comparison] = await Promise.allSettled([
    files.pack(),
    files.findDifference(added),
  ]);
  if (comparison.status === "rejected") throw comparison.reason;
  if (packing.status === "rejected") throw packing.reason;
  return { ...packing.value, difference: comparison.value };
}

/** Returns files that this thread writes. */
export function openArtifactFiles(plan: ArtifactPlan): ArtifactFiles {
  const { databasePath, artifactPath } = plan;
  let opened: { readonly database: DatabaseSync; readonly writer: DatabaseWriter } | undefined;
  const writer = () => (opened ??= openWriter(plan)).writer;
  const close = async () => {
    if (opened?.database.isOpen === true) opened.database.close();
  };
  return {
    add: async (batch) => writer().add(batch),
    complete: async () => {
      writer().finish();
      await close();
    },
    pack: () => packDatabase(databasePath, artifactPath),
    findDifference: (added) => findDifference(plan, added),
    close,
  };
}

function openWriter({ databasePath, sync, earlier }: ArtifactPlan) {
  const database = openSqlite(databasePath);
  try {
    return { database, writer: new DatabaseWriter(database, sync, earlier) };
  } catch (error) {
    database.close();
    throw error;
  }
}

async function findDifference(
  { databasePath, sync, earlier }: ArtifactPlan,
  added: readonly SummarizedBatch[],
): Promise<string | undefined> {
  // As readers open it, which checks the pages, and here also the indexes. They cannot compare with
  // another file.
  openDatabase(databasePath, "integrity_check").close();
  const finished = openSqlite(databasePath, { readOnly: true });
  try {
    const comparison = compareRows(finished, sync, added, earlier?.newestFirst.length);
    for (;;) {
      const { done, value } = comparison.next();
      if (done === true) return value ?? (earlier && findUncopied(finished, earlier));
      // Packing may continue meanwhile in this thread.
      await nextTurn();
    }
  } finally {
    finished.close();
  }
}

/** Reads a roster back from an artifact. Everything in the file is hostile until parsed. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { AuditError, describeError } from "../errors.ts";
import type { Roster } from "../roster/model.ts";
import { unpackDatabase } from "./container.ts";
import { documentAssetId } from "./document.ts";
import { toRoster, type SyncRows } from "./to-roster.ts";

export interface ReadArtifact {
  readonly roster: Roster;
  readonly syncId: string;
}

/**
 * Returns the roster of the newest finished full sync.
 * Throws `AuditError` `ARTIFACT_FAILED` for a file that holds none.
 */
export async function readArtifact(path: string): Promise<ReadArtifact> {
  const folder = await mkdtemp(join(tmpdir(), "cloudsmith-access-audit-"));
  try {
    const databasePath = join(folder, "sync.db");
    await unpackDatabase(path, databasePath);
    return readDatabase(databasePath);
  } catch (error) {
    if (error instanceof AuditError) throw error;
    throw new AuditError(
      "ARTIFACT_FAILED",
      `cannot read artifact "${path}": ${describeError(error)}.`,
      { cause: error },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Returns the roster of an unpacked database. Throws whatever SQLite or a record's decoding throws. */
export function readDatabase(path: string): ReadArtifact {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const rows = selectRows(database);
    return { roster: toRoster(rows), syncId: rows.syncId };
  } finally {
    database.close();
  }
}

function selectRows(database: DatabaseSync): SyncRows {
  const run = database
    .prepare(
      "select sync_id, started_at from v1_sync_runs where ended_at is not null and sync_type = 'full' order by ended_at desc, id desc limit 1",
    )
    .get();
  if (run === undefined) throw new Error("it holds no finished sync");
  const syncId = String(run["sync_id"]);
  const blobs = (table: "v1_resources" | "v1_grants") => () => column(database, table, syncId);
  const asset = database
    .prepare(
      "select data from v1_assets where sync_id = ? and external_id = ? and content_type = 'application/json'",
    )
    .get(syncId, documentAssetId);
  return {
    syncId,
    startedAt: String(run["started_at"]),
    resources: blobs("v1_resources"),
    grants: blobs("v1_grants"),
    document:
      asset === undefined ? undefined : Buffer.from(toBytes(asset["data"])).toString("utf8"),
  };
}

function* column(
  database: DatabaseSync,
  table: "v1_resources" | "v1_grants",
  syncId: string,
): Generator<Uint8Array> {
  const statement = database.prepare(`select data from ${table} where sync_id = ? order by id`);
  for (const row of statement.iterate(syncId)) yield toBytes(row["data"]);
}

function toBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new Error("a row's data is no blob");
}

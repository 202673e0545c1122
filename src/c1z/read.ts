/** Reads a roster back from an artifact. Everything in the file is hostile until parsed. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { AuditError, describeError } from "../errors.ts";
import type { Roster } from "../roster/model.ts";
import { unpackDatabase } from "./container.ts";
import { documentAssetId } from "./document.ts";
import { listSyncs, type EarlierSync } from "./earlier-syncs.ts";
import { toRoster, type SyncRows } from "./to-roster.ts";

export interface ReadArtifact {
  readonly roster: Roster;
  readonly syncId: string;
}

/**
 * Returns the roster of a finished full sync: of the newest, or of an older one by its place behind it.
 * Throws `AuditError` `ARTIFACT_FAILED` for a file that holds none at that place.
 */
export async function readArtifact(path: string, place = 0): Promise<ReadArtifact> {
  return await withDatabase(path, (database) => readSync(database, place));
}

/**
 * Unpacks an artifact, and returns what `use` makes of its database.
 * Throws `AuditError` `ARTIFACT_FAILED` when the file is no artifact, or `use` cannot read it.
 */
export async function withDatabase<Result>(
  path: string,
  use: (database: DatabaseSync) => Result | Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "cloudsmith-access-audit-"));
  try {
    const databasePath = join(folder, "sync.db");
    await unpackDatabase(path, databasePath);
    const database = new DatabaseSync(databasePath, { readOnly: true });
    try {
      return await use(database);
    } finally {
      database.close();
    }
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

/** Returns the roster at a place behind the newest sync. Throws whatever SQLite or decoding throws. */
export function readSync(database: DatabaseSync, place = 0): ReadArtifact {
  const syncs = listSyncs(database);
  const sync = syncs[place];
  if (sync === undefined) {
    throw new Error(
      syncs.length === 0
        ? "it holds no finished sync"
        : `it holds ${syncs.length} finished ${syncs.length === 1 ? "sync" : "syncs"}, and not ${place + 1}`,
    );
  }
  return { roster: toRoster(selectRows(database, sync)), syncId: sync.id };
}

function selectRows(database: DatabaseSync, { id: syncId, startedAt }: EarlierSync): SyncRows {
  const blobs = (table: "v1_resources" | "v1_grants") => () => column(database, table, syncId);
  const asset = database
    .prepare(
      "select data from v1_assets where sync_id = ? and external_id = ? and content_type = 'application/json'",
    )
    .get(syncId, documentAssetId);
  return {
    startedAt,
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

/** Reads a roster back from an artifact. Everything in the file is hostile until parsed. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";

import { AuditError, describeError } from "../errors.ts";
import { unpackDatabase } from "./container.ts";
import { documentAssetId } from "./document.ts";
import { listSyncs, type EarlierSync } from "./earlier-syncs.ts";
import { openDatabase } from "./open-database.ts";
import { toRoster, type SyncContents, type SyncRows } from "./to-roster.ts";

export interface ReadArtifact extends SyncContents {
  readonly syncId: string;
}

/** No record of a roster comes near it. */
const maxRecordBytes = 1024 ** 2;

/**
 * Returns the roster of a finished full sync: of the newest, or of an older one by its place behind it.
 * Throws `AuditError` `ARTIFACT_FAILED` for a file that holds none at that place.
 */
export async function readArtifact(path: string, place = 0): Promise<ReadArtifact> {
  return await withDatabase(path, (database) => readSync(database, place));
}

/**
 * Returns what `look` makes of the finished full syncs but one, the newest first and `most` of them;
 * only one roster is held at a time. Throws like `readArtifact`.
 */
export async function readOtherSyncs<Result>(
  path: string,
  { without, most }: { readonly without: string | undefined; readonly most: number },
  look: (sync: ReadArtifact) => Result,
): Promise<Result[]> {
  return await withDatabase(path, (database) => {
    const places = listSyncs(database).map(({ id }, place) => ({ id, place }));
    return places
      .filter(({ id }) => id !== without)
      .slice(0, most)
      .map(({ place }) => look(readSync(database, place)));
  });
}

/** Returns the two newest syncs of one artifact, the older first; throws like `readArtifact`. */
export async function readNewestTwo(path: string): Promise<readonly [ReadArtifact, ReadArtifact]> {
  return await withDatabase(path, (database) => [readSync(database, 1), readSync(database)]);
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
    const database = openDatabase(databasePath);
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
  return { ...toRoster(selectRows(database, sync)), syncId: sync.id };
}

type TableName = "v1_resources" | "v1_entitlements" | "v1_grants";

function selectRows(database: DatabaseSync, { id: syncId, startedAt }: EarlierSync): SyncRows {
  const blobs = (table: TableName) => () => column(database, table, syncId);
  return {
    startedAt,
    resources: blobs("v1_resources"),
    entitlements: blobs("v1_entitlements"),
    grants: blobs("v1_grants"),
    document: selectDocument(database, syncId),
  };
}

/** A document that is longer than so many accounts need is nobody's. */
function selectDocument(database: DatabaseSync, syncId: string): string | undefined {
  const count = database.prepare("select count(*) as n from v1_resources where sync_id = ?");
  const longest = 4 * 1024 ** 2 + 512 * Number(count.get(syncId)?.["n"]);
  const asset = database
    .prepare(
      "select case when length(data) <= ? then data end as data from v1_assets where sync_id = ? and external_id = ? and content_type = 'application/json'",
    )
    .get(longest, syncId, documentAssetId);
  return asset === undefined ? undefined : Buffer.from(toBytes(asset["data"])).toString("utf8");
}

/** Yields a table's records. Rows can share bytes of the file, but together hold no more than it. */
function* column(database: DatabaseSync, table: TableName, syncId: string): Generator<Uint8Array> {
  let left = databaseBytes(database);
  const statement = database.prepare(
    `select case when length(data) <= ${maxRecordBytes} then data end from ${table} where sync_id = ? order by id`,
  );
  statement.setReturnArrays(true);
  // With arrays, a row is one; the type tells of objects only.
  for (const row of statement.iterate(syncId) as Iterable<unknown>) {
    const data = toBytes(Array.isArray(row) ? row[0] : undefined);
    left -= data.length;
    if (left < 0) throw new Error("its rows are larger than itself");
    yield data;
  }
}

function databaseBytes(database: DatabaseSync): number {
  const { page_count: pages } = database.prepare("pragma page_count").get() ?? {};
  const { page_size: bytes } = database.prepare("pragma page_size").get() ?? {};
  return Number(pages) * Number(bytes);
}

function toBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new Error("a row's data is no record, or too long for one");
}

/** Reads a roster from an artifact. Everything in the file is untrusted until parsed. */

import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";

import { AuditError, describeError } from "../errors.ts";
import { describeWriteError, isOutOfRoom } from "../files/cannot-write.ts";
import { makeTemporary, type Temporary } from "../files/temporary.ts";
import { count } from "../roster/count.ts";
import { unpackDatabase } from "./container/container.ts";
import { describeTypes } from "./describe-others.ts";
import {
  countResources,
  listSyncs,
  listWorkspaces,
  type EarlierSync,
} from "./sqlite/earlier-syncs.ts";
import { maxDocumentBytes } from "./document.ts";
import { documentAssetId } from "./identity.ts";
import { matchGrants } from "./sqlite/match-grants.ts";
import { openDatabase } from "./sqlite/open-database.ts";
import { readGrants } from "./sqlite/read-grants.ts";
import { readRecords, toBytes } from "./sqlite/read-records.ts";
import { toRoster, type SyncContents, type SyncRows } from "./to-roster.ts";

export interface ReadArtifact extends SyncContents {
  readonly syncId: string;
}

/**
 * Returns the roster of a finished full sync. `index` 0 is the newest sync, 1 the one before, and
 * so on.
 * Throws `AuditError` `ARTIFACT_FAILED` if the file cannot be read or has no such sync.
 */
export async function readArtifact(path: string, index = 0): Promise<ReadArtifact> {
  return await withDatabase(path, (database) => readSync(database, index));
}

/**
 * Returns the newest sync of an artifact, and the results of `inspect` for up to `limit` earlier
 * syncs of the same workspace, newest first. If the earlier syncs cannot be read, returns the error
 * in their place. Only one earlier roster is in memory at a time.
 * Throws like `readArtifact`.
 */
export async function readWithEarlier<Result>(
  path: string,
  most: number,
  inspect: (sync: ReadArtifact) => Result,
): Promise<{ readonly newest: ReadArtifact; readonly earlier: readonly Result[] | Error }> {
  return await withDatabase(path, (database) => {
    const newest = readSync(database);
    const { id: workspace } = newest.roster.workspace;
    try {
      return { newest, earlier: inspectSyncs(database, { workspace, from: 1, most }, inspect) };
    } catch (error) {
      return { newest, earlier: toReadError(path, error) };
    }
  });
}

/**
 * Returns the results of `inspect` for up to `limit` syncs of a workspace, newest first. Throws
 * like `readArtifact`.
 */
export async function readSyncsOf<Result>(
  path: string,
  which: { readonly workspace: string; readonly most: number },
  inspect: (sync: ReadArtifact) => Result,
): Promise<readonly Result[]> {
  return await withDatabase(path, (database) =>
    inspectSyncs(database, { ...which, from: 0 }, inspect),
  );
}

function inspectSyncs<Result>(
  database: DatabaseSync,
  which: { readonly workspace: string; readonly from: number; readonly most: number },
  inspect: (sync: ReadArtifact) => Result,
): Result[] {
  const workspaces = listWorkspaces(database);
  return listSyncs(database)
    .map(({ id }, index) => ({ id, index }))
    .slice(which.from)
    .filter(({ id }) => workspaces.get(id) === which.workspace)
    .slice(0, which.most)
    .map(({ index }) => inspect(readSync(database, index)));
}

/**
 * Returns the newest sync of an artifact and the one before it of the same workspace, the older one
 * first. Throws like `readArtifact`.
 */
export async function readNewestTwo(path: string): Promise<readonly [ReadArtifact, ReadArtifact]> {
  return await withDatabase(path, (database) => {
    const syncs = listSyncs(database);
    if (syncs.length === 1) {
      throw new Error(
        "it contains 1 finished sync, not 2. Name a second artifact to compare it with",
      );
    }
    const workspaces = listWorkspaces(database);
    const [newest, ...earlier] = syncs.map(({ id }) => workspaces.get(id));
    if (newest === undefined) return [readSync(database, 1), readSync(database)];
    const index = earlier.findIndex((workspace) => workspace === newest);
    if (earlier.length > 0 && index === -1) {
      const others = syncs
        .slice(1, 4)
        .map(({ id }) => describeSync(database, id, workspaces.get(id)));
      throw new Error(
        `its newest sync is of workspace "${newest}", and no earlier one is: ${others.join("; ")}`,
      );
    }
    return [readSync(database, index + 1 || 1), readSync(database)];
  });
}

function describeSync(database: DatabaseSync, id: string, workspace: string | undefined): string {
  return workspace === undefined
    ? describeTypes(countResources(database, id))
    : `workspace "${workspace}"`;
}

/**
 * Unpacks an artifact, calls `use` with its database, and returns the result.
 * Throws `AuditError` `ARTIFACT_FAILED` if the file is not an artifact or `use` cannot read it.
 */
export async function withDatabase<Result>(
  path: string,
  use: (database: DatabaseSync, path: string) => Result | Promise<Result>,
): Promise<Result> {
  const temporary = makeRoom(path);
  try {
    const databasePath = join(temporary.path, "sync.db");
    await unpackDatabase(path, databasePath).catch((error: unknown) => {
      throw isOutOfRoom(error) ? cannotUnpack(path, error) : error;
    });
    const database = openDatabase(databasePath);
    try {
      return await use(database, databasePath);
    } finally {
      database.close();
    }
  } catch (error) {
    throw error instanceof AuditError ? error : toReadError(path, error);
  } finally {
    await temporary.remove();
  }
}

/** Returns a temporary folder to unpack an artifact. */
function makeRoom(path: string): Temporary {
  try {
    return makeTemporary(tmpdir());
  } catch (error) {
    throw cannotUnpack(path, error);
  }
}

function cannotUnpack(path: string, error: unknown): AuditError {
  const folder = tmpdir();
  return new AuditError(
    "ARTIFACT_FAILED",
    `cannot read artifact "${path}": it cannot be unpacked in ${JSON.stringify(folder)}: ${describeWriteError(error, join(folder, "new"))}. Set TMPDIR to another folder.`,
    { cause: error },
  );
}

function toReadError(path: string, error: unknown): AuditError {
  return new AuditError(
    "ARTIFACT_FAILED",
    `cannot read artifact "${path}": ${describeError(error)}.`,
    { cause: error },
  );
}

/**
 * Returns the roster of one sync; `index` 0 is the newest. `maxDocument` is how long its document
 * can be, in bytes; by default, that depends on the number of its resources.
 * Throws the errors of SQLite and of decoding unchanged.
 */
export function readSync(database: DatabaseSync, index = 0, maxDocument?: number): ReadArtifact {
  const syncs = listSyncs(database);
  const sync = syncs[index];
  if (sync === undefined) {
    throw new Error(
      syncs.length === 0
        ? "it contains no finished sync"
        : `it contains ${count(syncs.length, "finished sync")}, not ${index + 1}`,
    );
  }
  return { ...toRoster(selectRows(database, sync, maxDocument)), syncId: sync.id };
}

function selectRows(
  database: DatabaseSync,
  { id: syncId, startedAt }: EarlierSync,
  maxDocument?: number,
): SyncRows {
  return {
    startedAt,
    resourceTypes: () => readRecords(database, "v1_resource_types", { sync_id: syncId }),
    resources: () => readRecords(database, "v1_resources", { sync_id: syncId }),
    entitlements: () => readRecords(database, "v1_entitlements", { sync_id: syncId }),
    grants: (exceptType) => readGrants(database, syncId, exceptType),
    matchGrants: (type, expected) => matchGrants(database, { syncId, type }, expected),
    document: selectDocument(database, syncId, maxDocument),
  };
}

/**
 * Returns the JSON of our asset. Throws `Error` for one that is longer than its resources can need.
 */
function selectDocument(
  database: DatabaseSync,
  syncId: string,
  maxDocument?: number,
): string | undefined {
  const count = database.prepare("select count(*) as n from v1_resources where sync_id = ?");
  const maxBytes = maxDocument ?? maxDocumentBytes(Number(count.get(syncId)?.["n"]));
  const asset = database
    .prepare(
      "select case when length(data) <= ? then data end as data from v1_assets where sync_id = ? and external_id = ? and content_type = 'application/json'",
    )
    .get(maxBytes, syncId, documentAssetId);
  return asset === undefined ? undefined : Buffer.from(toBytes(asset["data"])).toString("utf8");
}

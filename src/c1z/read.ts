/** Reads a roster back from an artifact. Everything in the file is hostile until parsed. */

import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";

import { AuditError, describeError } from "../errors.ts";
import { makeTemporary } from "../files/temporary.ts";
import { count } from "../roster/count.ts";
import type { Roster } from "../roster/model.ts";
import { unpackDatabase } from "./container/container.ts";
import { describeTypes } from "./describe-others.ts";
import {
  countResources,
  listSyncs,
  workspaceOf,
  type EarlierSync,
} from "./sqlite/earlier-syncs.ts";
import { documentAssetId } from "./identity.ts";
import { openDatabase } from "./sqlite/open-database.ts";
import { readGrants } from "./sqlite/read-grants.ts";
import { readRecords, toBytes } from "./sqlite/read-records.ts";
import { toRoster, type SyncContents, type SyncRows } from "./to-roster.ts";

export interface ReadArtifact extends SyncContents {
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
 * Returns the newest sync of an artifact, and what `look` makes of up to `most` earlier ones of the same
 * workspace, newest first, or why these cannot be read. One earlier roster is in memory at a time.
 * Throws like `readArtifact`.
 */
export async function readWithEarlier<Result>(
  path: string,
  most: number,
  look: (sync: ReadArtifact) => Result,
): Promise<{ readonly newest: ReadArtifact; readonly earlier: readonly Result[] | Error }> {
  return await withDatabase(path, (database) => {
    const newest = readSync(database);
    const { id: workspace } = newest.roster.workspace;
    try {
      return { newest, earlier: lookAt(database, { workspace, from: 1, most }, look) };
    } catch (error) {
      return { newest, earlier: toReadError(path, error) };
    }
  });
}

/** Returns what `look` makes of up to `most` syncs of a workspace. Throws like `readArtifact`. */
export async function readSyncsOf<Result>(
  path: string,
  which: { readonly workspace: string; readonly most: number },
  look: (sync: ReadArtifact) => Result,
): Promise<readonly Result[]> {
  return await withDatabase(path, (database) => lookAt(database, { ...which, from: 0 }, look));
}

function lookAt<Result>(
  database: DatabaseSync,
  which: { readonly workspace: string; readonly from: number; readonly most: number },
  look: (sync: ReadArtifact) => Result,
): Result[] {
  return listSyncs(database)
    .map(({ id }, place) => ({ id, place }))
    .slice(which.from)
    .filter(({ id }) => workspaceOf(database, id) === which.workspace)
    .slice(0, which.most)
    .map(({ place }) => look(readSync(database, place)));
}

/**
 * Returns the newest sync of an artifact and the one before it of the same workspace, the older first;
 * throws like `readArtifact`.
 */
export async function readNewestTwo(path: string): Promise<readonly [ReadArtifact, ReadArtifact]> {
  return await withDatabase(path, (database) => {
    const syncs = listSyncs(database);
    const [newest, ...earlier] = syncs.map(({ id }) => workspaceOf(database, id));
    if (newest === undefined) return [readSync(database, 1), readSync(database)];
    const place = earlier.findIndex((workspace) => workspace === newest);
    if (earlier.length > 0 && place === -1) {
      const others = syncs.slice(1, 4).map(({ id }) => describeSync(database, id));
      throw new Error(
        `its newest sync is of workspace "${newest}", and no earlier one is: ${others.join("; ")}`,
      );
    }
    return [readSync(database, place + 1 || 1), readSync(database)];
  });
}

function describeSync(database: DatabaseSync, id: string): string {
  const workspace = workspaceOf(database, id);
  return workspace === undefined
    ? describeTypes(countResources(database, id))
    : `workspace "${workspace}"`;
}

/**
 * Unpacks an artifact, and returns what `use` makes of its database.
 * Throws `AuditError` `ARTIFACT_FAILED` when the file is no artifact, or `use` cannot read it.
 */
export async function withDatabase<Result>(
  path: string,
  use: (database: DatabaseSync, path: string) => Result | Promise<Result>,
): Promise<Result> {
  const temporary = makeTemporary(tmpdir());
  try {
    const databasePath = join(temporary.path, "sync.db");
    await unpackDatabase(path, databasePath);
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

function toReadError(path: string, error: unknown): AuditError {
  return new AuditError(
    "ARTIFACT_FAILED",
    `cannot read artifact "${path}": ${describeError(error)}.`,
    { cause: error },
  );
}

/**
 * Returns the roster at a place behind the newest sync, sharing what it has in common with another
 * one. Throws whatever SQLite or decoding throws.
 */
export function readSync(database: DatabaseSync, place = 0, like?: Roster): ReadArtifact {
  const syncs = listSyncs(database);
  const sync = syncs[place];
  if (sync === undefined) {
    throw new Error(
      syncs.length === 0
        ? "it holds no finished sync"
        : `it holds ${count(syncs.length, "finished sync")}, and not ${place + 1}`,
    );
  }
  return { ...toRoster(selectRows(database, sync), like), syncId: sync.id };
}

function selectRows(database: DatabaseSync, { id: syncId, startedAt }: EarlierSync): SyncRows {
  return {
    startedAt,
    resourceTypes: () => readRecords(database, "v1_resource_types", { sync_id: syncId }),
    resources: () => readRecords(database, "v1_resources", { sync_id: syncId }),
    entitlements: () => readRecords(database, "v1_entitlements", { sync_id: syncId }),
    grants: () => readGrants(database, syncId),
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

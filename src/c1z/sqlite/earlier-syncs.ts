/** The syncs that an artifact already contains, and copying them into the next artifact. */

import type { DatabaseSync } from "node:sqlite";

import { resourceKey, resourceTypes } from "../identity.ts";
import { fromSqlTime, type Sync } from "../sync.ts";

/** A finished full sync of a database. */
export interface EarlierSync {
  readonly id: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** Syncs to copy from another artifact's database. */
export interface EarlierSyncs {
  readonly databasePath: string;
  readonly newestFirst: readonly EarlierSync[];
}

/** The columns to copy, by name: an SDK may have added columns or changed their order. */
const tables = {
  v1_resource_types: ["external_id", "data", "sync_id", "discovered_at"],
  v1_resources: [
    "resource_type_id",
    "external_id",
    "parent_resource_type_id",
    "parent_resource_id",
    "data",
    "sync_id",
    "discovered_at",
  ],
  v1_entitlements: [
    "resource_type_id",
    "resource_id",
    "external_id",
    "data",
    "sync_id",
    "discovered_at",
  ],
  v1_grants: [
    "resource_type_id",
    "resource_id",
    "entitlement_id",
    "principal_resource_type_id",
    "principal_resource_id",
    "external_id",
    "expansion",
    "needs_expansion",
    "data",
    "sync_id",
    "discovered_at",
  ],
  v1_assets: ["external_id", "content_type", "data", "sync_id", "discovered_at"],
  v1_sync_runs: [
    "sync_id",
    "started_at",
    "ended_at",
    "sync_token",
    "sync_type",
    "parent_sync_id",
    "linked_sync_id",
    "supports_diff",
  ],
} as const satisfies Record<string, readonly string[]>;

type TableName = keyof typeof tables;

/**
 * Returns the finished full syncs, newest first. Throws `Error` if the database is not an
 * artifact's.
 */
export function listSyncs(database: DatabaseSync): EarlierSync[] {
  requireTables(database);
  return database
    .prepare(
      "select sync_id, started_at, ended_at from v1_sync_runs where ended_at is not null and sync_type = 'full' order by ended_at desc, id desc",
    )
    .all()
    .map((row) => {
      const startedAt = fromSqlTime(String(row["started_at"]));
      const endedAt = fromSqlTime(String(row["ended_at"]));
      if (startedAt === undefined || endedAt === undefined) {
        throw new Error("the time of its sync is not understood");
      }
      return { id: String(row["sync_id"]), startedAt, endedAt };
    });
}

/**
 * Returns the permanent id of the workspace of each sync that has exactly one. A search for each
 * sync could take hours in a hostile file.
 */
export function listWorkspaces(database: DatabaseSync): ReadonlyMap<string, string> {
  const rows = database
    .prepare(
      "select sync_id, min(external_id) as key from v1_resources where resource_type_id = ? group by sync_id having count(*) = 1",
    )
    .all(resourceTypes.organization);
  const prefix = resourceKey(resourceTypes.organization, "");
  return new Map(
    rows
      .map((row) => [String(row["sync_id"]), String(row["key"])] as const)
      .filter(([, key]) => key.startsWith(prefix))
      .map(([syncId, key]) => [syncId, key.slice(prefix.length)]),
  );
}

/** A file with more syncs is not a file to add to. */
const maxSyncs = 1_000;

/**
 * Returns the ids of the syncs that have resources, finished or not. Throws `Error` for more than
 * 1,000.
 */
export function listSyncsWithResources(database: DatabaseSync): string[] {
  const rows = database
    .prepare("select distinct sync_id from v1_resources limit ?")
    .all(maxSyncs + 1);
  // The rest could belong to another workspace.
  if (rows.length > maxSyncs) throw new Error(`it contains more than ${maxSyncs} syncs`);
  return rows.map((row) => String(row["sync_id"]));
}

/** Returns how many resources of each type a sync contains. */
export function countResources(
  database: DatabaseSync,
  syncId: string,
): ReadonlyMap<string, number> {
  const rows = database
    .prepare(
      "select resource_type_id as type, count(*) as n from v1_resources where sync_id = ? group by resource_type_id",
    )
    .all(syncId);
  return new Map(rows.map((row) => [String(row["type"]), Number(row["n"])]));
}

/**
 * Returns the sync with times later than those of the earlier one, because readers order syncs by
 * time.
 */
export function after(earlier: EarlierSync | undefined, sync: Sync): Sync {
  if (earlier === undefined) return sync;
  const later = (time: Date, than: Date) => new Date(Math.max(time.getTime(), than.getTime() + 1));
  const startedAt = later(sync.startedAt, earlier.startedAt);
  const endedAt = later(later(sync.endedAt, startedAt), earlier.endedAt);
  return { ...sync, startedAt, endedAt };
}

/**
 * Copies syncs from one database to another, the oldest first, because the SDK finds the newest by
 * row order. Data that this program does not use, such as other resource types, is copied too.
 */
export function copySyncs(
  from: DatabaseSync,
  to: DatabaseSync,
  newestFirst: readonly EarlierSync[],
): void {
  for (const name of Object.keys(tables) as TableName[]) {
    const known = columnsOf(from, name);
    const columns = tables[name].filter((column) => known.has(column));
    const list = columns.join(", ");
    const select = from.prepare(`select ${list} from ${name} where sync_id = ? order by id`);
    const insert = to.prepare(
      `insert into ${name} (${list}) values (${columns.map(() => "?").join(", ")})`,
    );
    for (const { id } of newestFirst.toReversed()) {
      for (const row of select.iterate(id)) {
        insert.run(...columns.map((column) => row[column] ?? null));
      }
    }
  }
}

/**
 * Returns the first table whose rows of these syncs are not those of the file that they were copied
 * from; undefined if all are. `copySyncs` has checked that file.
 */
export function findUncopied(
  database: DatabaseSync,
  { databasePath, newestFirst }: EarlierSyncs,
): string | undefined {
  database.prepare("attach ? as earlier").run(databasePath);
  for (const name of Object.keys(tables) as TableName[]) {
    const known = columnsOf(database, name, "earlier");
    const columns = tables[name].filter((column) => known.has(column));
    const key = name === "v1_sync_runs" ? "sync_id" : "external_id, sync_id";
    const same = columns.map((column) => `source.${column} is copy.${column}`).join(" and ");
    // A cross join keeps the order of the tables: the copy has the index.
    const counts = database.prepare(`
      select (select count(*) from earlier.${name} where sync_id = :id) as expected,
        (select count(*) from main.${name} where sync_id = :id) as found,
        (select count(*) from earlier.${name} as source cross join main.${name} as copy using (${key})
          where source.sync_id = :id and ${same}) as equal`);
    for (const { id } of newestFirst) {
      const { expected, found, equal } = counts.get({ id }) ?? {};
      if (found !== expected || equal !== expected) return name;
    }
  }
  return undefined;
}

/** A view with a table's name could run any query, possibly without end. */
function requireTables(database: DatabaseSync): void {
  const find = database.prepare("select type, sql from sqlite_schema where name = ?");
  for (const name of Object.keys(tables)) {
    const found = find.get(name);
    if (found?.["type"] !== "table" || !/^create table /iu.test(String(found["sql"]))) {
      throw new Error(`it lacks table ${name}`);
    }
  }
}

function columnsOf(database: DatabaseSync, table: TableName, schema = "main"): ReadonlySet<string> {
  const rows = database
    .prepare("select name, hidden from pragma_table_xinfo(?, ?)")
    .all(table, schema);
  // A generated column, hidden or not, would run code while it is read.
  return new Set(rows.filter((row) => row["hidden"] === 0).map((row) => String(row["name"])));
}

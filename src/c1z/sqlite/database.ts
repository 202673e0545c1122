/** The SQLite file inside an artifact, with the older column set, which every reader accepts. */

import type { DatabaseSync } from "node:sqlite";
import { isDeepStrictEqual } from "node:util";

import type { Batch, GrantBatch, ResourceBatch } from "../batches.ts";
import { copySyncs, type EarlierSyncs } from "./earlier-syncs.ts";
import { documentAssetId } from "../identity.ts";
import { openDatabase } from "./open-database.ts";
import type { GrantGroup } from "../grant-groups.ts";
import type { EntitlementRow, ResourceTypeRow } from "../records.ts";
import { openSqlite } from "./sqlite.ts";
import { toSqlTime, type Sync } from "../sync.ts";

const tables = `
  create table v1_resource_types (
    id integer primary key, external_id text not null, data blob not null,
    sync_id text not null, discovered_at datetime not null);
  create table v1_resources (
    id integer primary key, resource_type_id text not null, external_id text not null,
    parent_resource_type_id text, parent_resource_id text, data blob not null,
    sync_id text not null, discovered_at datetime not null);
  create table v1_entitlements (
    id integer primary key, resource_type_id text not null, resource_id text not null,
    external_id text not null, data blob not null,
    sync_id text not null, discovered_at datetime not null);
  create table v1_grants (
    id integer primary key, resource_type_id text not null, resource_id text not null,
    entitlement_id text not null, principal_resource_type_id text not null,
    principal_resource_id text not null, external_id text not null,
    expansion blob, needs_expansion integer not null default 0, data blob not null,
    sync_id text not null, discovered_at datetime not null);
  create table v1_assets (
    id integer primary key, external_id text not null, content_type text not null,
    data blob not null, sync_id text not null, discovered_at datetime not null);
  create table v1_sync_runs (
    id integer primary key, sync_id text not null, started_at datetime not null, ended_at datetime,
    sync_token text not null, sync_type text not null default 'full',
    parent_sync_id text not null default '', linked_sync_id text not null default '',
    supports_diff integer not null default 0);
  create table v1_connector_sessions (
    id integer primary key, sync_id text not null, key text not null, value blob not null);
`;

/**
 * The names that readers look for. They would create an index of another name again on each open.
 */
const indexes = {
  "resource types": `
    create unique index idx_resource_types_external_sync_v1
      on v1_resource_types (external_id, sync_id)`,
  resources: `
    create index idx_resources_resource_type_id_v1 on v1_resources (resource_type_id);
    create index idx_resources_external_sync_v1
      on v1_resources (parent_resource_type_id, parent_resource_id);
    create unique index idx_resources_parent_resource_id_v1 on v1_resources (external_id, sync_id)`,
  entitlements: `
    create index idx_entitlements_resource_id_v1 on v1_entitlements (resource_type_id, resource_id);
    create unique index idx_entitlements_external_sync_v1 on v1_entitlements (external_id, sync_id)`,
  grants: `
    create index idx_grants_resource_type_id_resource_id_v1
      on v1_grants (resource_type_id, resource_id);
    create index idx_grants_principal_id_v1
      on v1_grants (principal_resource_type_id, principal_resource_id);
    create index idx_grants_entitlement_id_principal_id_v1
      on v1_grants (entitlement_id, principal_resource_type_id, principal_resource_id);
    create unique index idx_grants_external_sync_v1 on v1_grants (external_id, sync_id)`,
  assets: `
    create unique index idx_assets_external_sync_v1 on v1_assets (external_id, sync_id)`,
  syncs: `
    create unique index idx_sync_runs_sync_id_v1 on v1_sync_runs (sync_id);
    create unique index idx_session_store_sync_key_v1 on v1_connector_sessions (sync_id, key)`,
} as const satisfies Record<Batch["table"] | "syncs", string>;

/** Returns whether a database has exactly the tables and indexes that `DatabaseWriter` creates. */
export function hasSchema(database: DatabaseSync): boolean {
  const created = openSqlite(":memory:");
  try {
    created.exec(tables);
    for (const sql of Object.values(indexes)) created.exec(sql);
    return isDeepStrictEqual(schemaOf(database), schemaOf(created));
  } finally {
    created.close();
  }
}

function schemaOf(database: DatabaseSync) {
  return database
    .prepare("select type, name, tbl_name, sql from sqlite_schema order by name")
    .all();
}

/**
 * Writes a new database with one finished full sync, after the earlier ones. The same batches
 * produce the same bytes.
 */
export class DatabaseWriter {
  readonly #database: DatabaseSync;
  readonly #sync: Sync;
  readonly #insert: Inserts;
  /** The tables without indexes: their rows are not complete. */
  readonly #open = new Set(Object.keys(indexes) as (keyof typeof indexes)[]);
  #last: Batch["table"] | undefined;

  /** The database must be empty. The caller closes it. */
  constructor(database: DatabaseSync, sync: Sync, earlier?: EarlierSyncs) {
    this.#sync = sync;
    this.#database = database;
    // Only this program uses the file until the rename, so a crash may leave it damaged. Large
    // pages make it smaller, and indexing a third faster.
    this.#database.exec(
      "pragma page_size = 32768; pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive",
    );
    this.#database.exec("begin");
    this.#database.exec(tables);
    if (earlier !== undefined) this.#keep(earlier);
    this.#insert = prepareInserts(this.#database);
  }

  /** Adds rows. Pass all of a table's rows before those of another one. */
  add(batch: Batch): void {
    if (this.#last !== undefined && this.#last !== batch.table) this.#index(this.#last);
    this.#last = batch.table;
    switch (batch.table) {
      case "resource types":
        return this.#addResourceTypes(batch.rows);
      case "resources":
        return this.#addResources(batch.rows);
      case "entitlements":
        return this.#addEntitlements(batch.rows);
      case "grants":
        return this.#addGrants(batch.rows);
      case "assets":
        this.#insert.asset.run(documentAssetId, Buffer.from(batch.document), ...this.#syncColumns);
    }
  }

  /** Finishes the sync. */
  finish(): void {
    const { id, startedAt, endedAt } = this.#sync;
    // supports_diff says that the grants are expanded. Like the SDK, it leaves needs_expansion set.
    this.#database
      .prepare(
        "insert into v1_sync_runs (sync_id, started_at, ended_at, sync_token, sync_type, supports_diff) values (?, ?, ?, '', 'full', 1)",
      )
      .run(id, toSqlTime(startedAt), toSqlTime(endedAt));
    for (const table of this.#open) this.#index(table);
    this.#database.exec("commit");
  }

  /** The values in every row: the sync, and when it began. */
  get #syncColumns(): [syncId: string, discoveredAt: string] {
    return [this.#sync.id, toSqlTime(this.#sync.startedAt)];
  }

  /** After the rows: an index that is created in one pass is in order, and compresses better. */
  #index(table: keyof typeof indexes): void {
    this.#database.exec(indexes[table]);
    this.#open.delete(table);
  }

  #keep({ databasePath, newestFirst }: EarlierSyncs): void {
    const from = openDatabase(databasePath);
    try {
      copySyncs(from, this.#database, newestFirst);
    } finally {
      from.close();
    }
  }

  #addResourceTypes(rows: readonly ResourceTypeRow[]): void {
    const syncColumns = this.#syncColumns;
    for (const { id, data } of rows) this.#insert.resourceType.run(id, data, ...syncColumns);
  }

  #addResources({ type, parentType, parentId, keys, data, ends }: ResourceBatch): void {
    const syncColumns = this.#syncColumns;
    let start = 0;
    for (const [index, key] of keys.entries()) {
      const end = ends[index] ?? start;
      const record = data.subarray(start, end);
      this.#insert.resource.run(type, key, parentType, parentId, record, ...syncColumns);
      start = end;
    }
  }

  #addEntitlements(rows: readonly EntitlementRow[]): void {
    const syncColumns = this.#syncColumns;
    for (const { resourceType, resourceId, id, data } of rows) {
      this.#insert.entitlement.run(resourceType, resourceId, id, data, ...syncColumns);
    }
  }

  #addGrants(batch: GrantBatch): void {
    const [syncId, at] = this.#syncColumns;
    this.#insert.grants.run({ ...grantColumns(batch), ids: batch.principalIds, syncId, at });
  }
}

/** Returns the values of a group's rows, apart from the principals' ids and the sync. */
export function grantColumns(group: Omit<GrantGroup, "principalIds">) {
  const { resourceType, resourceId, entitlementId: entitlement, principalType } = group;
  const { expansion, head, tail, rest } = group;
  return { resourceType, resourceId, entitlement, principalType, expansion, head, tail, rest };
}

type Inserts = ReturnType<typeof prepareInserts>;

function prepareInserts(database: DatabaseSync) {
  return {
    resourceType: database.prepare(
      "insert into v1_resource_types (external_id, data, sync_id, discovered_at) values (?, ?, ?, ?)",
    ),
    resource: database.prepare(
      "insert into v1_resources (resource_type_id, external_id, parent_resource_type_id, parent_resource_id, data, sync_id, discovered_at) values (?, ?, ?, ?, ?, ?, ?)",
    ),
    entitlement: database.prepare(
      "insert into v1_entitlements (resource_type_id, resource_id, external_id, data, sync_id, discovered_at) values (?, ?, ?, ?, ?, ?)",
    ),
    asset: database.prepare(
      "insert into v1_assets (external_id, content_type, data, sync_id, discovered_at) values (?, 'application/json', ?, ?, ?)",
    ),
    /**
     * Inserts many grants in one statement: the shared values are bound once, and SQLite joins the
     * rest.
     */
    grants: database.prepare(`
      insert into v1_grants (resource_type_id, resource_id, entitlement_id,
        principal_resource_type_id, principal_resource_id, external_id, expansion, needs_expansion, data, sync_id, discovered_at)
      select :resourceType, :resourceId, :entitlement, :principalType, value,
        :entitlement || ':' || :principalType || ':' || value, :expansion, :expansion is not null,
        cast(:head || value || :tail || value || :rest as blob), :syncId, :at
      from json_each(:ids)`),
  };
}

/** The SQLite file inside an artifact: the older column set, which every reader takes. */

import { DatabaseSync } from "node:sqlite";

import type { Roster } from "../roster/model.ts";
import { documentAssetId, encodeDocument } from "./document.ts";
import { grantGroups } from "./grants.ts";
import { entitlementRows, resourceRows, resourceTypeRows } from "./records.ts";
import { toSqlTime, type Sync } from "./sync.ts";

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

/** By the names that readers look for; one of another name would be made once more on each open. */
const indexes = `
  create unique index idx_resource_types_external_sync_v1 on v1_resource_types (external_id, sync_id);
  create index idx_resources_resource_type_id_v1 on v1_resources (resource_type_id);
  create index idx_resources_external_sync_v1
    on v1_resources (parent_resource_type_id, parent_resource_id);
  create unique index idx_resources_parent_resource_id_v1 on v1_resources (external_id, sync_id);
  create index idx_entitlements_resource_id_v1 on v1_entitlements (resource_type_id, resource_id);
  create unique index idx_entitlements_external_sync_v1 on v1_entitlements (external_id, sync_id);
  create index idx_grants_resource_type_id_resource_id_v1 on v1_grants (resource_type_id, resource_id);
  create index idx_grants_principal_id_v1
    on v1_grants (principal_resource_type_id, principal_resource_id);
  create index idx_grants_entitlement_id_principal_id_v1
    on v1_grants (entitlement_id, principal_resource_type_id, principal_resource_id);
  create unique index idx_grants_external_sync_v1 on v1_grants (external_id, sync_id);
  create unique index idx_assets_external_sync_v1 on v1_assets (external_id, sync_id);
  create unique index idx_sync_runs_sync_id_v1 on v1_sync_runs (sync_id);
  create unique index idx_session_store_sync_key_v1 on v1_connector_sessions (sync_id, key);
`;

/**
 * Writes a new database with one finished full sync, behind the earlier ones that `keep` adds. The
 * same arguments give the same bytes.
 */
export function writeDatabase(
  path: string,
  roster: Roster,
  sync: Sync,
  keep?: (database: DatabaseSync) => void,
): void {
  const database = new DatabaseSync(path);
  try {
    // The file is nobody's but ours until it is renamed, so a crash may tear it. Large pages make it
    // smaller, and its indexes a third faster to write.
    database.exec(
      "pragma page_size = 32768; pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive",
    );
    database.exec("begin");
    database.exec(tables);
    keep?.(database);
    insertRows(database, roster, sync);
    // After the rows: an index that is made at once is written in order.
    database.exec(indexes);
    database.exec("commit");
  } finally {
    database.close();
  }
}

function insertRows(database: DatabaseSync, roster: Roster, sync: Sync): void {
  const syncId = sync.id;
  const at = toSqlTime(sync.startedAt);
  const insertType = database.prepare(
    "insert into v1_resource_types (external_id, data, sync_id, discovered_at) values (?, ?, ?, ?)",
  );
  for (const { id, data } of resourceTypeRows(roster)) insertType.run(id, data, syncId, at);

  const insertResource = database.prepare(
    "insert into v1_resources (resource_type_id, external_id, parent_resource_type_id, parent_resource_id, data, sync_id, discovered_at) values (?, ?, ?, ?, ?, ?, ?)",
  );
  for (const { type, key, parentType, parentId, data } of resourceRows(roster)) {
    insertResource.run(type, key, parentType, parentId, data, syncId, at);
  }

  const insertEntitlement = database.prepare(
    "insert into v1_entitlements (resource_type_id, resource_id, external_id, data, sync_id, discovered_at) values (?, ?, ?, ?, ?, ?)",
  );
  for (const { resourceType, resourceId, id, data } of entitlementRows(roster)) {
    insertEntitlement.run(resourceType, resourceId, id, data, syncId, at);
  }

  insertGrants(database, roster, { syncId, at });

  database
    .prepare(
      "insert into v1_assets (external_id, content_type, data, sync_id, discovered_at) values (?, 'application/json', ?, ?, ?)",
    )
    .run(documentAssetId, Buffer.from(encodeDocument(roster)), syncId, at);
  // supports_diff says that no grant has still to be expanded, which holds: none is expandable.
  database
    .prepare(
      "insert into v1_sync_runs (sync_id, started_at, ended_at, sync_token, sync_type, supports_diff) values (?, ?, ?, '', 'full', 1)",
    )
    .run(syncId, at, toSqlTime(sync.endedAt));
}

/** A group of grants in one statement: what they share is bound once, and SQLite joins the rest. */
function insertGrants(
  database: DatabaseSync,
  roster: Roster,
  { syncId, at }: { readonly syncId: string; readonly at: string },
): void {
  const insert = database.prepare(`
    insert into v1_grants (resource_type_id, resource_id, entitlement_id,
      principal_resource_type_id, principal_resource_id, external_id, data, sync_id, discovered_at)
    select :resourceType, :resourceId, :entitlement, :principalType, value,
      :entitlement || ':' || :principalType || ':' || value,
      cast(:head || value || :tail || value as blob), :syncId, :at
    from json_each(:ids)`);
  for (const group of grantGroups(roster)) {
    insert.run({
      resourceType: group.resourceType,
      resourceId: group.resourceId,
      entitlement: group.entitlementId,
      principalType: group.principalType,
      head: group.head,
      tail: group.tail,
      ids: JSON.stringify(group.principalIds),
      syncId,
      at,
    });
  }
}

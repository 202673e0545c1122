/** Compares the rows of a finished database with the batches that they were written from. */

import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { isDeepStrictEqual } from "node:util";

import {
  BatchHash,
  type GrantSummary,
  type ResourceSummary,
  type SummarizedBatch,
} from "../batches.ts";
import { documentAssetId } from "../identity.ts";
import type { EntitlementRow, ResourceTypeRow } from "../records.ts";
import { toSqlTime, type Sync } from "../sync.ts";
import { grantColumns, hasSchema } from "./database.ts";
import { toBytes } from "./read-records.ts";

/**
 * Returns the place of the first row that is missing, differs in any column, or was not in a batch.
 * Returns `tables` if the schema differs, and undefined if nothing differs. `earlier` is how many
 * syncs the database also has. Yields after each batch, so that the caller can do other work
 * meanwhile.
 */
export function* compareRows(
  database: DatabaseSync,
  sync: Sync,
  batches: readonly SummarizedBatch[],
  earlier = 0,
): Generator<void, string | undefined> {
  if (!hasSchema(database)) return "tables";
  const compare = createComparison(database, sync);
  // A sync's rows are the last ones of each table, so a row too many moves all of them.
  const next = new Map<string, number>();
  for (const table of new Set(batches.map((batch) => batch.table))) {
    const rows = batches.filter((batch) => batch.table === table).map(countOf);
    const count = rows.reduce((sum, one) => sum + one, 0);
    const last = database.prepare(`select max(id) as id from ${tableNames[table]}`);
    const first = Number(last.get()?.["id"] ?? 0) - count + 1;
    const others = database.prepare(
      `select 1 from ${tableNames[table]} where id < ? and (? = 0 or sync_id = ?) limit 1`,
    );
    if (others.get(first, earlier, sync.id) !== undefined) return table;
    next.set(table, first);
  }
  for (const batch of batches) {
    const first = next.get(batch.table) ?? 0;
    const end = first + countOf(batch);
    if (!compare(batch, { first, end })) return placeOf(batch);
    next.set(batch.table, end);
    yield;
  }
  return isFinished(database, sync) && hasSyncs(database, earlier + 1) ? undefined : "syncs";
}

/** Returns whether there are so many syncs, and no sessions of connectors, which nobody copies. */
function hasSyncs(database: DatabaseSync, count: number): boolean {
  const found = database.prepare(
    "select (select count(*) from v1_sync_runs) as syncs, (select count(*) from v1_connector_sessions) as sessions",
  );
  const { syncs, sessions } = found.get() ?? {};
  return syncs === count && sessions === 0;
}

/** Returns whether the last sync is this one, and finished. */
function isFinished(database: DatabaseSync, { id, startedAt, endedAt }: Sync): boolean {
  const found = database
    .prepare(
      `select count(*) as n from v1_sync_runs
         where id = (select max(id) from v1_sync_runs)
           and sync_id = ? and started_at = ? and ended_at = ? and sync_token = ''
           and sync_type = 'full' and parent_sync_id = '' and linked_sync_id = ''
           and supports_diff = 1`,
    )
    .get(id, toSqlTime(startedAt), toSqlTime(endedAt));
  return found?.["n"] === 1;
}

const tableNames = {
  "resource types": "v1_resource_types",
  resources: "v1_resources",
  entitlements: "v1_entitlements",
  grants: "v1_grants",
  assets: "v1_assets",
} as const;

function countOf(batch: SummarizedBatch): number {
  switch (batch.table) {
    case "resources":
    case "grants":
      return batch.rows.count;
    case "assets":
      return 1;
    default:
      return batch.rows.length;
  }
}

/** Contains no personal data. */
function placeOf({ table, rows }: { readonly table: string; readonly rows?: unknown }): string {
  const { entitlementId } = (rows ?? {}) as Partial<GrantSummary>;
  return entitlementId === undefined ? table : `${table} of ${entitlementId}`;
}

/** Row ids, the end excluded. */
interface Range {
  readonly first: number;
  readonly end: number;
}

function createComparison(database: DatabaseSync, sync: Sync) {
  const written = { syncId: sync.id, at: toSqlTime(sync.startedAt) };
  const selectAll = (columns: string, table: string, condition = "true") => {
    const statement = database.prepare(
      `select ${columns} from ${table} where id >= :first and id < :end
         and sync_id = :syncId and discovered_at = :at and ${condition} order by id`,
    );
    statement.setReturnArrays(true);
    return (range: Range, values: Readonly<Record<string, SQLInputValue>> = {}) =>
      statement.all({ ...range, ...written, ...values }) as unknown as unknown[][];
  };
  const selectTypes = selectAll("external_id, data", "v1_resource_types");
  const selectResources = selectAll(
    "external_id, data",
    "v1_resources",
    "resource_type_id = :type and parent_resource_type_id is :parentType and parent_resource_id is :parentId",
  );
  const selectEntitlements = selectAll(
    "resource_type_id, resource_id, external_id, data",
    "v1_entitlements",
  );
  const selectGrants = selectAll(
    "count(*), json_group_array(principal_resource_id)",
    "v1_grants",
    `resource_type_id = :resourceType and resource_id = :resourceId
       and entitlement_id = :entitlement and principal_resource_type_id = :principalType
       and external_id = :entitlement || ':' || :principalType || ':' || principal_resource_id
       and expansion is :expansion and needs_expansion = (:expansion is not null)
       and data = cast(:head || principal_resource_id || :tail || principal_resource_id || :rest as blob)`,
  );
  const selectAssets = selectAll("external_id, content_type, cast(data as text)", "v1_assets");

  const isTypes = (rows: readonly ResourceTypeRow[], range: Range) =>
    isDeepStrictEqual(
      selectTypes(range),
      rows.map(({ id, data }) => [id, data]),
    );
  const isResources = (
    { type, parentType, parentId, count, hash }: ResourceSummary,
    range: Range,
  ) => {
    const rows = selectResources(range, { type, parentType, parentId });
    const keys = JSON.stringify(rows.map(([key]) => key));
    const found = new BatchHash();
    for (const [, record] of rows) found.add(toBytes(record));
    return rows.length === count && found.digest(keys) === hash;
  };
  const isEntitlements = (rows: readonly EntitlementRow[], range: Range) =>
    isDeepStrictEqual(
      selectEntitlements(range),
      rows.map(({ resourceType, resourceId, id, data }) => [resourceType, resourceId, id, data]),
    );
  const isGrants = (group: GrantSummary, range: Range) => {
    const [[count, ids] = []] = selectGrants(range, grantColumns(group));
    return count === group.count && new BatchHash().digest(String(ids)) === group.hash;
  };
  const isAsset = (document: string, range: Range) =>
    isDeepStrictEqual(selectAssets(range), [[documentAssetId, "application/json", document]]);

  return (batch: SummarizedBatch, range: Range): boolean => {
    switch (batch.table) {
      case "resource types":
        return isTypes(batch.rows, range);
      case "resources":
        return isResources(batch.rows, range);
      case "entitlements":
        return isEntitlements(batch.rows, range);
      case "grants":
        return isGrants(batch.rows, range);
      default:
        return isAsset(batch.document, range);
    }
  };
}

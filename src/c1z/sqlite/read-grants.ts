/**
 * Reads the grants of a sync, grouped by entitlement. There are about six for each member. If all
 * grants of an entitlement differ only in the principal, SQLite compares their records, and only
 * one is decoded.
 */

import type { DatabaseSync, SQLInputValue } from "node:sqlite";

import {
  createGrantDecoder,
  type GrantedEntitlement,
  type TypedId,
} from "../protobuf/decode-grant.ts";
import { toTemplate, type GrantTemplate } from "../protobuf/grant-template.ts";
import { readRecords, readRows, recordColumn, toBytes } from "./read-records.ts";

/** One entitlement, and principals that have it. */
export interface Grants {
  readonly what: GrantedEntitlement;
  /** The type of the principals. */
  readonly type: string;
  readonly ids: readonly string[];
  /** Whether each record has exactly the bytes that this program writes for its columns. */
  readonly asWritten: boolean;
}

/**
 * Yields the grants of a sync, except those on resources of one type. Throws `Error` for a record
 * that is not a grant.
 */
export function* readGrants(
  database: DatabaseSync,
  syncId: string,
  exceptType = "",
): Generator<Grants> {
  if (!hasGrantIndex(database)) {
    yield* decodeGrants(readRecords(database, "v1_grants", { sync_id: syncId }));
    return;
  }
  const matchGroup = createComparison(database);
  for (const group of selectGroups(database, syncId, exceptType)) {
    const matched = matchGroup(group);
    if (matched !== undefined) yield matched;
    else yield* decodeGroup(database, group);
  }
}

/**
 * Yields the grants of a group whose ids differ in length, or that contains a record with other
 * differences.
 */
function* decodeGroup(database: DatabaseSync, { columns }: Group): Generator<Grants> {
  const decode = createGrantDecoder();
  const isWritten = createWriterComparison();
  let asWritten = true;
  const rows = readRows(database, "v1_grants", columns, "principal_resource_id");
  for (const [data, id] of rows) {
    const { what, who } = decode(data);
    asWritten &&=
      what.id === columns.entitlement_id &&
      who.type === columns.principal_resource_type_id &&
      who.id === id &&
      isWritten(data, what, who);
    yield { what, type: who.type, ids: [who.id], asWritten };
  }
}

/**
 * Our own files need fewer templates, one for each length of an id. A foreign file could fill
 * the memory.
 */
const maxTemplates = 300;

/** Returns a function that compares a grant's record with the one that this program writes. */
function createWriterComparison() {
  const templates = new Map<string, GrantTemplate>();
  return (data: Uint8Array, what: GrantedEntitlement, who: TypedId): boolean => {
    const id = Buffer.from(who.id);
    const key = JSON.stringify([id.length, what, who.type]);
    const template = templates.get(key) ?? toTemplate(what, who);
    templates.set(key, template);
    if (templates.size > maxTemplates) return false;
    return Buffer.concat([template.head, id, template.tail, id]).equals(data);
  };
}

/** Yields decoded grants one by one. Throws `Error` for a record that is not a grant. */
export function* decodeGrants(records: Iterable<Uint8Array>): Generator<Grants> {
  const decode = createGrantDecoder();
  for (const data of records) {
    const { what, who } = decode(data);
    yield { what, type: who.type, ids: [who.id], asWritten: false };
  }
}

/**
 * The index that the readers create. Without it, SQLite would search all grants for each
 * entitlement.
 */
export function hasGrantIndex(database: DatabaseSync): boolean {
  const find = database.prepare(
    "select 1 from sqlite_schema where type = 'index' and tbl_name = 'v1_grants' and name = 'idx_grants_entitlement_id_principal_id_v1'",
  );
  return find.get() !== undefined;
}

/** Grants of one entitlement to principals of one type, according to the columns. */
interface Group {
  readonly columns: {
    readonly sync_id: string;
    readonly entitlement_id: SQLInputValue;
    readonly principal_resource_type_id: SQLInputValue;
  };
  readonly firstRow: SQLInputValue;
  readonly count: number;
  /** The length of every principal's id in UTF-8; undefined if lengths differ. */
  readonly idBytes: number | undefined;
  /** The ids as JSON. */
  readonly ids: string;
}

function* selectGroups(
  database: DatabaseSync,
  sync_id: string,
  exceptType: string,
): Generator<Group> {
  const bytes = "length(cast(principal_resource_id as blob))";
  const statement = database.prepare(`
    select entitlement_id, principal_resource_type_id, min(id) as first_row, count(*) as number,
      min(${bytes}) as least, max(${bytes}) as most, json_group_array(principal_resource_id) as ids
    from v1_grants where sync_id = ? and resource_type_id <> ?
    group by entitlement_id, principal_resource_type_id`);
  for (const row of statement.iterate(sync_id, exceptType)) {
    const { entitlement_id = null, principal_resource_type_id = null } = row;
    yield {
      columns: { sync_id, entitlement_id, principal_resource_type_id },
      firstRow: row["first_row"] ?? null,
      count: Number(row["number"]),
      idBytes: row["least"] === row["most"] ? Number(row["least"]) : undefined,
      ids: String(row["ids"]),
    };
  }
}

/**
 * Returns a function that returns the grants of a group if every record matches its columns, and
 * undefined otherwise.
 */
function createComparison(database: DatabaseSync): (group: Group) => Grants | undefined {
  const decode = createGrantDecoder();
  const find = database.prepare(
    `select ${recordColumn}, principal_resource_id as id from v1_grants where id = ?`,
  );
  // SQLite may end a text at a NUL character where JavaScript continues.
  const count = database.prepare(`
    select count(*) as number from v1_grants
    where sync_id = :sync_id and entitlement_id = :entitlement_id
      and principal_resource_type_id = :principal_resource_type_id
      and instr(principal_resource_id, char(0)) = 0
      and resource_type_id = :type and resource_id = :resource
      and external_id = entitlement_id || ':' || principal_resource_type_id || ':' || principal_resource_id
      and data = cast(:head || principal_resource_id || :tail || principal_resource_id as blob)`);
  return ({ columns, firstRow, count: all, idBytes, ids }) => {
    if (idBytes === undefined) return undefined;
    const first = find.get(firstRow);
    const { what, who } = decode(toBytes(first?.["data"]));
    if (what.id !== columns.entitlement_id || who.id !== first?.["id"]) return undefined;
    if (who.type !== columns.principal_resource_type_id) return undefined;
    const { head, tail } = toTemplate(what, who);
    const { type, id: resource } = what.on;
    const matched = count.get({ ...columns, type, resource, head, tail });
    if (matched?.["number"] !== all) return undefined;
    return { what, type: who.type, ids: JSON.parse(ids) as string[], asWritten: true };
  };
}

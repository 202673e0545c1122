/**
 * The grants of a sync, by what is granted. There are six for each member, so where all of an
 * entitlement differ in nothing but who holds it, SQLite compares their records, and one is decoded.
 */

import type { DatabaseSync, SQLInputValue } from "node:sqlite";

import { createGrantDecoder, type GrantedEntitlement } from "./decode-grant.ts";
import { toTemplate } from "./grant-template.ts";
import { readRecords, recordColumn, toBytes } from "./read-records.ts";

/** One entitlement, and some that hold it. */
export interface Grants {
  readonly what: GrantedEntitlement;
  /** Of those that hold it. */
  readonly type: string;
  readonly ids: readonly string[];
}

/** Yields all grants of a sync. Throws `Error` for a record that is none. */
export function* readGrants(database: DatabaseSync, syncId: string): Generator<Grants> {
  const decodeEach = (columns: Readonly<Record<string, SQLInputValue>>) =>
    decodeGrants(readRecords(database, "v1_grants", columns));
  if (!hasIndex(database)) {
    yield* decodeEach({ sync_id: syncId });
    return;
  }
  const findAlike = createComparison(database);
  for (const group of selectGroups(database, syncId)) {
    const alike = findAlike(group);
    if (alike !== undefined) yield alike;
    else yield* decodeEach(group.columns);
  }
}

/** Yields what grants say, one after the other. Throws `Error` for a record that is none. */
export function* decodeGrants(records: Iterable<Uint8Array>): Generator<Grants> {
  const decode = createGrantDecoder();
  for (const data of records) {
    const { what, who } = decode(data);
    yield { what, type: who.type, ids: [who.id] };
  }
}

/** The readers' own, without which each entitlement would be looked for among all grants. */
function hasIndex(database: DatabaseSync): boolean {
  const find = database.prepare(
    "select 1 from sqlite_schema where type = 'index' and tbl_name = 'v1_grants' and name = 'idx_grants_entitlement_id_principal_id_v1'",
  );
  return find.get() !== undefined;
}

/** Grants of one entitlement to principals of one type, as the columns tell. */
interface Group {
  readonly columns: {
    readonly sync_id: string;
    readonly entitlement_id: SQLInputValue;
    readonly principal_resource_type_id: SQLInputValue;
  };
  readonly firstRow: SQLInputValue;
  readonly count: number;
  /** Of every principal's id in UTF-8; undefined where they differ. */
  readonly idBytes: number | undefined;
  /** The ids as JSON. */
  readonly ids: string;
}

function* selectGroups(database: DatabaseSync, sync_id: string): Generator<Group> {
  const bytes = "length(cast(principal_resource_id as blob))";
  const statement = database.prepare(`
    select entitlement_id, principal_resource_type_id, min(id) as first_row, count(*) as number,
      min(${bytes}) as least, max(${bytes}) as most, json_group_array(principal_resource_id) as ids
    from v1_grants where sync_id = ? group by entitlement_id, principal_resource_type_id`);
  for (const row of statement.iterate(sync_id)) {
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
 * Returns a function that gives the grants of a group whose records say what its columns say; it
 * returns undefined where one of them may say something else.
 */
function createComparison(database: DatabaseSync): (group: Group) => Grants | undefined {
  const decode = createGrantDecoder();
  const find = database.prepare(
    `select ${recordColumn}, principal_resource_id as id from v1_grants where id = ?`,
  );
  // A text can end for SQLite where JavaScript goes on.
  const count = database.prepare(`
    select count(*) as number from v1_grants
    where sync_id = :sync_id and entitlement_id = :entitlement_id
      and principal_resource_type_id = :principal_resource_type_id
      and instr(principal_resource_id, char(0)) = 0
      and data = cast(:head || principal_resource_id || :tail || principal_resource_id as blob)`);
  return ({ columns, firstRow, count: all, idBytes, ids }) => {
    if (idBytes === undefined) return undefined;
    const first = find.get(firstRow);
    const { what, who } = decode(toBytes(first?.["data"]));
    if (what.id !== columns.entitlement_id || who.id !== first?.["id"]) return undefined;
    if (who.type !== columns.principal_resource_type_id) return undefined;
    const { head, tail } = toTemplate(what, who);
    const alike = count.get({ ...columns, head, tail });
    if (alike?.["number"] !== all) return undefined;
    return { what, type: who.type, ids: JSON.parse(ids) as string[] };
  };
}

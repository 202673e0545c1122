/** Reads the records of a sync as encoded bytes. */

import type { DatabaseSync, SQLInputValue } from "node:sqlite";

/** Far larger than any record of a roster. */
export const maxRecordBytes = 1024 ** 2;
/** Reading row by row is slow. These limits keep the memory for one query small. */
const maxRowsPerQuery = 500;
const maxBytesPerQuery = 16 * 1024 ** 2;

const lowestRow = -(2n ** 63n);
const highestRow = 2n ** 63n - 1n;

export type TableName = "v1_resource_types" | "v1_resources" | "v1_entitlements" | "v1_grants";

/** The column of a record, or null if the value is too long for a record. */
export const recordColumn = `case when length(data) <= ${maxRecordBytes} then data end as data`;

/**
 * Yields the records of the table's rows that have these values, in row order. Throws `Error` for a
 * value that is not a record, and if the records together are larger than the file (rows can share
 * bytes of a file).
 */
export function* readRecords(
  database: DatabaseSync,
  table: TableName,
  values: Readonly<Record<string, SQLInputValue>>,
): Generator<Uint8Array> {
  for (const [data] of readRows(database, table, values, "null")) yield data;
}

/** Yields records like `readRecords`, each with the value of a column of its row. */
export function* readRows(
  database: DatabaseSync,
  table: TableName,
  values: Readonly<Record<string, SQLInputValue>>,
  column: "null" | "principal_resource_id",
): Generator<[record: Uint8Array, value: unknown]> {
  const where = Object.keys(values).map((column) => `${column} = :${column}`);
  const condition = where.join(" and ");
  const longest = database
    .prepare(`select max(length(data)) as bytes from ${table} where ${condition}`)
    .get(values);
  const rowsWithinBytes =
    maxBytesPerQuery / Math.min(Number(longest?.["bytes"]) || 1, maxRecordBytes);
  const statement = database.prepare(
    `select id, ${recordColumn}, ${column} from ${table} where ${condition} and id >= :from order by id limit :limit`,
  );
  // A row id can exceed JavaScript's safe integers.
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  const limit = Math.floor(Math.min(rowsWithinBytes, maxRowsPerQuery));
  let left = databaseBytes(database);
  for (let from = lowestRow; ;) {
    const rows = statement.all({ ...values, from, limit }) as unknown as [
      unknown,
      unknown,
      unknown,
    ][];
    for (const [, data, value] of rows) {
      const bytes = toBytes(data);
      left -= bytes.length;
      if (left < 0) throw new Error("its rows are larger than the file");
      yield [bytes, value];
    }
    const [last] = rows.at(-1) ?? [];
    if (typeof last !== "bigint" || last === highestRow) return;
    from = last + 1n;
  }
}

function databaseBytes(database: DatabaseSync): number {
  const { page_count: pages } = database.prepare("pragma page_count").get() ?? {};
  const { page_size: bytes } = database.prepare("pragma page_size").get() ?? {};
  return Number(pages) * Number(bytes);
}

/**
 * Returns a record's bytes. Throws `Error` if the value is not a record or was too long for one.
 */
export function toBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new Error("a row's data is not a record, or is too long");
}

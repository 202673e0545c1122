/** Opens an untrusted database, and checks that it is safe to read. */

import type { DatabaseSync } from "node:sqlite";

import { requireSchemaTree } from "./schema-tree.ts";
import { openSqlite } from "./sqlite.ts";

/** The longest value is our own document for a hundred thousand members with many unknown facts. */
const maxValueBytes = 64 * 1024 ** 2;

/**
 * Returns a read-only database; close it after use. `integrity_check` also compares each index with
 * its table, which takes five times as long as `quick_check`.
 * Throws `Error` if reading it would compute values, and if it is damaged: a page that occurs twice
 * in a tree could be read without end.
 */
export function openDatabase(
  path: string,
  check: "quick_check" | "integrity_check" = "quick_check",
): DatabaseSync {
  requireSchemaTree(path);
  const database = openSqlite(path, {
    readOnly: true,
    limits: { length: maxValueBytes, attach: 0 },
  });
  try {
    database.exec("pragma trusted_schema = off; pragma cell_size_check = on");
    requirePlainSchema(database);
    const found = database.prepare(`pragma ${check}(1)`).get();
    if (found?.[check] !== "ok") throw new Error("its database is damaged");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Allows only tables and indexes of stored values, which is what every SDK writes. */
function requirePlainSchema(database: DatabaseSync): void {
  const columns = database.prepare("select hidden from pragma_table_xinfo(?) where hidden <> 0");
  for (const { type, name, sql } of database
    .prepare("select type, name, sql from sqlite_schema")
    .iterate()) {
    const text = String(sql);
    if (type === "index") continue;
    if (type !== "table" || !/^create table /iu.test(text)) {
      throw new Error(
        `it contains a ${type === "table" ? "virtual table" : String(type)}, which no artifact has`,
      );
    }
    // Both are computed on each read.
    if (/\bcheck\b/iu.test(text) || columns.get(String(name)) !== undefined) {
      throw new Error("one of its tables computes values, which no table of an artifact does");
    }
  }
}

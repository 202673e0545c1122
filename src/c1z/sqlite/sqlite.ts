/** Opens databases. Nothing else does, because each connection needs the same setting. */

import { DatabaseSync, type DatabaseSyncOptions } from "node:sqlite";

/**
 * Returns a connection; close it after use. It sorts in memory: SQLite would otherwise use
 * temporary files, and the data is personal.
 */
export function openSqlite(path: string, options: DatabaseSyncOptions = {}): DatabaseSync {
  const database = new DatabaseSync(path, options);
  try {
    database.exec("pragma temp_store = memory");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

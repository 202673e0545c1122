/** Opens databases; the only place that does, because each connection needs the same setting. */

import { DatabaseSync, type DatabaseSyncOptions } from "node:sqlite";

/**
 * Returns a connection; close it after use. SQLite would sort in files of the system's temporary
 * folder, and what it sorts is personal data.
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

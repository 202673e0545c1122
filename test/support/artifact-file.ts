/** Artifacts taken apart and put together again, for tests of what may be in them. */

import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { zstdCompressSync } from "node:zlib";

import { unpackDatabase } from "../../src/c1z/container/container.ts";
import { makeFolder } from "./process.ts";

/** Returns the container of a database, or of whatever else is put into it. */
export function pack(content: Buffer): Buffer {
  return container(zstdCompressSync(content));
}

/** Returns the five bytes and then these frames. */
export function container(...frames: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from("C1ZF\0", "latin1"), ...frames]);
}

/** Returns the bytes of an artifact's database. */
export async function databaseOf(path: string): Promise<Buffer> {
  const folder = await makeFolder();
  try {
    await unpackDatabase(path, join(folder, "sync.db"));
    return await readFile(join(folder, "sync.db"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Opens an artifact's database for writing, and puts what has become of it into the same file. */
export async function editDatabase(
  path: string,
  change: (database: DatabaseSync) => void,
): Promise<void> {
  const file = join(await makeFolder(), "sync.db");
  await writeFile(file, await databaseOf(path));
  const database = new DatabaseSync(file, { defensive: false });
  change(database);
  database.close();
  await writeFile(path, pack(await readFile(file)));
}

/** Returns the rows of a query on an artifact's database. */
export async function query(path: string, sql: string): Promise<Record<string, unknown>[]> {
  const file = join(await makeFolder(), "sync.db");
  await writeFile(file, await databaseOf(path));
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

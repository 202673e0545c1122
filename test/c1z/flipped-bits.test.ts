import { open } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { expect, test } from "vitest";

import { openArtifactFiles } from "../../src/c1z/artifact-files.ts";
import { summarize, toBatches } from "../../src/c1z/batches.ts";
import { DatabaseWriter } from "../../src/c1z/sqlite/database.ts";
import { createSync } from "../../src/c1z/sync.ts";
import { makeFolder } from "../support/process.ts";
import { aMember, aRoster, aService, aTeam } from "../support/roster.ts";

const pageBytes = 32_768;
/** One in so many of the bytes in use. A prime, so that the same fields are not always hit. */
const step = 23;

/** Returns everything that a reader can get from a database: its schema, its rows, and its indexes. */
function dump(path: string): string {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const schema = database.prepare("select * from sqlite_schema order by rowid").all();
    const contents = schema.map(({ type, name, tbl_name: table, sql }) => {
      if (type === "table")
        return database.prepare(`select * from "${String(name)}" order by id`).all();
      const columns = /\(([^)]+)\)$/u.exec(String(sql))?.[1] ?? "";
      const scan = `select id, ${columns} from "${String(table)}" indexed by "${String(name)}" order by ${columns}`;
      return database.prepare(scan).all();
    });
    return JSON.stringify([schema, contents]);
  } finally {
    database.close();
  }
}

test("no flipped bit of a finished database passes that a reader could notice", async () => {
  const databasePath = join(await makeFolder(), "sync.db");
  const endedAt = new Date("2026-11-23T06:05:00.000Z");
  const sync = createSync({ startedAt: endedAt, endedAt, digest: "00".repeat(32) });
  const teams = [{ team: "tm-even", role: "Manager" as const }];
  const roster = aRoster({
    teams: [aTeam({ slug: "even" })],
    members: ["ada", "bo", "cy"].map((username) => aMember({ username, teams })),
    services: [aService()],
  });
  const batches = [...toBatches({ roster })];
  const database = new DatabaseSync(databasePath);
  const writer = new DatabaseWriter(database, sync);
  for (const batch of batches) writer.add(batch);
  writer.finish();
  database.close();
  const artifactPath = `${databasePath}.c1z`;
  const files = openArtifactFiles({ databasePath, artifactPath, sync, earlier: undefined });
  const added = batches.map(summarize);
  const isProved = async () =>
    (await files.findDifference(added).catch(() => "damaged")) === undefined;
  expect(await isProved()).toBe(true);
  const before = dump(databasePath);
  const file = await open(databasePath, "r+");
  try {
    const { size } = await file.stat();
    const { buffer: bytes } = await file.read(Buffer.alloc(size), 0, size, 0);
    const used = [...bytes.keys()].filter((index) => bytes[index] !== 0);
    const passed: string[] = [];
    for (let one = 0; one < used.length; one += step) {
      const at = used[one] ?? 0;
      await file.write(Buffer.of((bytes[at] ?? 0) ^ (1 << (one % 8))), 0, 1, at);
      if ((await isProved()) && dump(databasePath) !== before) {
        passed.push(`byte ${at % pageBytes} of page ${Math.floor(at / pageBytes) + 1}`);
      }
      await file.write(bytes, at, 1, at);
    }

    expect(passed).toEqual([]);
    expect(await isProved()).toBe(true);
  } finally {
    await file.close();
  }
});

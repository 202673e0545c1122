import { open } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { expect, test } from "vitest";

import { openArtifactFiles } from "../../src/c1z/artifact-files.ts";
import { summarize, toBatches } from "../../src/c1z/batches.ts";
import { DatabaseWriter } from "../../src/c1z/sqlite/database.ts";
import { createSync } from "../../src/c1z/sync.ts";
import { makeFolder } from "../support/process.ts";
import { aRoster, aTeam } from "../support/roster.ts";

/** Returns the files of a finished database, and what was added to it. */
async function finish() {
  const databasePath = join(await makeFolder(), "sync.db");
  const endedAt = new Date("2026-11-23T06:05:00.000Z");
  const sync = createSync({ startedAt: endedAt, endedAt, digest: "00".repeat(32) });
  const batches = [...toBatches({ roster: aRoster({ teams: [aTeam()] }) })];
  const database = new DatabaseSync(databasePath);
  const writer = new DatabaseWriter(database, sync);
  for (const batch of batches) writer.add(batch);
  writer.finish();
  database.close();
  const artifactPath = `${databasePath}.c1z`;
  const files = openArtifactFiles({ databasePath, artifactPath, sync, earlier: undefined });
  return { databasePath, files, added: batches.map(summarize) };
}

test("a finished database with a damaged page is refused, also if no row is on that page", async () => {
  const { databasePath, files, added } = await finish();
  const database = new DatabaseSync(databasePath, { readOnly: true });
  const index = "select rootpage from sqlite_schema where name = 'idx_grants_principal_id_v1'";
  const page = Number(database.prepare(index).get()?.["rootpage"]);
  database.close();
  expect(await files.findDifference(added)).toBeUndefined();

  const file = await open(databasePath, "r+");
  // The number of cells on the page.
  await file.write(Buffer.of(0xff), 0, 1, (page - 1) * 32_768 + 4);
  await file.close();

  await expect(files.findDifference(added)).rejects.toThrow("its database is damaged");
});

test("a finished database without one of its indexes is refused", async () => {
  const { databasePath, files, added } = await finish();
  const database = new DatabaseSync(databasePath);
  database.exec("drop index idx_grants_principal_id_v1");
  database.close();

  expect(await files.findDifference(added)).toBe("tables");
});

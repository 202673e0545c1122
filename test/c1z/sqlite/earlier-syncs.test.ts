import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { expect, test } from "vitest";

import { toBatches } from "../../../src/c1z/batches.ts";
import { DatabaseWriter } from "../../../src/c1z/sqlite/database.ts";
import {
  findUncopied,
  listSyncs,
  type EarlierSync,
} from "../../../src/c1z/sqlite/earlier-syncs.ts";
import { createSync } from "../../../src/c1z/sync.ts";
import { rosterDigest } from "../../../src/roster/digest.ts";
import { makeFolder } from "../../support/process.ts";
import { aMember, aRoster, aService, aTeam } from "../../support/roster.ts";

const tables = [
  "v1_resource_types",
  "v1_resources",
  "v1_entitlements",
  "v1_grants",
  "v1_assets",
  "v1_sync_runs",
];

/** Returns a database with a copy of the sync in another one. */
async function makeCopy() {
  const folder = await makeFolder();
  const databasePath = join(folder, "earlier.db");
  const write = (path: string, day: number, newestFirst?: readonly EarlierSync[]) => {
    const readAt = `2026-11-0${day}T06:00:00.000Z`;
    const roster = aRoster({
      readAt,
      teams: [aTeam()],
      members: ["ada", "Zoë"].map((username) =>
        aMember({ username, teams: [{ team: "tm-platform", role: "Manager" }] }),
      ),
      services: [aService()],
    });
    const at = new Date(readAt);
    const sync = createSync({ startedAt: at, endedAt: at, digest: rosterDigest(roster) });
    const database = new DatabaseSync(path);
    const writer = new DatabaseWriter(database, sync, newestFirst && { databasePath, newestFirst });
    for (const batch of toBatches({ roster })) writer.add(batch);
    writer.finish();
    return database;
  };
  const before = write(databasePath, 1);
  const newestFirst = listSyncs(before);
  before.close();
  const database = write(join(folder, "new.db"), 2, newestFirst);
  return { database, earlier: { databasePath, newestFirst } };
}

test("copied syncs have no difference", async () => {
  const { database, earlier } = await makeCopy();

  expect(findUncopied(database, earlier)).toBeUndefined();
});

test.each(tables)(
  "no changed value and no lost row of a copied sync in %s passes",
  async (table) => {
    const { database, earlier } = await makeCopy();
    database.prepare("attach ? as earlier").run(earlier.databasePath);
    const columns = database.prepare(`select name from pragma_table_info('${table}')`).all();
    const missed: string[] = [];
    const attempt = (sql: string) => {
      database.exec("detach earlier; begin");
      const { changes } = database
        .prepare(`${sql} where id = (select min(id) from ${table})`)
        .run();
      expect(changes).toBe(1);
      database.exec("savepoint changed");
      const found = findUncopied(database, earlier);
      if (found === undefined) missed.push(sql);
      database.exec("rollback");
    };
    for (const { name } of columns) {
      if (name === "id") continue;
      attempt(`update ${table} set ${String(name)} = coalesce(${String(name)}, '') || 'x'`);
    }
    attempt(`delete from ${table}`);

    expect(missed).toEqual([]);
  },
);

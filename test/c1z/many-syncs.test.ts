import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { expect, test } from "vitest";

import { packDatabase, unpackDatabase } from "../../src/c1z/container/container.ts";
import { readNewestTwo } from "../../src/c1z/read.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { makeFolder } from "../support/process.ts";
import { aRoster } from "../support/roster.ts";

/** Small enough for a hostile file of a megabyte. */
const count = 30_000;

test("a file with very many syncs is read in time that grows only with their number", async () => {
  const folder = await makeFolder();
  const [path, databasePath] = [join(folder, "one.c1z"), join(folder, "sync.db")];
  const roster = aRoster();
  await writeArtifact({ roster, path, endedAt: new Date(roster.readAt) });
  await unpackDatabase(path, databasePath);
  const database = new DatabaseSync(databasePath);
  database.exec(`
    create temporary table earlier as
      with recursive n (at) as (select 1 union all select at + 1 from n where at < ${count})
      select 'sync' || at as id from n;
    insert into v1_sync_runs (sync_id, started_at, ended_at, sync_token)
      select id, '2020-01-01 00:00:00', '2020-01-01 00:00:00', '' from earlier;
    insert into v1_resources (resource_type_id, external_id, data, sync_id, discovered_at)
      select 'organization', 'organization:other', x'', id, '' from earlier`);
  database.close();
  const hostile = join(folder, "many.c1z");
  await packDatabase(databasePath, hostile);

  // No limit but the test's own: a search for the workspace of each sync takes minutes.
  await expect(readNewestTwo(hostile)).rejects.toThrow('no earlier one is: workspace "other"');
});

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { expect, test } from "vitest";

import { packDatabase, unpackDatabase } from "../../src/c1z/container/container.ts";
import { readArtifact, readNewestTwo } from "../../src/c1z/read.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { rosterDigest } from "../../src/roster/digest.ts";
import type { Roster } from "../../src/roster/model.ts";
import { makeFolder } from "../support/process.ts";
import { aMember, aRoster, aWorkspace } from "../support/roster.ts";

/** Returns the roster of a day in November, with as many members as that day's number. */
function rosterOf(day: number) {
  return aRoster({
    readAt: `2026-11-${String(day).padStart(2, "0")}T06:00:00.000Z`,
    members: Array.from({ length: day }, (_, index) =>
      aMember({ username: `person-${index}`, role: index === 0 ? "Owner" : "Member" }),
    ),
  });
}

async function write(path: string, day: number, keepSyncs = 2) {
  const roster = rosterOf(day);
  const endedAt = new Date(Date.parse(roster.readAt) + 5_000);
  return await writeArtifact({ roster, path, endedAt, keepSyncs });
}

/** Returns the rows of a query on the artifact's database. */
async function query(path: string, sql: string): Promise<unknown[]> {
  const database = join(await makeFolder(), "sync.db");
  await unpackDatabase(path, database);
  const opened = new DatabaseSync(database, { readOnly: true });
  try {
    return opened.prepare(sql).all();
  } finally {
    opened.close();
  }
}

/** Changes the database inside an artifact. */
async function edit(path: string, sql: string): Promise<void> {
  const folder = await makeFolder();
  await unpackDatabase(path, join(folder, "sync.db"));
  const opened = new DatabaseSync(join(folder, "sync.db"));
  opened.exec(sql);
  opened.close();
  await packDatabase(join(folder, "sync.db"), join(folder, "new.c1z"));
  await writeFile(path, await readFile(join(folder, "new.c1z")));
}

test("the newest syncs are kept, the older first, and each reads back as it was", async () => {
  const path = join(await makeFolder(), "a.c1z");
  for (const day of [1, 2, 3]) await write(path, day);

  expect((await readArtifact(path)).roster).toEqual(rosterOf(3));
  expect((await readArtifact(path, 1)).roster).toEqual(rosterOf(2));
  await expect(readArtifact(path, 2)).rejects.toThrow("it contains 2 finished syncs, not 3");
  const runs = await query(path, "select started_at, ended_at from v1_sync_runs order by id");
  expect(runs).toEqual([
    { started_at: "2026-11-02 06:00:00.000000000", ended_at: "2026-11-02 06:00:05.000000000" },
    { started_at: "2026-11-03 06:00:00.000000000", ended_at: "2026-11-03 06:00:05.000000000" },
  ]);
  const orphans = await query(
    path,
    "select count(*) as n from v1_grants where sync_id not in (select sync_id from v1_sync_runs)",
  );
  expect(orphans).toEqual([{ n: 0 }]);
});

test("with keep-syncs 1 the file holds the new sync alone", async () => {
  const path = join(await makeFolder(), "a.c1z");
  for (const day of [1, 2]) await write(path, day, 1);

  await expect(readArtifact(path, 1)).rejects.toThrow("it contains 1 finished sync, not 2");
});

test("with keep-syncs 1, too, a file that is no artifact is left alone", async () => {
  const path = join(await makeFolder(), "a.c1z");
  await writeFile(path, "yesterday's notes");

  await expect(write(path, 2, 1)).rejects.toThrow(/^cannot add to artifact .*It was not changed/u);

  expect(await readFile(path, "utf8")).toBe("yesterday's notes");
  expect((await readArtifact(`${path}.beside`)).roster).toEqual(rosterOf(2));
});

test("a sync that is there already is not added again", async () => {
  const path = join(await makeFolder(), "a.c1z");
  await write(path, 1);
  const first = await write(path, 2);
  const bytes = await readFile(path);

  expect(await write(path, 2)).toEqual(first);
  expect((await readFile(path)).equals(bytes)).toBe(true);
});

test("appending the same syncs gives the same bytes", async () => {
  const paths = [join(await makeFolder(), "a.c1z"), join(await makeFolder(), "b.c1z")];
  for (const path of paths) for (const day of [1, 2, 3]) await write(path, day);

  const [a, b] = await Promise.all(paths.map((path) => readFile(path)));
  expect(b?.equals(a ?? Buffer.alloc(0))).toBe(true);
});

test("times increase even where the clock went back or stood still", async () => {
  const path = join(await makeFolder(), "a.c1z");
  await write(path, 5);
  await write(path, 4);

  const [older, newer] = (await query(
    path,
    "select started_at, ended_at from v1_sync_runs order by id",
  )) as { started_at: string; ended_at: string }[];
  expect((newer?.started_at ?? "") > (older?.started_at ?? "~")).toBe(true);
  expect((newer?.ended_at ?? "") > (older?.ended_at ?? "~")).toBe(true);
  expect((await readArtifact(path)).roster).toEqual(rosterOf(4));
});

test("what somebody else's connector wrote comes along, unknown types and columns included", async () => {
  const path = join(await makeFolder(), "a.c1z");
  const { syncId } = await write(path, 1);
  await edit(
    path,
    `alter table v1_sync_runs add column stats text;
     insert into v1_resource_types (external_id, data, sync_id, discovered_at)
       values ('repository', x'0a0a7265706f7369746f7279', '${syncId}', '2026-11-01 06:00:00');
     delete from v1_assets`,
  );
  await write(path, 2);

  const types = await query(
    path,
    `select hex(data) as data from v1_resource_types where external_id = 'repository' and sync_id = '${syncId}'`,
  );
  expect(types).toEqual([{ data: "0A0A7265706F7369746F7279" }]);
  const before = (await readArtifact(path, 1)).roster;
  expect(before.members).toEqual(rosterOf(1).members);
  expect(before.coverage.lists.every(({ status }) => status === "unknown")).toBe(true);
});

test.each([
  ["no artifact at all", async (path: string) => await writeFile(path, "yesterday's notes")],
  [
    "cut off",
    async (path: string) => await writeFile(path, (await readFile(path)).subarray(0, -9)),
  ],
  [
    "with a view in a table's place",
    async (path: string) =>
      await edit(
        path,
        `drop table v1_grants;
         create view v1_grants as
           with recursive n(i) as (select 1 union all select i + 1 from n) select i from n`,
      ),
  ],
])("a file that is %s is left alone, and the new sync stands beside it", async (_, spoil) => {
  const path = join(await makeFolder(), "a.c1z");
  await write(path, 1);
  await spoil(path);
  const spoilt = await readFile(path);

  await expect(write(path, 2)).rejects.toThrow(
    /^cannot add to artifact ".*a\.c1z": .* It was not changed, and the new sync is in ".*a\.c1z\.beside"/u,
  );

  await expect(write(path, 2)).rejects.not.toThrow(/: cannot (?:read|write) artifact/u);
  expect((await readFile(path)).equals(spoilt)).toBe(true);
  expect((await readArtifact(`${path}.beside`)).roster).toEqual(rosterOf(2));
  expect((await readdir(dirname(path))).toSorted()).toEqual(["a.c1z", "a.c1z.beside"]);
});

/** Another workspace's file, or another connector's, and what is said of it. */
const strangers: readonly (readonly [string, (path: string) => Promise<void>, RegExp])[] = [
  [
    "another workspace's",
    async (path) => {
      const roster = { ...rosterOf(1), workspace: aWorkspace({ id: "wsOther", slug: "other" }) };
      await writeArtifact({ roster, path, endedAt: new Date(roster.readAt) });
    },
    /its newest sync is of workspace "wsOther", and this one is of workspace "[^"]+" \(fernwick\)\./u,
  ],
  [
    "another connector's",
    async (path) => {
      await write(path, 3);
      await edit(
        path,
        "update v1_resources set resource_type_id = 'org' where resource_type_id = 'organization'",
      );
    },
    /its newest sync contains 1 of type "org", 3 of type "user", and this one/u,
  ],
];

test.each(
  strangers.flatMap(([whose, make, says]) =>
    [1, 2].map((keepSyncs) => ({ whose, make, says, keepSyncs })),
  ),
)("$whose file is left alone, with keep-syncs $keepSyncs", async ({ make, says, keepSyncs }) => {
  const path = join(await makeFolder(), "a.c1z");
  await make(path);
  const before = await readFile(path);

  await expect(write(path, 2, keepSyncs)).rejects.toThrow(says);

  expect((await readFile(path)).equals(before)).toBe(true);
  expect((await readArtifact(`${path}.beside`)).roster).toEqual(rosterOf(2));
});

test.each(["sync_type = 'partial'", "ended_at = null"])(
  "another workspace's sync that did not finish is left alone as well: %s",
  async (change) => {
    const path = join(await makeFolder(), "a.c1z");
    const roster = { ...rosterOf(1), workspace: aWorkspace({ id: "wsOther", slug: "other" }) };
    await writeArtifact({ roster, path, endedAt: new Date(roster.readAt) });
    await edit(path, `update v1_sync_runs set ${change}`);
    const before = await readFile(path);

    await expect(write(path, 2)).rejects.toThrow(/its unfinished sync is of workspace "wsOther"/u);

    expect((await readFile(path)).equals(before)).toBe(true);
  },
);

test("a fault that has nothing to do with the earlier file is said once", async () => {
  const path = join(await makeFolder(), "a.c1z");
  await write(path, 1);
  const roster = rosterOf(2);
  // The digest is kept, so the fault comes while the rows are encoded.
  rosterDigest(roster);
  Object.defineProperty(roster, "teams", {
    get() {
      throw new Error("the teams are gone");
    },
  });

  await expect(
    writeArtifact({ roster, path, endedAt: new Date(roster.readAt), keepSyncs: 2 }),
  ).rejects.toMatchObject({
    message: `cannot add to artifact "${path}": the teams are gone. Try again. If it happens again, report it. It was not changed, and the new sync was not written.`,
  });
  expect((await readArtifact(path)).roster).toEqual(rosterOf(1));
});

test("what stands beside is not written over, unless it is this workspace's", async () => {
  const path = join(await makeFolder(), "a.c1z");
  const other = (id: string) => ({ ...rosterOf(1), workspace: aWorkspace({ id, slug: id }) });
  const put = async (roster: Roster) =>
    await writeArtifact({ roster, path, endedAt: new Date(roster.readAt) }).catch(() => undefined);
  await put(other("wsA"));
  await put(other("wsB"));
  await put(other("wsC"));
  await put({ ...other("wsB"), readAt: "2026-11-09T06:00:00.000Z" });
  await mkdir(`${path}.beside.3`);
  await put(other("wsD"));

  const at = async (name: string) => (await readArtifact(`${path}${name}`)).roster;
  expect((await at("")).workspace.id).toBe("wsA");
  expect(await at(".beside")).toMatchObject({
    workspace: { id: "wsB" },
    readAt: "2026-11-09T06:00:00.000Z",
  });
  expect((await at(".beside.2")).workspace.id).toBe("wsC");
  expect((await at(".beside.4")).workspace.id).toBe("wsD");
});

test("with keep-syncs 1, too, what an earlier version mixed in is kept", async () => {
  const path = join(await makeFolder(), "a.c1z");
  const { syncId } = await write(path, 1);
  await write(path, 2);
  await edit(
    path,
    `update v1_resources set external_id = 'organization:wsOther'
       where resource_type_id = 'organization' and sync_id = '${syncId}'`,
  );

  const last = await write(path, 3, 1);

  expect(await query(path, "select sync_id from v1_sync_runs order by id")).toEqual([
    { sync_id: syncId },
    { sync_id: last.syncId },
  ]);
});

test("in a file that an earlier version mixed, each workspace keeps its own syncs", async () => {
  const path = join(await makeFolder(), "a.c1z");
  for (const day of [1, 2, 3]) await write(path, day, 3);
  const ids = (await query(path, "select sync_id from v1_sync_runs order by id")) as {
    sync_id: string;
  }[];
  await edit(
    path,
    `update v1_resources set external_id = 'organization:wsOther'
       where resource_type_id = 'organization' and sync_id = '${ids[1]?.sync_id}'`,
  );

  const last = await write(path, 4, 2);

  expect(await query(path, "select sync_id from v1_sync_runs order by id")).toEqual([
    ids[1],
    ids[2],
    { sync_id: last.syncId },
  ]);
  const compared = await readNewestTwo(path);
  expect(compared.map(({ syncId }) => syncId)).toEqual([ids[2]?.sync_id, last.syncId]);
});

test("two syncs of two workspaces in one file are not compared", async () => {
  const path = join(await makeFolder(), "a.c1z");
  for (const day of [1, 2]) await write(path, day);
  await edit(
    path,
    `update v1_resources set external_id = 'organization:wsOther'
       where resource_type_id = 'organization' and sync_id = (select min(sync_id) from v1_sync_runs)`,
  );

  await expect(readNewestTwo(path)).rejects.toThrow(
    /cannot read artifact ".*a\.c1z": its newest sync is of workspace "[^"]+", and no earlier one is: workspace "wsOther"/u,
  );
});

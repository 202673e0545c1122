import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { zstdCompressSync } from "node:zlib";

import fc from "fast-check";
import { expect, test } from "vitest";

import { packDatabase, unpackDatabase } from "../../src/c1z/container/container.ts";
import { readArtifact } from "../../src/c1z/read.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { AuditError } from "../../src/errors.ts";
import { workspaceLists } from "../../src/roster/coverage.ts";
import { rosterDigest } from "../../src/roster/digest.ts";
import { unknown } from "../../src/roster/fact.ts";
import { makeFolder } from "../support/process.ts";
import {
  aMember,
  anOidcProvider,
  arbitraryRoster,
  aRoster,
  aService,
  aTeam,
} from "../support/roster.ts";
import { propertyRuns } from "../support/property.ts";

const endedAt = new Date("2026-11-23T06:00:05.000Z");

const aFullRoster = () =>
  aRoster({
    teams: [aTeam({ slug: "platform" }), aTeam({ slug: "release", visibility: "Hidden" })],
    members: [
      aMember({
        username: "ada",
        role: "Owner",
        teams: [{ team: "tm-platform", role: "Manager" }],
      }),
      aMember({ username: "bo", active: false, twoFactor: unknown("missing"), lastLoginAt: null }),
    ],
    services: [aService({ teams: [{ team: "tm-release", role: unknown("unrecognised") }] })],
  });

async function unpack(path: string): Promise<DatabaseSync> {
  const database = join(await makeFolder(), "sync.db");
  await unpackDatabase(path, database);
  return new DatabaseSync(database, { readOnly: true });
}

test("any roster comes back as it was written, coverage and unknown facts included", async () => {
  const folder = await makeFolder();
  await fc.assert(
    fc.asyncProperty(arbitraryRoster(), async (roster) => {
      const path = join(folder, "a.c1z");
      await rm(path, { force: true });
      await writeArtifact({ roster, path, endedAt });
      const { roster: found } = await readArtifact(path);
      expect(found).toEqual(roster);
      expect(rosterDigest(found)).toBe(rosterDigest(roster));
    }),
    propertyRuns(40),
  );
});

test("the same roster gives the same bytes wherever it is written", async () => {
  const paths = [join(await makeFolder(), "a.c1z"), join(await makeFolder(), "deep/er/b.c1z")];
  for (const path of paths) await writeArtifact({ roster: aFullRoster(), path, endedAt });

  const [first, second] = await Promise.all(paths.map((path) => readFile(path)));
  expect(second?.equals(first ?? Buffer.alloc(0))).toBe(true);
});

test("what is told of the file is true of it", async () => {
  const path = join(await makeFolder(), "a.c1z");

  const written = await writeArtifact({ roster: aFullRoster(), path, endedAt });

  const bytes = await readFile(path);
  expect(written.bytes).toBe(bytes.length);
  expect(written.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  expect((await readArtifact(path)).syncId).toBe(written.syncId);
});

test("the container is what both generations of readers take", async () => {
  const path = join(await makeFolder(), "a.c1z");
  await writeArtifact({ roster: aFullRoster(), path, endedAt });

  const bytes = await readFile(path);

  expect(bytes.subarray(0, 5).toString("latin1")).toBe("C1ZF\0");
  expect(bytes.readUInt32LE(5)).toBe(0xfd2fb528);
  const descriptor = bytes[9] ?? 0;
  expect(descriptor & 0b100, "the frame has a checksum").toBe(0b100);
  expect(descriptor >> 6, "the frame tells its decoded size").toBeGreaterThan(0);
});

test("the database has the older columns, all indexes by name, and one finished full sync", async () => {
  const path = join(await makeFolder(), "a.c1z");
  const { syncId } = await writeArtifact({ roster: aFullRoster(), path, endedAt });

  const database = await unpack(path);
  const columns = database
    .prepare("select name from pragma_table_info('v1_sync_runs')")
    .all()
    .map((row) => row["name"]);
  const indexes = database
    .prepare("select name from sqlite_master where type = 'index' order by name")
    .all()
    .map((row) => row["name"]);
  const runs = database.prepare("select * from v1_sync_runs").all();
  const journal = database.prepare("pragma journal_mode").get();
  database.close();

  expect(columns).toEqual([
    "id",
    "sync_id",
    "started_at",
    "ended_at",
    "sync_token",
    "sync_type",
    "parent_sync_id",
    "linked_sync_id",
    "supports_diff",
  ]);
  expect(indexes).toEqual([
    "idx_assets_external_sync_v1",
    "idx_entitlements_external_sync_v1",
    "idx_entitlements_resource_id_v1",
    "idx_grants_entitlement_id_principal_id_v1",
    "idx_grants_external_sync_v1",
    "idx_grants_principal_id_v1",
    "idx_grants_resource_type_id_resource_id_v1",
    "idx_resource_types_external_sync_v1",
    "idx_resources_external_sync_v1",
    "idx_resources_parent_resource_id_v1",
    "idx_resources_resource_type_id_v1",
    "idx_session_store_sync_key_v1",
    "idx_sync_runs_sync_id_v1",
  ]);
  expect(journal).toEqual({ journal_mode: "delete" });
  expect(runs).toMatchObject([
    {
      sync_id: syncId,
      started_at: "2026-11-23 06:00:00.000000000",
      ended_at: "2026-11-23 06:00:05.000000000",
      sync_type: "full",
      sync_token: "",
      supports_diff: 1,
    },
  ]);
});

test("ids are joined from permanent ids, and managers hold both entitlements of a team", async () => {
  const path = join(await makeFolder(), "a.c1z");
  await writeArtifact({ roster: aFullRoster(), path, endedAt });

  const database = await unpack(path);
  const ids = (table: string) =>
    database
      .prepare(`select external_id from ${table} order by id`)
      .all()
      .map((row) => row["external_id"]);
  const found = {
    types: ids("v1_resource_types"),
    resources: ids("v1_resources"),
    entitlements: ids("v1_entitlements"),
    grants: ids("v1_grants"),
  };
  database.close();

  expect(found).toEqual({
    types: ["organization", "secret", "service_account", "team", "user"],
    resources: [
      "organization:wsFernwick01",
      "secret:ci-publish-7hq2",
      "service_account:ci-publish-7hq2",
      "team:tm-platform",
      "team:tm-release",
      "user:id-ada",
      "user:id-bo",
    ],
    entitlements: [
      "organization:wsFernwick01:collaborator",
      "organization:wsFernwick01:manager",
      "organization:wsFernwick01:member",
      "organization:wsFernwick01:owner",
      "team:tm-platform:manager",
      "team:tm-platform:member",
      "team:tm-release:manager",
      "team:tm-release:member",
    ],
    grants: [
      "organization:wsFernwick01:member:service_account:ci-publish-7hq2",
      "organization:wsFernwick01:member:user:id-bo",
      "organization:wsFernwick01:owner:user:id-ada",
      "team:tm-platform:manager:user:id-ada",
      "team:tm-platform:member:user:id-ada",
      "team:tm-release:member:service_account:ci-publish-7hq2",
    ],
  });
});

test("a sync's id is another when the roster is, or the time", async () => {
  const folder = await makeFolder();
  const syncId = async (name: string, roster = aFullRoster()) =>
    (await writeArtifact({ roster, path: join(folder, name), endedAt })).syncId;

  const ids = [
    await syncId("a"),
    await syncId("b", { ...aFullRoster(), readAt: "2026-11-23T06:00:01.000Z" }),
    await syncId("c", { ...aFullRoster(), members: [] }),
  ];

  expect(new Set(ids).size).toBe(3);
  expect(ids.every((id) => /^[0-9A-Za-z]{27}$/u.test(id))).toBe(true);
  expect(ids[1] !== undefined && ids[0] !== undefined && ids[1] > ids[0]).toBe(true);
});

test("a failed write leaves the good file of before, and nothing beside it", async () => {
  const folder = await makeFolder();
  const path = join(folder, "a.c1z");
  await writeArtifact({ roster: aFullRoster(), path, endedAt });
  const good = await readFile(path);
  // Two members with one id cannot be told apart in an artifact.
  const duplicates = aRoster({ members: [aMember({ id: "same" }), aMember({ id: "same" })] });

  await expect(writeArtifact({ roster: duplicates, path, endedAt })).rejects.toThrow(
    /cannot write artifact ".*a\.c1z"/u,
  );

  expect((await readFile(path)).equals(good)).toBe(true);
  expect(await readdir(folder)).toEqual(["a.c1z"]);
});

test("a roster that does not survive the round trip is refused", async () => {
  const folder = await makeFolder();
  const torn = aRoster({ members: [aMember({ name: "half a character: \uD83D" })] });

  await expect(
    writeArtifact({ roster: torn, path: join(folder, "a.c1z"), endedAt }),
  ).rejects.toThrow(AuditError);
  expect(await readdir(folder)).toEqual([]);
});

test("it is also refused among so many members that only one of each kind is decoded", async () => {
  const folder = await makeFolder();
  const members = Array.from({ length: 300 }, (_, index) =>
    aMember({
      username: `member-${index}`,
      name: index === 290 ? "half: \uD83D" : "whole: \u{1F600}",
    }),
  );

  await expect(
    writeArtifact({ roster: aRoster({ members }), path: join(folder, "a.c1z"), endedAt }),
  ).rejects.toThrow(/differs from the roster at roster\.\S+; this is a bug/u);
  expect(await readdir(folder)).toEqual([]);
});

async function goodBytes(): Promise<Buffer> {
  const path = join(await makeFolder(), "good.c1z");
  await writeArtifact({ roster: aFullRoster(), path, endedAt });
  return readFile(path);
}

const pack = (content: Buffer) =>
  Buffer.concat([Buffer.from("C1ZF\0", "latin1"), zstdCompressSync(content)]);

const badFiles: readonly [string, () => Promise<Buffer>, RegExp][] = [
  ["an empty file", async () => Buffer.alloc(0), /it is not a \.c1z file/u],
  [
    "a file of another kind",
    async () => Buffer.from("PK\u0003\u0004 something else"),
    /it is not a \.c1z file/u,
  ],
  ["only the five bytes", async () => Buffer.from("C1ZF\0", "latin1"), /it is (empty|damaged)/u],
  [
    "a file of the third version",
    async () => Buffer.from("C1Z3\0 and so on", "latin1"),
    /sync again with --storage-engine sqlite/u,
  ],
  ["a file cut off", async () => (await goodBytes()).subarray(0, 900), /damaged or cut off/u],
  [
    "a flipped bit",
    async () => {
      const bytes = await goodBytes();
      bytes[600] = (bytes[600] ?? 0) ^ 1;
      return bytes;
    },
    /damaged or cut off/u,
  ],
  ["something that is no database", async () => pack(Buffer.alloc(5_000, "x")), /not a database/u],
  [
    "a database of something else",
    async () => {
      const path = join(await makeFolder(), "x.db");
      const database = new DatabaseSync(path);
      database.exec("create table t (x)");
      database.close();
      return pack(await readFile(path));
    },
    /it lacks table/u,
  ],
];

test.each(badFiles)("%s ends in a sentence", async (_, make, sentence) => {
  const path = join(await makeFolder(), "bad.c1z");
  await writeFile(path, await make());

  const reading = readArtifact(path);

  await expect(reading).rejects.toThrow(AuditError);
  await expect(reading).rejects.toThrow(sentence);
});

test("a file that unpacks beyond the limit is stopped on the way, and before it where it tells", async () => {
  const folder = await makeFolder();
  const told = pack(Buffer.alloc(10_000_000));
  const bomb = join(folder, "bomb.c1z");
  await writeFile(bomb, told);

  await expect(unpackDatabase(bomb, join(folder, "x.db"), 1_000_000)).rejects.toThrow(
    /unpacks to more than 1000000 bytes/u,
  );
  // Nothing was unpacked: the frame's own word was enough.
  expect(await readdir(folder)).toEqual(["bomb.c1z"]);
});

test("a database that C1's readers would not unpack is not packed", async () => {
  const folder = await makeFolder();
  const database = join(folder, "x.db");
  await writeFile(database, Buffer.alloc(2 * 1024 ** 2 + 1));

  await expect(packDatabase(database, join(folder, "x.c1z"), 2 * 1024 ** 2)).rejects.toThrow(
    "its database has 3 MiB, and C1's readers take no more than 2",
  );

  expect(await readdir(folder)).toEqual(["x.db"]);
});

test("an artifact without our document tells no coverage", async () => {
  const path = join(await makeFolder(), "a.c1z");
  await writeArtifact({ roster: aFullRoster(), path, endedAt });
  const database = join(await makeFolder(), "x.db");
  await unpackDatabase(path, database);
  const db = new DatabaseSync(database);
  db.exec("delete from v1_assets");
  db.close();
  const foreign = join(await makeFolder(), "foreign.c1z");
  await mkdir(dirname(foreign), { recursive: true });
  await writeFile(foreign, pack(await readFile(database)));

  const { roster } = await readArtifact(foreign);

  expect(roster.coverage.lists.map(({ name, status }) => `${name} ${status}`)).toEqual(
    workspaceLists.map((name) => `${name} unknown`),
  );
  expect(roster.members.map(({ username, role }) => `${username} ${JSON.stringify(role)}`)).toEqual(
    ['ada "Owner"', 'bo "Member"'],
  );
  expect(roster.members[1]?.twoFactor).toEqual(unknown("missing"));
});

test("settings that no reader takes are refused, with what to do", async () => {
  const path = join(await makeFolder(), "a.c1z");
  const claims = [{ name: "sub", value: "x".repeat(17 * 1024 ** 2) }];
  const roster = aRoster({ oidcProviders: [anOidcProvider({ claims })] });

  await expect(writeArtifact({ roster, path, endedAt })).rejects.toThrow(
    `cannot write artifact "${path}": what has no record of its own takes more than 16 MiB. Export the roster as csv.`,
  );
  expect(await readdir(dirname(path))).toEqual([]);
});

test("a roster that does not read back as it is fails as a bug, not as a bad place", async () => {
  const roster = aFullRoster();
  const lists = roster.coverage.lists.map((list) => ({ ...list, expected: -1 }));
  const path = join(await makeFolder(), "a.c1z");
  const wrong = { ...roster, coverage: { ...roster.coverage, lists } };

  await expect(writeArtifact({ roster: wrong, path, endedAt })).rejects.toThrow(
    /differs from the roster at roster\.\S+; this is a bug, please report it\.$/u,
  );
  expect(await readdir(dirname(path))).toEqual([]);
});

test("a fault that is not about the place does not advise to name another one", async () => {
  const path = join(await makeFolder(), "a.c1z");
  const roster = aRoster();
  // The digest is kept, so the fault comes while the rows are encoded.
  rosterDigest(roster);
  Object.defineProperty(roster, "teams", {
    get() {
      throw new Error("the teams are gone");
    },
  });

  await expect(writeArtifact({ roster, path, endedAt: new Date(roster.readAt) })).rejects.toThrow(
    `cannot write artifact "${path}": the teams are gone. Try again. If it happens again, report it.`,
  );
});

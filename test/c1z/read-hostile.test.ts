import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { constants, zstdCompressSync } from "node:zlib";

import { expect, test } from "vitest";

import { unpackDatabase } from "../../src/c1z/container/container.ts";
import { readArtifact } from "../../src/c1z/read.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { AuditError } from "../../src/errors.ts";
import type { Roster } from "../../src/roster/model.ts";
import { container, databaseOf, editDatabase, pack } from "../support/artifact-file.ts";
import { makeFolder } from "../support/process.ts";
import { aMember, aRoster, aTeam } from "../support/roster.ts";

function someRoster(): Roster {
  return aRoster({
    teams: [aTeam()],
    members: [
      aMember({
        username: "ada",
        role: "Owner",
        teams: [{ team: "tm-platform", role: "Manager" }],
      }),
      aMember({ username: "bo" }),
    ],
  });
}

async function goodFile(): Promise<string> {
  const path = join(await makeFolder(), "a.c1z");
  const endedAt = new Date("2026-11-23T06:00:05.000Z");
  await writeArtifact({ roster: someRoster(), path, endedAt });
  return path;
}

const skippable = (length: number) => {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0x184d2a53);
  head.writeUInt32LE(length, 4);
  return Buffer.concat([head, Buffer.alloc(length, "!")]);
};

type Reframe = (database: Buffer) => readonly Buffer[];

const halves: Reframe = (database) => [
  zstdCompressSync(database.subarray(0, 5_000)),
  zstdCompressSync(database.subarray(5_000)),
];

test.each<[string, Reframe]>([
  ["two frames", halves],
  ["a skippable frame before it", (database) => [skippable(3), zstdCompressSync(database)]],
  ["a skippable frame behind it", (database) => [zstdCompressSync(database), skippable(70_000)]],
  [
    "skippable and empty frames in between",
    (database) => [
      skippable(0),
      ...halves(database).flatMap((frame) => [frame, skippable(9), zstdCompressSync(Buffer.of())]),
    ],
  ],
  [
    "a frame without a checksum, of stored blocks",
    (database) => [
      zstdCompressSync(database, { params: { [constants.ZSTD_c_compressionLevel]: -50 } }),
    ],
  ],
])("a container with %s is read whole", async (_, reframe) => {
  const path = await goodFile();
  await writeFile(path, container(...reframe(await databaseOf(path))));

  expect((await readArtifact(path)).roster).toEqual(someRoster());
});

const cutOff = /it is damaged or cut off/u;

test.each<[string, Reframe, RegExp]>([
  [
    "whose second frame is cut off",
    (database) => [Buffer.concat(halves(database)).subarray(0, -7)],
    cutOff,
  ],
  [
    "whose skippable frame is cut off",
    (database) => [zstdCompressSync(database), skippable(50).subarray(0, 30)],
    cutOff,
  ],
  [
    "with something behind its last frame",
    (database) => [zstdCompressSync(database), Buffer.from("and so on")],
    /something stands between its frames, or after them/u,
  ],
  [
    "with a single byte behind its last frame",
    (database) => [zstdCompressSync(database), Buffer.of(0)],
    cutOff,
  ],
  [
    "whose frame says another size than it has",
    (database) => {
      const frame = zstdCompressSync(database);
      // The descriptor says where the size stands: here four bytes, or two, behind it.
      frame[5] = (frame[5] ?? 0) ^ 1;
      return [frame];
    },
    cutOff,
  ],
  [
    "with more frames than anybody writes",
    () => Array.from({ length: 1_001 }, () => zstdCompressSync(Buffer.of())),
    /more than 1000 frames/u,
  ],
  [
    "with a window that neither generation of readers takes",
    () => {
      // Magic, descriptor without any size, window of 256 MiB, one last stored block of a byte.
      const frame = Buffer.from("28b52ffd009009000078", "hex");
      return [frame];
    },
    /requires too much memory/u,
  ],
  ["of skippable frames alone", () => [skippable(9)], /it is empty/u],
])("a container %s is refused", async (_, reframe, sentence) => {
  const path = await goodFile();
  await writeFile(path, container(...reframe(await databaseOf(path))));

  expect(await refusal(path)).toMatch(sentence);
});

test("a small file that unpacks to more than any writer could pack is stopped on the way", async () => {
  const folder = await makeFolder();
  const path = join(folder, "bomb.c1z");
  // A block of four bytes unpacks to 128 KiB, and the frame does not say to how much in all.
  const block = Buffer.from("02001078", "hex");
  const head = Buffer.from("28b52ffd0050", "hex");
  await writeFile(path, container(head, ...Array.from({ length: 4_000 }, () => block), last()));

  await expect(unpackDatabase(path, join(folder, "x.db"))).rejects.toThrow(
    /unpacks to more than 134217728 bytes/u,
  );
  const { length } = await readFile(join(folder, "x.db"));
  expect(length).toBeLessThan(140_000_000);
});

/** An empty last block. */
function last(): Buffer {
  return Buffer.from("010000", "hex");
}

test("frames that together say too much are refused before any is unpacked", async () => {
  const folder = await makeFolder();
  const path = join(folder, "bomb.c1z");
  const frame = zstdCompressSync(Buffer.alloc(70_000_000));
  await writeFile(path, container(frame, frame));

  await expect(unpackDatabase(path, join(folder, "x.db"))).rejects.toThrow(/unpacks to more than/u);
  expect(await readdir(folder)).toEqual(["bomb.c1z"]);
});

const sql = (text: string) => (database: DatabaseSync) => {
  database.exec(text);
};

test.each<[string, (database: DatabaseSync) => void, RegExp]>([
  [
    "a trigger",
    sql("create trigger t after insert on v1_grants begin delete from v1_grants; end"),
    /it holds a trigger/u,
  ],
  ["a view", sql("create view v as select * from v1_grants"), /it holds a view/u],
  ["a virtual table", sql("create virtual table f using fts5(body)"), /it holds a virtual table/u],
  [
    "a view in a table's place that never ends",
    sql(
      "drop table v1_grants; create view v1_grants as with recursive n(i) as (select 1 union all select i + 1 from n) select i as data, '' as sync_id from n",
    ),
    /it holds a view/u,
  ],
  [
    "a table that computes its records",
    sql(
      "alter table v1_grants rename to g; create table v1_grants (id integer primary key, sync_id text, data blob as (zeroblob(900000000))); insert into v1_grants (id, sync_id) select id, sync_id from g",
    ),
    /one of its tables computes/u,
  ],
  [
    "a table with a condition to check",
    sql("create table t (x check (length(hex(zeroblob(30000000))) > x)); insert into t values (1)"),
    /one of its tables computes/u,
  ],
  ["no table of grants", sql("drop table v1_grants"), /it lacks table v1_grants/u],
  ["no table of syncs", sql("drop table v1_sync_runs"), /it lacks table v1_sync_runs/u],
  ["no sync", sql("delete from v1_sync_runs"), /it holds no finished sync/u],
  [
    "a sync that did not finish",
    sql("update v1_sync_runs set ended_at = null"),
    /it holds no finished sync/u,
  ],
  [
    "a sync of another type",
    sql("update v1_sync_runs set sync_type = 'partial'"),
    /it holds no finished sync/u,
  ],
  [
    "a sync of no time",
    sql("update v1_sync_runs set ended_at = 'later'"),
    /the time of its sync is not understood/u,
  ],
  [
    "no organization",
    sql("delete from v1_resources"),
    /not of one Cloudsmith workspace: it holds nothing/u,
  ],
  [
    "one person twice",
    sql(
      "drop index idx_resources_parent_resource_id_v1; insert into v1_resources select null, resource_type_id, external_id, parent_resource_type_id, parent_resource_id, data, sync_id, discovered_at from v1_resources where resource_type_id = 'user'",
    ),
    /two entries of one member/u,
  ],
  [
    "a record that is huge",
    sql(
      "update v1_resources set data = zeroblob(1048577) where id = (select max(id) from v1_resources)",
    ),
    /a row's data is no record, or too long for one/u,
  ],
  [
    "a record that is text",
    sql("update v1_grants set data = 'grant'"),
    /a row's data is no record, or too long for one/u,
  ],
  ["records of noise", sql("update v1_grants set data = randomblob(90)"), /cannot read artifact/u],
  [
    "records of another message",
    sql("update v1_grants set data = (select data from v1_resource_types limit 1)"),
    /cannot read artifact/u,
  ],
  [
    "records nested beyond reason",
    (database) => {
      let value: Buffer = Buffer.alloc(0);
      for (let depth = 0; depth < 3_000; depth++) value = field(6, field(1, value));
      const profile = field(
        9,
        field(1, Buffer.concat([field(1, Buffer.from("a")), field(2, value)])),
      );
      database.prepare("update v1_resources set data = data || ? where id = 1").run(profile);
    },
    /cannot read artifact/u,
  ],
  [
    "a document longer than so few people need",
    sql("update v1_assets set data = zeroblob(6000000)"),
    /a row's data is no record, or too long for one/u,
  ],
  [
    "bytes that are no text in its records",
    (database) => {
      const id = field(
        1,
        Buffer.concat([field(1, Buffer.from("user")), field(2, Buffer.of(0xff))]),
      );
      database.prepare("update v1_resources set data = ? where resource_type_id = 'user'").run(id);
    },
    /cannot read artifact/u,
  ],
])("a database with %s ends in a sentence", async (_, change, sentence) => {
  const path = await goodFile();
  await editDatabase(path, change);

  expect(await refusal(path)).toMatch(sentence);
});

/** Returns a field of a protobuf message: number, length, bytes. */
function field(number: number, bytes: Buffer): Buffer {
  const length: number[] = [];
  for (let rest = bytes.length; ; rest = rest >> 7) {
    if (rest < 128) {
      length.push(rest);
      break;
    }
    length.push((rest & 127) | 128);
  }
  return Buffer.concat([Buffer.of((number << 3) | 2, ...length), bytes]);
}

test("rows that a default fills are not read beyond what the file can hold", async () => {
  const path = await goodFile();
  await editDatabase(path, (database) => {
    const { sync_id: syncId } = database.prepare("select sync_id from v1_sync_runs").get() ?? {};
    const grant = database.prepare("select hex(data) as data from v1_grants limit 1").get();
    // Whoever lacks the column has its default, a thousand times the bytes of the row.
    const padding = Buffer.concat([field(9, Buffer.alloc(50_000))]).toString("hex");
    database.exec(`alter table v1_grants rename to g;
      create table v1_grants (id integer primary key, sync_id text);
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
        insert into v1_grants (sync_id) select '${String(syncId)}' from n;
      alter table v1_grants add column data blob not null default x'${String(grant?.["data"])}${padding}'`);
  });

  expect(await refusal(path)).toMatch(/its rows are larger than itself/u);
});

test.each(["UTF-16le", "UTF-16be"])("a database in %s is read like any other", async (encoding) => {
  const path = await goodFile();
  await rebuild(path, encoding);

  expect((await readArtifact(path)).roster).toEqual(someRoster());
});

/** Makes an artifact's database anew, in another encoding of text. */
async function rebuild(path: string, encoding: string): Promise<void> {
  const folder = await makeFolder();
  await writeFile(join(folder, "old.db"), await databaseOf(path));
  const old = new DatabaseSync(join(folder, "old.db"), { readOnly: true });
  const wide = new DatabaseSync(join(folder, "wide.db"));
  wide.exec(`pragma encoding = '${encoding}'`);
  const objects = old.prepare("select name, type, sql from sqlite_schema order by rootpage").all();
  for (const { sql: text } of objects) wide.exec(String(text));
  for (const { name } of objects.filter(({ type }) => type === "table")) {
    for (const row of old.prepare(`select * from ${String(name)}`).all()) {
      const columns = Object.keys(row);
      wide
        .prepare(
          `insert into ${String(name)} (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`,
        )
        .run(...Object.values(row));
    }
  }
  old.close();
  wide.close();
  await writeFile(path, pack(await readFile(join(folder, "wide.db"))));
}

/** With pages as large as ours are, trees as small as these have but one. */
const smallPages = "pragma page_size = 4096; vacuum";

test("a page that stands in two places of a tree is found before anything is read", async () => {
  const path = await goodFile();
  await editDatabase(path, (database) => {
    database.exec(smallPages);
    const grow = database.prepare(
      "insert into v1_grants (resource_type_id, resource_id, entitlement_id, principal_resource_type_id, principal_resource_id, external_id, data, sync_id, discovered_at) values ('', '', '', '', '', ?, ?, 'other', '')",
    );
    for (let row = 0; row < 100; row++) grow.run(String(row), Buffer.alloc(300));
  });
  const bytes = await databaseOf(path);
  const root = await rootPage(path);
  // An interior page: 12 bytes of header, then where each cell is; a cell begins with its child.
  const page = (root - 1) * 4096;
  expect(bytes[page]).toBe(5);
  const cell = page + bytes.readUInt16BE(page + 12);
  bytes.copy(bytes, page + 8, cell, cell + 4);
  await writeFile(path, pack(bytes));

  expect(await refusal(path)).toMatch(/its database is damaged/u);
});

test("a page that stands twice in the schema's tree is found before SQLite looks for it", async () => {
  const path = await goodFile();
  await editDatabase(path, (database) => database.exec(smallPages));
  const bytes = await databaseOf(path);
  // As above, behind the file's header of 100 bytes: the last child is the root itself.
  expect(bytes[100]).toBe(5);
  bytes.writeUInt32BE(1, 108);
  await writeFile(path, pack(bytes));

  expect(await refusal(path)).toMatch(/its schema is damaged/u);
});

async function rootPage(path: string): Promise<number> {
  let found = 0;
  await editDatabase(path, (database) => {
    const row = database
      .prepare("select rootpage from sqlite_schema where name = 'v1_grants'")
      .get();
    found = Number(row?.["rootpage"]);
  });
  return found;
}

/** Returns why a file is refused. Throws when it is read, or fails in any other way. */
async function refusal(path: string): Promise<string> {
  const error = await readArtifact(path).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof AuditError && error.code === "ARTIFACT_FAILED") return error.message;
  throw new Error("the file was not refused as it should be", { cause: error });
}

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { expect, test } from "vitest";

import { readArtifact } from "../../../src/c1z/read.ts";
import { databaseOf, editDatabase, pack } from "../../support/artifact-file.ts";
import { makeFolder } from "../../support/process.ts";
import { goodFile, refusal, someRoster } from "../../support/good-artifact.ts";

const sql = (text: string) => (database: DatabaseSync) => {
  database.exec(text);
};

test.each<[string, (database: DatabaseSync) => void, RegExp]>([
  [
    "a trigger",
    sql("create trigger t after insert on v1_grants begin delete from v1_grants; end"),
    /it contains a trigger/u,
  ],
  ["a view", sql("create view v as select * from v1_grants"), /it contains a view/u],
  [
    "a virtual table",
    sql("create virtual table f using fts5(body)"),
    /it contains a virtual table/u,
  ],
  [
    "a view in a table's place that never ends",
    sql(
      "drop table v1_grants; create view v1_grants as with recursive n(i) as (select 1 union all select i + 1 from n) select i as data, '' as sync_id from n",
    ),
    /it contains a view/u,
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
  ["no sync", sql("delete from v1_sync_runs"), /it contains no finished sync/u],
  [
    "a sync that did not finish",
    sql("update v1_sync_runs set ended_at = null"),
    /it contains no finished sync/u,
  ],
  [
    "a sync of another type",
    sql("update v1_sync_runs set sync_type = 'partial'"),
    /it contains no finished sync/u,
  ],
  [
    "a sync of no time",
    sql("update v1_sync_runs set ended_at = 'later'"),
    /the time of its sync is not understood/u,
  ],
  [
    "no organization",
    sql("delete from v1_resources"),
    /not of one Cloudsmith workspace: it contains nothing/u,
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
    /a row's data is not a record, or is too long/u,
  ],
  [
    "a record that is text",
    sql("update v1_grants set data = 'grant'"),
    /a row's data is not a record, or is too long/u,
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
    sql("update v1_assets set data = zeroblob(17000000)"),
    /a row's data is not a record, or is too long/u,
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

  expect(await refusal(path)).toMatch(/its rows are larger than the file/u);
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

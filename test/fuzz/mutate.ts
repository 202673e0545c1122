/** What can go wrong with an artifact: in its container, in its database's pages, in its rows. */

import { readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { zstdCompressSync } from "node:zlib";

import { container, pack } from "../support/artifact-file.ts";
import type { Random } from "../support/random.ts";

/** A good artifact, and the database in it. */
export interface Specimen {
  readonly file: Buffer;
  readonly database: Buffer;
}

/** Returns a mutant of a specimen; `scratch` names a file that may be overwritten. */
type Mutation = (specimen: Specimen, random: Random, scratch: string) => Buffer;

const mutations: readonly [name: string, Mutation][] = [
  ["container bytes", ({ file }, random) => flip(file, random)],
  ["container cut off", ({ file }, random) => file.subarray(0, random.below(file.length))],
  ["container spliced", ({ file }, random) => splice(file, random)],
  ["frames", reframe],
  ["page bytes", ({ database }, random) => pack(flip(database, random))],
  ["page bytes", ({ database }, random) => pack(flip(database, random))],
  ["page headers", ({ database }, random) => pack(flipHeaders(database, random))],
  ["pages exchanged", ({ database }, random) => pack(exchangePages(database, random))],
  [
    "database cut off",
    ({ database }, random) => pack(database.subarray(0, random.below(database.length))),
  ],
  ["database spliced", ({ database }, random) => pack(splice(database, random))],
  ["records", mutateRecords],
  ["records", mutateRecords],
  ["records", mutateRecords],
  ["values", mutateValues],
  ["values", mutateValues],
  ["schema", mutateSchema],
];

/** Returns the mutation's name, and a file that is bad in its way. */
export function mutate(specimen: Specimen, random: Random, scratch: string): [string, Buffer] {
  const [name, mutation] = mutations[random.below(mutations.length)] ?? mutations[0] ?? fail();
  return [name, mutation(specimen, random, scratch)];
}

function fail(): never {
  throw new Error("there is no mutation");
}

/** Changes a few bytes, most of them where something stands. */
function flip(bytes: Buffer, random: Random): Buffer {
  const changed = Buffer.from(bytes);
  for (let count = 1 + random.below(8); count > 0; count--) {
    let at = random.below(changed.length);
    for (let tries = 0; tries < 20 && changed[at] === 0; tries++) at = random.below(changed.length);
    const old = changed[at] ?? 0;
    changed[at] = random.pick([old ^ (1 << random.below(8)), random.below(256), 0, 255, old + 1]);
  }
  return changed;
}

/** Cuts a piece out, and puts it, or noise, in another place, or over it. */
function splice(bytes: Buffer, random: Random): Buffer {
  const from = random.below(bytes.length);
  const piece = random.pick([
    bytes.subarray(from, from + random.below(4_096)),
    random.bytes(random.below(200)),
  ]);
  const at = random.below(bytes.length);
  const over = random.pick([0, piece.length, random.below(4_096)]);
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + over)]);
}

function reframe({ database }: Specimen, random: Random): Buffer {
  const at = random.below(database.length);
  const skippable = Buffer.alloc(8 + random.below(40));
  skippable.writeUInt32LE(0x184d2a50 + random.below(16));
  skippable.writeUInt32LE(random.pick([skippable.length - 8, random.below(100), 2 ** 32 - 1]), 4);
  const frame = (part: Buffer) => zstdCompressSync(part);
  const frames = [
    ...random.pick([[], [skippable]]),
    frame(database.subarray(0, at)),
    ...random.pick([[], [skippable], [frame(Buffer.of())], [random.bytes(9)]]),
    frame(database.subarray(at)),
    ...random.pick([[], [], [skippable], [Buffer.of(0)], [frame(database)]]),
  ];
  const whole = container(...frames);
  return random.below(2) === 0 ? whole : flip(whole, random);
}

const pageBytes = 4_096;

/** Where SQLite looks first: the file's header, the beginnings of pages, and the cells' places. */
function flipHeaders(bytes: Buffer, random: Random): Buffer {
  const changed = Buffer.from(bytes);
  for (let count = 1 + random.below(4); count > 0; count--) {
    const page = random.below(Math.floor(changed.length / pageBytes)) * pageBytes;
    const at = Math.min(changed.length - 1, page + random.below(random.pick([16, 100, 100])));
    changed[at] = random.pick([0, 1, 2, 5, 10, 13, 255, random.below(256)]);
  }
  return changed;
}

function exchangePages(bytes: Buffer, random: Random): Buffer {
  const changed = Buffer.from(bytes);
  const page = () => random.below(Math.floor(changed.length / pageBytes)) * pageBytes;
  const [from, to] = [page(), page()];
  bytes.copy(changed, to, from, from + pageBytes);
  if (random.below(2) === 0) bytes.copy(changed, from, to, to + pageBytes);
  return changed;
}

const tables = [
  "v1_resources",
  "v1_grants",
  "v1_entitlements",
  "v1_resource_types",
  "v1_assets",
] as const;

/** Changes the protobuf messages, and our own document, by SQL. */
function mutateRecords(specimen: Specimen, random: Random, scratch: string): Buffer {
  return edit(specimen, scratch, (database) => {
    for (let count = 1 + random.below(3); count > 0; count--) {
      const table = random.pick(tables);
      const rows = database.prepare(`select id, data from ${table}`).all();
      const row = rows[random.below(rows.length)];
      const other = rows[random.below(rows.length)];
      if (row === undefined || other === undefined) continue;
      const data = Buffer.from(row["data"] as Uint8Array);
      const mutant = mutateMessage(data, Buffer.from(other["data"] as Uint8Array), random);
      database.prepare(`update ${table} set data = ? where id = ?`).run(mutant, Number(row["id"]));
    }
  });
}

function mutateMessage(data: Buffer, other: Buffer, random: Random): Buffer {
  const at = random.below(data.length + 1);
  switch (random.below(8)) {
    case 0:
      return data.subarray(0, at);
    case 1:
      return Buffer.concat([data, other]);
    case 2:
      return other;
    case 3:
      return random.bytes(random.below(300));
    case 4:
      return repeat(data, 1 + random.below(4_000));
    case 5:
      return nest(data, random);
    case 6:
      return Buffer.concat([
        data.subarray(0, at),
        random.bytes(1 + random.below(6)),
        data.subarray(at),
      ]);
    default:
      return data.length === 0 ? other : flip(data, random);
  }
}

/** Fields again and again, up to what is far too long for the reader and still easy to make. */
function repeat(data: Buffer, times: number): Buffer {
  const count = Math.min(times, Math.floor(2_000_000 / Math.max(1, data.length)) + 1);
  return Buffer.concat(Array.from({ length: count }, () => data));
}

/** Wraps a message into itself, as field 1, a few thousand times. */
function nest(data: Buffer, random: Random): Buffer {
  let nested = data;
  for (let depth = random.below(2_000); depth > 0 && nested.length < 60_000; depth--) {
    const length = nested.length;
    const size =
      length < 128 ? [length] : [(length & 127) | 128, ((length >> 7) & 127) | 128, length >> 14];
    nested = Buffer.concat([Buffer.of(random.pick([10, 18, 34, 74]), ...size), nested]);
  }
  return nested;
}

const oddValues = [
  null,
  "",
  0,
  -1,
  1e300,
  "user",
  "team",
  "organization",
  "full",
  "9999-99-99 99:99:99",
  "2026-11-23 06:00:00",
  "\u0000",
  "x".repeat(70_000),
  Buffer.of(0xff, 0xfe),
  Buffer.alloc(2_000_000),
] as const;

/** Changes what stands in the other columns. */
function mutateValues(specimen: Specimen, random: Random, scratch: string): Buffer {
  return edit(specimen, scratch, (database) => {
    const table = random.pick([...tables, "v1_sync_runs"]);
    const columns = database.prepare("select name from pragma_table_info(?)").all(table);
    const column = String(columns[random.below(columns.length)]?.["name"]);
    const value = random.pick([...oddValues]);
    const some = random.pick(["1", "id = 1", `id % ${2 + random.below(5)} = 0`]);
    database.prepare(`update or ignore ${table} set ${column} = ? where ${some}`).run(value);
    if (random.below(3) === 0) {
      database.exec(`update ${table} set ${column} = cast(x'c328ff' as text) where ${some}`);
    }
  });
}

function mutateSchema(specimen: Specimen, random: Random, scratch: string): Buffer {
  return edit(specimen, scratch, (database) => {
    const table = random.pick([...tables, "v1_sync_runs"]);
    const text = random.pick([
      `drop table ${table}`,
      `delete from ${table}`,
      `alter table ${table} rename to elsewhere`,
      `alter table ${table} rename column sync_id to synchronised`,
      `alter table ${table} add column added text default 'x'`,
      `create trigger t before insert on ${table} begin select 1; end`,
      `create view v as select * from ${table}`,
      `alter table ${table} rename to hidden; create view ${table} as select * from hidden, hidden`,
      `create table copy as select * from ${table}; drop table ${table}; alter table copy rename to ${table}`,
      `create index more on ${table} (sync_id) where id > 2`,
      `create virtual table text using fts5(body)`,
      `pragma user_version = ${random.below(2 ** 31)}`,
      `pragma journal_mode = wal`,
      `pragma page_size = ${random.pick([512, 32_768, 65_536])}; vacuum`,
      `insert into v1_sync_runs (sync_id, started_at, ended_at, sync_token) select 'other', started_at, '9' || ended_at, '' from v1_sync_runs`,
      `pragma writable_schema = on; update sqlite_schema set rootpage = ${random.below(40)} where rowid = ${random.below(25)}`,
      `pragma writable_schema = on; update sqlite_schema set sql = 'create table ${table} (a)' where name = '${table}'`,
      `pragma writable_schema = on; update sqlite_schema set name = 'nothing', type = 'view' where name = '${table}'`,
    ]);
    database.exec(text);
  });
}

/** A change that SQLite itself refuses changes nothing. */
function edit(
  { database: bytes }: Specimen,
  scratch: string,
  change: (database: DatabaseSync) => void,
): Buffer {
  writeFileSync(scratch, bytes);
  const database = new DatabaseSync(scratch, { defensive: false });
  try {
    database.exec(
      "pragma synchronous = off; pragma journal_mode = memory; pragma ignore_check_constraints = on",
    );
    dropIndexes(database);
    change(database);
  } catch {
    // The next mutation is another one.
  } finally {
    database.close();
  }
  return pack(readFileSync(scratch));
}

/** A unique one would refuse most of what is hostile. */
function dropIndexes(database: DatabaseSync): void {
  const names = database
    .prepare("select name from sqlite_schema where type = 'index' and sql is not null")
    .all();
  for (const { name } of names) database.exec(`drop index "${String(name)}"`);
}

/** No fault of a finished database passes: every value of every row is changed once. */

import { DatabaseSync, type SQLInputValue } from "node:sqlite";

import { expect, test } from "vitest";

import { summarize, toBatches } from "../../../src/c1z/batches.ts";
import { compareRows } from "../../../src/c1z/sqlite/compare-rows.ts";
import { DatabaseWriter } from "../../../src/c1z/sqlite/database.ts";
import { createSync } from "../../../src/c1z/sync.ts";
import { rosterDigest } from "../../../src/roster/digest.ts";
import { aRepository, withRepositories } from "../../support/repository.ts";
import { aMember, aRoster, aService, aTeam } from "../../support/roster.ts";

const endedAt = new Date("2026-11-23T06:05:00.000Z");

/** With grants that expand, and ids of different lengths. */
const roster = withRepositories(
  aRoster({
    teams: [aTeam(), aTeam({ slug: "release" })],
    members: ["ada", "bob", "Zoë", "a-much-longer-name"].map((username, at) =>
      aMember({
        username,
        role: at === 0 ? "Owner" : "Member",
        teams: [{ team: "tm-platform", role: at === 1 ? "Manager" : "Member" }],
      }),
    ),
    services: ["ci", "publisher"].map((slug) =>
      aService({ slug, teams: [{ team: "tm-release", role: "Member" }] }),
    ),
  }),
  [aRepository({ privileges: [{ kind: "team", slug: "release", level: "Write" }] })],
);

const sync = createSync({
  startedAt: new Date(roster.readAt),
  endedAt,
  digest: rosterDigest(roster),
});

const tables = [
  "v1_resource_types",
  "v1_resources",
  "v1_entitlements",
  "v1_grants",
  "v1_assets",
  "v1_sync_runs",
] as const;

function open(): DatabaseSync {
  const database = new DatabaseSync(":memory:");
  const writer = new DatabaseWriter(database, sync);
  for (const batch of toBatches({ roster, withRepositories: true })) writer.add(batch);
  writer.finish();
  return database;
}

const batches = [...toBatches({ roster, withRepositories: true })].map(summarize);

function differenceIn(database: DatabaseSync): string | undefined {
  const comparison = compareRows(database, sync, batches);
  for (;;) {
    const { done, value } = comparison.next();
    if (done === true) return value;
  }
}

type Row = Readonly<Record<string, SQLInputValue>>;

/** Returns the value with one bit flipped, or another value if it has no bits. */
function change(value: SQLInputValue | undefined): SQLInputValue {
  if (typeof value === "number") return value + 1;
  if (typeof value === "string" && value !== "") {
    return `${value.slice(0, -1)}${String.fromCodePoint((value.codePointAt(value.length - 1) ?? 0) ^ 1)}`;
  }
  if (!(value instanceof Uint8Array) || value.length === 0) return "x";
  const bytes = Uint8Array.from(value);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

test("an unchanged database has no difference", () => {
  expect(differenceIn(open())).toBeUndefined();
});

test.each(tables)("no changed value, lost row or repeated row of %s passes", (table) => {
  const database = open();
  const rows = database.prepare(`select * from ${table}`).all() as Row[];
  expect(rows.length).toBeGreaterThan(0);
  const missed: string[] = [];
  const attempt = (what: string, sql: string, ...values: SQLInputValue[]) => {
    database.exec("begin");
    const { changes } = database.prepare(sql).run(...values);
    if (changes !== 1) missed.push(`${what} changed nothing`);
    if (differenceIn(database) === undefined) missed.push(what);
    database.exec("rollback");
  };
  for (const row of rows) {
    const id = Number(row["id"]);
    const columns = Object.keys(row).filter((column) => column !== "id");
    for (const column of columns) {
      const what = `${column} of row ${id}`;
      attempt(what, `update ${table} set ${column} = ? where id = ?`, change(row[column]), id);
    }
    attempt(`the loss of row ${id}`, `delete from ${table} where id = ?`, id);
    const named = columns.includes("external_id") ? "external_id" : "sync_id";
    const list = columns.map((column) => (column === named ? `${column} || 'x'` : column));
    attempt(
      `a copy of row ${id}`,
      `insert into ${table} (${columns.join(", ")}) select ${list.join(", ")} from ${table} where id = ?`,
      id,
    );
  }

  expect(missed).toEqual([]);
});

test("no row that belongs to another sync passes", () => {
  const database = open();
  database.exec("update v1_grants set sync_id = 'x' where id = (select min(id) from v1_grants)");

  expect(differenceIn(database)).toMatch(/^grants of /u);
});

test("no byte that moved from one resource to the next passes", () => {
  const database = open();
  const [first, second] = database
    .prepare(
      "select id, data from v1_resources where resource_type_id = 'user' order by id limit 2",
    )
    .all() as { id: number; data: Uint8Array }[];
  const update = database.prepare("update v1_resources set data = ? where id = ?");
  update.run(first?.data.subarray(0, -1) ?? null, first?.id ?? 0);
  const moved = Buffer.concat([
    first?.data.subarray(-1) ?? Buffer.of(),
    second?.data ?? Buffer.of(),
  ]);
  update.run(moved, second?.id ?? 0);

  expect(differenceIn(database)).toBe("resources");
});

test.each([
  [
    "a row before the first one",
    "insert into v1_grants select -1, resource_type_id, resource_id, entitlement_id, principal_resource_type_id, 'x', external_id || 'x', expansion, needs_expansion, data, sync_id, discovered_at from v1_grants where id = 1",
    "grants",
  ],
  [
    "another sync before it",
    "insert into v1_sync_runs (id, sync_id, started_at, ended_at, sync_token) select 0, 'x', started_at, ended_at, '' from v1_sync_runs",
    "syncs",
  ],
  [
    "a session of a connector",
    "insert into v1_connector_sessions (sync_id, key, value) values ('x', 'y', x'00')",
    "syncs",
  ],
])("%s does not pass", (_, sql, place) => {
  const database = open();
  database.exec(sql);

  expect(differenceIn(database)).toBe(place);
});

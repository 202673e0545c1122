/** Whatever is changed in an artifact's rows: what is read as complete is what was written. */

import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import fc from "fast-check";
import { expect, test } from "vitest";

import { readArtifact } from "../../src/c1z/read.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { AuditError } from "../../src/errors.ts";
import { coverageStatus } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import { databaseOf, pack } from "../support/artifact-file.ts";
import { makeFolder } from "../support/process.ts";
import { propertyRuns, propertyTimeout } from "../support/property.ts";
import { aRepository, withRepositories } from "../support/repository.ts";
import {
  aCoverage,
  aMember,
  aRoster,
  aService,
  aTeam,
  arbitraryRoster,
} from "../support/roster.ts";

/** With each of what can be changed, and service accounts of different lengths. */
const everyKind = withRepositories(
  aRoster({
    teams: [aTeam(), aTeam({ slug: "release" })],
    members: ["ada", "bob", "eve", "kim"].map((username, at) =>
      aMember({
        username,
        role: at === 0 ? "Owner" : "Member",
        teams: [{ team: "tm-platform", role: at === 1 ? "Manager" : "Member" }],
      }),
    ),
    services: ["ci", "publisher", "deploy"].map((slug) =>
      aService({ slug, teams: [{ team: "tm-release", role: "Member" }] }),
    ),
  }),
  ["firmware", "docs"].map((slug) =>
    aRepository({ slug, privileges: [{ kind: "team", slug: "release", level: "Write" }] }),
  ),
);

const recordTables = ["v1_resource_types", "v1_resources", "v1_entitlements", "v1_grants"] as const;
const tables = [...recordTables, "v1_assets", "v1_sync_runs"] as const;

/** One change; the numbers choose rows, columns and bytes among as many as there are. */
interface Change {
  readonly kind:
    | "delete a row"
    | "flip a bit of a record"
    | "put another row's record in its place"
    | "put another row's value into a column"
    | "repeat a row under another name"
    | "empty the table";
  readonly table: (typeof tables)[number];
  readonly numbers: readonly number[];
}

const anyChange: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom(
    "delete a row",
    "flip a bit of a record",
    "put another row's record in its place",
    "put another row's value into a column",
    "repeat a row under another name",
    "empty the table",
  ),
  table: fc.constantFrom(...tables),
  numbers: fc.array(fc.nat({ max: 1_000_000 }), { minLength: 4, maxLength: 4 }),
});

type Row = Readonly<Record<string, null | number | string | Uint8Array>>;

/** Changes a database. Returns false where that changed nothing. */
function apply({ kind, table, numbers }: Change, database: DatabaseSync): boolean {
  const [first = 0, second = 0, third = 0, fourth = 0] = numbers;
  const rows = database.prepare(`select * from ${table} order by id`).all() as Row[];
  const row = rows[first % Math.max(rows.length, 1)];
  const other = rows[second % Math.max(rows.length, 1)];
  if (row === undefined || other === undefined) return false;
  const set = (column: string, value: Row[string] | undefined) => {
    if (value === undefined || isSame(value, row[column])) return false;
    // Some changes an index forbids.
    return attempt(() =>
      database.prepare(`update ${table} set ${column} = ? where id = ?`).run(value, row["id"] ?? 0),
    );
  };
  const columns = Object.keys(row).filter((name) => name !== "id" && name !== "data");
  const column = columns[third % columns.length] ?? "sync_id";
  switch (kind) {
    case "delete a row":
      return attempt(() =>
        database.prepare(`delete from ${table} where id = ?`).run(row["id"] ?? 0),
      );
    case "empty the table":
      return attempt(() => database.exec(`delete from ${table}`));
    case "flip a bit of a record": {
      const data = row["data"];
      if (!(data instanceof Uint8Array) || data.length === 0) return false;
      const flipped = Uint8Array.from(data);
      const at = third % flipped.length;
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (fourth % 8));
      return set("data", flipped);
    }
    case "put another row's record in its place":
      return set("data", other["data"]);
    case "put another row's value into a column":
      return set(column, other[column]);
    default: {
      // To repeat a row under another name.
      const names = Object.keys(row).filter((name) => name !== "id");
      const values = names.map((name) =>
        name === "external_id" ? `${String(row[name])}-${third}` : (row[name] ?? null),
      );
      return attempt(() =>
        database
          .prepare(`insert into ${table} (${names.join()}) values (${names.map(() => "?").join()})`)
          .run(...values),
      );
    }
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) === 0 : a === b;
}

function attempt(change: () => unknown): boolean {
  try {
    change();
    return true;
  } catch {
    return false;
  }
}

async function readChanged(
  roster: Roster,
  change: Change,
  withRepositories: boolean,
): Promise<{ found: Roster | AuditError; changed: boolean }> {
  const folder = await makeFolder();
  const path = join(folder, "a.c1z");
  await writeArtifact({ roster, path, endedAt: new Date(roster.readAt), withRepositories });
  const file = join(folder, "sync.db");
  await writeFile(file, await databaseOf(path));
  const database = new DatabaseSync(file, { defensive: false });
  const changed = apply(change, database);
  database.close();
  await writeFile(path, pack(await readFile(file)));
  const found = await readArtifact(path).catch((error: unknown) => {
    if (error instanceof AuditError) return error;
    throw error;
  });
  return { found: found instanceof AuditError ? found : found.roster, changed };
}

function isComplete(found: Roster | AuditError): found is Roster {
  return !(found instanceof AuditError) && coverageStatus(found.coverage) === "complete";
}

/** All of it seen, whatever it holds. */
const anyWholeRoster = arbitraryRoster().map((roster) => ({ ...roster, coverage: aCoverage() }));

test(
  "a row that was changed, lost or added never makes another roster complete",
  async () => {
    let rounds = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constant(everyKind), anyWholeRoster),
        anyChange,
        fc.boolean(),
        async (roster, change, withRecords) => {
          rounds += 1;
          const { found } = await readChanged(roster, change, withRecords);
          if (isComplete(found)) expect(found).toEqual(roster);
        },
      ),
      propertyRuns(20),
    );
    expect(rounds).toBeGreaterThan(0);
  },
  propertyTimeout(60_000),
);

/** What C1 itself would read otherwise than it was written. */
const records: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom(
    "delete a row",
    "flip a bit of a record",
    "put another row's record in its place",
    "repeat a row under another name",
    "empty the table",
  ),
  table: fc.constantFrom(...recordTables),
  numbers: fc.array(fc.nat({ max: 1_000_000 }), { minLength: 4, maxLength: 4 }),
});

test(
  "no list is complete when a record was changed, lost or added",
  async () => {
    await fc.assert(
      fc.asyncProperty(records, fc.boolean(), async (change, withRecords) => {
        const { found, changed } = await readChanged(everyKind, change, withRecords);
        expect(changed && isComplete(found)).toBe(false);
      }),
      propertyRuns(20),
    );
  },
  propertyTimeout(60_000),
);

test("without a change it is complete", async () => {
  const path = join(await makeFolder(), "a.c1z");
  await writeArtifact({ roster: everyKind, path, endedAt: new Date(everyKind.readAt) });
  await copyFile(path, `${path}.copy`);

  expect((await readArtifact(`${path}.copy`)).roster).toEqual(everyKind);
});

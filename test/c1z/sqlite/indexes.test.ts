/** A wrong index is not seen in the rows, so it is compared with the one that the SDK creates. */

import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";

import { expect, test } from "vitest";

import { withDatabase } from "../../../src/c1z/read.ts";
import { writeArtifact } from "../../../src/c1z/write.ts";
import { makeFolder } from "../../support/process.ts";
import { aMember, aRoster } from "../../support/roster.ts";

/** Returns each index by name: its table, its columns in order, and whether it is unique. */
function indexesOf(database: DatabaseSync) {
  const rows = database
    .prepare(
      `select list.name as name, tables.name as "table", list."unique" as "unique",
           group_concat(info.name, ', ' order by info.seqno) as columns
         from sqlite_schema as tables, pragma_index_list(tables.name) as list,
           pragma_index_info(list.name) as info
         where tables.type = 'table' and list.name like 'idx_%' group by list.name`,
    )
    .all();
  return new Map(rows.map(({ name, ...index }) => [String(name), index]));
}

test("each index has the columns of the SDK's index with that name", async () => {
  const path = join(await makeFolder(), "a.c1z");
  const roster = aRoster({ members: [aMember()] });
  await writeArtifact({ roster, path, endedAt: new Date("2026-11-23T06:05:00.000Z") });

  const ours = await withDatabase(path, indexesOf);
  const theirs = await withDatabase("test/c1z/sdk-written.c1z", indexesOf);

  expect(ours.size).toBe(13);
  for (const [name, index] of ours) expect(theirs.get(name), name).toEqual(index);
});

import { writeFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { databaseOf, editDatabase, pack } from "../../support/artifact-file.ts";
import { goodFile, refusal } from "../../support/good-artifact.ts";

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

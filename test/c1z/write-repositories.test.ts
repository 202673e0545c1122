/** Artifacts that show C1 the repositories. */

import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import fc from "fast-check";
import { expect, test } from "vitest";

import { readArtifact } from "../../src/c1z/read.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { Roster } from "../../src/roster/model.ts";
import { editDatabase, query } from "../support/artifact-file.ts";
import { makeFolder } from "../support/process.ts";
import { propertyRuns } from "../support/property.ts";
import {
  aPrivilege,
  arbitraryRepositories,
  aRepository,
  withRepositories,
} from "../support/repository.ts";
import { aMember, arbitraryRoster, aRoster, aService, aTeam, counted } from "../support/roster.ts";

const endedAt = new Date("2026-11-23T06:00:05.000Z");

function aWholeRoster(): Roster {
  const teams = [{ team: "tm-platform", role: "Member" }] as const;
  const roster = counted(
    aRoster({
      teams: [aTeam({ slug: "platform" })],
      members: [
        aMember({ username: "amara-okoye", role: "Owner", teams }),
        aMember({ username: "bo", teams }),
      ],
      services: [aService({ slug: "ci" })],
    }),
  );
  return withRepositories(roster, [
    aRepository({
      slug: "app",
      privileges: ["team platform Write", "user bo Write", "service ci Read", "user x Admin"].map(
        aPrivilege,
      ),
    }),
    aRepository({
      slug: "docs",
      name: "",
      broadcast: unknown("missing"),
      defaultPrivilege: "Read",
    }),
  ]);
}

async function write(roster: Roster, withRecords = true): Promise<string> {
  const path = join(await makeFolder(), "a.c1z");
  await writeArtifact({ roster, path, endedAt, withRepositories: withRecords });
  return path;
}

const tables = [
  "v1_resource_types",
  "v1_resources",
  "v1_entitlements",
  "v1_grants",
  "v1_assets",
  "v1_sync_runs",
] as const;

async function idsIn(path: string, table: (typeof tables)[number]): Promise<readonly string[]> {
  const rows = await query(path, `select external_id from ${table} order by id`);
  return rows.map((row) => String(row["external_id"]));
}

test("ids are joined from permanent ids, in the order of ids", async () => {
  const path = await write(aWholeRoster());
  const all = await Promise.all(tables.slice(0, 4).map((table) => idsIn(path, table)));

  for (const ids of all) expect(ids).toEqual(ids.toSorted());
  const [types, ...rest] = all;
  expect(types).toEqual([
    "organization",
    "repository",
    "secret",
    "service_account",
    "team",
    "user",
  ]);
  expect(rest.map((ids) => ids.filter((id) => id.startsWith("repository:")))).toEqual([
    ["repository:rp-app", "repository:rp-docs"],
    ["app", "docs"].flatMap((slug) =>
      ["admin", "read", "write"].map((level) => `repository:rp-${slug}:${level}`),
    ),
    [
      "repository:rp-app:read:service_account:ci",
      "repository:rp-app:write:team:tm-platform",
      "repository:rp-app:write:user:id-amara-okoye",
      "repository:rp-app:write:user:id-bo",
    ],
  ]);
});

test("a privilege of a slug that nobody has is in the document only", async () => {
  const { roster } = await readArtifact(await write(aWholeRoster()));
  expect(roster.repositories[0]?.privileges).toContainEqual(aPrivilege("user x Admin"));
});

test("any roster with repositories comes back as it was written, and nothing is not judged", async () => {
  const folder = await makeFolder();
  const rosters = arbitraryRoster().chain((roster) =>
    arbitraryRepositories(roster).map((repositories) => withRepositories(roster, repositories)),
  );
  await fc.assert(
    fc.asyncProperty(rosters, async (roster) => {
      const path = join(folder, "a.c1z");
      await rm(path, { force: true });
      await writeArtifact({ roster, path, endedAt, withRepositories: true });
      const found = await readArtifact(path);
      expect(found.roster).toEqual(roster);
      expect(found.others).toEqual([]);
    }),
    propertyRuns(40),
  );
});

/** Recorded when records last changed on purpose. It does not depend on the release of SQLite. */
const recorded = "3ada4793b598ac74e33704d129849682292fc859af79ba2989291e50eb2651b5";

test("without a request for records, the artifact is what it was, byte for byte", async () => {
  const path = await write(aWholeRoster(), false);
  const hash = createHash("sha256");
  for (const table of tables) {
    const columns = await query(path, `select name from pragma_table_info('${table}')`);
    const hex = columns.map(({ name }) => `hex(${String(name)}) as ${String(name)}`);
    for (const row of await query(path, `select ${hex.join(", ")} from ${table} order by id`)) {
      hash.update(`${JSON.stringify(row)}\n`);
    }
  }
  expect(hash.digest("hex")).toBe(recorded);

  const unasked = join(await makeFolder(), "a.c1z");
  await writeArtifact({ roster: aWholeRoster(), path: unasked, endedAt });
  expect((await readFile(unasked)).equals(await readFile(path))).toBe(true);
});

const onWrite = "where external_id = 'repository:rp-app:write:user:id-bo'";

test.each([
  ["a lost grant", `delete from v1_grants ${onWrite}`],
  [
    "a grant of somebody else",
    "update v1_grants set principal_resource_id = 'id-amara-okoye', external_id = 'repository:rp-app:read:user:id-amara-okoye', principal_resource_type_id = 'user', entitlement_id = 'repository:rp-app:read' where external_id = 'repository:rp-app:read:service_account:ci'",
  ],
  [
    "another source",
    `update v1_grants set data = cast(replace(hex(data), hex('team:tm-platform'), hex('team:tm-qlatform')) as blob) ${onWrite}`,
  ],
  ["an expansion that is gone", "update v1_grants set expansion = null"],
  ["a changed record", `update v1_grants set data = cast(data || x'00' as blob) ${onWrite}`],
  [
    "a repository that is gone",
    "delete from v1_resources where external_id = 'repository:rp-docs'",
  ],
  [
    "a new grant",
    `insert into v1_grants (resource_type_id, resource_id, entitlement_id, principal_resource_type_id, principal_resource_id, external_id, data, sync_id, discovered_at)
     select resource_type_id, resource_id, entitlement_id, 'user', 'id-x', 'x', data, sync_id, discovered_at from v1_grants ${onWrite}`,
  ],
  ["all repositories gone", "delete from v1_resources where resource_type_id = 'repository'"],
  ["an index that is gone", "drop index idx_grants_entitlement_id_principal_id_v1"],
])("%s is seen", async (_, sql) => {
  const path = await write(aWholeRoster());
  await editDatabase(path, (database) => database.exec(sql));
  const { lists } = (await readArtifact(path)).roster.coverage;

  expect(lists.map(({ status }) => status)).not.toContain("complete");
  expect(lists[0]?.reason).toMatch(/were written$|was changed after it was written$/u);
});

test("the same roster with its repositories is another sync than without, whichever is first", async () => {
  const roster = aWholeRoster();
  const sql =
    "select count(*) as n from v1_resources where resource_type_id = 'repository' and sync_id = ";
  for (const first of [false, true]) {
    const path = join(await makeFolder(), "a.c1z");
    const writeWith = async (withRecords: boolean) =>
      await writeArtifact({ roster, path, endedAt, withRepositories: withRecords, keepSyncs: 2 });
    const [one, two] = [await writeWith(first), await writeWith(!first)];
    const again = await writeWith(!first);

    expect(two.syncId).not.toBe(one.syncId);
    expect(again).toEqual(two);
    expect(await query(path, `${sql}'${one.syncId}'`)).toEqual([{ n: first ? 2 : 0 }]);
    expect(await query(path, `${sql}'${two.syncId}'`)).toEqual([{ n: first ? 0 : 2 }]);
    expect((await readArtifact(path)).roster).toEqual(roster);
  }
});

import type { DatabaseSync } from "node:sqlite";
import { join } from "node:path";

import { expect, test } from "vitest";

import { readArtifact } from "../../../src/c1z/read.ts";
import { writeArtifact } from "../../../src/c1z/write.ts";
import { isUnknown } from "../../../src/roster/fact.ts";
import { editDatabase } from "../../support/artifact-file.ts";
import { makeFolder } from "../../support/process.ts";
import { aMember, aRoster, aService, aTeam } from "../../support/roster.ts";

const member = { team: "tm-platform", role: "Member" } as const;

/** Three members and two service accounts in one team, of whom one member is changed in the database. */
async function teamsAfter(change: (database: DatabaseSync) => void): Promise<string[]> {
  const path = join(await makeFolder(), "a.c1z");
  const roster = aRoster({
    members: ["ada", "bob", "eve"].map((username) => aMember({ username, teams: [member] })),
    teams: [aTeam()],
    services: ["ci", "publisher"].map((slug) => aService({ slug, teams: [member] })),
  });
  await writeArtifact({ roster, path, endedAt: new Date("2026-11-23T06:05:00.000Z") });
  await editDatabase(path, change);
  const { members, services } = (await readArtifact(path)).roster;
  return [
    ...members.map(({ username, teams }) => [username, teams] as const),
    ...services.map(({ slug, teams }) => [slug, teams] as const),
  ]
    .filter(([, teams]) => !isUnknown(teams) && teams.length > 0)
    .map(([name]) => name);
}

const everybody = ["ada", "bob", "eve", "ci", "publisher"];

test("ids of any length are read, each with what it holds", async () => {
  expect(await teamsAfter(() => {})).toEqual(everybody);
});

test("where a column names somebody else than the record, the record counts", async () => {
  const found = await teamsAfter((database) =>
    database.exec(
      "update v1_grants set principal_resource_id = 'id-ada' where principal_resource_id = 'id-bob'",
    ),
  );

  expect(found).toEqual(everybody);
});

test("where a record names somebody else than its column, the record counts", async () => {
  const found = await teamsAfter((database) =>
    database.exec(`
      update v1_grants set data = (
        select data from v1_grants as other
        where other.principal_resource_id = 'id-ada' and other.entitlement_id = v1_grants.entitlement_id)
      where principal_resource_id = 'id-bob' and resource_type_id = 'team'`),
  );

  expect(found).toEqual(["ada", "eve", "ci", "publisher"]);
});

test("a record that says more than the others of its entitlement is read like them", async () => {
  // An empty annotation, as another writer may add it: field 4 of no length.
  const found = await teamsAfter((database) =>
    database.exec(
      "update v1_grants set data = cast(data || x'2200' as blob) where principal_resource_id = 'id-eve'",
    ),
  );

  expect(found).toEqual(everybody);
});

test("without the index that the readers make, all is read all the same", async () => {
  const found = await teamsAfter((database) =>
    database.exec("drop index idx_grants_entitlement_id_principal_id_v1"),
  );

  expect(found).toEqual(everybody);
});

test("one record that is none among others that are alike is an error", async () => {
  const broken = teamsAfter((database) =>
    database.exec("update v1_grants set data = x'0aff' where principal_resource_id = 'id-eve'"),
  );

  await expect(broken).rejects.toThrow(/cannot read artifact ".*": a record is damaged/u);
});

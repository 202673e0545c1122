/** Artifacts that lost rows: what a list lacks is said, with or without what newer versions write. */

import { join } from "node:path";

import { expect, test } from "vitest";

import { readArtifact } from "../../src/c1z/read.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { coverageStatus, listCoverage, type ListName } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import { unknown } from "../../src/roster/fact.ts";
import { editDatabase } from "../support/artifact-file.ts";
import { makeFolder } from "../support/process.ts";
import { aMember, aRoster, aService, aTeam, counted } from "../support/roster.ts";

const usernames = Array.from({ length: 300 }, (_, at) => `person-${String(at).padStart(3, "0")}`);

/** 300 people and two service accounts in three teams, all of them counted. */
function aBigRoster(): Roster {
  return counted(
    aRoster({
      teams: ["a", "b", "c"].map((slug) => aTeam({ slug })),
      members: usernames.map((username, at) =>
        aMember({
          username,
          role: at === 0 ? "Owner" : "Member",
          teams: [{ team: at % 2 === 0 ? "tm-a" : "tm-b", role: "Member" }],
        }),
      ),
      services: ["ci", "publisher"].map((slug) =>
        aService({ slug, teams: [{ team: "tm-c", role: "Member" }] }),
      ),
    }),
  );
}

/** A file of the first versions, whose document says nothing of its rows. */
const older = "update v1_assets set data = cast(json_remove(data, '$.integrity') as blob);";

async function read(sql: string): Promise<Roster> {
  const path = join(await makeFolder(), "a.c1z");
  const roster = aBigRoster();
  await writeArtifact({ roster, path, endedAt: new Date(roster.readAt) });
  await editDatabase(path, (database) => database.exec(sql));
  return (await readArtifact(path)).roster;
}

function reasonOf(roster: Roster, list: ListName): string | null {
  const { status, reason } = listCoverage(roster.coverage, list);
  return status === "complete" ? null : `${status}: ${reason}`;
}

const lastUsers = (count: number) =>
  `select id from v1_resources where resource_type_id = 'user' order by id desc limit ${count}`;
const deleteUsers = (count: number) =>
  `delete from v1_resources where id in (${lastUsers(count)});`;
const deleteTheirGrants = (count: number) =>
  `delete from v1_grants where 'user:' || principal_resource_id in
     (select external_id from v1_resources where id in (${lastUsers(count)}));`;

test("a file of an older version that lost nothing is complete, and what was written", async () => {
  expect(await read(older)).toEqual(aBigRoster());
});

/** What was done, to which list that is told first, and how: by today's files and by older ones. */
const losses: readonly (readonly [string, string, ListName, RegExp, RegExp])[] = [
  [
    "30 users and their grants",
    deleteTheirGrants(30) + deleteUsers(30),
    "members",
    /270 rows exist, but 300 were counted; the artifact contains 278 resources, but 308 were written/u,
    /^partial: 270 rows exist, but 300 were counted$/u,
  ],
  [
    "a user whose grants are still there",
    deleteUsers(1),
    "members",
    /a grant names user "id-person-299", without a row of its own/u,
    /a grant names user "id-person-299", without a row of its own/u,
  ],
  [
    "many users whose grants are still there",
    deleteUsers(5),
    "members",
    /a grant names user "id-person-29\d", "[^"]*", "[^"]*" and 2 more, without a row/u,
    /a grant names user "id-person-29\d", "[^"]*", "[^"]*" and 2 more, without a row/u,
  ],
  [
    "a service account whose grants are still there",
    "delete from v1_resources where external_id = 'service_account:ci';",
    "services",
    /a grant names service_account "ci", without a row of its own/u,
    /a grant names service_account "ci", without a row of its own/u,
  ],
  [
    "a team whose grants are still there",
    "delete from v1_resources where external_id = 'team:tm-a';",
    "teams",
    /a grant is on team "tm-a", without a row of its own/u,
    /a grant is on team "tm-a", without a row of its own/u,
  ],
  [
    "every workspace role",
    "delete from v1_grants where resource_type_id = 'organization';",
    "members",
    /the role of 300 of its accounts is not known/u,
    /the role of 300 of its accounts is not known/u,
  ],
  [
    "every membership",
    "delete from v1_grants where resource_type_id = 'team';",
    "members",
    /the teams of 300 of its accounts is not known/u,
    /the teams of 300 of its accounts is not known/u,
  ],
  [
    "every grant of one person",
    deleteTheirGrants(1),
    "members",
    /the role of 1 of its accounts is not known/u,
    /the role of 1 of its accounts is not known/u,
  ],
];

test.each(losses)("a file that lost %s is not complete", async (_, sql, list, today, before) => {
  const [newer, old] = [await read(sql), await read(older + sql)];

  expect(reasonOf(newer, list)).toMatch(today);
  expect(reasonOf(old, list)).toMatch(before);
  expect([newer, old].map(({ coverage }) => coverageStatus(coverage))).toEqual([
    "partial",
    "partial",
  ]);
});

test("where the rows are not those that were written, no list is taken for whole", async () => {
  const roster = await read("delete from v1_entitlements where external_id = 'team:tm-a:member';");

  const reason = "partial: the artifact contains 9 entitlements, but 10 were written";
  for (const { name } of roster.coverage.lists) expect(reasonOf(roster, name)).toBe(reason);
});

test("whoever lost every grant has an unknown role and unknown teams, and nobody else has", async () => {
  const { members } = await read(older + deleteTheirGrants(1));

  expect(members.at(-1)).toMatchObject({ role: unknown("missing"), teams: unknown("missing") });
  expect(members.slice(0, -1)).toEqual(aBigRoster().members.slice(0, -1));
});

test("a document that names more people than there are is not believed", async () => {
  const roster = await read(
    `${older} update v1_assets set data = cast(replace(cast(data as text), ':300,', ':301,') as blob);`,
  );

  expect(reasonOf(roster, "members")).toBe("partial: 300 rows exist, but 301 were counted");
});

test("a file without a document stays unknown, and says whom its grants name", async () => {
  const roster = await read(`delete from v1_assets; ${deleteUsers(1)}`);

  expect(reasonOf(roster, "members")).toBe(
    'unknown: the artifact does not say which part of the workspace it contains; a grant names user "id-person-299", without a row of its own',
  );
});

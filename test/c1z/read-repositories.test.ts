import { join } from "node:path";

import { expect, test } from "vitest";

import { readArtifact } from "../../src/c1z/read.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { coverageStatus, listCoverage } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import { editDatabase } from "../support/artifact-file.ts";
import { makeFolder } from "../support/process.ts";
import {
  aRepository,
  aToken,
  aTokenList,
  visibleOnly,
  withRepositories,
} from "../support/repository.ts";
import { aMember, aRoster, counted } from "../support/roster.ts";

const whole = withRepositories(
  counted(aRoster({ members: [aMember({ username: "amara-okoye", role: "Owner" })] })),
  [
    aRepository({
      slug: "firmware",
      privileges: [{ kind: "team", slug: "platform", level: "Read" }],
      tokens: aTokenList([aToken()]),
    }),
    aRepository({
      slug: "docs",
      broadcast: { unknown: "unrecognised" },
      coverage: { status: "refused", reason: "Cloudsmith refused it (403)" },
    }),
  ],
);

/** Returns what is read from the artifact of a roster after a change of its rows. */
async function read(roster: Roster, sql: string): Promise<Roster> {
  const path = join(await makeFolder(), "a.c1z");
  await writeArtifact({ roster, path, endedAt: new Date(roster.readAt) });
  await editDatabase(path, (database) => database.exec(sql));
  return (await readArtifact(path)).roster;
}

/** Files of the first versions had no digest of their rows. */
const older = "update v1_assets set data = cast(json_remove(data, '$.integrity') as blob);";
const setTo = (path: string, json: string) =>
  `update v1_assets set data = cast(json_set(data, '${path}', json('${json}')) as blob);`;

test("a roster with repositories comes back as it was written", async () => {
  expect(await read(whole, "")).toEqual(whole);
});

test.each([
  ["a level", setTo("$.repositories[1].privileges[0].level", '"Admin"')],
  ["a broadcast", setTo("$.repositories[1].broadcast", '"Public"')],
  ["a token that ends", setTo("$.repositories[1].tokens.list[0].endsAt", "null")],
  ["no token", setTo("$.repositories[1].tokens.list", "[]")],
  ["no repository", setTo("$.repositories", "[]")],
  [
    "no key at all",
    "update v1_assets set data = cast(json_remove(data, '$.repositories') as blob);",
  ],
])("with %s that was changed later, no privileges and no list are complete", async (_, sql) => {
  const roster = await read(whole, sql);
  const reason = "a row of the artifact was changed after it was written";

  expect(listCoverage(roster.coverage, "repositories")).toMatchObject({ status: "partial" });
  expect(listCoverage(roster.coverage, "repositories").reason).toContain(reason);
  expect(coverageStatus(roster.coverage)).toBe("partial");
  for (const { slug, coverage, tokens } of roster.repositories) {
    expect(coverage.status).toBe(slug === "docs" ? "refused" : "partial");
    if (tokens !== undefined) expect(tokens.coverage.status).toBe("partial");
  }
});

test.each<readonly [string, string, string]>([
  [
    "fewer than were counted",
    setTo("$.repositories[2]", JSON.stringify(aRepository({ slug: "x" }))),
    "3 rows exist, but 2 were counted",
  ],
  [
    "the account of a Manager",
    setTo("$.coverage.readAs.role", '"Manager"'),
    'it was read as "amara-okoye", whose role is Manager',
  ],
  [
    "one slug twice",
    setTo("$.repositories[0].slug", '"firmware"'),
    "two repositories have one slug",
  ],
])("without a digest, a list that has %s is not believed", async (_, sql, reason) => {
  const roster = await read(whole, older + sql);

  expect(listCoverage(roster.coverage, "repositories").status).toBe("partial");
  expect(listCoverage(roster.coverage, "repositories").reason).toContain(reason);
});

test.each<readonly [string, string, true | undefined, RegExp]>([
  ["nothing", "", true, /^only an Owner sees every repository$/u],
  ["a digest of its rows", older, true, /^only an Owner sees every repository$/u],
  [
    "a row as it was written",
    setTo("$.repositories[1].broadcast", '"Public"'),
    undefined,
    /^only an Owner sees every repository; a row of the artifact was changed after it was written$/u,
  ],
  [
    "a row, and a digest",
    older + setTo("$.repositories", "[]"),
    undefined,
    /^only an Owner sees every repository; 0 rows exist, but 2 were counted$/u,
  ],
  [
    "a slug of its own, and a digest",
    older + setTo("$.repositories[0].slug", '"firmware"'),
    undefined,
    /^only an Owner sees every repository; two repositories have one slug$/u,
  ],
])(
  "a list of all visible repositories that lacks %s: allVisible is right",
  async (_, sql, allVisible, reason) => {
    const list = listCoverage((await read(visibleOnly(whole), sql)).coverage, "repositories");

    expect(list.status).toBe("partial");
    expect(list.allVisible).toBe(allVisible);
    expect(list.reason).toMatch(reason);
  },
);

test("without a digest, privileges that repeat or that nobody knows are not complete", async () => {
  const twice = setTo(
    "$.repositories[1].privileges[1]",
    '{"kind":"team","slug":"platform","level":"Admin"}',
  );
  const unseen = setTo("$.repositories[1].privileges[0].level", '{"unknown":"missing"}');

  for (const sql of [twice, unseen]) {
    const { repositories } = await read(whole, older + sql);
    expect(repositories.find(({ slug }) => slug === "firmware")?.coverage.status).toBe("partial");
  }
});

test("without a digest, two tokens with one id are not complete", async () => {
  const twice = setTo("$.repositories[1].tokens.list[1]", JSON.stringify(aToken()));
  const { repositories } = await read(whole, older + twice);
  const firmware = repositories.find(({ slug }) => slug === "firmware");

  expect(firmware?.tokens?.coverage).toEqual({
    status: "partial",
    reason: "two of its tokens have one id",
  });
  expect(firmware?.coverage.status).toBe("complete");
});

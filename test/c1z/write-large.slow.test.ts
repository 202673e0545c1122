/** What a reader would refuse for its size is not written; what it takes is written. */

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

import { expect, test } from "vitest";

import { readArtifact } from "../../src/c1z/read.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { unknown } from "../../src/roster/fact.ts";
import { makeFolder } from "../support/process.ts";
import { aRepository, aToken, withRepositories } from "../support/repository.ts";
import { aMember, aRoster, aTeam } from "../support/roster.ts";

const endedAt = new Date("2026-11-23T06:05:00.000Z");

test("24,000 entitlement tokens, which only the document has, come back", async () => {
  const path = join(await makeFolder(), "a.c1z");
  const list = Array.from({ length: 30 }, (_, at) => aToken({ id: `token-${at}` }));
  const repositories = Array.from({ length: 800 }, (_, at) =>
    aRepository({
      id: `rp-${String(at).padStart(3, "0")}`,
      slug: `repository-${at}`,
      tokens: { list, coverage: { status: "complete", reason: null } },
    }),
  );
  const roster = withRepositories(aRoster(), repositories);

  await writeArtifact({ roster, path, endedAt });

  expect((await readArtifact(path)).roster).toEqual(roster);
});

test("6,000 members of whom nothing was seen but their names come back", async () => {
  const path = join(await makeFolder(), "a.c1z");
  const unseen = unknown("missing");
  const teams = Array.from({ length: 12 }, (_, at) => aTeam({ slug: `team-with-a-name-${at}` }));
  const roster = aRoster({
    teams,
    members: Array.from({ length: 6_000 }, (_, at) => ({
      ...aMember({ username: `a-member-with-a-long-name-${at}` }),
      email: unseen,
      active: unseen,
      twoFactor: unseen,
      joinedAt: unseen,
      lastLoginAt: unseen,
      lastLoginMethod: unseen,
      visibility: unseen,
      teams: teams.map(({ id }) => ({ team: id, role: unseen })).toSorted(byTeam),
    })),
  });

  await writeArtifact({ roster, path, endedAt });

  expect((await readArtifact(path)).roster).toEqual(roster);
});

function byTeam(a: { readonly team: string }, b: { readonly team: string }): number {
  return a.team < b.team ? -1 : 1;
}

test("a record that no reader takes is refused, also of one member among many with long names", async () => {
  const folder = await makeFolder();
  const members = Array.from({ length: 300 }, (_, at) =>
    aMember({
      username: `member-${String(at).padStart(3, "0")}`,
      name: at === 5 ? "x".repeat(200) : at === 290 ? "y".repeat(400_000) : "Somebody",
    }),
  );

  await expect(
    writeArtifact({ roster: aRoster({ members }), path: join(folder, "a.c1z"), endedAt }),
  ).rejects.toThrow(
    /: the record of an account takes more than 1 MiB\. Export the roster as csv\.$/u,
  );
  expect(await readdir(folder)).toEqual([]);
});

test("a document of wrong entries is refused in little memory", async () => {
  const module = new URL("../../src/c1z/document.ts", import.meta.url);
  const program = `
    const { parentPort } = require("node:worker_threads");
    import(${JSON.stringify(module.href)}).then(({ decodeDocument }) => {
      const entries = "1,".repeat(2_000_000) + "1";
      parentPort.postMessage(decodeDocument('{"version": 1, "repositories": [' + entries + "]}"));
    });`;
  const worker = new Worker(program, {
    eval: true,
    resourceLimits: { maxOldGenerationSizeMb: 250 },
  });
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  worker.on("message", resolve);
  worker.on("error", reject);

  await expect(promise).resolves.toBeUndefined();
});

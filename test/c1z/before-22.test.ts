/** Artifacts that were written before their names and profiles were extended (before-22/README.md). */

import { copyFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { readArtifact, readNewestTwo } from "../../src/c1z/read.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { compareRosters } from "../../src/roster/changes.ts";
import { rosterDigest } from "../../src/roster/digest.ts";
import type { Roster } from "../../src/roster/model.ts";
import { runHere } from "../support/command-line.ts";
import { makeFolder, root } from "../support/process.ts";

/** The digest of each roster, as that version computed it. */
const artifacts = [
  {
    name: "people.c1z",
    withRepositories: false,
    digest: "5d71f1720a8dd428e70526965243a877010261c382c2b5ecc2599f12a7f75b2e",
  },
  {
    name: "repositories.c1z",
    withRepositories: true,
    digest: "590736f5e859ba87ff1d01c68cf005adeb9c15b83352f99eb643a3d3a4650e58",
  },
] as const;

const pathOf = (name: string) => join(root, "test/c1z/before-22", name);

/** Returns a roster as it is read a day later. */
function aDayLater(roster: Roster): Roster {
  const readAt = new Date(Date.parse(roster.readAt) + 24 * 60 * 60 * 1_000).toISOString();
  return { ...roster, readAt };
}

test.each(artifacts)("$name has the roster that was written", async ({ name, digest }) => {
  const { roster, others } = await readArtifact(pathOf(name));

  expect(rosterDigest(roster)).toBe(digest);
  expect(others).toEqual([]);
});

test.each(artifacts)(
  "the roster of $name comes back from a new artifact",
  async ({ name, withRepositories }) => {
    const { roster } = await readArtifact(pathOf(name));
    const path = join(await makeFolder(), "new.c1z");

    await writeArtifact({ roster, path, withRepositories, endedAt: new Date(roster.readAt) });

    expect((await readArtifact(path)).roster).toEqual(roster);
  },
);

test.each(artifacts)(
  "a sync that is added to $name changes nothing",
  async ({ name, withRepositories }) => {
    const path = join(await makeFolder(), name);
    await copyFile(pathOf(name), path);
    const roster = aDayLater((await readArtifact(path)).roster);

    await writeArtifact({
      roster,
      path,
      withRepositories,
      keepSyncs: 2,
      endedAt: new Date(roster.readAt),
    });

    const [before, after] = await readNewestTwo(path);
    expect(after.roster).toEqual(roster);
    const { list, appeared } = compareRosters(before.roster, after.roster);
    expect([list, appeared]).toEqual([[], []]);
  },
);

test.each(artifacts)(
  "diff of $name and a new artifact of the same roster finds nothing",
  async ({ name, withRepositories }) => {
    const cwd = await makeFolder();
    const roster = aDayLater((await readArtifact(pathOf(name))).roster);
    const path = join(cwd, "new.c1z");
    await writeArtifact({ roster, path, withRepositories, endedAt: new Date(roster.readAt) });

    const run = await runHere(["diff", pathOf(name), path, "--exit-code"], { cwd });

    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
  },
);

/** Artifacts of an earlier version (test/c1z/before-22), with a sync of today's added to them. */

import { copyFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { readArtifact } from "../../src/c1z/read.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { makeFolder, root } from "../support/process.ts";
import { dump, dumpWithOldLibrary } from "./programs.ts";

test.each([
  ["people.c1z", false],
  ["repositories.c1z", true],
] as const)(
  "the reference libraries read %s, and find the same grants in a sync that was added",
  async (name, withRepositories) => {
    const path = join(await makeFolder(), name);
    await copyFile(join(root, "test/c1z/before-22", name), path);
    const { syncs, ...before } = await dump(path);
    const { roster } = await readArtifact(path);
    const readAt = new Date(Date.parse(roster.readAt) + 60_000);

    await writeArtifact({
      roster: { ...roster, readAt: readAt.toISOString() },
      path,
      withRepositories,
      keepSyncs: 2,
      endedAt: readAt,
    });

    const { syncs: both, ...earlier } = await dump(path, syncs[0]?.id);
    expect(both).toHaveLength(2);
    expect(earlier).toEqual(before);
    const after = await dump(path);
    expect(after.grants).toEqual(before.grants);
    expect(after.entitlements.map(({ id }) => id)).toEqual(before.entitlements.map(({ id }) => id));
    expect((await dumpWithOldLibrary(path)).grants).toEqual(before.grants);
  },
);

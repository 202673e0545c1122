import { readFile, truncate } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import {
  finishFiles,
  openArtifactFiles,
  type ArtifactFiles,
} from "../../src/c1z/artifact-files.ts";
import { summarize, toBatches } from "../../src/c1z/batches.ts";
import { openFilesInThread } from "../../src/c1z/files-in-thread.ts";
import { readArtifact } from "../../src/c1z/read.ts";
import { createSync } from "../../src/c1z/sync.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { rosterDigest } from "../../src/roster/digest.ts";
import { makeFolder } from "../support/process.ts";
import { aMember, aRoster, aService, aTeam } from "../support/roster.ts";

const endedAt = new Date("2026-11-23T06:05:00.000Z");

/** Of so many people, each in one of two teams. */
function rosterOf(members: number) {
  return aRoster({
    members: Array.from({ length: members }, (_, index) =>
      aMember({
        username: `member-${String(index).padStart(6, "0")}`,
        teams: [
          {
            team: index % 2 === 0 ? "tm-even" : "tm-odd",
            role: index % 7 === 0 ? "Manager" : "Member",
          },
        ],
      }),
    ),
    teams: [aTeam({ slug: "even" }), aTeam({ slug: "odd" })],
    services: [aService()],
  });
}

async function make(open: typeof openArtifactFiles, members: number): Promise<Buffer> {
  const folder = await makeFolder();
  const roster = rosterOf(members);
  const sync = createSync({
    startedAt: new Date(roster.readAt),
    endedAt,
    digest: rosterDigest(roster),
  });
  const artifactPath = join(folder, "sync.c1z");
  const plan = { databasePath: join(folder, "sync.db"), artifactPath, sync, earlier: undefined };
  const files: ArtifactFiles = open(plan);
  try {
    const added = [...toBatches({ roster })].map(summarize);
    for (const batch of toBatches({ roster })) await files.add(batch);
    expect((await finishFiles(files, added)).difference).toBeUndefined();
    return await readFile(artifactPath);
  } finally {
    await files.close();
  }
}

test("a thread makes the same bytes", async () => {
  const [here, there] = [
    await make(openArtifactFiles, 1_300),
    await make(openFilesInThread, 1_300),
  ];

  expect(there.equals(here)).toBe(true);
});

test("so many members that a thread makes their artifact come back as they were", async () => {
  const path = join(await makeFolder(), "large.c1z");
  const roster = rosterOf(5_100);

  const written = await writeArtifact({ roster, path, endedAt });

  const read = await readArtifact(path);
  expect(read.roster).toEqual(roster);
  expect(read.syncId).toBe(written.syncId);
});

test("what fails in the thread is the error of whoever waits for it, and of whoever asks next", async () => {
  const databasePath = join(await makeFolder(), "no-such-folder", "sync.db");
  const sync = createSync({ startedAt: endedAt, endedAt, digest: "00".repeat(32) });
  const plan = { databasePath, artifactPath: `${databasePath}.c1z`, sync, earlier: undefined };
  const files = openFilesInThread(plan);
  try {
    await expect(finishFiles(files, [])).rejects.toThrow("unable to open database file");
    await expect(finishFiles(files, [])).rejects.toThrow("unable to open database file");
  } finally {
    await files.close();
  }
});

test.each([
  ["this thread", openArtifactFiles],
  ["another thread", openFilesInThread],
])("no batch that is lost on its way to %s passes", async (_, open) => {
  const folder = await makeFolder();
  const roster = rosterOf(600);
  const batches = [...toBatches({ roster })];
  const added = batches.map(summarize);
  const sync = createSync({ startedAt: endedAt, endedAt, digest: rosterDigest(roster) });
  const files = open({
    databasePath: join(folder, "sync.db"),
    artifactPath: join(folder, "sync.c1z"),
    sync,
    earlier: undefined,
  });
  try {
    const lost = batches.findLastIndex(({ table }) => table === "resources");
    for (const batch of batches.toSpliced(lost, 1)) await files.add(batch);

    expect((await finishFiles(files, added)).difference).toBe("resources");
  } finally {
    await files.close();
  }
});

test("an error of the system keeps its code, which says what to do", async () => {
  const folder = await makeFolder();
  const sync = createSync({ startedAt: endedAt, endedAt, digest: "00".repeat(32) });
  const paths = { databasePath: join(folder, "sync.db"), artifactPath: join(folder, "none", "a") };
  const files = openFilesInThread({ ...paths, sync, earlier: undefined });
  try {
    await expect(finishFiles(files, [])).rejects.toMatchObject({ code: "ENOENT" });
  } finally {
    await files.close();
  }
});

test("an error keeps its advice in another thread", async () => {
  const folder = await makeFolder();
  const databasePath = join(folder, "sync.db");
  const sync = createSync({ startedAt: endedAt, endedAt, digest: "00".repeat(32) });
  const artifactPath = join(folder, "sync.c1z");
  const files = openFilesInThread({ databasePath, artifactPath, sync, earlier: undefined });
  try {
    await files.complete();
    // Larger than C1's older readers take, without taking room on the disk.
    await truncate(databasePath, 3 * 1024 ** 3 + 1);

    await expect(files.pack()).rejects.toMatchObject({
      message: "its database has 3073 MiB, and C1's readers take no more than 3072",
      advice: "Keep fewer syncs, or export the roster as csv.",
    });
  } finally {
    await files.close();
  }
});

test("of many small batches, only so many wait that they need little memory", async () => {
  const databasePath = join(await makeFolder(), "sync.db");
  const sync = createSync({ startedAt: endedAt, endedAt, digest: "00".repeat(32) });
  const artifactPath = `${databasePath}.c1z`;
  const files = openFilesInThread({ databasePath, artifactPath, sync, earlier: undefined });
  const [small] = toBatches({ roster: rosterOf(1) });
  if (small === undefined) throw new Error("no batch");
  const many = 40_000;
  let added = 0;
  const adding = (async () => {
    for (; added < many; added++) await files.add(small);
  })().catch(() => {});
  // Long enough to add all, and no answer of the thread arrives meanwhile.
  for (let turn = 0; turn < 20 * many; turn++) await Promise.resolve();

  expect(added).toBeLessThan(many);

  await files.close();
  await adding;
});

test("closing while the database is completed starts no other thread", async () => {
  const before = countPorts();
  const folder = await makeFolder();
  const roster = rosterOf(600);
  const sync = createSync({ startedAt: endedAt, endedAt, digest: rosterDigest(roster) });
  const paths = { databasePath: join(folder, "sync.db"), artifactPath: join(folder, "sync.c1z") };
  const files = openFilesInThread({ ...paths, sync, earlier: undefined });
  const added = [...toBatches({ roster })].map(summarize);
  for (const batch of toBatches({ roster })) await files.add(batch);
  const finishing = finishFiles(files, added);
  finishing.catch(() => {});
  // This thread is busy until the answer waits, as while it decodes. If that throws, it closes.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);

  await files.close();

  await expect(finishing).rejects.toThrow("the thread that writes it has ended");
  expect(countPorts()).toBeLessThanOrEqual(before);
});

/** Each thread has one while it runs. */
function countPorts(): number {
  return process.getActiveResourcesInfo().filter((type) => type === "MessagePort").length;
}

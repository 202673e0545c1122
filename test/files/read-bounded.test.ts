import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

import { expect, test } from "vitest";

import { writeArtifact } from "../../src/c1z/write.ts";
import { readBounded } from "../../src/files/read-bounded.ts";
import { runHere } from "../support/command-line.ts";
import { makeFolder } from "../support/process.ts";
import { aMember, aRoster } from "../support/roster.ts";

const policy = "version: 1\norganization: fernwick\n";

/** What can have a path and is no file: how it is made, and how it is named. */
const kinds = [
  ["a folder", async (path: string) => await mkdir(path), "it is a folder, not a file"],
  [
    "a pipe",
    async (path: string) => void execFileSync("mkfifo", [path]),
    "it is a pipe (FIFO), not a file",
  ],
  [
    "a device",
    async (path: string) => await symlink("/dev/zero", path),
    "it is a device, not a file",
  ],
  ["a socket", listen, "it is a socket, not a file"],
] as const;

async function listen(path: string): Promise<void> {
  const server = createServer().unref().listen(path);
  await once(server, "listening");
}

/** A folder with a good policy and two good artifacts, in which one path is to be something else. */
async function goodFolder(): Promise<string> {
  const cwd = await makeFolder();
  await writeFile(join(cwd, "access-policy.yml"), policy);
  const roster = aRoster({ members: [aMember({ role: "Owner" })] });
  for (const name of ["a.c1z", "b.c1z"]) {
    await writeArtifact({ roster, path: join(cwd, name), endedAt: new Date(roster.readAt) });
  }
  return cwd;
}

/** Every way by which a path comes in: the command, with `odd` where the path stands. */
const readers = [
  ["the policy", ["check", "--policy", "odd"]],
  ["the policy of an audit", ["audit", "--policy", "odd", "--from-c1z", "a.c1z"]],
  ["the policy to accept into", ["accept", "--policy", "odd", "--from-c1z", "a.c1z"]],
  ["the policy's tests", ["check", "--tests", "odd"]],
  ["the artifact", ["audit", "--from-c1z", "odd"]],
  ["the baseline", ["audit", "--from-c1z", "a.c1z", "--baseline", "odd"]],
  ["an artifact to compare", ["diff", "a.c1z", "odd"]],
  ["an artifact whose syncs are compared", ["diff", "odd"]],
  ["a report to merge", ["merge", "odd"]],
  ["a report's target", ["audit", "--from-c1z", "a.c1z", "--report-json", "odd"]],
  ["the target of changes", ["diff", "a.c1z", "b.c1z", "--report-markdown", "odd"]],
  ["a draft's target", ["init", "--from-c1z", "a.c1z", "--policy", "odd", "--force"]],
] as const;

const cases = readers.flatMap(([what, args]) =>
  kinds.map(([kind, make, sentence]) => [what, kind, { args, make, sentence }] as const),
);

test.each(cases)("%s that is %s is refused by name, at once", async (_, __, odd) => {
  const cwd = await goodFolder();
  await odd.make(join(cwd, "odd"));

  const run = await runHere(odd.args, { cwd });

  expect(run.exitCode).toBe(2);
  expect(`${run.stdout}${run.stderr}`.replace(/\s+/gu, " ")).toContain(odd.sentence);
});

test.each(kinds)("an artifact is not written over %s", async (_, make, sentence) => {
  const path = join(await makeFolder(), "odd");
  await make(path);
  const roster = aRoster();

  await expect(
    writeArtifact({ roster, path, endedAt: new Date(roster.readAt), keepSyncs: 2 }),
  ).rejects.toThrow(`cannot write artifact "${path}": ${sentence}. Name another place.`);
});

test("a file is read up to its limit, and no further", async () => {
  const path = join(await makeFolder(), "a.txt");
  await writeFile(path, "twelve bytes");

  expect((await readBounded(path, 12)).toString()).toBe("twelve bytes");
  await expect(readBounded(path, 11)).rejects.toThrow(
    "it is too large: 12 bytes, but at most 11 are read",
  );
});

test("a file that has more than its size says is not taken for what it says", async () => {
  // The size of such a file is always 0, like that of one to which somebody is still adding.
  await expect(readBounded("/proc/self/status", 1_000_000)).rejects.toThrow(
    "its size changed while it was read",
  );
});

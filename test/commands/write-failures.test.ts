/** Every command and flag that writes, at places where it can and where it cannot. */

import { chmod, mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { writeArtifact } from "../../src/c1z/write.ts";
import { runHere } from "../support/command-line.ts";
import { clock } from "../support/command-scene.ts";
import { makeFolder } from "../support/process.ts";
import { aMember, aRoster } from "../support/roster.ts";
import { openSandbox } from "../support/sandbox.ts";

type Kind = "file" | "folder";

const saved = ["--from-c1z", "a.c1z"];

/**
 * What writes: its arguments before the path, and whether the path is a file or a folder. The page
 * exists only in the bundle: test/bundle/write-failures.test.ts.
 */
const writers: readonly (readonly [string, Kind, readonly string[]])[] = [
  ["audit", "file", [...saved, "--report-json"]],
  ["audit", "file", [...saved, "--report-markdown"]],
  ["audit", "file", [...saved, "--sarif"]],
  ["audit", "folder", [...saved, "--csv"]],
  ["audit", "folder", [...saved, "--pack"]],
  ["audit", "file", ["--c1z"]],
  ["sync", "file", [...saved, "--c1z"]],
  ["init", "file", [...saved, "--force", "--policy"]],
  ["demo", "folder", ["--output"]],
  ["merge", "file", ["report.json", "--report-json"]],
  ["merge", "file", ["report.json", "--report-markdown"]],
  ["diff", "file", ["a.c1z", "b.c1z", "--report-json"]],
  ["diff", "file", ["a.c1z", "b.c1z", "--report-markdown"]],
];

const isRoot = process.getuid?.() === 0;

interface Place {
  readonly path: string;
  readonly reason: string;
  readonly make?: (folder: string) => Promise<unknown>;
  readonly only?: Kind;
  /** Why this computer cannot have such a place. */
  readonly skip?: boolean;
}

const places: Readonly<Record<string, Place>> = {
  "under a file": { path: "plain/x", reason: '"plain" is a file, not a folder' },
  "far under a file": { path: "plain/x/y/z", reason: '"plain" is a file, not a folder' },
  "that is a folder with files": {
    path: "full",
    reason: "it is a folder, not a file",
    make: async (folder) => {
      await mkdir(join(folder, "full"));
      await writeFile(join(folder, "full", "mine"), "mine");
    },
    only: "file",
  },
  "that is a file": { path: "plain", reason: '"plain', only: "folder" },
  "with a name that is too long": {
    path: `${"n".repeat(300)}/x`,
    reason: "its path is too long (ENAMETOOLONG)",
  },
  "where no folder can be created": {
    path: "/proc/no-such-folder/x",
    reason: "its folder does not exist, and cannot be created (ENOENT)",
    skip: process.platform !== "linux",
  },
  "in a folder that is read-only (skipped for root)": {
    path: "closed/x",
    reason: "permission is denied (EACCES)",
    make: async (folder) => {
      await mkdir(join(folder, "closed"));
      await chmod(join(folder, "closed"), 0o500);
    },
    skip: isRoot,
  },
};

async function makeScene() {
  const folder = await makeFolder();
  const member = aMember({ username: "ada", role: "Owner" });
  for (const [name, members] of [
    ["a.c1z", [member]],
    ["b.c1z", []],
  ] as const) {
    const roster = aRoster({ members });
    await writeArtifact({ roster, path: join(folder, name), endedAt: new Date(roster.readAt) });
  }
  const { slug } = aRoster({}).workspace;
  await writeFile(join(folder, "access-policy.yml"), `version: 1\norganization: ${slug}\n`);
  await writeFile(join(folder, "plain"), "mine");
  const run = (...args: readonly string[]) => runHere(args, { cwd: folder, env: clock });
  expect((await run("audit", ...saved, "--report-json", "report.json")).exitCode).toBe(0);
  return { folder, run };
}

/** A live workspace is read only where nothing else can be. */
async function forLive(command: string, args: readonly string[], folder: string) {
  if (command !== "audit" || args.includes("--from-c1z")) return undefined;
  const sandbox = await openSandbox();
  await writeFile(join(folder, "access-policy.yml"), "version: 1\norganization: fernwick\n");
  const env = { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service };
  return (...more: readonly string[]) =>
    runHere([...more, "--api-url", sandbox.url], { cwd: folder, env });
}

/** Every path below a folder, with its size and its time. */
async function list(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const lines = names.map(async (name) => {
    const { size, mtimeMs } = await stat(join(folder, name));
    return `${name} ${size} ${mtimeMs}`;
  });
  return (await Promise.all(lines)).toSorted();
}

const failures = Object.entries(places).flatMap(([where, place]) =>
  writers
    .filter(([, kind]) => place.only === undefined || place.only === kind)
    .map(([command, , args]) => ({ command, args, flag: args.at(-1), where, place })),
);

for (const { command, args, flag, where, place } of failures) {
  test.skipIf(place.skip)(
    `${command} ${flag} at a path ${where}: says why, and leaves nothing`,
    async () => {
      const { folder, run } = await makeScene();
      await place.make?.(folder);
      const live = await forLive(command, args, folder);
      const before = await list(folder);

      const ended = await (live ?? run)(command, ...args, place.path);

      const said = ended.stderr.replaceAll(/\s+/gu, " ");
      expect(ended.exitCode, said).toBe(2);
      expect(said).toMatch(
        /error: cannot write (?:artifact )?"[^"]+": .+\. (?:Name|Free) [^.]+\. ?$/u,
      );
      expect(said).toContain(place.reason);
      expect(ended.stderr).not.toMatch(/this is a bug|^wrote |\.ts:\d/mu);
      expect(await list(folder)).toEqual(before);
    },
  );
}

test.each(writers.filter(([command]) => command !== "demo"))(
  "%s creates the folders above its %s (%s)",
  async (command, _, args) => {
    const { folder, run } = await makeScene();
    const live = await forLive(command, args, folder);

    const ended = await (live ?? run)(command, ...args, "new/deep/x");

    expect(ended.stderr).not.toContain("cannot");
    const made = await readdir(join(folder, "new", "deep"), { recursive: true });
    expect(made).toContain("x");
    expect(made.filter((name) => name.includes("cloudsmith-access-audit"))).toEqual([]);
  },
);

test.each([
  ["text", "not an artifact", true],
  ["an artifact of the same workspace", undefined, false],
])(
  "a file next to the artifact is written only if the message names it: over %s",
  async (_, text, named) => {
    const { folder, run } = await makeScene();
    const path = text === undefined ? "b.c1z" : "odd.c1z";
    if (text !== undefined) await writeFile(join(folder, path), text);

    const ended = await run("sync", ...saved, "--c1z", path);

    expect(ended.exitCode).toBe(named ? 2 : 0);
    expect(ended.stderr.includes(`the new sync is in "${path}.beside"`)).toBe(named);
    expect((await readdir(folder)).includes(`${path}.beside`)).toBe(named);
  },
);

/** Every command and flag that writes, at places where it can and where it cannot. */

import { execFileSync } from "node:child_process";
import {
  chmod,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

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

async function openForTest(path: string) {
  const file = await open(path, "w");
  onTestFinished(() => file.close());
  return file;
}

const isRoot = process.getuid?.() === 0;

interface Place {
  readonly path: string;
  readonly reason: string | RegExp;
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
  "that is a file": {
    path: "plain",
    reason: /"plain" is a file, not a folder|it exists, and it is not an unchanged folder/u,
    only: "folder",
  },
  "with a name that is too long": {
    path: `${"n".repeat(300)}/x`,
    reason: "its path is too long (ENAMETOOLONG)",
  },
  "where no folder can be created": {
    path: "/proc/no-such-folder/x",
    reason: 'it is in "/proc", a folder of the system that holds no files',
    skip: process.platform !== "linux",
  },
  "that is a link to an open file of the process": {
    path: "out",
    reason: 'it is in "/proc", a folder of the system that holds no files',
    make: async (folder) => {
      // A regular file, as if standard output were redirected to it.
      const { fd } = await openForTest(join(folder, "redirected"));
      await symlink(`/proc/self/fd/${fd}`, join(folder, "out"));
    },
    only: "file",
    skip: process.platform !== "linux",
  },
  "below a link to nothing": {
    path: "dangling/x",
    reason: '"dangling" is a link that leads to no folder',
    make: (folder) => symlink("nowhere/deeper", join(folder, "dangling")),
  },
  "below a link to a file": {
    path: "linked/x",
    reason: '"linked" is a file, not a folder',
    make: (folder) => symlink("plain", join(folder, "linked")),
  },
  "below a link to itself": {
    path: "loop/x",
    reason: '"loop" is a link that leads to no folder',
    make: (folder) => symlink("loop", join(folder, "loop")),
  },
  "that is a link to itself": {
    path: "loop",
    reason: /its links lead in a circle|"loop" is a link that leads to no folder/u,
    make: (folder) => symlink("loop", join(folder, "loop")),
  },
  "that is a link to a pipe": {
    path: "piped",
    reason:
      /it is a pipe|"piped" is a file, not a folder|it exists, and it is not an unchanged folder/u,
    make: async (folder) => {
      execFileSync("mkfifo", [join(folder, "pipe")]);
      await symlink("pipe", join(folder, "piped"));
    },
    skip: process.platform === "win32",
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
    const { size, mtimeMs } = await lstat(join(folder, name));
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
      expect(said).toMatch(place.reason);
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

const links: readonly (readonly [string, string, string])[] = [
  ["an existing target", "real/old", "file"],
  ["a target that does not exist", "new/deep/target", "file"],
  ["a folder", "real", "folder"],
];

for (const [what, target, kind] of links) {
  test.each(writers.filter((writer) => writer[1] === kind && writer[0] !== "demo"))(
    `%s writes %s through a link to ${what}, which stays (%s)`,
    async (command, _, args) => {
      const { folder, run } = await makeScene();
      await mkdir(join(folder, "real"));
      // Only an artifact can get a sync more.
      const old = args.at(-1) === "--c1z" ? await readFile(join(folder, "a.c1z")) : "old";
      if (target === "real/old") await writeFile(join(folder, target), old);
      await symlink(target, join(folder, "link"));
      const live = await forLive(command, args, folder);
      if (live !== undefined) await rm(join(folder, "real/old"), { force: true });

      const ended = await (live ?? run)(command, ...args, "link");

      expect(ended.stderr).not.toContain("cannot");
      expect(await readlink(join(folder, "link"))).toBe(target);
      const written = await lstat(join(folder, target));
      expect(kind === "file" ? written.isFile() : written.isDirectory()).toBe(true);
      if (kind === "file") expect(await readFile(join(folder, target), "utf8")).not.toBe("old");
      else expect(await readdir(join(folder, target))).not.toEqual([]);
    },
  );
}

const schema = "access-policy.schema.json";

test.each<[string, string, string]>([
  ["an open file of a process", "/proc/self/fd/1", "cannot write"],
  ["itself", schema, "cannot write"],
  ["a folder", "real", "it is a folder, not a file"],
])("init writes nothing if its schema is a link to %s", async (_, target, why) => {
  const { folder, run } = await makeScene();
  await mkdir(join(folder, "real"));
  await symlink(target, join(folder, schema));
  const before = await list(folder);

  const ended = await run("init", ...saved, "--force");

  expect(ended.exitCode, ended.stdout).toBe(2);
  expect(ended.stderr).toContain(`cannot write "${schema}"`);
  expect(ended.stderr).toContain(why);
  expect(await list(folder)).toEqual(before);
});

test("init writes its schema through a link, which stays", async () => {
  const { folder, run } = await makeScene();
  await symlink("new/schema.json", join(folder, schema));

  expect((await run("init", ...saved, "--force")).exitCode).toBe(0);

  expect(await readlink(join(folder, schema))).toBe("new/schema.json");
  expect(await readFile(join(folder, "new/schema.json"), "utf8")).toContain("$schema");
});

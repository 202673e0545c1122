/** Places that are no files, wherever a file is named. */

import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { mkdir, open, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Scenario } from "../scenario.ts";

/** What stands at the named place. */
const kinds: Readonly<Record<string, (path: string) => Promise<unknown> | void>> = {
  "a FIFO": (path) => void execFileSync("mkfifo", [path]),
  "a folder": (path) => mkdir(path),
  "an endless device": (path) => symlink("/dev/zero", path),
  "a device of noise": (path) => symlink("/dev/urandom", path),
  "a link to itself": (path) => symlink(path, path),
  "a file of 5 GB": async (path) => {
    const file = await open(path, "w");
    await file.truncate(5 * 1024 ** 3);
    await file.close();
  },
};

/** Each command that reads a file, with the file's name as `it`. */
const readers: Readonly<Record<string, readonly string[]>> = {
  "the policy of check": ["check", "--policy", "it"],
  "the tests of check": ["check", "--tests", "it"],
  "the artifact of an audit": ["audit", "--from-c1z", "it", "--c1z", ""],
  "the baseline of an audit": ["audit", "--from-c1z", "sound.c1z", "--c1z", "", "--baseline", "it"],
  "an artifact of diff": ["diff", "it", "it"],
  "a report of merge": ["merge", "it"],
};

const reading: Scenario[] = Object.entries(readers).flatMap(([place, args]) =>
  Object.entries(kinds)
    // A report that is too long is a file like any other to merge.
    .filter(([kind]) => !(place.includes("merge") && kind === "a device of noise"))
    .map(([kind, make]): Scenario => ({
      name: `${kind} as ${place}`,
      prepare: async (cwd) => {
        await make(join(cwd, "it"));
        // It is named and never read: the other one is looked at first, or fails as well.
        if (args.includes("sound.c1z")) await writeSound(cwd);
      },
      args,
      deadline: 4,
      ends: { end: "exit", code: 2, says: /\bit\b/u },
    })),
);

async function writeSound(cwd: string): Promise<void> {
  const { aBigRoster, put } = await import("../rosters.ts");
  await put(cwd, "sound.c1z", aBigRoster());
}

/** Never the device itself: whoever runs this as root would replace it. */
const writing: Scenario[] = (["a FIFO", "a folder"] as const).map((kind): Scenario => ({
  name: `${kind} where the artifact should go`,
  prepare: async (cwd) => {
    await kinds[kind]?.(join(cwd, "out.c1z"));
  },
  deadline: 6,
  ends: { end: "exit", code: 2, says: /out\.c1z/u },
  leaves: ["out.c1z.beside"],
  check: ({ cwd }) => {
    const stat = statSync(join(cwd, "out.c1z"));
    if (stat.isFile()) throw new Error(`${kind} was replaced`);
  },
}));

const odd: Scenario[] = [
  {
    name: "a policy that is not there",
    args: ["check", "--policy", "nowhere.yml"],
    deadline: 4,
    ends: { end: "exit", code: 2, says: /nowhere\.yml/u },
  },
  {
    name: "a path through a file",
    args: ["check", "--policy", "access-policy.yml/inside"],
    deadline: 4,
    ends: { end: "exit", code: 2, says: /access-policy\.yml/u },
  },
  {
    name: "a report's folder that is a file",
    prepare: (cwd) => writeFile(join(cwd, "taken"), ""),
    flags: ["--report-markdown", "taken/report.md"],
    ends: { end: "exit", code: 2, says: /taken/u },
    check: ({ cwd }) => {
      if (!existsSync(join(cwd, "out.c1z"))) throw new Error("one channel stopped the other");
    },
  },
];

export const files: readonly Scenario[] = [...reading, ...writing, ...odd];

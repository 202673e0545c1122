/** Signals against the bundle as a process: personal data must not stay in a temporary place. */

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { afterAll, beforeAll, expect, test } from "vitest";

import { writeArtifact } from "../../src/c1z/write.ts";
import { manyMembers } from "../support/many-members.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import { makeFolder, root } from "../support/process.ts";
import { aMember, aRoster } from "../support/roster.ts";

let sandbox: Sandbox;
let artifact: string;

beforeAll(async () => {
  // So many that a thread makes the artifact.
  sandbox = await startSandbox({ workspace: manyMembers({ members: 6_000, teams: 20 }) });
  artifact = join(await makeFolder(), "a.c1z");
  const members = Array.from({ length: 5_000 }, (_, at) => aMember({ username: `person-${at}` }));
  const roster = aRoster({ members });
  await writeArtifact({ roster, path: artifact, endedAt: new Date(roster.readAt) });
});

afterAll(async () => {
  await sandbox.close();
});

interface Place {
  readonly cwd: string;
  readonly temporary: string;
}

async function makePlace(): Promise<Place> {
  const cwd = await makeFolder();
  const temporary = await makeFolder();
  await writeFile(
    join(cwd, "access-policy.yml"),
    "version: 1\norganization: many-members\nrules: { two-factor: error }\n",
  );
  await mkdir(join(cwd, "out"));
  return { cwd, temporary };
}

const outputs = {
  c1z: "out/a.c1z",
  csv: "out/csv",
  pack: "out/pack",
  sarif: "out/a.sarif",
  "report-html": "out/a.html",
};

function start(
  script: string,
  args: readonly string[],
  { cwd, temporary }: Place,
  env: Readonly<Record<string, string>>,
): ChildProcess {
  return spawn(process.execPath, [join(root, "dist", script), ...args], {
    cwd,
    env: { PATH: process.env["PATH"] ?? "", TMPDIR: temporary, ...env },
    stdio: "ignore",
  });
}

function audit(place: Place): ChildProcess {
  const files = Object.entries(outputs).map(([name, path]) => `--${name}=${path}`);
  const args = ["audit", "--api-url", sandbox.url, ...files];
  return start("cli.js", args, place, { CLOUDSMITH_API_KEY: sandbox.keys.service });
}

/** The Action on a runner, as far as an audit needs one. */
function action(place: Place): ChildProcess {
  return start("action.js", [], place, {
    "INPUT_API-KEY": sandbox.keys.service,
    "INPUT_API-URL": sandbox.url,
    INPUT_C1Z: "out/a.c1z",
    "INPUT_PERSONAL-DATA": "full",
    INPUT_COMMENT: "never",
    INPUT_ISSUE: "never",
    GITHUB_REPOSITORY: "fernwick/governance",
  });
}

/** The roster's database stands in the system's temporary folder while it is read. */
function diff(place: Place): ChildProcess {
  return start("cli.js", ["diff", artifact, artifact], place, {});
}

/** Returns our temporary folders in a place, with what is in them. */
function leftovers({ cwd, temporary }: Place): string[] {
  return [cwd, join(cwd, "out"), join(cwd, "out/csv"), temporary]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => path.includes("cloudsmith-access-audit-"));
}

function holds(place: Place, file: string): boolean {
  return leftovers(place).some((path) => existsSync(join(path, file)));
}

interface Caught extends Place {
  readonly child: ChildProcess;
  readonly exit: Promise<unknown[]>;
}

/** Runs it until that is so. On a busy machine it may be over before that is seen: then once more. */
async function catchAt(
  run: (place: Place) => ChildProcess,
  isSo: (place: Place) => boolean,
  given?: Place,
): Promise<Caught> {
  for (let tries = 0; tries < 10; tries++) {
    const place = given ?? (await makePlace());
    const child = run(place);
    const exit = once(child, "exit");
    while (child.exitCode === null) {
      if (isSo(place)) return { ...place, child, exit };
      await setTimeout(1);
    }
  }
  throw new Error("it never came to that");
}

/** By when the process is ended: what is in its temporary folders then. */
const moments = [
  ["SIGTERM", 143, "an audit's thread writes the database", "sync.db", audit],
  ["SIGINT", 130, "the Action's thread packs it", "sync.c1z", action],
  ["SIGINT", 130, "a report or the CSV is written", "file", audit],
  ["SIGTERM", 143, "the pack is written", "fresh", audit],
  ["SIGINT", 130, "artifacts are read", "sync.db", diff],
] as const;

test.each(moments)("%s ends with code %i while %s, and nothing is left", async (...moment) => {
  const [signal, exitCode, , file, run] = moment;
  const caught = await catchAt(run, (place) => holds(place, file));

  caught.child.kill(signal);

  expect(await caught.exit).toEqual([exitCode, null]);
  expect(leftovers(caught)).toEqual([]);
});

test("what a killed run left is removed by the next, and a living one's is not", async () => {
  const killed = await catchAt(audit, (place) => holds(place, "sync.db"));
  killed.child.kill("SIGKILL");
  await killed.exit;
  const left = leftovers(killed);
  expect(left).not.toEqual([]);

  const isGone = () => left.every((path) => !existsSync(path));
  const next = await catchAt(audit, (place) => holds(place, "sync.db") && isGone(), killed);
  next.child.kill("SIGTERM");
  await next.exit;

  expect(leftovers(killed)).toEqual([]);
});

/** Commands that write while the disk takes no more: a limit on the size of files acts like that. */

import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { makeFolder, root, runCli, type ProcessResult } from "../support/process.ts";
import { clock } from "../support/command-scene.ts";
import { readFiles } from "../support/read-files.ts";
import { openSandbox } from "../support/sandbox.ts";

const cli = join(root, "dist/cli.js");

/** Runs the command line in a shell that allows no file to have a byte. */
function runFull(args: readonly string[], cwd: string, env: Record<string, string>) {
  const script = 'ulimit -f 0 && exec "$0" "$@"';
  return new Promise<ProcessResult>((resolve) => {
    const all = ["-c", script, process.execPath, cli, ...args];
    execFile("/bin/sh", all, { cwd, env }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : Number(error.code);
      resolve({ exitCode, stdout, stderr });
    });
  });
}

const live = [
  ["audit --c1z a.c1z", 1],
  ["audit --c1z old.c1z", 1],
  ["audit --report-json a --report-markdown b --report-html c --sarif d --csv e --pack f", 7],
  ["sync --organization fernwick --c1z a.c1z", 1],
  ["sync --organization fernwick --c1z old.c1z", 1],
  ["init --force", 1],
  ["accept", 1],
  ["accept --prune", 1],
] as const;
const saved = [
  ["demo", 1],
  ["merge report.json --report-json a --report-markdown b", 2],
  ["audit --from-c1z old.c1z", 1],
] as const;

async function makeScene() {
  const folder = await makeFolder();
  const sandbox = await openSandbox();
  const ended =
    "exceptions:\n  - { rule: dormant, subject: casey@contractor.example, reason: r, expires: 2026-01-01 }\n";
  await writeFile(join(folder, "access-policy.yml"), `${peoplePolicy}${ended}`);
  const env = { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service, PATH: "/usr/bin:/bin" };
  const made = ["--api-url", sandbox.url, "--c1z", "old.c1z", "--report-json", "report.json"];
  expect((await runCli(["audit", ...made], { cwd: folder, env })).exitCode).toBe(1);
  // An earlier second, so that the next sync is another one.
  return { folder, env: { ...env, SOURCE_DATE_EPOCH: "1795424460" }, url: sandbox.url };
}

test
  .skipIf(process.platform === "win32")
  .each([
    ...live.map(([line, errors]) => ({ line, errors, isLive: true })),
    ...saved.map(([line, errors]) => ({ line, errors, isLive: false })),
  ])(
  "$line on a full disk: each file is an error in a sentence",
  async ({ line, errors, isLive }) => {
    const { folder, env, url } = await makeScene();
    const before = await readFiles(folder);
    const args = [...line.split(" "), ...(isLive ? ["--api-url", url] : [])];

    const ended = await runFull(args, folder, env);

    expect(ended.exitCode, ended.stderr).toBe(2);
    const found = ended.stderr.split("\n").filter((text) => text.startsWith("error: "));
    expect(found, ended.stderr).toHaveLength(errors);
    for (const text of found) {
      expect(text).toMatch(
        /^error: cannot (?:write|read|add to) .+: .+\. (?:Name|Free|Set|Move) .+\.$/u,
      );
    }
    expect(ended.stderr).not.toMatch(/this is a bug|^wrote /mu);
    expect(await readFiles(folder)).toEqual(before);
  },
);

test("an artifact is unpacked in TMPDIR, which is named if nothing can be written there", async () => {
  const { folder, env } = await makeScene();
  const there = { ...env, TMPDIR: "access-policy.yml" };

  const ended = await runCli(["audit", "--from-c1z", "old.c1z"], { cwd: folder, env: there });

  expect(ended.exitCode).toBe(2);
  expect(ended.stderr).toBe(
    'error: cannot read artifact "old.c1z": it cannot be unpacked in "access-policy.yml": "access-policy.yml" is a file, not a folder. Set TMPDIR to another folder.\n',
  );
});

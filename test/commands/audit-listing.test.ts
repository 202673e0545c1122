import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { beforeAll, expect, test } from "vitest";

import { startSandbox } from "../../src/sandbox/server.ts";
import { runHere } from "../support/command-line.ts";
import { clock, folderWithPolicy } from "../support/command-scene.ts";

let folder: string;
beforeAll(async () => {
  const sandbox = await startSandbox();
  folder = await folderWithPolicy();
  await runHere(["sync", "--organization", "fernwick", "--api-url", sandbox.url], {
    cwd: folder,
    env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service },
  });
  await sandbox.close();
});

const audit = async (...flags: string[]) =>
  await runHere(["audit", "--from-c1z", "cloudsmith.c1z", ...flags], { cwd: folder, env: clock });

test.each([
  [["--limit", "0"], '--limit is "0", which is not a whole number of at least 1'],
  [["--limit", "-1"], '--limit is "-1", which is not a whole number of at least 1'],
  [["--limit", "1.5"], '--limit is "1.5", which is not a whole number of at least 1'],
  [["--limit", "ten"], '--limit is "ten", which is not a whole number of at least 1'],
  [["--group-by", "people"], '--group-by is "people", which is not one of rule, person, team'],
])("%j is an error before anything is read", async (flags, message) => {
  const run = await audit(...flags);

  expect(run.exitCode).toBe(2);
  expect(run.stdout).toBe("");
  expect(run.stderr).toContain(`error: cannot list the findings: ${message}.`);
});

test("an artifact that is asked for and not written is a warning", async () => {
  const asked = await audit("--c1z", "other.c1z");
  const silent = await audit("--c1z", "");
  const usual = await audit();

  expect(asked.stderr).toBe(
    "warning: --c1z has no effect with --from-c1z: audit writes no artifact then, but sync does.\n",
  );
  expect([asked.exitCode, asked.stdout]).toEqual([usual.exitCode, usual.stdout]);
  expect([silent.stderr, usual.stderr]).toEqual(["", ""]);
});

test("what is printed changes no file, no verdict and no exit code", async () => {
  const files = ["r.json", "r.md"];
  const reports = ["--report-json", "r.json", "--report-markdown", "r.md"];
  const read = () => Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
  const whole = await audit(...reports);
  const before = await read();

  const short = await audit(...reports, "--limit", "1", "--group-by", "person");

  expect(await read()).toEqual(before);
  expect(short.exitCode).toBe(whole.exitCode);
  const lastOf = (text: string) => text.trimEnd().split("\n").slice(-2);
  expect(lastOf(short.stdout)).toEqual(lastOf(whole.stdout));
  expect(short.stdout).toMatch(/^ {4}and \d+ more$/mv);
  expect((await audit("--group-by", "rule")).stdout).toBe(whole.stdout);
  expect((await audit("--limit", "1000")).stdout).toBe(whole.stdout);
});

test("the help says what the flags do, and that all findings are listed by default", async () => {
  const { stdout } = await runHere(["audit", "--help"], { cwd: folder });
  const help = stdout.replaceAll(/\s+/gv, " ");
  expect(help).toContain("--limit <count> print at most this many findings of each rule");
  expect(help).toContain("default: all");
  expect(help).toContain("--group-by <group> print the findings by rule (default)");
});

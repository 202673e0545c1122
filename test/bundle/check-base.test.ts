/** The policy before a change, which the command line reads from a file or from Git, as a process. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { clock } from "../support/command-scene.ts";
import { makeRepository } from "../support/git.ts";
import { runCli } from "../support/process.ts";
import { openSandbox } from "../support/sandbox.ts";

const weaker = peoplePolicy.replace("max: 2", "max: 3");

const tests = (found: string) =>
  `version: 1\ntoday: 2026-11-23\ntests:\n  - { name: nobody is found, findings: { ${found} } }\n`;

/** Returns a repository whose commit has the sandbox's policy, and whose files have a weaker one. */
async function changed(): Promise<string> {
  const folder = await makeRepository({
    "access-policy.yml": peoplePolicy,
    "access-policy.test.yml": tests(""),
    "old.yml": peoplePolicy,
  });
  await writeFile(join(folder, "access-policy.yml"), weaker);
  return folder;
}

test("check compares with a file and with a commit, and prints colors only where they are wanted", async () => {
  const cwd = await changed();
  const check = (args: string[], env = {}) =>
    runCli(["check", ...args, "--weakenings", "fail"], { cwd, env: { ...clock, ...env } });

  const byFile = await check(["--base", "old.yml"]);
  const byCommit = await check(["--base-rev", "HEAD"], { FORCE_COLOR: "1" });
  const plain = await check(["--base-rev", "HEAD"], { FORCE_COLOR: "1", NO_COLOR: "1" });
  const option = await check(["--base-rev=--output=hacked"]);

  expect([byFile.exitCode, byCommit.exitCode, plain.exitCode, option.exitCode]).toEqual([
    1, 1, 1, 2,
  ]);
  expect(byFile.stdout).toContain("\nWeakens the policy (1)\n  role Owner: at most 3 (was 2)\n");
  expect(byFile.stdout).toContain("compared with old.yml: 1 weakening, 0 other changes\n");
  expect(byCommit.stdout).toContain("\u001B[");
  expect(plain.stdout).toBe(byFile.stdout.replace("with old.yml", "with HEAD"));
  expect(option.stderr).toContain("a revision does not start with a hyphen");
});

test("audit compares with a commit, tests included, as on a pull request", async () => {
  const cwd = await changed();
  const sandbox = await openSandbox({ workspace: cleanWorkspace() });
  const audit = (...args: string[]) =>
    runCli(["audit", "--api-url", sandbox.url, "--c1z", "", "--base-rev", "HEAD", ...args], {
      cwd,
      env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service },
    });

  const allowed = await audit();
  const failing = await audit("--weakenings", "fail");
  await writeFile(join(cwd, "access-policy.test.yml"), tests("two-factor: [nobody]"));
  const broken = await audit();

  expect(allowed.exitCode, allowed.stdout + allowed.stderr).toBe(0);
  expect(allowed.stdout).toContain("weakens: role Owner: at most 3 (was 2)");
  expect(failing.exitCode).toBe(1);
  expect(broken.exitCode).toBe(1);
  expect(broken.stdout).toMatch(/fails: not found: two-factor nobody .*\n +\(new\)/u);
});

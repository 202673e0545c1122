import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { makeFolder, runCli } from "../support/process.ts";

test("the demo shows a whole audit, leaves its files, and exits 0", async () => {
  const folder = await makeFolder();

  const run = await runCli(["demo"], { cwd: folder });

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain("Access audit of Fernwick (fernwick)");
  expect(run.stdout).toContain("drift: 15 errors, 16 warnings, 6 notes; 2 accepted");
  expect(run.stderr).toContain("audit would have exited with 1");
  expect((await readdir(join(folder, "demo-output"))).toSorted()).toEqual([
    ".gitignore",
    "access-policy.yml",
    "cloudsmith.c1z",
    "report.html",
    "report.json",
    "report.md",
  ]);
  // Every rule finds something, but for those on the policy itself and on what it does not use.
  const report = JSON.parse(await readFile(join(folder, "demo-output/report.json"), "utf8")) as {
    rules: { id: string; findings: number }[];
  };

  const silent = report.rules.filter(({ findings }) => findings === 0).map(({ id }) => id);
  expect(silent).toEqual([
    "member-unlisted",
    "team-settings",
    "review-overdue",
    "name-ambiguous",
    "role-conflict",
    "policy-test",
    "self",
    "entry-ending",
  ]);
  expect((await runCli(["demo", "--exit-code", "--quiet"], { cwd: folder })).exitCode).toBe(1);
});

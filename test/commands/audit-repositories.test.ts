/** What an audit reports of repositories, and that their gaps concern nothing else. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { Report } from "../../src/report/report.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { refuse, type Fault } from "../../src/sandbox/faults.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { clock, folderWithPolicy } from "../support/command-scene.ts";
import { runHere } from "../support/command-line.ts";
import type { ProcessResult } from "../support/process.ts";
import { openSandbox } from "../support/sandbox.ts";

interface Audited {
  readonly run: ProcessResult;
  readonly report: Report;
  readonly files: readonly string[];
}

async function audit(
  repositories: "always" | "never" | "auto",
  {
    key = "service",
    faults = [],
    policy,
  }: { key?: keyof Sandbox["keys"]; faults?: readonly Fault[]; policy?: string } = {},
): Promise<Audited> {
  const sandbox = await openSandbox({ workspace: cleanWorkspace(), faults });
  const cwd = await folderWithPolicy(policy);
  const args = ["audit", "--api-url", sandbox.url, "--report-json", "report.json"];
  const run = await runHere([...args, "--repositories", repositories], {
    cwd,
    env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys[key] },
  });
  const json = await readFile(join(cwd, "report.json"), "utf8");
  return { run, report: Report.parse(JSON.parse(json)), files: await readdir(cwd) };
}

test("an Owner's report counts the repositories and how their privileges were read", async () => {
  const { report } = await audit("always", { key: "owner" });

  expect(report.roster.repositories).toBe(12);
  expect(report.coverage.privileges).toEqual({ complete: 12, partial: 0, refused: 0, unknown: 0 });
  expect(report.coverage.lists.at(-1)).toMatchObject({ name: "repositories", status: "complete" });
});

test("with tokens in the policy, an Owner's report counts how they were read", async () => {
  const [first, second] = await Promise.all([
    audit("auto", { key: "owner", policy: `${peoplePolicy}tokens: [Default, "ci-*"]\n` }),
    audit("always", {
      key: "owner",
      policy: `${peoplePolicy}repositories: { firmware: { privileges: any, tokens: any } }\n`,
      faults: [{ template: "/entitlements/{owner}/{repo}/", times: 1, strike: refuse(403) }],
    }),
  ]);

  expect(first.report.coverage.tokens).toEqual({
    complete: 12,
    partial: 0,
    refused: 0,
    unknown: 0,
  });
  expect(second.report.coverage.tokens).toMatchObject({ complete: 11, refused: 1 });
  const { report } = await audit("always", { key: "owner" });
  expect(report.coverage).not.toHaveProperty("tokens");
});

test("without a request for them, the report says nothing about repositories", async () => {
  const { report } = await audit("never");

  expect(report.roster).not.toHaveProperty("repositories");
  expect(report.coverage).not.toHaveProperty("privileges");
  expect(report.coverage.lists.map(({ name }) => name)).not.toContain("repositories");
});

test.each<readonly [string, Parameters<typeof audit>[1]]>([
  ["a Manager sees few of them", {}],
  ["the list is refused", { faults: [{ template: "/repos/{owner}/", strike: refuse(403) }] }],
  [
    "the list is no list",
    { faults: [{ template: "/repos/{owner}/", strike: refuse(200, {}, 7) }] },
  ],
])("if %s, people and teams are judged as before, and the gap is told", async (_, options) => {
  const [never, always] = [await audit("never"), await audit("always", options)];

  expect(always.run.exitCode).toBe(never.run.exitCode);
  expect(always.report.verdict).toBe("clean");
  expect(always.report.coverage.status).toBe("complete");
  expect(always.report.rules).toEqual(never.report.rules);
  expect(always.files).toContain("cloudsmith.c1z");
  expect(always.run.stdout).toContain("not read completely: repositories");
});

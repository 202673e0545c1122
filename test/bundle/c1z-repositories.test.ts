/** `c1z-repositories`: what the artifact has, when it is quarantined, and what else stays the same. */

import { copyFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { readArtifact } from "../../src/c1z/read.ts";
import { listCoverage } from "../../src/roster/coverage.ts";
import { sandboxPolicy } from "../../src/sandbox/policy.ts";
import { refuse } from "../../src/sandbox/faults.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";
import { query } from "../support/artifact-file.ts";
import { clock, folderWithPolicy } from "../support/command-scene.ts";
import { makeFolder, runAction, runCli, type ProcessResult } from "../support/process.ts";
import { openSandbox } from "../support/sandbox.ts";

const artifact = "cloudsmith.c1z";
const baseline = ["--baseline", "yesterday.c1z"];

interface Scene {
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly sync: (...flags: readonly string[]) => Promise<ProcessResult>;
}

async function setScene(
  options: Parameters<typeof openSandbox>[0] = {},
  key: keyof Sandbox["keys"] = "owner",
): Promise<Scene> {
  const sandbox = await openSandbox(options);
  const folder = await makeFolder();
  const always = ["sync", "--organization", "fernwick", "--api-url", sandbox.url];
  return {
    sandbox,
    folder,
    sync: (...flags) =>
      runCli([...always, ...flags], {
        cwd: folder,
        env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys[key] },
      }),
  };
}

/** Returns a scene with yesterday's artifact, with repositories. */
async function afterYesterday(): Promise<Scene> {
  const scene = await setScene();
  const run = await scene.sync("--c1z-repositories", "--c1z", "yesterday.c1z");
  expect(run.exitCode).toBe(0);
  return scene;
}

async function countRepositories(path: string): Promise<unknown> {
  const sql = "select count(*) as n from v1_resources where resource_type_id = 'repository'";
  return (await query(path, sql))[0]?.["n"];
}

test("the repositories are read and written, without a policy that has a section for them", async () => {
  const { folder, sync } = await setScene();
  const run = await sync("--c1z-repositories");

  expect(run.stderr).not.toContain("warning");
  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain("13 repositories (sync ");
  expect(await countRepositories(join(folder, artifact))).toBe(13);
});

test("with --repositories always alone, the artifact has no repository and nothing else changes", async () => {
  const { folder, sync } = await setScene();
  await sync("--repositories", "always", "--c1z", "without.c1z");
  await sync("--c1z-repositories", "--c1z", "with.c1z");
  const [without, also] = await Promise.all(
    ["without.c1z", "with.c1z"].map((name) => readArtifact(join(folder, name))),
  );
  const diff = await runCli(["diff", "without.c1z", "with.c1z", "--exit-code"], { cwd: folder });

  expect(await countRepositories(join(folder, "without.c1z"))).toBe(0);
  expect(also?.roster).toEqual(without?.roster);
  expect(also?.others).toEqual([]);
  expect(diff.exitCode).toBe(0);
});

test("an audit of an artifact has the same findings with and without repositories in it", async () => {
  const { folder, sandbox } = await setScene();
  const policy = await folderWithPolicy(sandboxPolicy);
  const env = { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.owner };
  const findings = [];
  const ways = [["--repositories", "always"], ["--c1z-repositories"]];
  for (const [at, flags] of ways.entries()) {
    const path = join(folder, `audited-${at}.c1z`);
    const live = ["audit", "--api-url", sandbox.url, "--c1z", path, "--csv", `csv-${at}`];
    await runCli([...live, ...flags], { cwd: policy, env });
    await runCli(["audit", "--from-c1z", path, "--report-json", "r.json"], {
      cwd: policy,
      env: clock,
    });
    const report = JSON.parse(await readFile(join(policy, "r.json"), "utf8")) as {
      findings: unknown;
      coverage: unknown;
    };
    findings.push({ findings: report.findings, coverage: report.coverage });
  }
  expect(findings[1]).toEqual(findings[0]);
  const csv = (at: number) => readFile(join(policy, `csv-${at}`, "entitlements.csv"));
  expect((await csv(1)).equals(await csv(0))).toBe(true);
});

test.each<readonly [string, readonly string[], string]>([
  [
    "repositories are not read",
    ["--repositories", "never"],
    '--c1z-repositories "true" needs repositories, and --repositories never reads none',
  ],
  [
    "no artifact is written",
    ["--c1z", ""],
    '--c1z-repositories "true" needs an artifact, and --c1z is empty',
  ],
])("it is an error if %s", async (_, flags, message) => {
  const { folder, sync, sandbox } = await setScene();
  const run = await sync("--c1z-repositories", ...flags);

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain(message);
  expect(await readdir(folder)).toEqual([]);
  expect(sandbox.requests).toEqual([]);
});

test("repositories that are gone since the baseline quarantine the artifact, and only themselves", async () => {
  const { folder, sandbox, sync } = await afterYesterday();
  sandbox.change((workspace) => {
    workspace.repositories = workspace.repositories.slice(0, 4);
  });
  const run = await sync("--c1z-repositories", ...baseline);

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain(
    "the artifact lacks repositories that C1 would treat as removed: 9 of the baseline's 13 are gone",
  );
  expect(run.stderr).toContain(
    "its repositories have gaps, so the artifact is cloudsmith.c1z.quarantined and not cloudsmith.c1z: C1 would treat the missing access as removed",
  );
  expect((await readdir(folder)).toSorted()).toEqual([`${artifact}.quarantined`, "yesterday.c1z"]);
  const { roster } = await readArtifact(join(folder, `${artifact}.quarantined`));
  const { lists } = roster.coverage;
  expect(lists.filter(({ status }) => status === "partial").map(({ name }) => name)).toEqual([
    "repositories",
  ]);

  // Only C1 would take the rows for complete. Without them, people and teams keep their file.
  await sync("--repositories", "always", ...baseline);
  expect(await readdir(folder)).toContain(artifact);
});

test("a true loss is accepted with max-shrink 100, or written anyway with allow-partial", async () => {
  const { folder, sandbox, sync } = await afterYesterday();
  sandbox.change((workspace) => {
    workspace.repositories = [];
  });
  const partial = await sync("--c1z-repositories", ...baseline, "--allow-partial");
  expect(partial.exitCode).toBe(2);
  expect(await readdir(folder)).toContain(artifact);

  const accepted = await sync("--c1z-repositories", ...baseline, "--max-shrink", "100");
  expect(accepted.exitCode).toBe(0);
  expect(accepted.stderr).not.toContain("quarantined");
});

test("privileges that are refused today and were read yesterday quarantine the artifact", async () => {
  const { folder, sandbox, sync } = await afterYesterday();
  const template = "/repos/{owner}/{identifier}/privileges";
  sandbox.setFaults([{ template, strike: refuse(403) }]);
  const run = await sync("--c1z-repositories", ...baseline);

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toMatch(/\d+ of the baseline's \d+ privileges on [\w-]+ were not seen/u);
  expect((await readdir(folder)).toSorted()).toEqual([`${artifact}.quarantined`, "yesterday.c1z"]);
});

test("a list that was refused is not an empty list of repositories, also without a baseline", async () => {
  const { folder, sync } = await setScene({
    faults: [{ template: "/repos/{owner}/", strike: refuse(403) }],
  });
  const run = await sync("--c1z-repositories");

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain("as removed: no repositories were read: ");
  expect(await readdir(folder)).toEqual([`${artifact}.quarantined`]);
});

test("a gap that was always there does not quarantine people and teams", async () => {
  const { folder, sync } = await setScene({}, "service");
  const run = await sync("--c1z-repositories");

  expect(run.exitCode).toBe(2);
  expect(await readdir(folder)).toEqual([artifact]);
});

test("the Action writes them too, and has no path of a quarantined artifact", async () => {
  const { folder, sandbox } = await afterYesterday();
  const cwd = await folderWithPolicy();
  await copyFile(join(folder, "yesterday.c1z"), join(cwd, "yesterday.c1z"));
  const run = async () =>
    await runAction({
      cwd,
      // No request is sent to GitHub: there is no token.
      apiUrl: sandbox.url,
      inputs: {
        "api-url": sandbox.url,
        "api-key": sandbox.keys.owner,
        c1z: artifact,
        "c1z-repositories": "true",
        "personal-data": "full",
        issue: "never",
        baseline: "yesterday.c1z",
      },
      event: { name: "schedule", payload: { repository: { visibility: "private" } } },
      env: clock,
    });
  const first = await run();
  expect(first.outputs["c1z"]).toBe(artifact);
  expect(await countRepositories(join(cwd, artifact))).toBe(13);

  sandbox.change((workspace) => {
    workspace.repositories = workspace.repositories.slice(0, 4);
  });
  const second = await run();
  expect(second.outputs["c1z"]).toBe("");
  expect(second.stdout).toContain("cloudsmith.c1z.quarantined");
  const { coverage } = (await readArtifact(join(cwd, `${artifact}.quarantined`))).roster;
  expect(listCoverage(coverage, "repositories").status).toBe("partial");
});

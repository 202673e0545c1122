/** Audits as the Action and as the command line, and their merge, all by the bundle. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { MergedReport } from "../../src/report/merge/merged-report.ts";
import { Report } from "../../src/report/report.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { toHtml } from "../support/gfm.ts";
import { aNightOfReports, mergeClock, writeReports } from "../support/many-reports.ts";
import { makeFolder, runAction, runCli } from "../support/process.ts";

const runUrl = "https://github.example/fernwick/governance/actions/runs/4242";

async function openFolder() {
  const folder = await makeFolder();
  await writeFile(join(folder, "access-policy.yml"), peoplePolicy);
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const read = async (name: string) => readFile(join(folder, name), "utf8");
  return { folder, sandbox, read };
}

test("the Action's report has the URL of its run, and the merged report links to it", async () => {
  const { folder, sandbox, read } = await openFolder();
  const { exitCode } = await runAction({
    cwd: folder,
    event: { name: "schedule", payload: { repository: { visibility: "private" } } },
    apiUrl: sandbox.url,
    inputs: {
      policy: "access-policy.yml",
      c1z: "",
      "report-json": "report.json",
      "api-url": sandbox.url,
      "api-key": sandbox.keys.service,
    },
  });

  expect(exitCode).toBe(1);
  expect(Report.parse(JSON.parse(await read("report.json"))).runUrl).toBe(runUrl);
  const files = ["--report-json", "m.json", "--report-markdown", "m.md", "--report-html", "m.html"];
  const merged = await runCli(["merge", "report.json", ...files], { cwd: folder, env: mergeClock });
  expect(merged.exitCode).toBe(1);
  expect(MergedReport.parse(JSON.parse(await read("m.json"))).workspaces[0]?.runUrl).toBe(runUrl);
  expect(toHtml(await read("m.md"))).toContain(`<a href="${runUrl}">fernwick</a>`);
  expect(await read("m.html")).toContain(runUrl);
});

test("the command line's report has no run, also in a step of a workflow", async () => {
  const { folder, sandbox, read } = await openFolder();
  const flags = ["--c1z", "", "--report-json", "report.json", "--api-url", sandbox.url];
  const { exitCode } = await runCli(["audit", ...flags], {
    cwd: folder,
    env: {
      ...mergeClock,
      CLOUDSMITH_API_KEY: sandbox.keys.service,
      GITHUB_ACTIONS: "true",
      GITHUB_SERVER_URL: "https://github.example",
      GITHUB_REPOSITORY: "fernwick/governance",
      GITHUB_RUN_ID: "4242",
    },
  });

  expect(exitCode).toBe(1);
  expect(JSON.parse(await read("report.json"))).not.toHaveProperty("runUrl");
});

test("300 reports become three files, and a second merge says what is new since the first", async () => {
  const folder = await makeFolder();
  const paths = await writeReports(folder, aNightOfReports());
  const run = (...flags: readonly string[]) =>
    runCli(["merge", ...paths, "--report-json", "m.json", ...flags], {
      cwd: folder,
      env: mergeClock,
    });

  const first = await run("--report-markdown", "m.md", "--report-html", "m.html");
  expect(first.exitCode).toBe(2);
  expect(first.stdout.trimEnd().split("\n").at(-1)).toBe(
    "Access audit of 300 workspaces: unknown (5 unknown, 195 drift, 100 clean)",
  );
  const html = await readFile(join(folder, "m.html"), "utf8");
  expect(html).toContain("<title>Access audit of 300 workspaces: unknown");
  expect(html).toContain("default-src 'none'");

  const [changed = "", ...others] = paths;
  await writeFile(join(folder, changed), await readFile(join(folder, others[0] ?? "")));
  const second = await run("--previous", "m.json");
  expect(second.exitCode).toBe(2);
  expect(second.stdout).toContain("1 workspace gone");
  const merged = MergedReport.parse(JSON.parse(await readFile(join(folder, "m.json"), "utf8")));
  expect(merged.previous?.workspaces.map(({ slug, now }) => [slug, now])).toEqual([
    ["ws-001", "unknown"],
    ["ws-000", null],
  ]);
});

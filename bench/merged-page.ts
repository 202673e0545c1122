/**
 * Measures the page of many workspaces in a browser: the time until it can be used, and how long
 * scrolling each of its views blocks the browser. Arguments: workspaces, members of each, runs.
 */

import { spawn } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import type { Browser } from "playwright-core";

import { openBrowser } from "../scripts/open-browser.ts";
import { startSandbox } from "../src/sandbox/server.ts";
import { manyMembers } from "../test/support/many-members.ts";
import { summarize } from "./summary.ts";
import { watchTasks } from "./watch-tasks.ts";

const [workspaces = 50, members = 500, runs = 5] = process.argv.slice(2).map(Number);
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const views = ["overview", "rules", "people", "changes"];

async function run(folder: string, args: readonly string[], key = ""): Promise<void> {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: folder,
    env: { CLOUDSMITH_API_KEY: key },
    stdio: "ignore",
  });
  await new Promise((resolve) => child.on("close", resolve));
}

/** Audits each workspace with the bundle, and returns the path of its report. */
async function writeReport(folder: string, index: number): Promise<string> {
  const slug = `workspace-${index}`;
  const workspace = manyMembers({ members, teams: 40, seed: index + 1 });
  Object.assign(workspace.organization, { slug, slug_perm: `ws${index}`, name: slug });
  await writeFile(
    join(folder, "access-policy.yml"),
    `version: 1\norganization: ${slug}\nroles:\n  owner: { members: [somebody-else] }\nunlisted-teams: warning\n`,
  );
  const sandbox = await startSandbox({ workspace });
  try {
    const output = ["--report-json", `${slug}.json`, "--c1z", ""];
    await run(
      folder,
      ["audit", "--quiet", "--api-url", sandbox.url, ...output],
      sandbox.keys.service,
    );
  } finally {
    await sandbox.close();
  }
  return `${slug}.json`;
}

async function measure(browser: Browser, address: string) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(watchTasks);
  await page.goto(address);
  await page.locator("table").first().waitFor();
  const readyMs = await page.evaluate<number>("ready()");
  let longestTaskMs = 0;
  for (const view of views) {
    await page.evaluate(`location.hash = "#/${view}"`);
    await page.evaluate("ready()");
    await page.evaluate("scrollDocument()");
    longestTaskMs = Math.max(longestTaskMs, await page.evaluate("Math.max(0, ...tasks)"));
  }
  await page.close();
  return { readyMs, longestTaskMs };
}

const folder = await mkdtemp(join(tmpdir(), "access-audit-bench-"));
const browser = await openBrowser();
try {
  const reports: string[] = [];
  for (let index = 0; index < workspaces; index++) reports.push(await writeReport(folder, index));
  await run(folder, ["merge", ...reports, "--report-html", "merged.html"]);
  const path = join(folder, "merged.html");
  const { size } = await stat(path);
  const figures: { readyMs: number; longestTaskMs: number }[] = [];
  for (let round = 0; round < runs; round++) {
    figures.push(await measure(browser, pathToFileURL(path).href));
  }
  const middle = (name: "readyMs" | "longestTaskMs") =>
    Math.round(summarize(figures.map((figure) => figure[name])).median);
  process.stdout.write(
    `page of ${workspaces} workspaces, ${members} members each (${(size / 1e6).toFixed(1)} MB), ${runs} runs: median ready after ${middle("readyMs")} ms, longest task while loading, changing views and scrolling ${middle("longestTaskMs")} ms\n`,
  );
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}

/**
 * Measures the page of a large workspace in a browser: the time until it can be used, and how long
 * scrolling its complete table, and answering in a review, blocks the browser. Arguments: members,
 * teams, runs.
 */

import { spawn } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import type { Browser } from "playwright-core";

import { openBrowser } from "../scripts/open-browser.ts";
import { manyMembers } from "../test/support/many-members.ts";
import { startSandbox } from "../src/sandbox/server.ts";
import { summarize } from "./summary.ts";
import { watchTasks } from "./watch-tasks.ts";

const [members = 10_000, teams = 100, runs = 5] = process.argv.slice(2).map(Number);
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

const policy = `version: 1
organization: many-members
roles:
  owner: { members: [somebody-else], min: 2, max: 4 }
unlisted-teams: warning
rules:
  visibility: warning
`;

interface Figures {
  /** From the start of loading until two frames after the table is shown. */
  readonly readyMs: number;
  readonly longestTaskMs: number;
  readonly searchMs: number;
  /** The longest task while accounts of a review are answered, after all others were. */
  readonly tickMs: number;
}

/** Writes the page with the bundle, and returns its path. */
async function writePage(folder: string): Promise<string> {
  const sandbox = await startSandbox({ workspace: manyMembers({ members, teams }) });
  try {
    await writeFile(join(folder, "access-policy.yml"), policy);
    const child = spawn(
      process.execPath,
      [cli, "audit", "--quiet", "--api-url", sandbox.url, "--report-html", "page.html"],
      { cwd: folder, env: { CLOUDSMITH_API_KEY: sandbox.keys.service }, stdio: "ignore" },
    );
    await new Promise((resolve) => child.on("close", resolve));
  } finally {
    await sandbox.close();
  }
  return join(folder, "page.html");
}

async function measure(browser: Browser, address: string): Promise<Figures> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(watchTasks);
  await page.goto(`${address}#/people`);
  await page.getByRole("grid").waitFor();
  const readyMs = await page.evaluate<number>("ready()");
  await page.evaluate("tasks.length = 0");
  await page.evaluate("scrollThrough()");
  const longestTaskMs = await page.evaluate<number>("Math.max(0, ...tasks)");
  const searchMs = await page.evaluate<number>("search('member-99')");
  await page.goto(`${address}#/review`);
  await page.getByRole("list", { name: "Accounts to review" }).waitFor();
  await page.evaluate("tasks.length = 0");
  await page.evaluate("tick()");
  const tickMs = await page.evaluate<number>("Math.max(0, ...tasks)");
  await page.close();
  return { readyMs, longestTaskMs, searchMs, tickMs };
}

const folder = await mkdtemp(join(tmpdir(), "access-audit-bench-"));
const browser = await openBrowser();
try {
  const path = await writePage(folder);
  const { size } = await stat(path);
  const figures: Figures[] = [];
  for (let run = 0; run < runs; run++) {
    figures.push(await measure(browser, pathToFileURL(path).href));
  }
  const middle = (name: keyof Figures) =>
    Math.round(summarize(figures.map((figure) => figure[name])).median);
  process.stdout.write(
    `page of ${members} members, ${teams} teams (${(size / 1e6).toFixed(1)} MB), ${runs} runs: median ready after ${middle("readyMs")} ms, longest task while the whole table scrolls ${middle("longestTaskMs")} ms, search ${middle("searchMs")} ms, longest task while 50 accounts of a review are answered ${middle("tickMs")} ms\n`,
  );
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}

/** Takes the documentation's pictures of the page from the demo's output. */

import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import type { Page } from "playwright-core";

import { sandboxNow } from "../src/sandbox/workspace.ts";
import { openBrowser } from "./open-browser.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const pictures = join(root, "docs/pictures");

const shots = [
  { name: "overview", hash: "#/overview", height: 1160 },
  { name: "access", hash: "#/people", height: 860 },
  { name: "keys", hash: "#/keys", height: 860 },
  { name: "review", hash: "#/review?sort=findings", height: 860 },
] as const;

const folder = await mkdtemp(join(tmpdir(), "access-audit-pictures-"));
const demo = spawnSync(process.execPath, [join(root, "dist/cli.js"), "demo"], { cwd: folder });
if (demo.status !== 0) throw new Error(`the demo failed: ${demo.stderr.toString()}`);
await mkdir(pictures, { recursive: true });
const address = pathToFileURL(join(folder, "demo-output/report.html")).href;
const browser = await openBrowser();
try {
  for (const { name, hash, height } of shots) {
    const page = await browser.newPage({ viewport: { width: 1280, height } });
    await page.clock.setFixedTime(new Date(Date.parse(sandboxNow) + 2 * 3_600_000));
    await page.goto(address + hash);
    await page.locator("h1").first().waitFor();
    if (name === "review") await answerSome(page);
    await page.screenshot({ path: join(pictures, `${name}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}

async function answerSome(page: Page): Promise<void> {
  await page.locator("[data-answer]").first().focus();
  for (const key of ["k", "ArrowDown", "r", "ArrowDown", "a"]) await page.keyboard.press(key);
}

/** Opens a page that the real bundle wrote, in a real browser, and watches over it. */

import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import type { Page } from "playwright-core";
import { afterAll, afterEach, expect } from "vitest";

import { openBrowser } from "../../scripts/open-browser.ts";
import { sandboxExceptions, peoplePolicy } from "../../src/sandbox/policy.ts";
import { fernwick, sandboxNow } from "../../src/sandbox/workspace.ts";
import type { PageData } from "../../src/report/page/page-data.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { makeFolder, runCli } from "../support/process.ts";

/** The browser of a file of tests; what a test opened is closed after it. */
export const browser = await openBrowser();
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});
afterAll(() => browser.close());

/** The complete policy of the workspace Fernwick. */
export const policy = peoplePolicy + sandboxExceptions;

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type Key = "service" | "member" | "owner";

export interface Written {
  readonly policy?: string;
  readonly key?: Key;
  /** Whether repositories are read; by default, if the policy asks for them. */
  readonly repositories?: "always";
  /** The workspace as a sync of the day before saw it. */
  readonly before?: SandboxWorkspace;
}

/** Returns the address of the page that `audit --report-html` writes of a workspace. */
export async function writePage(
  workspace: SandboxWorkspace = fernwick(),
  options: Written = {},
): Promise<string> {
  const { policy = `version: 1\norganization: ${workspace.organization.slug}\n` } = options;
  const folder = await makeFolder();
  await writeFile(join(folder, "access-policy.yml"), policy);
  const { before } = options;
  const now = Date.parse(sandboxNow);
  if (before !== undefined) {
    const sync = ["sync", "--c1z", "before.c1z", "--organization", "fernwick"];
    await run(folder, before, { key: "service", now: now - 86_400_000 }, sync);
  }
  const args = ["audit", "--c1z", "", "--report-html", "report.html"];
  const since = before === undefined ? [] : ["--baseline", "before.c1z"];
  const { key = "service", repositories } = options;
  const more = repositories === undefined ? [] : ["--repositories", repositories];
  await run(folder, workspace, { key, now }, [...args, ...since, ...more]);
  return pathToFileURL(join(folder, "report.html")).href;
}

const dataElement = /(<script type="application\/json" id="data">)(.*)(<\/script>\n<script)/su;

/** Returns the data of a written page. */
export async function readData(address: string): Promise<PageData> {
  const html = await readFile(new URL(address), "utf8");
  return JSON.parse(dataElement.exec(html)?.[2] ?? "") as PageData;
}

/** Writes a page again with other data, and returns its address. */
export async function changeData(
  address: string,
  change: (data: PageData) => PageData,
): Promise<string> {
  const html = await readFile(new URL(address), "utf8");
  const text = JSON.stringify(change(await readData(address))).replaceAll("<", "\\u003c");
  const path = join(await makeFolder(), "changed.html");
  await writeFile(
    path,
    html.replace(dataElement, (_, before: string, __, after: string) => before + text + after),
  );
  return pathToFileURL(path).href;
}

async function run(
  cwd: string,
  workspace: SandboxWorkspace,
  { key, now }: { readonly key: Key; readonly now: number },
  args: readonly string[],
): Promise<void> {
  const sandbox = await startSandbox({ workspace });
  try {
    const env = {
      CLOUDSMITH_API_KEY: sandbox.keys[key],
      SOURCE_DATE_EPOCH: String(now / 1000),
    };
    const { stderr } = await runCli([...args, "--quiet", "--api-url", sandbox.url], { cwd, env });
    expect(stderr).not.toMatch(/^error:/mu);
  } finally {
    await sandbox.close();
  }
}

export interface Watched {
  readonly page: Page;
  /** What the console said, what threw, and what was asked of any network. */
  readonly troubles: string[];
}

export interface Look {
  readonly colorScheme?: "light" | "dark";
  readonly viewport?: { readonly width: number; readonly height: number };
}

export const phone = { viewport: { width: 390, height: 844 } };

/** How a page is looked at, with a name for the test. */
export const looks: readonly (readonly [string, Look])[] = [
  ["in light", { colorScheme: "light" }],
  ["in dark", { colorScheme: "dark" }],
  ["on a phone", phone],
  ["on a phone in dark", { ...phone, colorScheme: "dark" }],
];

/** Opens an address, two hours after the sandbox was read. */
export async function openPage(address: string, look: Look = {}): Promise<Watched> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...look });
  const troubles: string[] = [];
  page.on("console", (message) => troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("request", (request) => {
    const [url = ""] = request.url().split("#");
    // A file that the page makes itself is saved from a blob.
    if (url.startsWith("blob:")) return;
    if (url !== address.split("#")[0] && url !== "data:,") troubles.push(`asked for ${url}`);
  });
  await page.clock.setFixedTime(new Date(Date.parse(sandboxNow) + 2 * 3_600_000));
  await page.goto(address);
  return { page, troubles };
}

/** Returns the name and the text of the file that an action saves. */
export async function savedText(
  page: Page,
  action: () => Promise<void>,
): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([page.waitForEvent("download"), action()]);
  return {
    name: download.suggestedFilename(),
    text: await readFile(await download.path(), "utf8"),
  };
}

/** Returns the text of what a page prints, and the printed file. */
export async function printPage(
  page: Page,
): Promise<{ readonly text: string; readonly pdf: Buffer }> {
  await page.evaluate(`addEventListener("beforeprint", () => {
    globalThis.printed = document.querySelector("main").innerText;
  })`);
  // Without it, text that only paper shows is hidden when `beforeprint` is sent.
  await page.emulateMedia({ media: "print" });
  const pdf = await page.pdf();
  await page.emulateMedia({ media: null });
  return { text: await page.evaluate<string>("globalThis.printed"), pdf };
}

/** Returns the text that a page prints if it is printed as soon as it is loaded. */
export async function printAtOnce(address: string): Promise<string> {
  const page = await browser.newPage();
  await page.emulateMedia({ media: "print" });
  await page.addInitScript(`addEventListener("DOMContentLoaded", () => {
    dispatchEvent(new Event("beforeprint"));
    globalThis.printed = document.querySelector("main").innerText;
  })`);
  await page.goto(address);
  return page.evaluate<string>("globalThis.printed");
}

/** Returns by how many pixels a page is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
}

/** Returns the permanent id of a member of Fernwick. */
export function memberId(username: string): string {
  const member = fernwick().members.find(({ user }) => user === username);
  if (member === undefined) throw new Error(`Fernwick has no ${username}`);
  return member.user_id;
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Returns what axe finds wrong with a page as it stands, each with the first element concerned. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  // The debugger's evaluation is not bound by the page's own policy.
  await page.evaluate(axe);
  const result = (await page.evaluate("axe.run()")) as AxeResult;
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
}

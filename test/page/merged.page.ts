/** What a reader does with the page of a merged report, in a real browser. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { toVisibleText } from "../../src/report/escape/visible-text.ts";
import { hostileTexts } from "../support/hostile-text.ts";
import {
  aNightOfReports,
  cleanReport,
  errorsAbout,
  mergeClock,
  withFindings,
  writeReports,
  type ReportFiles,
} from "../support/many-reports.ts";
import { makeFolder, runCli } from "../support/process.ts";
import { aFinding, aMember } from "../support/report.ts";
import {
  looks,
  openPage,
  overflowOf,
  phone,
  printAtOnce,
  printPage,
  violationsOf,
} from "./open-page.ts";

const night = aNightOfReports();
const before = { ...night, "ws-000": withFindings("ws-000", errorsAbout(["x"])) };
const address = await writeMergedPage(
  { ...night, torn: "{" },
  { before, flags: ["--expect", "ws-000,ws-999"] },
);

/** Returns the address of the page that `merge --report-html` writes. */
async function writeMergedPage(
  reports: ReportFiles,
  options: { readonly before?: ReportFiles; readonly flags?: readonly string[] } = {},
): Promise<string> {
  const folder = await makeFolder();
  const merge = async (files: ReportFiles, flags: readonly string[]) => {
    const paths = await writeReports(folder, files);
    const run = await runCli(["merge", ...paths, ...flags], { cwd: folder, env: mergeClock });
    expect(run.stderr).toBe("");
  };
  const { flags = [] } = options;
  if (options.before !== undefined)
    await merge(options.before, ["--report-json", "before-merged.json"]);
  const since = options.before === undefined ? [] : ["--previous", "before-merged.json"];
  await merge(reports, ["--report-html", "merged.html", ...since, ...flags]);
  return pathToFileURL(join(folder, "merged.html")).href;
}

const names: Readonly<Record<string, string>> = {
  overview: "Workspaces",
  rules: "Rules",
  people: "People",
  changes: "Changes",
};

/** Opens a view and waits until it is there, because only the part of the URL after "#" changes. */
async function openView(page: Page, url: string, view: string): Promise<void> {
  await page.goto(`${url}#/${view}`);
  await page.locator(`main[aria-label="${names[view.split("?")[0] ?? ""]}"]`).waitFor();
}

const rows = (page: Page) => page.locator(".workspace-row");

test("it opens on what was not seen, then the worst workspaces, and asks for nothing", async () => {
  const { page, troubles } = await openPage(address);

  expect(await page.locator("h1").textContent()).toContain(
    "1 report not read, 6 unknown, 195 drift",
  );
  expect(await page.locator("main").innerText()).toContain("torn.json: it is not JSON");
  await expect.poll(() => rows(page).count()).toBe(200);
  const verdicts = await rows(page).locator(".verdict").allTextContents();
  expect(verdicts.slice(0, 7)).toEqual([...Array.from({ length: 6 }, () => "Unknown"), "Drift"]);
  expect(await rows(page).first().innerText()).toMatch(
    /ws-999[\s\S]*it is expected, but there is no/u,
  );
  await page.getByRole("button", { name: "Show 101 more of 101" }).click();
  await expect.poll(() => rows(page).count()).toBe(301);
  const withoutFinding = rows(page)
    .filter({ hasText: "Drift" })
    .filter({ hasNot: page.locator(".found") });
  expect(await withoutFinding.count()).toBe(0);
  expect(troubles).toEqual([]);
});

test("its policy lets no script in, and no request out", async () => {
  const { page } = await openPage(address);
  const outcome = await page.evaluate(`(async () => {
    const script = document.createElement("script");
    script.textContent = "globalThis.broken = true";
    document.body.append(script);
    const fetched = await fetch("https://example.com").then(() => "left", () => "refused");
    return [globalThis.broken === undefined, fetched];
  })()`);
  expect(outcome).toEqual([true, "refused"]);
});

test("workspaces are narrowed down by words, verdict, rule and person, and the address keeps it", async () => {
  const { page, troubles } = await openPage(address);
  const status = page.getByRole("status");

  await page.getByLabel("Search workspaces").fill("person-32-0");
  await expect.poll(() => status.textContent()).toBe("1 workspace");
  await page.reload();
  await expect.poll(() => rows(page).count()).toBe(1);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByLabel("Verdict").selectOption("clean");
  await expect.poll(() => status.textContent()).toBe("100 workspaces");
  await page.getByLabel("Search workspaces").fill("nothing is like this");
  await expect.poll(() => status.textContent()).toBe("No workspace matches the filters.");

  await page.getByRole("link", { name: /^Rules/u }).click();
  await page.getByRole("link", { name: "195 workspaces with two-factor" }).click();
  await expect.poll(() => status.textContent()).toBe("195 workspaces");
  await page.getByRole("link", { name: /^People/u }).click();
  await page.getByRole("link", { name: "50 workspaces of jonas-lindqvist" }).click();
  await expect.poll(() => status.textContent()).toBe("50 workspaces");
  expect(await page.getByLabel("Person").inputValue()).toBe("id-jonas-lindqvist");
  expect(troubles).toEqual([]);
});

test("a workspace shows its other findings on request, and links to its run", async () => {
  const { page, troubles } = await openPage(`${address}#/overview?q=ws-032`);
  const row = rows(page).first();

  expect(await row.locator(".found").count()).toBe(1);
  await row.getByText("26 more findings").click();
  await expect.poll(() => row.locator(".found").count()).toBe(20);
  expect(await row.innerText()).toContain("7 more findings are in the workspace’s own report.");
  expect(await row.getByRole("link", { name: "run of ws-032" }).getAttribute("href")).toBe(
    "https://github.example/fernwick/governance/actions/runs/9000000032",
  );
  expect(troubles).toEqual([]);
});

test("what is new since an earlier merged report is shown", async () => {
  const { page, troubles } = await openPage(`${address}#/changes`);

  expect(await page.locator("main > p").textContent()).toBe(
    "Since 2026-11-23 09:00 UTC: 1 new workspace, 1 verdict changed, 1 resolved finding.",
  );
  expect(await page.locator("tbody tr").allInnerTexts()).toEqual([
    expect.stringMatching(/^ws-999\s+new: unknown\s+unknown\s+unknown$/u),
    expect.stringMatching(/^ws-000\s+drift → clean\s+0\s+1$/u),
  ]);
  expect(troubles).toEqual([]);
});

test("everything is reached with the keyboard alone", async () => {
  const { page, troubles } = await openPage(`${address}#/overview?q=ws-032`);
  const focused = () => page.evaluate<string>("document.activeElement.outerHTML.slice(0, 200)");

  await page.keyboard.press("Tab");
  expect(await focused()).toContain("Skip to the content");
  await page.keyboard.press("Enter");
  expect(await focused()).toContain("<main");
  await page.keyboard.press("/");
  expect(await focused()).toMatch(/^<input[^>]+Search workspaces/u);
  for (let tabs = 0; tabs < 15 && !(await focused()).startsWith("<summary"); tabs++) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator(".found").count()).toBe(20);
  expect(troubles).toEqual([]);
});

test("a link to the lists of keys opens the workspaces, and the rules say where the lists are", async () => {
  const { page, troubles } = await openPage(`${address}#/keys`);

  await page.locator(`main[aria-label="${names["overview"]}"]`).waitFor();
  await openView(page, address, "rules");
  expect(await page.locator("main").innerText()).toContain("The page of each workspace has");
  expect(troubles).toEqual([]);
});

test("printed, it is every workspace, rule, person and change, and no control", async () => {
  const { page, troubles } = await openPage(`${address}#/people`);

  const { text: printed, pdf } = await printPage(page);
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  for (let at = 0; at < 300; at++) expect(printed).toContain(`ws-${String(at).padStart(3, "0")}`);
  for (const part of [
    "torn.json",
    "ws-999",
    "two-factor",
    "jonas-lindqvist",
    "drift → clean",
    "26 more findings",
  ]) {
    expect(printed).toContain(part);
  }
  expect(printed).not.toContain("Clear filters");
  await page.getByRole("heading", { name: "People in several workspaces" }).waitFor();
  expect(troubles).toEqual([]);
});

test("printed as soon as it is loaded, it is everything", async () => {
  const printed = await printAtOnce(`${address}#/people`);

  for (const part of ["ws-000", "two-factor", "jonas-lindqvist"]) expect(printed).toContain(part);
});

test.each(looks)(
  "axe finds nothing wrong %s, and nothing is wider than the screen",
  async (_, look) => {
    const { page, troubles } = await openPage(address, look);
    for (const view of ["overview", "overview?q=ws-032", "rules", "people", "changes"]) {
      await openView(page, address, view);
      const details = page.locator("summary");
      if (view.includes("q=")) await details.first().click();
      expect([view, await violationsOf(page)]).toEqual([view, []]);
      const overflow = await overflowOf(page);
      expect([view, overflow]).toEqual([view, 0]);
    }
    expect(troubles).toEqual([]);
  },
);

test.each(["overview", "people", "changes"])(
  "on a narrow phone, the link to %s is in sight when it is current",
  async (view) => {
    const width = 320;
    const { page } = await openPage(`${address}#/${view}`, { viewport: { width, height: 640 } });

    const box = await page.locator("nav [aria-current]").boundingBox();

    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(width + 1);
  },
);

test("on a phone, a row is a card with its own labels", async () => {
  const { page } = await openPage(`${address}#/overview?q=ws-032`, phone);
  await rows(page).first().waitFor();
  const styles = await page.evaluate<readonly string[]>(`[
    getComputedStyle(document.querySelector(".workspace-row")).display,
    getComputedStyle(document.querySelector(".workspace-row .number"), "::before").content,
  ]`);
  expect(styles).toEqual(["flex", expect.stringContaining("errors")]);
});

test("hostile names stay text, in every place", async () => {
  const texts = hostileTexts.filter((text) => text.isWellFormed());
  const runUrl = "https://github.example/fernwick/governance/actions/runs/1";
  const entries = texts.map((name, at) => {
    const finding = aFinding({
      rule: "two-factor",
      subject: aMember(name, name),
      facts: { role: "Owner" },
    });
    const own = { ...finding, rule: `custom ${name}`, message: `${name} is bad` };
    const everywhere = errorsAbout(["</script><script>alert(1)</script>"]);
    const report = withFindings("x", [own, ...everywhere], { runUrl });
    return [
      `r${at}`,
      { ...report, organization: { id: `id-${at}`, slug: `${at} ${name}`, name } },
    ] as const;
  });
  const torn = { "<img src=x onerror=alert(1)>": "{", "r-why": '{"<b>":1,"<b>":2}' };
  const reports = { ...Object.fromEntries(entries), ...torn, plain: cleanReport("plain") };
  const hostile = await writeMergedPage(reports, { before: { plain: cleanReport("other") } });
  const { page, troubles } = await openPage(hostile);

  const expected = texts.map((name, at) =>
    toVisibleText(`${at} ${name}`, 200).replaceAll(/\s+/gu, " ").trim(),
  );
  await expect.poll(() => rows(page).count()).toBe(texts.length + 1);
  const slugs = await page.locator(".workspace-row > th bdi").allInnerTexts();
  expect(slugs.filter((slug) => slug !== "plain").toSorted()).toEqual(expected.toSorted());
  for (const view of ["overview", "rules", "people", "changes"]) {
    await openView(page, hostile, view);
    expect(await page.locator("img, iframe, main script, main b, [onerror]").count()).toBe(0);
    const links = page.locator(`a:not([href^="#/"]):not([href="${runUrl}"])`);
    expect([view, await links.count()]).toEqual([view, 0]);
  }
  expect(troubles).toEqual([]);
});

test("an empty result says so", async () => {
  const { page, troubles } = await openPage(await writeMergedPage({ a: cleanReport("a") }));
  expect(await page.locator("h1").textContent()).toContain("Clean");
  const main = page.locator("main");
  await page.getByRole("link", { name: /^Rules/u }).click();
  await expect.poll(() => main.innerText()).toContain("There is no open finding.");
  await page.getByRole("link", { name: /^People/u }).click();
  await expect.poll(() => main.innerText()).toContain("No report has a finding about a person");
  expect(await page.getByRole("link", { name: /^Changes/u }).count()).toBe(0);
  expect(troubles).toEqual([]);
});

test("the same reports give the same bytes", async () => {
  const reports = { a: cleanReport("a"), b: withFindings("b", errorsAbout(["x"])) };
  const pages = await Promise.all(
    [1, 2].map(async () => readFile(new URL(await writeMergedPage(reports)))),
  );
  expect(pages[0]).toEqual(pages[1]);
});

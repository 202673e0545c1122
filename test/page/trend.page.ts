/** The trend on the tab "Overview". */

import { expect, test } from "vitest";

<<<<<<< HEAD
import { sandboxExceptions, peoplePolicy } from "../../src/sandbox/policy.ts";
=======
>>>>>>> page-tidy
import { cleanWorkspace, fernwick } from "../../src/sandbox/workspace.ts";
import {
  changeData,
  openPage,
  overflowOf,
  policy,
  readData,
  violationsOf,
  writePage,
} from "./open-page.ts";

<<<<<<< HEAD
const policy = peoplePolicy + sandboxExceptions;
let browser: Browser;
let address: string;

beforeAll(async () => {
  [browser, address] = await Promise.all([
    openBrowser(),
    writePage(fernwick(), { policy, before: cleanWorkspace() }),
  ]);
});
afterAll(async () => {
  await browser.close();
});
=======
const address = await writePage(fernwick(), { policy, before: cleanWorkspace() });
>>>>>>> page-tidy

test("findings, members and Owners without two-factor are lines over the syncs, and a table", async () => {
  const { page, troubles } = await openPage(address);
  const { report, accounts } = await readData(address);

  const findings = page.getByRole("figure", { name: "Open findings", exact: true });
  expect(await findings.locator("polyline").count()).toBe(3);
  expect(await findings.getByRole("img").getAttribute("aria-label")).toMatch(
    new RegExp(`errors: 2026-11-22 \\d+, 2026-11-23 ${report.counts.errors}; warnings:`, "u"),
  );
  await page.locator(".trend-table summary").click();
  const rows = page.getByRole("table", { name: "Trend" }).locator("tbody tr");
  expect(await rows.count()).toBe(2);
  const { errors, warnings, notes } = report.counts;
  const owners = accounts.role.values.indexOf("Owner");
  const off = accounts.twoFactor.values.indexOf(false);
  const without = accounts.role.rows.filter(
    (role, row) => role === owners && accounts.twoFactor.rows[row] === off,
  );
  expect(await rows.last().locator("td").allTextContents()).toEqual(
    [errors, warnings, notes, report.roster.members, without.length].map(String),
  );
  expect(await page.locator("main").innerText()).toContain("compared with today's policy");
  expect(await violationsOf(page)).toEqual([]);
  expect(troubles).toEqual([]);
});

test("what was not known is a gap in the line and a word in the table, never a zero", async () => {
  const gaps = await changeData(address, (data) => {
    const [first] = data.history;
    if (first === undefined) throw new Error("there is no earlier sync");
    const unknown = {
      ...first,
      readAt: "2026-11-22T20:00:00.000Z",
      errors: 0,
      warnings: 4,
      unjudged: { error: 2, warning: 1, note: 0 },
      members: null,
      ownersWithoutTwoFactor: null,
    };
    return { ...data, history: [first, unknown] };
  });
  const { page, troubles } = await openPage(gaps);

  await page.locator(".trend-table summary").click();
  const row = page.getByRole("table", { name: "Trend" }).locator("tbody tr").nth(1);
  expect(await row.locator("th").textContent()).toBe("2026-11-22 20:00 UTC");
  expect(await row.locator("td").allTextContents()).toEqual([
    "unknown",
    "at least 4",
    expect.stringMatching(/^\d+$/u),
    "unknown",
    "unknown",
  ]);
  const members = page.getByRole("figure", { name: "Members", exact: true });
  expect(await members.locator("circle").count()).toBe(2);
  expect(await members.locator("polyline").count()).toBe(2);
  expect(troubles).toEqual([]);
});

test("without an earlier sync, the page says how to get a trend", async () => {
  const { page, troubles } = await openPage(await writePage(fernwick(), { policy }));

  expect(await page.locator("section", { hasText: "Trend" }).last().innerText()).toContain(
    "Only this sync is available.",
  );
  expect(await page.locator(".trend").count()).toBe(0);
  expect(troubles).toEqual([]);
});

test.each([390, 1280])("at a width of %d the trend fits, in dark as well", async (width) => {
  const look = { viewport: { width, height: 900 }, colorScheme: "dark" } as const;
  const { page, troubles } = await openPage(address, look);

  expect(await overflowOf(page)).toBe(0);
  expect(await violationsOf(page)).toEqual([]);
  expect(troubles).toEqual([]);
});

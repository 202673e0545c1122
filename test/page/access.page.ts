/** The tab "Access": what a reviewer finds, sorts and takes out of it. */

import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";

import { escapeCsv } from "../../src/report/escape/escape-csv.ts";
<<<<<<< HEAD
import { sandboxExceptions, peoplePolicy } from "../../src/sandbox/policy.ts";
=======
>>>>>>> page-tidy
import { fernwick } from "../../src/sandbox/workspace.ts";
import { formulasOf, parseCsv } from "../support/csv.ts";
import { hostileTexts } from "../support/hostile-text.ts";
import { openPage, phone, policy, savedText, violationsOf, writePage } from "./open-page.ts";

<<<<<<< HEAD
const policy = peoplePolicy + sandboxExceptions;
const phone = { viewport: { width: 390, height: 844 } };
let browser: Browser;
let address: string;

beforeAll(async () => {
  [browser, address] = await Promise.all([openBrowser(), writePage(fernwick(), { policy })]);
});
afterAll(async () => {
  await browser.close();
});
=======
const address = await writePage(fernwick(), { policy });
>>>>>>> page-tidy

const names = (page: Page) => page.locator(".rows .name a");

async function cellsOf(page: Page, column: string): Promise<readonly string[]> {
  return await page.locator(`.rows .${column}`).allTextContents();
}

test("an inactive account is found by a filter, and a column says who is active", async () => {
  const { page, troubles } = await openPage(`${address}#/people`);

  await page.getByLabel("Active").selectOption("no");
  const inactive = fernwick().members.filter(({ is_active }) => !is_active);
  expect(inactive.length).toBeGreaterThan(0);
  await expect.poll(() => names(page).count()).toBe(inactive.length);
  expect(new Set(await cellsOf(page, "active"))).toEqual(new Set(["no"]));
  await page.reload();
  expect(await names(page).count()).toBe(inactive.length);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByLabel("Active").selectOption("unknown");
  expect(await names(page).count()).toBe(0);
  expect(troubles).toEqual([]);
});

test("each row has the username, the address and the key of a service account", async () => {
  const { page, troubles } = await openPage(`${address}#/people?q=amara`);

  expect(await cellsOf(page, "username")).toEqual(["amara-okoye"]);
  expect(await cellsOf(page, "email")).toEqual(["amara.okoye@fernwick.example"]);
  expect(await cellsOf(page, "key")).toEqual(["–"]);
  await page.goto(`${address}#/people?kind=service&sort=key`);
  await expect.poll(() => cellsOf(page, "key")).toContain("never");
  const keys = await cellsOf(page, "key");
  const days = keys.filter((key) => key !== "never");
  expect(days.length).toBeGreaterThan(0);
  expect(keys.slice(0, days.length)).toEqual(days.toSorted());
  expect(troubles).toEqual([]);
});

test("a click on a column sorts by it, a second click turns the order, and aria-sort says so", async () => {
  const { page, troubles } = await openPage(`${address}#/people?kind=member`);
  const head = (name: string): Locator => page.getByRole("columnheader", { name, exact: true });
  const sorted = page.locator("[aria-sort]");

  expect(await head("Account").getAttribute("aria-sort")).toBe("ascending");
  await head("E-mail").getByRole("button").click();
  expect(await head("E-mail").getAttribute("aria-sort")).toBe("ascending");
  expect(await sorted.count()).toBe(1);
  const up = await cellsOf(page, "email");
  expect(up).toEqual(up.toSorted());
  await head("E-mail").getByRole("button").click();
  expect(await head("E-mail").getAttribute("aria-sort")).toBe("descending");
  expect((await cellsOf(page, "email"))[0]).not.toBe(up[0]);
  await page.reload();
  expect(await head("E-mail").getAttribute("aria-sort")).toBe("descending");

  await head("platform").getByRole("button").click();
  const managed = page.locator(".rows .row").first().locator(".team");
  await expect.poll(() => managed.first().getAttribute("title")).toContain("Manager");
  expect(await head("platform").getAttribute("aria-sort")).toBe("ascending");
  expect(await page.getByLabel("Order").locator("option:checked").textContent()).toBe(
    "role in platform",
  );
  expect(troubles).toEqual([]);
});

test("the keyboard sorts too: Tab and Enter on a fact, S on the cursor's column", async () => {
  const { page, troubles } = await openPage(`${address}#/people`);

  await page.getByRole("columnheader", { name: "Account" }).getByRole("button").focus();
  for (let tabs = 0; tabs < 4; tabs++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const active = page.getByRole("columnheader", { name: "Active" });
  expect(await active.getAttribute("aria-sort")).toBe("ascending");
  expect((await cellsOf(page, "active"))[0]).toBe("no");
  // The key belongs to the button: no account is opened.
  expect(page.url()).toContain("#/people");

  await page.getByRole("grid").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("s");
  const teams = page.locator('[role="columnheader"].team');
  expect(await teams.last().getAttribute("aria-sort")).toBe("ascending");
  await page.keyboard.press("s");
  expect(await teams.last().getAttribute("aria-sort")).toBe("descending");
  expect(troubles).toEqual([]);
});

test("the filtered rows are copied and saved as CSV, in the order that is shown", async () => {
  const { page, troubles } = await openPage(`${address}#/people?role=Owner&sort=-name`);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);

  const saved = await savedText(page, () =>
    page.getByRole("button", { name: "Download CSV" }).click(),
  );
  expect(saved.name).toBe("fernwick-access.csv");
  const [columns, ...rows] = parseCsv(saved.text);
  expect(columns?.slice(0, 8)).toEqual([
    "kind",
    "id",
    "username",
    "name",
    "email",
    "role",
    "active",
    "two-factor",
  ]);
  expect(rows.map(([, , , name]) => name)).toEqual(await names(page).allTextContents());
  expect(new Set(rows.map((row) => row[5]))).toEqual(new Set(["Owner"]));

  await page.getByRole("button", { name: "Copy CSV" }).click();
  await page.getByText("Copied.").waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(saved.text);
  expect(troubles).toEqual([]);
});

test("names that a spreadsheet would run are text in the CSV", async () => {
  const workspace = fernwick();
  const [someone] = workspace.members;
  if (someone === undefined) throw new Error("Fernwick is empty");
  const hostile = hostileTexts.filter((text) => text.isWellFormed() && !text.includes("\u0000"));
  const members = hostile.map((name, index) => ({
    ...someone,
    user: `hostile-${index}`,
    user_id: `hostile${index}`,
    user_name: name,
  }));
  const written = await writePage({ ...workspace, members: [...workspace.members, ...members] });
  const { page, troubles } = await openPage(`${written}#/people?q=hostile`);

  const { text } = await savedText(page, () =>
    page.getByRole("button", { name: "Download CSV" }).click(),
  );
  expect(formulasOf(text)).toEqual([]);
  const [, ...rows] = parseCsv(text);
  const found = new Map(rows.map(([, id = "", , name = ""]) => [id, name]));
  for (const [index, name] of hostile.entries()) {
    expect(found.get(`hostile${index}`)).toBe(escapeCsv(name));
  }
  expect(troubles).toEqual([]);
});

test("on a phone each account is a card with all its facts, and nothing scrolls sideways", async () => {
  const { page, troubles } = await openPage(`${address}#/people?q=amara`, phone);

  const card = page.getByRole("list", { name: "Accounts" }).getByRole("listitem");
  expect(await card.count()).toBe(1);
  const text = await card.innerText();
  for (const fact of ["Amara Okoye", "amara-okoye", "amara.okoye@fernwick.example", "Owner"]) {
    expect(text).toContain(fact);
  }
  expect(text).toMatch(/Active\s*yes/u);
  expect(text).toContain("platform (manager)");
  await page.goto(`${address}#/people?active=no`);
  await expect.poll(() => card.count()).toBeGreaterThan(0);
  expect(await page.getByRole("grid").count()).toBe(0);
  await page.goto(`${address}#/people?kind=service`);
  await expect.poll(() => card.first().innerText()).toMatch(/Key expires/u);
  expect(await violationsOf(page)).toEqual([]);
  expect(troubles).toEqual([]);
});

test("the tabs have no scroll bar where they fit, and no table has an empty heading", async () => {
  const { page, troubles } = await openPage(address);

  expect(
    await page.evaluate(`(() => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } =
        document.querySelector(".masthead nav");
      return [scrollWidth - clientWidth, scrollHeight - clientHeight];
    })()`),
  ).toEqual([0, 0]);
  for (const view of ["overview", "people", "exceptions", "rules", "changes"]) {
    await page.goto(`${address}#/${view}`);
    await page.locator("h1").waitFor();
    const headings = page.locator("thead td, th, [role=columnheader]");
    const texts = await headings.allTextContents();
    expect([view, texts.filter((text) => text.trim() === "")]).toEqual([view, []]);
    expect([view, await page.locator("thead td").count()]).toEqual([view, 0]);
  }
  expect(troubles).toEqual([]);
});

/** The tab "Review": a reviewer decides about each account, saves the result, and comes back. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { hostileTexts } from "../support/hostile-text.ts";
import { manyMembers } from "../support/many-members.ts";
import { policyFrom } from "../support/policy.ts";
import { makeFolder } from "../support/process.ts";
import {
  browser,
  changeData,
  openPage,
  overflowOf,
  phone,
  policy,
  printPage,
  savedText,
  violationsOf,
  writePage,
} from "./open-page.ts";

const address = await writePage(fernwick(), { policy });

const progress = (page: Page) => page.locator(".progress strong");
const items = (page: Page) => page.locator(".review > li > .item");
const focused = (page: Page) =>
  page.evaluate<string>(
    "document.activeElement.closest('[data-item]')?.dataset.item ?? document.activeElement.tagName",
  );

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function save(page: Page, kind: string): Promise<string> {
  const button = page.getByRole("button", { name: `Download ${kind}` });
  return (await savedText(page, () => button.click())).text;
}

/** Imports a text as a file, and returns what the page says about it. */
async function importText(page: Page, text: string): Promise<string> {
  const path = join(await makeFolder(), "review.json");
  await writeFile(path, text);
  const said = page.locator(".handover .said");
  await page.getByLabel("Import a review").setInputFiles(path);
  await expect.poll(() => said.textContent()).not.toBe("");
  return (await said.textContent()) ?? "";
}

test("accounts and grants are decided by keyboard, with notes and progress", async () => {
  const { page, troubles } = await openPage(`${address}#/review`);

  expect(await progress(page).textContent()).toBe("0 of 47");
  expect(await page.locator(".keys").innerText()).toMatch(/K\s*keep\s+R\s*remove\s+A\s*ask/u);
  await items(page).first().getByRole("button", { name: "Keep" }).focus();
  await press(page, "k", "ArrowDown", "r", "n");
  await page.keyboard.type("kra left us");
  await press(page, "Enter", "ArrowDown", "a");
  expect(await progress(page).textContent()).toBe("3 of 47");
  expect(await page.locator(".progress").innerText()).toContain("3 of 47, 1 open question");
  expect(await items(page).nth(1).getByRole("textbox").inputValue()).toBe("kra left us");
  expect(
    await items(page).nth(1).getByRole("button", { name: "Remove" }).getAttribute("aria-pressed"),
  ).toBe("true");

  // Grants: the third account's role and team.
  await press(page, "g", "ArrowDown", "k");
  expect(await focused(page)).toMatch(/ role$/u);
  expect(await page.locator(".grants .item.keep").count()).toBe(1);
  await press(page, "ArrowUp", "c");
  expect(await progress(page).textContent()).toBe("2 of 47");
  await press(page, "?");
  expect(await page.locator(".keys ul").isVisible()).toBe(false);
  await press(page, "u");
  expect(await items(page).nth(3).getAttribute("data-item")).toBe(await focused(page));
  expect(await violationsOf(page)).toEqual([]);
  expect(troubles).toEqual([]);
});

test("the arrows and U go on to the next part of a long list, and back", async () => {
  const written = await writePage(manyMembers({ members: 120, teams: 2 }));
  const { page, troubles } = await openPage(`${written}#/review`);

  expect(await items(page).count()).toBe(50);
  await items(page).last().getByRole("button", { name: "Keep" }).focus();
  const before = await focused(page);
  await press(page, "ArrowDown");
  await expect.poll(() => page.locator(".parts").innerText()).toContain("51 to 100 of 121");
  const next = await items(page).first().getAttribute("data-item");
  expect(next).not.toBe(before);
  // The focus follows after the new part is shown.
  await expect.poll(() => focused(page)).toBe(next);
  await press(page, "k", "ArrowUp");
  await expect.poll(() => focused(page)).toBe(before);
  await press(page, "k", "u");
  // The first of the next part is decided already.
  await expect.poll(() => focused(page)).toBe(await items(page).nth(1).getAttribute("data-item"));
  expect(await page.locator(".parts").innerText()).toContain("51 to 100");
  await page.getByLabel("Search accounts").fill("member-");
  await expect.poll(() => page.locator(".parts").innerText()).toMatch(/^Previous\s*1 to 50/u);
  expect(troubles).toEqual([]);
});

test("two windows of one workspace show the same review", async () => {
  const context = await browser.newContext();
  const [one, other] = await Promise.all([context.newPage(), context.newPage()]);
  for (const page of [one, other]) await page.goto(`${address}#/review`);

  await items(one).first().getByRole("button", { name: "Keep" }).click();
  await expect.poll(() => progress(other).textContent()).toBe("1 of 47");
  await items(other).nth(1).getByRole("button", { name: "Ask" }).click();
  await expect.poll(() => progress(one).textContent()).toBe("2 of 47");
});

test("a letter that is pressed again or held down keeps the answer, and a note its day", async () => {
  const { page, troubles } = await openPage(`${address}#/review`);
  const decisions = async () =>
    (JSON.parse(await save(page, "JSON")) as { decisions: { answer: string; decidedAt: string }[] })
      .decisions;

  await items(page).first().getByRole("button", { name: "Keep" }).focus();
  await press(page, "k", "k");
  await page.keyboard.down("k");
  await page.keyboard.down("k");
  await page.keyboard.up("k");
  const [first] = await decisions();
  expect(first?.answer).toBe("keep");
  await items(page).first().getByRole("textbox").fill("on call");
  expect(await decisions()).toEqual([{ ...first, note: "on call" }]);
  await items(page).first().getByRole("button", { name: "Keep" }).focus();
  await press(page, "c");
  expect(await progress(page).textContent()).toBe("0 of 47");
  await press(page, "o");
  await expect.poll(() => page.url()).toMatch(/#\/account/u);
  expect(troubles).toEqual([]);
});

test("a decision in another window leaves the list and the note being typed alone", async () => {
  const context = await browser.newContext();
  const [one, other] = await Promise.all([context.newPage(), context.newPage()]);
  await one.goto(`${address}#/review?show=undecided`);
  await other.goto(`${address}#/review`);

  const note = items(one).first().getByRole("textbox");
  await note.fill("half a no");
  await items(other).first().getByRole("button", { name: "Keep" }).click();
  await expect.poll(() => progress(one).textContent()).toBe("1 of 47");
  expect(await items(one).count()).toBe(47);
  await one.keyboard.type("te");
  expect(await note.inputValue()).toBe("half a note");
});

test("a stored review that the page cannot use stays stored, and can be downloaded", async () => {
  const context = await browser.newContext();
  const [page, other] = await Promise.all([context.newPage(), context.newPage()]);
  await page.goto(`${address}#/review`);
  await items(page).first().getByRole("button", { name: "Keep" }).click();
  const newer = (await save(page, "JSON")).replace(/"version":\d+/u, `"version":99`);
  await other.goto(`${address}#/review`);
  await expect.poll(() => progress(other).textContent()).toBe("1 of 47");

  // Another window of a newer page writes it: what is here stays here.
  await other.evaluate((text) => {
    const key = Object.keys(localStorage).find((name) => name.includes("review")) ?? "";
    localStorage.setItem(key, text);
  }, newer);
  const stored = () => page.evaluate<string>("Object.values(localStorage).join()");
  const alert = page.getByRole("alert");
  await expect
    .poll(() => alert.innerText())
    .toContain("The stored review cannot be used: another version");
  expect(await progress(page).textContent()).toBe("1 of 47");
  await items(page).nth(1).getByRole("button", { name: "Ask" }).click();
  await page.getByLabel("Reviewer").fill("Rae");
  await page.reload();
  expect(await stored()).toBe(newer);
  expect(await alert.innerText()).not.toContain("Cannot import");
  const button = alert.getByRole("button", { name: "Download the stored review" });
  expect((await savedText(page, () => button.click())).text).toBe(newer);
  page.once("dialog", (dialog) => void dialog.accept());
  await page.getByRole("button", { name: "Delete the review" }).click();
  await expect.poll(stored).toBe("");
});

test("letters do nothing outside the list, so that typing never decides", async () => {
  const { page, troubles } = await openPage(`${address}#/review`);

  await press(page, "k", "r", "a");
  await page.getByLabel("Search accounts").fill("kra");
  await page.getByLabel("Reviewer").fill("Kara");
  expect(await progress(page).textContent()).toBe("0 of 47");
  expect(troubles).toEqual([]);
});

test("the browser keeps the review, for this workspace only", async () => {
  const { page, troubles } = await openPage(`${address}#/review`);

  await items(page).first().getByRole("button", { name: "Ask" }).click();
  await page.getByLabel("Reviewer").fill("Rae Viewer");
  // What is left to write is written when the page goes away.
  await page.evaluate("dispatchEvent(new Event('pagehide'))");
  expect(await page.evaluate("localStorage.length")).toBe(1);
  await page.reload();
  await expect.poll(() => progress(page).textContent()).toBe("1 of 47");
  expect(await page.getByLabel("Reviewer").inputValue()).toBe("Rae Viewer");
  expect(await page.locator(".handover").innerText()).toContain("self-declared");
  const other = await changeData(address, (data) => ({
    ...data,
    report: {
      ...data.report,
      organization: { ...data.report.organization, id: "another", slug: "another" },
    },
  }));
  await page.goto(`${other}#/review`);
  await expect.poll(() => progress(page).textContent()).toBe("0 of 47");
  await page.goto(`${address}#/review`);
  page.once("dialog", (dialog) => void dialog.accept());
  await page.getByRole("button", { name: "Delete the review" }).click();
  await expect.poll(() => progress(page).textContent()).toBe("0 of 47");
  expect(await page.evaluate("localStorage.length")).toBe(0);
  expect(troubles.filter((trouble) => !trouble.startsWith("asked for file:"))).toEqual([]);
});

test.each([
  ["is not there", "Object.defineProperty(globalThis, 'localStorage', { value: undefined })"],
  [
    "is not allowed",
    "Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
  ],
  [
    "is full",
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
  ],
])("where the browser's storage %s, the page says so and works", async (_, script) => {
  const context = await browser.newContext();
  await context.addInitScript(script);
  const page = await context.newPage();
  await page.goto(`${address}#/review`);

  await items(page).first().getByRole("button", { name: "Keep" }).click();
  expect(await progress(page).textContent()).toBe("1 of 47");
  expect(await page.getByRole("alert").innerText()).toContain("does not keep the review");
  expect(await save(page, "JSON")).toContain(`"answer":"keep"`);
});

test("an exported review is imported by a newer page, which shows what changed since", async () => {
  const { page, troubles } = await openPage(`${address}#/review?kind=member`);
  const [gone, changed] = ["Aisha Bello", "Amara Okoye"];
  for (let index = 0; index < 3; index++) {
    await items(page).nth(index).getByRole("button", { name: "Keep" }).click();
  }
  const text = await save(page, "JSON");
  expect(JSON.parse(text)).toMatchObject({ reviewer: { identity: "self-declared" } });
  expect(troubles).toEqual([]);

  const { members, ...rest } = fernwick();
  const newer = await writePage({
    ...rest,
    members: members
      .filter(({ user_name }) => user_name !== gone)
      .map((one) =>
        one.user_name === changed ? { ...one, teams: one.teams.slice(1), role: "Manager" } : one,
      ),
  });
  const context = await browser.newContext();
  const later = await context.newPage();
  await later.goto(`${newer}#/review`);
  expect(await importText(later, text)).toMatch(
    /^Imported: 3 decisions, 1 about accounts that are/u,
  );
  const since = later.locator(".since");
  expect(await since.innerText()).toMatch(
    /1 still the same[^]*1 with other access[^]*1 about acc/u,
  );
  expect(await progress(later).textContent()).toMatch(/^1 of /u);
  await since.locator("summary").click();
  expect(await since.innerText()).toContain("aisha-bello: “keep” on");
  await since.getByRole("button", { name: "Delete the decisions about what is gone" }).click();
  await expect.poll(() => since.innerText()).toContain("0 about accounts");
  await later.getByLabel("Exceptions end on").fill("2020-01-01");
  const change = later.getByRole("button", { name: "Download policy change" });
  expect(await change.isDisabled()).toBe(true);
  await later.getByLabel("Exceptions end on").fill("2096-12-23");
  expect(await change.isDisabled()).toBe(false);
  await since.getByRole("link").click();
  await expect.poll(() => items(later).count()).toBe(1);
  expect(await later.locator(".review .gap").innerText()).toMatch(
    /added: role Manager; removed: role Owner.*Decide again/u,
  );
  await items(later).first().getByRole("button", { name: "Keep" }).click();
  await expect.poll(() => progress(later).textContent()).toMatch(/^2 of /u);
  expect(await later.locator(".review .gap").count()).toBe(0);
  expect(await violationsOf(later)).toEqual([]);
});

test.each([
  [
    "another workspace",
    (text: string) => text.replace(/"id":"\w+","slug":"fernwick"/u, `"id":"x","slug":"elsewhere"`),
    "it is a review of elsewhere",
  ],
  ["a damaged file", (text: string) => text.slice(0, -20), "not a review"],
  ["another file", () => "%PDF-1.7", "not a review"],
])("%s is refused in a sentence, and changes nothing", async (_, change, reason) => {
  const { page, troubles } = await openPage(`${address}#/review`);
  await items(page).first().getByRole("button", { name: "Keep" }).click();
  const text = await save(page, "JSON");

  const said = await importText(page, change(text));
  expect(said).toMatch(/^Cannot import this file: .+\.$/u);
  expect(said).toContain(reason);
  expect(await progress(page).textContent()).toBe("1 of 47");
  expect(troubles).toEqual([]);
});

test("hostile notes and names stay text on the page and in each file", async () => {
  const hostile = hostileTexts.find((text) => text.startsWith("<img")) ?? "";
  const workspace = fernwick();
  const [someone] = workspace.members;
  if (someone === undefined) throw new Error("Fernwick is empty");
  const written = await writePage(
    {
      ...workspace,
      members: [
        ...workspace.members,
        { ...someone, user: "hostile", user_id: "hostile1", user_name: hostile, role: "Owner" },
      ],
    },
    { policy: peoplePolicy },
  );
  const { page, troubles } = await openPage(`${written}#/review?q=hostile`);
  await items(page).first().getByRole("button", { name: "Keep" }).click();
  await items(page).first().getByRole("textbox").fill(`${hostile}": }\n- [x](javascript:y)`);
  await page.getByLabel("Reviewer").fill(hostile);

  const { exceptions } = policyFrom(peoplePolicy + (await save(page, "policy change")));
  expect(exceptions.length).toBeGreaterThan(0);
  expect(exceptions[0]?.reason).toContain(`${hostile}": }`);
  await items(page).first().getByRole("button", { name: "Remove" }).click();
  const tasks = await save(page, "task list");
  expect(tasks).not.toContain("<img");
  expect(tasks).toContain("- [ ] Remove");
  expect(await page.locator("img, iframe, main script, [onerror]").count()).toBe(0);
  expect(troubles).toEqual([]);
});

test("a printed page has the decisions", async () => {
  const { page, troubles } = await openPage(`${address}#/review`);
  await items(page).first().getByRole("button", { name: "Remove" }).click();
  await items(page).first().getByRole("textbox").fill("left the company");

  const { text } = await printPage(page);
  expect(text).toMatch(/Reviewer \(self-declared\)[^]*remove\s+left the company/u);
  expect(troubles).toEqual([]);
});

test("on a phone the review fits, and axe finds nothing wrong with it", async () => {
  const look = { ...phone, colorScheme: "dark" } as const;
  const { page, troubles } = await openPage(`${address}#/review`, look);
  await items(page)
    .first()
    .getByRole("button", { name: /Show grants/u })
    .click();
  await items(page).first().getByRole("button", { name: "Remove" }).click();

  expect(await overflowOf(page)).toBe(0);
  expect(await violationsOf(page)).toEqual([]);
  expect(troubles).toEqual([]);
});

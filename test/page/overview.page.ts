/** The tab "Overview": what a reviewer reads first. */

import { expect, test } from "vitest";

import { cleanWorkspace, fernwick } from "../../src/sandbox/workspace.ts";
import { changeData, openPage, policy, readData, violationsOf, writePage } from "./open-page.ts";

const address = await writePage(fernwick(), { policy });

test("the five worst findings come first, each with what to do about it", async () => {
  const { page, troubles } = await openPage(address);
  const { report } = await readData(address);

  const items = page.locator(".first li");
  expect(await items.count()).toBe(5);
  expect(await items.locator(".severity.error").count()).toBe(5);
  const remedies = new Set(report.rules.map(({ remedy }) => remedy));
  for (const text of await items.locator(".remedy").allTextContents()) {
    expect(text.length).toBeGreaterThan(20);
    expect([...remedies, ...report.findings.map(({ remedy }) => remedy)]).toContain(text);
  }
  await items.first().getByRole("link").first().click();
  await page.getByRole("heading", { name: "Paths of access" }).waitFor();
  expect(troubles).toEqual([]);
});

test("a rule with many findings does not hide the others", async () => {
  const many = await changeData(address, (data) => {
    const [first, ...others] = data.report.findings;
    if (first === undefined) throw new Error("nothing was found");
    const copies = Array.from({ length: 250 }, (_, index) => ({
      ...first,
      fingerprint: `copy-${index}`,
    }));
    return { ...data, report: { ...data.report, findings: [...copies, ...others] } };
  });
  const { page, troubles } = await openPage(many);
  const { report } = await readData(many);

  const subjects = await page.locator(".first li .said").allTextContents();
  expect(new Set(subjects).size).toBe(5);
  await page.goto(`${many}#/findings?rule=${report.findings[0]?.rule}`);
  const group = page.locator(".group");
  expect(await group.locator("header .count").textContent()).toBe("250");
  expect(await group.locator(".findings > li").count()).toBe(200);
  expect(troubles.filter((trouble) => !trouble.startsWith("asked for file:"))).toEqual([]);
});

test("a workspace without findings has nothing to fix first", async () => {
  const { page, troubles } = await openPage(await writePage(cleanWorkspace()));

  expect(await page.getByRole("heading", { name: "Fix first" }).count()).toBe(0);
  expect(troubles).toEqual([]);
});

test("coverage is folded where it is whole, and open where something is missing", async () => {
  const { page, troubles } = await openPage(address);

  const lists = page.getByRole("table", { name: "Lists of the workspace" });
  const summary = page.locator("summary", { hasText: "What was seen" });
  expect(await summary.textContent()).toBe("What was seen everything, 2 hours ago");
  expect(await lists.isVisible()).toBe(false);
  await summary.click();
  expect(await lists.isVisible()).toBe(true);
  expect(await violationsOf(page)).toEqual([]);

  const partial = await writePage(fernwick(), { policy, key: "member" });
  await page.goto(partial);
  await page.getByText("does not see it reliably").first().waitFor();
  expect(await lists.isVisible()).toBe(true);
  expect(await summary.count()).toBe(0);
  // Opening another address counts as a request of the page.
  expect(troubles.filter((trouble) => !trouble.startsWith("asked for file:"))).toEqual([]);
});

test("what was not compared is a dash with the reason, and what was compared is a number", async () => {
  const { page, troubles } = await openPage(address);
  const tile = (name: string) => page.locator(".tiles a", { hasText: name });

  for (const name of ["new", "resolved"]) {
    expect(await tile(name).textContent()).toBe(`– ${name}: no earlier sync`);
  }
  expect(await tile("rules not judged").textContent()).toBe("0 rules not judged");
  await tile("resolved").click();
  await expect
    .poll(() => page.getByRole("status").textContent())
    .toBe("Nothing was compared: no earlier sync.");
  expect(troubles).toEqual([]);

  const compared = await openPage(await writePage(fernwick(), { policy, before: fernwick() }));
  expect(await compared.page.locator(".tiles a", { hasText: "new" }).textContent()).toBe("0 new");
  expect(compared.troubles).toEqual([]);
});

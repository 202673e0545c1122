/** What a reviewer does with the page, in a real browser. */

import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { toVisibleText } from "../../src/report/escape/visible-text.ts";
import { cleanWorkspace, fernwick } from "../../src/sandbox/workspace.ts";
import { hostileTexts } from "../support/hostile-text.ts";
import {
  changeData,
  looks,
  openPage,
  overflowOf,
  policy,
  printAtOnce,
  printPage,
  violationsOf,
  writePage,
} from "./open-page.ts";

const address = await writePage(fernwick(), { policy });

test("it opens on the verdict and what was seen, and asks for nothing", async () => {
  const { page, troubles } = await openPage(address);

  expect(await page.locator("h1").textContent()).toContain("Drift");
  expect(await page.locator(".summary").textContent()).toContain("40 members, 8 teams");
  const coverage = await page.locator("section", { hasText: "What was seen" }).textContent();
  expect(coverage).toContain("service account access-audit (Manager)");
  expect(coverage).toContain("2026-11-23 09:00 UTC (2 hours ago)");
  for (const view of ["findings", "people", "changes", "exceptions", "rules"]) {
    await page.goto(`${address}#/${view}`);
    await page.locator("h1").waitFor();
  }
  expect(troubles).toEqual([]);
});

test("its policy lets no script in, and no request out", async () => {
  const { page } = await openPage(address);

  const outcome = await page.evaluate(`(async () => {
    const script = document.createElement("script");
    script.textContent = "globalThis.broken = true";
    document.body.append(script);
    const fetched = await fetch("https://example.com").then(() => "left", () => "refused");
    const image = await new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve("left");
      image.onerror = () => resolve("refused");
      image.src = "https://example.com/pixel.png";
    });
    return [globalThis.broken === undefined, fetched, image];
  })()`);
  expect(outcome).toEqual([true, "refused", "refused"]);
});

test("findings are narrowed down by severity, rule, state and words, and the address keeps it", async () => {
  const { page, troubles } = await openPage(`${address}#/findings`);
  const shown = page.locator(".findings li");
  const all = await shown.count();

  await page.getByRole("button", { name: /^error/u }).click();
  const errors = await shown.count();
  expect(errors).toBeGreaterThan(0);
  expect(errors).toBeLessThan(all);
  expect(await page.locator(".findings .severity.error").count()).toBe(errors);

  await page.getByLabel("Search findings").fill("tamas inactive");
  expect(await shown.count()).toBe(3);
  await page.getByLabel("Rule").selectOption("inactive-in-team");
  expect(await shown.allTextContents()).toEqual([expect.stringContaining("Tamás Varga")]);
  await page.reload();
  expect(await shown.count()).toBe(1);

  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByLabel("State").selectOption("accepted");
  expect(await shown.first().textContent()).toContain("Accepted until");
  await page.getByLabel("Search findings").fill("nothing is like this");
  expect(await page.getByRole("status").textContent()).toBe("No finding matches the filters.");
  expect(troubles).toEqual([]);
});

test("a person's page has each path of access, the mapping that feeds a team, and the rules", async () => {
  const { page, troubles } = await openPage(`${address}#/people`);
  await page.getByLabel("Team", { exact: true }).selectOption({ label: "platform" });
  await page.getByRole("grid").getByRole("link", { name: "Amara Okoye" }).click();

  const paths = page.getByRole("table", { name: "Paths of access" });
  await paths.waitFor();
  expect(await paths.textContent()).toContain("the workspaceOwner");
  expect(await paths.textContent()).toMatch(/team incident-room.*Manager/u);
  expect(await page.locator("dl").textContent()).toContain("amara.okoye@fernwick.example");
  expect(await page.locator(".verdicts").textContent()).toMatch(/rules were judged/u);
  const fed = fernwick().members.find(({ teams }) => teams.some(({ slug }) => slug === "mobile"));
  await page.goto(`${address}#/account/member/${fed?.user_id}`);
  await expect
    .poll(() => paths.textContent())
    .toContain(
      "group sync fills the teamgroups = contractors as Membergroups = mobile-engineers as Member",
    );
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.getByRole("grid").waitFor();
  expect(await page.getByRole("status").textContent()).toMatch(/ of 47 accounts/u);
  expect(troubles).toEqual([]);
});

test("everything is reached with the keyboard alone", async () => {
  const { page, troubles } = await openPage(`${address}#/people`);
  const focused = () => page.evaluate<string>("document.activeElement.outerHTML.slice(0, 200)");

  await page.keyboard.press("Tab");
  expect(await focused()).toContain("Skip to the content");
  await page.keyboard.press("Enter");
  expect(await focused()).toContain("<main");
  await page.keyboard.press("/");
  expect(await focused()).toMatch(/^<input[^>]+Search accounts/u);
  for (let tabs = 0; tabs < 10 && !(await focused()).includes('role="grid"'); tabs++) {
    await page.keyboard.press("Tab");
  }
  expect(await focused()).toContain('role="grid"');
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  const cell = page.locator(".cursor");
  await expect.poll(() => cell.getAttribute("id")).toBe("cell-1-15");
  expect(await page.getByRole("grid").getAttribute("aria-activedescendant")).toBe("cell-1-15");
  expect(
    await page.evaluate(`getComputedStyle(document.querySelector(".cursor")).outlineStyle`),
  ).toBe("solid");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Amara Okoye" }).waitFor();
  await expect.poll(focused).toContain("<main");
  await page.keyboard.press("Escape");
  await page.getByRole("grid").waitFor();
  expect(troubles).toEqual([]);
});

test("printed, it is everything and no control", async () => {
  const { page, troubles } = await openPage(`${address}#/people`);

  const { text: printed, pdf } = await printPage(page);
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.toString("latin1").match(/\/Type \/Page\b/gu)?.length).toBeGreaterThan(3);
  for (const { user } of fernwick().members) expect(printed).toContain(user);
  for (const part of ["What was seen", "Findings", "Exceptions", "is an Owner without"]) {
    expect(printed).toContain(part);
  }
  await page.getByRole("grid").waitFor();
  expect(troubles).toEqual([]);
});

test("printed as soon as it is loaded, it is everything", async () => {
  const printed = await printAtOnce(`${address}#/people`);

  for (const part of ["What was seen", "Findings", "Exceptions"]) expect(printed).toContain(part);
});

test.each(looks)(
  "axe finds nothing wrong %s, and nothing is wider than the screen",
  async (_, look) => {
    const { page, troubles } = await openPage(address, look);
    const { members } = fernwick();
    const views = ["overview", "findings?state=all", "people", "exceptions", "rules", "changes"];
    for (const view of [
      ...views,
      `account/member/${members[0]?.user_id}`,
      "account/service/nobody",
    ]) {
      await page.goto(`${address}#/${view}`);
      await page.locator("h1").waitFor();
      expect([view, await violationsOf(page)]).toEqual([view, []]);
      expect([view, await overflowOf(page)]).toEqual([view, 0]);
    }
    expect(troubles).toEqual([]);
  },
);

test("hostile names stay text, and hide nothing", async () => {
  const workspace = fernwick();
  const names = hostileTexts.filter((text) => text.isWellFormed() && !text.includes("\u0000"));
  const [someone, team] = [workspace.members[0], workspace.teams[0]];
  if (someone === undefined || team === undefined) throw new Error("Fernwick is empty");
  const image = names.findIndex((name) => name.startsWith("<img"));
  const members = names.map((name, index) => ({
    ...someone,
    user: `hostile-${index}`,
    user_id: `hostile${index}`,
    user_name: name,
    has_two_factor: false,
  }));
  const hostile = await writePage({
    ...workspace,
    members: [...workspace.members, ...members],
    teams: workspace.teams.map((one) =>
      one === team ? { ...one, name: "</script><script>alert(1)</script>" } : one,
    ),
  });
  const viewport = { width: 1280, height: 2_600 };
  const { page, troubles } = await openPage(`${hostile}#/people?q=hostile`, { viewport });

  const shown = async () => (await page.locator(".rows .name a").allInnerTexts()).toSorted();
  const expected = names.map((name) => toVisibleText(name, 200).replaceAll(/\s+/gu, " ").trim());
  await expect.poll(shown).toEqual(expected.toSorted());
  for (const view of ["people?q=hostile", "findings?state=all", `account/member/hostile${image}`]) {
    await page.goto(`${hostile}#/${view}`);
    await page.locator("h1").waitFor();
    expect(await page.locator("img, iframe, main script, [onerror]").count()).toBe(0);
    expect(await page.locator('a:not([href^="#/"])').count()).toBe(0);
  }
  expect(await page.locator("h1").innerText()).toContain("<img src=x onerror=alert(1)>");
  expect(troubles).toEqual([]);
});

test("what was not seen is unknown with its reason, and never no", async () => {
  const partial = await writePage(fernwick(), { policy, key: "member" });
  const { page, troubles } = await openPage(partial);

  expect(await page.locator("h1").textContent()).toContain("Unknown");
  expect(await page.locator("main").innerText()).toContain("does not see it reliably");
  await page.goto(`${partial}#/people?kind=member`);
  const facts = page.locator(".fact.two-factor");
  expect(new Set(await facts.allTextContents())).toEqual(new Set(["unknown"]));
  await page.goto(`${partial}#/findings`);
  expect(await page.locator("main .gap").innerText()).toMatch(/^\d+ rules could not be judged/u);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const view of ["overview", "findings", "rules"]) {
    await page.goto(`${partial}#/${view}`);
    await page.locator("h1").waitFor();
    expect([view, await violationsOf(page)]).toEqual([view, []]);
    expect([view, await overflowOf(page)]).toEqual([view, 0]);
  }
  expect(troubles).toEqual([]);
});

test("where nothing was found it says so, and not that a filter is to blame", async () => {
  const { page, troubles } = await openPage(`${await writePage(cleanWorkspace())}#/findings`);

  expect(await page.getByRole("status").textContent()).toBe("There is no open finding.");
  expect(await page.locator("main .gap").count()).toBe(0);
  await page.getByLabel("Search findings").fill("nobody");
  expect(await page.getByRole("status").textContent()).toBe("No finding matches the filters.");
  expect(troubles).toEqual([]);
});

test("what changed since the sync before is told", async () => {
  const changed = await writePage(fernwick(), { policy, before: cleanWorkspace() });
  const { page, troubles } = await openPage(`${changed}#/changes`);

  expect(await page.locator("h1 + p").textContent()).toMatch(/^\d+ changes between 2026-11-22/u);
  expect(await page.locator(".changes li").count()).toBeGreaterThan(3);
  expect(await violationsOf(page)).toEqual([]);
  expect(troubles).toEqual([]);
});

test("on paper, one sentence says how many changes are missing", async () => {
  const changed = await writePage(fernwick(), { policy, before: cleanWorkspace() });
  const many = await changeData(changed, (data) => {
    const { changes } = data.report;
    const [first] = changes?.list ?? [];
    if (changes === undefined || first === undefined) throw new Error("nothing changed");
    const list = Array.from({ length: 2_003 }, (_, index) => ({
      ...first,
      subject: { ...first.subject, id: `id-${index}` },
    }));
    return { ...data, report: { ...data.report, changes: { ...changes, list } } };
  });
  const { page, troubles } = await openPage(many);

  const { text } = await printPage(page);
  expect(text.match(/^.*more, which only the page itself.*$/gmu)).toEqual([
    "And 3 more, which only the page itself contains.",
  ]);
  expect(troubles).toEqual([]);
});

test("the same workspace gives the same bytes", async () => {
  const [one, other] = await Promise.all(
    [address, await writePage(fernwick(), { policy })].map((url) => readFile(new URL(url))),
  );
  expect(other).toEqual(one);
});

/** The tab "Repositories", a repository's page, and the repositories on a person's page. */

import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { toPrivileges } from "../../src/sandbox/repositories.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { formulasOf, parseCsv } from "../support/csv.ts";
import { hostileTexts } from "../support/hostile-text.ts";
import {
  changeData,
  looks,
  memberId,
  openPage,
  overflowOf,
  printPage,
  savedText,
  violationsOf,
  writePage,
} from "./open-page.ts";

const policy = `${peoplePolicy}
repositories:
  platform-core:
    visibility: off
    default-privilege: none
    admins: [team:platform]
    write: [service:ci-publish-7hq2]
    read: [team:release]
  firmware: { admins: [team:release], write: [team:platform] }
  data-models: { default-privilege: none, write: [team:data] }
  public-sdk: { visibility: private, privileges: any }
  third-party-cache: { default-privilege: read, admins: [team:platform] }
`;
const lines = policy.split("\n");
const lineOf = (text: string) => lines.findIndex((line) => line.includes(text)) + 1;
const owner = { policy, key: "owner", repositories: "always" } as const;

const address = await writePage(fernwick(), owner);

const idOf = (slug: string) => fernwick().repositories.find(({ row }) => row.slug === slug)?.row;
const rows = (page: Page) => page.locator("tbody.repositories tr");
const names = async (page: Page) => await page.locator("tbody.repositories th a").allTextContents();
const pathTo = (page: Page, table: string, who: RegExp | string) =>
  page.getByRole("table", { name: table, exact: true }).locator("tbody tr", { hasText: who });

test("the tab is there only if the repositories were requested", async () => {
  const { page } = await openPage(address);
  const tab = page.getByRole("navigation", { name: "Views" }).getByText("Repositories");
  expect(await tab.textContent()).toContain("13");
  await page.goto(await writePage(fernwick(), { policy: peoplePolicy }));
  await page.locator("h1").waitFor();
  expect(await tab.count()).toBe(0);
});

test("each repository has its settings, and each holder with the level that was seen", async () => {
  const { page, troubles } = await openPage(`${address}#/repositories`);

  expect(await rows(page).count()).toBe(13);
  const core = await rows(page).filter({ hasText: "platform-core" }).innerText();
  expect(core).toMatch(/Platform Core.*platform-core.*Off.*None.*complete/su);
  expect(core).toMatch(/platform Admin.*data Write.*release Write.*ci-publish-7hq2 Write/su);
  const cache = await rows(page).filter({ hasText: "third-party-cache" }).innerText();
  expect(cache).toMatch(/gone-person Write nobody/u);
  expect(await page.locator("main").innerText()).toContain(
    "The API does not report the workspace’s default privilege.",
  );
  expect(await page.locator("main .gap").count()).toBe(0);
  expect(troubles).toEqual([]);
});

test("filters and the search leave what they name, and the address keeps them", async () => {
  const { page, troubles } = await openPage(`${address}#/repositories`);

  await page.getByLabel("Broadcast").selectOption("Open-Source");
  await expect.poll(() => names(page)).toEqual(["Open Instruments"]);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByLabel("Default").selectOption("Write");
  await expect.poll(() => names(page)).toEqual(["Data Models"]);
  await page.reload();
  expect(await names(page)).toEqual(["Data Models"]);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByLabel("Team", { exact: true }).selectOption({ label: "platform" });
  await page.getByLabel("Level").selectOption("Write");
  await expect.poll(() => names(page)).toEqual(["Firmware"]);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByLabel("Search repositories and holders").fill("eva-janssen");
  await expect.poll(() => names(page)).toEqual(["Legacy Archive"]);
  await page.getByLabel("Search repositories and holders").fill("nothing like this");
  await page.getByText("No repository matches the filters.").waitFor();
  expect(troubles).toEqual([]);
});

test("a click on a column sorts by it, and a second click turns the order", async () => {
  const { page, troubles } = await openPage(`${address}#/repositories`);
  const head = page.getByRole("columnheader", { name: "Default privilege" });

  const sorted = await names(page);
  expect(sorted).toEqual(sorted.toSorted());
  await head.getByRole("button").click();
  expect(await head.getAttribute("aria-sort")).toBe("ascending");
  expect((await names(page)).slice(0, 2)).toEqual(["Data Models", "Third-party Cache"]);
  await head.getByRole("button").click();
  expect(await head.getAttribute("aria-sort")).toBe("descending");
  expect((await names(page)).slice(-2)).toEqual(["Third-party Cache", "Data Models"]);
  expect(await page.locator("[aria-sort]").count()).toBe(1);
  expect(troubles).toEqual([]);
});

test("the filtered rows are saved as CSV, a row for each privilege, in the order that is shown", async () => {
  const { page, troubles } = await openPage(`${address}#/repositories?q=data`);

  const shown = await names(page);
  const { name, text } = await savedText(page, () =>
    page.getByRole("button", { name: "Download CSV" }).click(),
  );
  expect(name).toBe("fernwick-repositories.csv");
  const [columns, ...cells] = parseCsv(text);
  expect(columns?.slice(7, 10)).toEqual(["holder kind", "holder", "level"]);
  expect([...new Set(cells.map((row) => row[2]))]).toEqual(shown);
  expect(cells.map((row) => row.slice(1, 10))).toContainEqual([
    "platform-core",
    "Platform Core",
    "Off",
    "None",
    "complete",
    "",
    "team",
    "data",
    "Write",
  ]);
  expect(troubles).toEqual([]);
});

test("a repository's page has each path with the policy's line or the finding", async () => {
  const { page, troubles } = await openPage(
    `${address}#/repository/${idOf("platform-core")?.slug_perm}`,
  );
  const path = async (who: RegExp | string) =>
    await pathTo(page, "Paths of access", who).textContent();

  expect(await path("team platform")).toContain(
    `repositories.platform-core.admins lists team:platform access-policy.yml:${lineOf("admins: [team:platform]")}`,
  );
  expect(await path("team data")).toContain("error repository-privilege-unexpected");
  expect(await path("team data")).not.toContain("lists");
  expect(await path("team release")).toContain("error repository-privilege-level");
  expect(await path("every member")).toContain("default-privilege allows at most None");
  expect(await path("others, to download")).toContain("visibility allows at most Off");
  expect(await path("every Owner")).toContain("implicit: Owners have Admin on every repository");
  const reached = pathTo(page, "Accounts with a path", "Amara Okoye");
  expect(await reached.textContent()).toContain("Admin through team platform as manager");
  await page.goto(`${address}#/repository/${idOf("data-models")?.slug_perm}`);
  await expect.poll(() => path("every member")).toContain("error repository-default-privilege");
  await page.goto(`${address}#/repository/${idOf("legacy-archive")?.slug_perm}`);
  await expect.poll(() => path("person")).toContain("the policy does not manage");
  await page.keyboard.press("Escape");
  await page.goto(`${address}#/repository/nothing`);
  await page.getByRole("heading", { name: "No such repository" }).waitFor();
  expect(troubles).toEqual([]);
});

test("a person's page has the paths to each repository, with levels and the policy", async () => {
  const { page, troubles } = await openPage(
    `${address}#/account/member/${memberId("liam-obrien")}`,
  );
  const path = async (name: string) =>
    await pathTo(page, "Paths to repositories", name).textContent();

  expect(await path("Firmware")).toMatch(/Admin directly.*error repository-privilege-unexpected/u);
  expect(await path("Data Models")).toMatch(/Write through the repository’s default privilege/u);
  expect(await page.locator("main").innerText()).not.toContain("as an Owner");
  await page.goto(`${address}#/account/member/${memberId("amara-okoye")}`);
  await expect.poll(() => path("Platform Core")).toMatch(/Admin through team platform as manager/u);
  expect(await path("Platform Core")).toContain("repositories.platform-core.admins lists");
  // Owners have every repository, also those without any privilege of theirs.
  expect(await path("Legacy Archive")).toContain("Admin as an Owner (implicit)");
  expect(await path("Data Models")).toMatch(/^Data ModelsAdminAdmin as an Owner.*Write through/u);
  await page.goto(`${address}#/account/member/${memberId("bruno-keller")}`);
  await expect.poll(() => path("Docs Assets")).toMatch(/Write through team docs as member/u);
  // A Collaborator does not have the default privilege.
  expect(await pathTo(page, "Paths to repositories", "Data Models").count()).toBe(0);
  await page.goto(`${address}#/account/service/ci-publish-7hq2`);
  await expect.poll(() => path("Customer Releases")).toMatch(/Write directly/u);
  expect(troubles).toEqual([]);
});

test("what was not read is said, for the list and for each repository", async () => {
  const workspace = fernwick();
  for (const { privileges } of workspace.repositories.slice(0, 2)) {
    privileges.push(...toPrivileges({ "service access-audit": "Admin" }));
  }
  workspace.repositories[2]?.privileges.push(...toPrivileges({ "service access-audit": "Read" }));
  const text = `${policy}unlisted-repositories: { severity: error, of: visible }\n`;
  const partial = await writePage(workspace, { policy: text, repositories: "always" });
  const { page, troubles } = await openPage(`${partial}#/repositories`);

  const gaps = await page.locator("main > .gap").allInnerTexts();
  expect(gaps).toEqual([
    expect.stringMatching(/^The list of repositories is partial: .+\.$/u),
    "By decision of the policy, only visible repositories were checked.",
    expect.stringMatching(/^The privileges of 3 repositories were not read completely, so/u),
  ]);
  await page.getByLabel("Privileges").selectOption("refused");
  // The account sees two of them only by their default privilege.
  await expect.poll(() => names(page)).toEqual(["Data Models", "Firmware", "Third-party Cache"]);
  for (const row of await rows(page).allInnerTexts()) expect(row).toMatch(/refused \S+/u);
  await page.goto(`${partial}#/repository/${idOf("firmware")?.slug_perm}`);
  await page.getByText("Privileges read: refused").waitFor();
  expect(await page.locator("main > .gap").count()).toBe(3);
  await page.goto(`${partial}#/account/member/${memberId("amara-okoye")}`);
  await expect.poll(() => page.locator("section > .gap").count()).toBe(3);
  expect(troubles).toEqual([]);
});

test("hostile names stay text in the table, on a repository's page and in the CSV", async () => {
  const workspace = fernwick();
  const texts = hostileTexts.filter((text) => text.isWellFormed() && !text.includes("\u0000"));
  const [first] = workspace.repositories;
  if (first === undefined) throw new Error("Fernwick has no repository");
  workspace.repositories = texts.map((name, index) => ({
    row: { ...first.row, name, slug: `hostile-${index}`, slug_perm: `hostile${index}` },
    privileges: toPrivileges({ "user <b>bold</b>": "Admin", "team platform": "Admin" }),
  }));
  const hostile = await writePage(workspace, owner);
  const { page, troubles } = await openPage(`${hostile}#/repositories`);

  expect(await rows(page).count()).toBe(texts.length);
  const image = texts.findIndex((text) => text.startsWith("<img"));
  const saved = await savedText(page, () =>
    page.getByRole("button", { name: "Download CSV" }).click(),
  );
  expect(formulasOf(saved.text)).toEqual([]);
  const person = memberId("amara-okoye");
  for (const view of ["repositories", `repository/hostile${image}`, `account/member/${person}`]) {
    await page.goto(`${hostile}#/${view}`);
    await expect.poll(() => page.locator("main").innerText()).toContain("<img src=x");
    expect(await page.locator("img, iframe, main script, main b, [onerror]").count()).toBe(0);
  }
  expect(troubles).toEqual([]);
});

test.each(looks)("axe finds nothing wrong %s, and nothing is wider", async (_, look) => {
  const { page, troubles } = await openPage(address, look);
  for (const view of [
    "repositories",
    `repository/${idOf("third-party-cache")?.slug_perm}`,
    `account/member/${memberId("amara-okoye")}`,
    "account/service/ci-publish-7hq2",
  ]) {
    await page.goto(`${address}#/${view}`);
    await page.getByText("The API does not report").waitFor();
    expect([view, await violationsOf(page)]).toEqual([view, []]);
    const wider = await overflowOf(page);
    expect([view, wider]).toEqual([view, 0]);
  }
  expect(troubles).toEqual([]);
});

test("printed, the repositories are part of it", async () => {
  const { page, troubles } = await openPage(`${address}#/overview`);
  const { text: printed } = await printPage(page);
  for (const { row } of fernwick().repositories) expect(printed).toContain(row.name);
  expect(printed).toContain("The API does not report");
  expect(troubles).toEqual([]);
});

test("of many repositories, the first are rendered, and the others are found", async () => {
  const many = await changeData(address, (data) => {
    const { repositories } = data;
    if (repositories === undefined) throw new Error("no repositories were read");
    const repeat = <Value>(rows: readonly Value[]): readonly Value[] =>
      Array.from({ length: 500 }, (_, index) => rows[index % rows.length] as Value);
    const column = <Value extends { readonly rows: readonly number[] }>(value: Value): Value => ({
      ...value,
      rows: repeat(value.rows),
    });
    const number = (prefix: string) => Array.from({ length: 500 }, (_, index) => prefix + index);
    return {
      ...data,
      repositories: {
        ...repositories,
        id: number("id"),
        slug: number("repository-"),
        name: number("Repository "),
        broadcast: column(repositories.broadcast),
        defaultPrivilege: column(repositories.defaultPrivilege),
        status: column(repositories.status),
        reason: column(repositories.reason),
        privileges: repeat(repositories.privileges),
        allowedBy: repeat(repositories.allowedBy),
      },
    };
  });
  const { page, troubles } = await openPage(`${many}#/repositories`);

  expect(await rows(page).count()).toBe(200);
  await page.getByRole("button", { name: "Show 200 more of 300" }).click();
  await expect.poll(() => rows(page).count()).toBe(400);
  await page.getByLabel("Search repositories and holders").fill("repository-499");
  await expect.poll(() => names(page)).toEqual(["Repository 499"]);
  await page.goto(`${many}#/account/member/${memberId("amara-okoye")}`);
  const paths = page.getByRole("table", { name: "Paths to repositories", exact: true });
  await expect.poll(() => paths.locator("tbody tr").count()).toBe(200);
  const missing = page.getByText("And 300 more, which only the page itself contains.");
  expect(await missing.isVisible()).toBe(false);
  await page.emulateMedia({ media: "print" });
  expect(await missing.isVisible()).toBe(true);
  expect(troubles).toEqual([]);
});

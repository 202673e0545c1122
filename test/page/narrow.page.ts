/** The page on the narrowest phones: no name, however long, makes it scroll sideways. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { sandboxExceptions, peoplePolicy } from "../../src/sandbox/policy.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { openBrowser } from "../../scripts/open-browser.ts";
import { openPage, writePage } from "./open-page.ts";

const policy = peoplePolicy + sandboxExceptions;
const narrow = { viewport: { width: 360, height: 740 } };
const long = "unbroken".repeat(15);
let browser: Browser;
let address: string;

beforeAll(async () => {
  browser = await openBrowser();
  const { members, teams, repositories, ...rest } = fernwick();
  const inTeams = members.map(({ teams: places, ...one }) => ({
    ...one,
    user: one.user === "amara-okoye" ? long : one.user,
    user_name: one.user === "amara-okoye" ? long : one.user_name,
    teams: places.map((place) => ({ ...place, name: long + place.slug })),
  }));
  address = await writePage(
    {
      ...rest,
      members: inTeams,
      teams: teams.map((team) => ({ ...team, name: long + team.slug })),
      repositories: repositories.map(({ row, privileges }) => ({
        row: row.slug === "firmware" ? { ...row, name: long, slug: long } : row,
        privileges,
      })),
    },
    { policy, key: "owner", repositories: "always", before: fernwick() },
  );
});
afterAll(async () => {
  await browser.close();
});

const idOf = (username: string) =>
  fernwick().members.find(({ user }) => user === username)?.user_id;
const firmware = fernwick().repositories.find(({ row }) => row.slug === "firmware")?.row;

test.each([
  "overview",
  "findings",
  "people",
  "repositories",
  "review",
  "changes",
  "exceptions",
  "rules",
  `account/member/${idOf("amara-okoye")}`,
  `repository/${firmware?.slug_perm}`,
])("%s fits into 360 pixels with long names", async (view) => {
  const { page, troubles } = await openPage(browser, `${address}#/${view}`, narrow);

  await page.locator("h1").waitFor();
  if (view.includes("/")) expect(await page.locator("h1").innerText()).toContain(long);
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
  expect(troubles).toEqual([]);
});

/** The page on the narrowest phones: no name, however long, makes it scroll sideways. */

import { expect, test } from "vitest";

import { toToken } from "../../src/sandbox/tokens.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { memberId, openPage, overflowOf, policy, writePage } from "./open-page.ts";

const narrow = { viewport: { width: 360, height: 740 } };
const long = "unbroken".repeat(15);

const { members, teams, repositories, oidc, groupSync, ...rest } = fernwick();
const inTeams = members.map(({ teams: places, ...one }) => ({
  ...one,
  user: one.user === "amara-okoye" ? long : one.user,
  user_name: one.user === "amara-okoye" ? long : one.user_name,
  teams: places.map((place) => ({ ...place, name: long + place.slug })),
}));
const address = await writePage(
  {
    ...rest,
    members: inTeams,
    teams: teams.map((team) => ({ ...team, name: long + team.slug })),
    repositories: repositories.map(({ row, privileges }) => ({
      row: row.slug === "firmware" ? { ...row, name: long, slug: long } : row,
      privileges,
      tokens: [toToken(row.slug, long, `tk${row.slug_perm}`)],
    })),
    oidc: oidc.map((provider) => ({
      ...provider,
      name: long,
      provider_url: `https://${long}.example`,
      claims: { [long]: long },
    })),
    groupSync: {
      ...groupSync,
      mappings: groupSync.mappings.map((mapping) => ({
        ...mapping,
        idp_key: long,
        idp_value: long,
      })),
    },
  },
  { policy: `${policy}\ntokens: []\n`, key: "owner", repositories: "always", before: fernwick() },
);
const firmware = fernwick().repositories.find(({ row }) => row.slug === "firmware")?.row;

test.each([
  "overview",
  "findings",
  "people",
  "repositories",
  "keys",
  "review",
  "changes",
  "exceptions",
  "rules",
  `account/member/${memberId("amara-okoye")}`,
  `repository/${firmware?.slug_perm}`,
])("%s fits into 360 pixels with long names", async (view) => {
  const { page, troubles } = await openPage(`${address}#/${view}`, narrow);

  await page.locator("h1").waitFor();
  if (view.includes("/")) expect(await page.locator("h1").innerText()).toContain(long);
  expect(await overflowOf(page)).toBe(0);
  expect(troubles).toEqual([]);
});

test.each(["#/overview", "#/keys", "#/rules"])(
  "on a phone, the link to %s is in sight when it is current",
  async (hash) => {
    const { page } = await openPage(`${address}${hash}`, narrow);

    const box = await page.locator("nav [aria-current]").boundingBox();

    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(narrow.viewport.width + 1);
  },
);

test("on a phone, the links follow a change of the view", async () => {
  const { page } = await openPage(`${address}#/rules`, narrow);

  await page.evaluate("location.hash = '#/overview'");
  await page.locator("nav [aria-current]", { hasText: "Overview" }).waitFor();

  const box = await page.locator("nav [aria-current]").boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
});

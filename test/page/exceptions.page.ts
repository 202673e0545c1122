/** The view "Exceptions": what each exception is limited to, on the screen and on paper. */

import { expect, test } from "vitest";

import { fernwick } from "../../src/sandbox/workspace.ts";
import { openPage, printPage, writePage } from "./open-page.ts";

const policy = `version: 1
organization: fernwick
roles:
  owner: { members: [amara-okoye], max: 1 }
exceptions:
  - { rule: team-member-unexpected, subject: in-team, team: release, reason: r, expires: 2026-12-31 }
  - { rule: repository-privilege-unexpected, subject: on-repository, repository: some-repo, reason: r, expires: 2026-12-31 }
  - { rule: role-count, subject: fernwick, role: owner, allow: 1200, reason: r, expires: 2026-12-31 }
  - { rule: two-factor, subject: anywhere, reason: r, expires: 2026-12-31 }
`;
const expected = [
  "in-team in release",
  "on-repository on some-repo",
  "fernwick allows 1,200 with role owner",
  "anywhere",
];

test("each exception has its team, its repository, or its role and number, also on paper", async () => {
  const address = await writePage(fernwick(), { policy, repositories: "always" });
  const { page, troubles } = await openPage(`${address}#/exceptions`);

  const scopes = page.locator("tbody td:first-of-type");
  expect(await scopes.allInnerTexts()).toEqual(expected);
  await page.goto(`${address}#/overview`);
  const { text: printed } = await printPage(page);
  for (const scope of expected) expect(printed).toContain(scope);
  expect(troubles).toEqual([]);
});

/** A person's page, and the links from findings to people and to the policy. */

import { expect, test } from "vitest";

<<<<<<< HEAD
import { sandboxExceptions, peoplePolicy } from "../../src/sandbox/policy.ts";
=======
>>>>>>> page-tidy
import { fernwick } from "../../src/sandbox/workspace.ts";
import {
  browser,
  changeData,
  memberId,
  openPage,
  policy,
  readData,
  violationsOf,
  writePage,
} from "./open-page.ts";

<<<<<<< HEAD
const policy = peoplePolicy + sandboxExceptions;
=======
>>>>>>> page-tidy
const lines = policy.split("\n");
const lineOf = (text: string) => lines.findIndex((line) => line.includes(text)) + 1;
const start = "https://github.example/fernwick/access/blob/0123abc/access-policy.yml#L";

const address = await writePage(fernwick(), { policy });
const linked = await changeData(address, (data) => ({
  ...data,
  policyLinks: { "access-policy.yml": start },
}));

test("each path of access has the policy's line that allows it", async () => {
  const { page, troubles } = await openPage(
    `${address}#/account/member/${memberId("amara-okoye")}`,
  );

  const row = (name: string) =>
    page
      .getByRole("table", { name: "Paths of access" })
      .getByRole("row", { name: new RegExp(`^${name}`, "u") });
  expect(await row("the workspace").textContent()).toContain(
    `roles.owner lists amara-okoye access-policy.yml:${lineOf("members: [amara-okoye, jonas")}`,
  );
  expect(await row("team platform").textContent()).toContain(
    `teams.platform lists amara-okoye access-policy.yml:${lineOf("managers: [amara-okoye]")}`,
  );
  await page.goto(`${address}#/account/member/${memberId("priya-raman")}`);
  await expect
    .poll(() => row("the workspace").textContent())
    .toContain(`roles.member allows *@fernwick.example`);
  expect(await page.locator("a.place").count()).toBe(0);
  expect(await violationsOf(page)).toEqual([]);
  expect(troubles).toEqual([]);
});

test("a path that the policy does not allow has the finding instead of a line", async () => {
  const { report } = await readData(address);
  const finding = report.findings.find(
    ({ rule, state }) => rule === "team-member-unexpected" && state !== "accepted",
  );
  if (finding?.object === undefined) throw new Error("Fernwick has no such finding");
  const { subject, object } = finding;
  const { page, troubles } = await openPage(`${address}#/account/${subject.kind}/${subject.id}`);

  const row = page
    .getByRole("table", { name: "Paths of access" })
    .locator("tr", { hasText: `team ${object.slug}` });
  const text = await row.textContent();
  expect(text).toContain("error team-member-unexpected access-policy.yml:");
  expect(text).not.toContain("lists");
  expect(troubles).toEqual([]);
});

test("findings and paths link to the policy's line at the commit, where the run knows it", async () => {
  const { page, troubles } = await openPage(`${linked}#/findings`);
  const { report } = await readData(address);

  const links = page.locator(".findings a.place");
  const found = await links.all();
  const hrefs = await Promise.all(found.map((one) => one.getAttribute("href")));
  const expected = report.findings
    .filter(({ state, policy: place }) => state !== "accepted" && place !== undefined)
    .map(({ policy: place }) => `${start}${place?.line}`);
  expect(expected.length).toBeGreaterThan(5);
  expect(hrefs.map(String).toSorted()).toEqual(expected.toSorted());
  for (const view of [`account/member/${memberId("amara-okoye")}`, "exceptions"]) {
    await page.goto(`${linked}#/${view}`);
    await page.locator("h1").waitFor();
    await expect.poll(() => page.locator("a.place").count()).toBeGreaterThan(0);
    expect(await violationsOf(page)).toEqual([]);
  }
  expect(troubles).toEqual([]);
});

test("each finding about a person, an account or a team links to it", async () => {
  const { page, troubles } = await openPage(`${address}#/findings?state=all`);
  const { report } = await readData(address);

  const about = new Set(["member", "service", "invite", "team"]);
  const linkable = report.findings.filter(({ subject }) => about.has(subject.kind));
  expect(await page.locator('.findings .said a[href^="#/"]').count()).toBe(linkable.length);
  await page.goto(`${address}#/findings?state=all&rule=team-unlisted`);
  await page.locator(".findings .said a").first().click();
  await page.getByRole("grid").waitFor();
  expect(page.url()).toContain("team=");
  expect(troubles).toEqual([]);
});

test("a person's page takes the decision, by keyboard as well, and the review has it", async () => {
  const { page, troubles } = await openPage(
    `${address}#/account/member/${memberId("amara-okoye")}`,
  );
  const item = page.locator(".review .item").first();

  await item.getByRole("button", { name: "Ask" }).focus();
  for (const key of ["a", "g", "ArrowDown", "k", "n"]) await page.keyboard.press(key);
  await page.keyboard.type("needed");
  await page.keyboard.press("Escape");
  // Escape left the note, not the page.
  expect(page.url()).toContain("#/account/");
  expect(await page.locator(".grants .item.keep").count()).toBe(1);
  expect(await violationsOf(page)).toEqual([]);
  await page.goto(`${address}#/review?show=ask`);
  await expect
    .poll(() => page.locator(".review > li > .item").allInnerTexts())
    .toEqual([expect.stringContaining("amara-okoye")]);
  expect(await page.locator(".progress strong").textContent()).toBe("1 of 47");
  expect(troubles).toEqual([]);
});

test("a person's page says so where the browser does not keep the decision", async () => {
  const context = await browser.newContext();
  await context.addInitScript(
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
  );
  const page = await context.newPage();
  await page.goto(`${address}#/account/member/${memberId("amara-okoye")}`);

  await page.locator(".review .item").first().getByRole("button", { name: "Ask" }).click();
  expect(await page.getByRole("alert").innerText()).toContain("does not keep the review");
  expect(await violationsOf(page)).toEqual([]);
});

test("a policy that a stranger wrote stays text: its names, messages and remedies", async () => {
  const image = "<img=x>";
  const { members, ...workspace } = fernwick();
  const named = members
    .filter(({ user }) => user === "amara-okoye")
    .map((one) => ({ ...one, user: image }));
  const hostile = await writePage(
    { ...workspace, members: named },
    {
      policy: `version: 1
organization: fernwick
roles:
  owner: { members: ["${image}"] }
custom:
  - id: stranger
    for: member
    violates: member.role == "Owner"
    severity: error
    message: "${image}"
    remedy: "${image} \\u202Eesrever"
`,
    },
  );
  const { page, troubles } = await openPage(hostile);

  const first = page.locator(".first");
  expect(await first.innerText()).toContain(`${image} <U+202E>esrever`);
  for (const view of [
    "findings",
    `account/member/${memberId("amara-okoye")}`,
    "review?q=amara.okoye",
  ]) {
    await page.goto(`${hostile}#/${view}`);
    await page.locator("h1").waitFor();
    if (view.startsWith("review")) await page.getByRole("button", { name: /grants/u }).click();
    await expect.poll(() => page.locator("main").innerText()).toContain(image);
    expect(await page.locator("img, iframe, main script, [onerror]").count()).toBe(0);
  }
  expect(troubles).toEqual([]);
});

test.each(["javascript:alert(1)//", "data:text/html,", "//evil.example/"])(
  "a link to %s is not a link",
  async (url) => {
    const hostile = await changeData(address, (data) => ({
      ...data,
      policyLinks: { "access-policy.yml": url },
    }));
    const { page, troubles } = await openPage(`${hostile}#/findings`);

    expect(await page.locator("code.place").count()).toBeGreaterThan(0);
    expect(await page.locator("a.place").count()).toBe(0);
    expect(troubles).toEqual([]);
  },
);

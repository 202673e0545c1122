/** The tab "Keys and identities": tokens, OIDC providers, group mappings and keys. */

import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { peoplePolicy, sandboxPolicy } from "../../src/sandbox/policy.ts";
import { secretMark } from "../../src/sandbox/tokens.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { formulasOf, parseCsv } from "../support/csv.ts";
import { hostileTexts } from "../support/hostile-text.ts";
import {
  changeData,
  looks,
  openPage,
  overflowOf,
  printPage,
  readData,
  savedText,
  violationsOf,
  writePage,
} from "./open-page.ts";

const owner = { policy: sandboxPolicy, key: "owner" } as const;
const address = await writePage(fernwick(), owner);

const titles = [
  "Entitlement tokens",
  "OIDC providers",
  "Service accounts that tokens of a provider may become",
  "Group mappings",
  "Keys of service accounts",
] as const;
const table = (page: Page, name: (typeof titles)[number]) =>
  page.getByRole("table", { name, exact: true });
const rows = (page: Page, name: (typeof titles)[number]) => table(page, name).locator("tbody tr");
const names = async (page: Page, name: (typeof titles)[number]) =>
  await rows(page, name).locator("th").allInnerTexts();
const rowOf = async (page: Page, name: (typeof titles)[number], who: RegExp | string) =>
  (await rows(page, name).filter({ hasText: who }).innerText()).replaceAll(/\s+/gu, " ");
const section = (page: Page, name: (typeof titles)[number]) =>
  page.locator("main > section", { has: page.getByRole("heading", { name, level: 2 }) });

test("each kind has a table with the findings beside each row", async () => {
  const { page, troubles } = await openPage(`${address}#/keys`);

  expect(await page.locator("h1").innerText()).toBe("Keys and identities");
  for (const title of titles) expect(await table(page, title).count()).toBe(1);
  expect(await rowOf(page, "Entitlement tokens", "ci-firmware")).toMatch(
    /firmware yes no end 2023-04-11 by amara-okoye – no no warning token-without-end/u,
  );
  expect(await rowOf(page, "Entitlement tokens", "ci-cache")).toMatch(
    /third-party-cache yes 2027-03-31.*yes yes warning token-broadcasts/su,
  );
  expect(await rowOf(page, "Entitlement tokens", "ci-mobile")).toMatch(
    /by gone-person.*error token-orphaned/su,
  );
  expect(await rowOf(page, "OIDC providers", "GitHub")).toMatch(
    /https:\/\/token\.actions.*yes repository_owner = fernwick.*access-audit.*error oidc-claims/su,
  );
  expect(await rowOf(page, "OIDC providers", "GitLab")).toMatch(/chosen by claim project_path/u);
  expect(
    await rowOf(page, "Service accounts that tokens of a provider may become", "GitLab"),
  ).toMatch(/ci publish.*dynamic mapping: project_path = fernwick\/firmware error oidc-service/su);
  expect(await rowOf(page, "Group mappings", "incident-leads")).toMatch(
    /groups incident-room Member error group-sync-role/u,
  );
  expect(await section(page, "Group mappings").innerText()).toMatch(
    /group writers should fill team Docs/u,
  );
  expect(await rowOf(page, "Keys of service accounts", "mobile builds")).toMatch(
    /no end.*2024-04-08 by amara-okoye warning service-key-expiry/su,
  );
  expect(await page.locator("main .gap").count()).toBe(0);
  expect(troubles).toEqual([]);
});

test("no secret of a token is in the file", async () => {
  expect(JSON.stringify(await readData(address))).not.toContain(secretMark);
});

test("filters and the search leave what they name in every table, and the address keeps them", async () => {
  const { page, troubles } = await openPage(`${address}#/keys`);
  const choose = (label: string, option: string) =>
    page.getByLabel(label, { exact: true }).selectOption({ label: option });

  await choose("Kind", "entitlement tokens");
  await expect.poll(() => table(page, "OIDC providers").count()).toBe(0);
  await choose("Active", "yes");
  await choose("End", "no end");
  await expect
    .poll(() => names(page, "Entitlement tokens"))
    .toEqual([expect.stringContaining("ci-firmware")]);
  await page.reload();
  await expect.poll(() => rows(page, "Entitlement tokens").count()).toBe(1);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await choose("Findings", "with open findings");
  await expect.poll(() => rows(page, "Entitlement tokens").count()).toBe(4);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByLabel("Search keys and identities").fill("fernwick/firmware");
  await expect
    .poll(() => rows(page, "Service accounts that tokens of a provider may become").count())
    .toBe(1);
  // An empty table because of a filter does not look like an empty workspace.
  expect(await section(page, "Entitlement tokens").innerText()).toContain(
    "None of them matches the filters.",
  );
  expect(troubles).toEqual([]);
});

test("a click on a column sorts by it, and a second click turns the order", async () => {
  const { page, troubles } = await openPage(`${address}#/keys?kind=token`);
  const head = page.getByRole("columnheader", { name: "Findings" });

  await head.getByRole("button").click();
  expect(await head.getAttribute("aria-sort")).toBe("ascending");
  expect((await names(page, "Entitlement tokens"))[0]).toContain("ci-mobile");
  await head.getByRole("button").click();
  expect(await head.getAttribute("aria-sort")).toBe("descending");
  expect((await names(page, "Entitlement tokens")).at(-1)).toContain("ci-mobile");
  expect(troubles).toEqual([]);
});

test("the filtered rows are saved as CSV, in the order that is shown", async () => {
  const { page, troubles } = await openPage(`${address}#/keys?found=open&kind=token`);
  const { name, text } = await savedText(page, () =>
    page.getByRole("button", { name: "Download CSV" }).click(),
  );
  const [columns = [], ...cells] = parseCsv(text);
  const first = Object.fromEntries(columns.map((column, at) => [column, cells[0]?.[at]]));

  expect(name).toBe("fernwick-keys.csv");
  expect(cells).toHaveLength(4);
  expect(first).toMatchObject({
    kind: "entitlement token",
    id: "tkK0cEv6Uo1q1",
    name: "Acme download",
    repository: "partner-drops",
    active: "yes",
    ends: "2027-03-31T23:59:59.000Z",
    "created by": "amara-okoye",
    "private broadcasts": "no",
    findings: "token-unlisted (warning)",
  });
  expect(troubles).toEqual([]);
});

test("findings and a repository lead to the rows that they are about", async () => {
  const { page, troubles } = await openPage(`${address}#/findings?rule=token-orphaned`);

  await page.getByRole("link", { name: /ci-mobile/u }).click();
  await expect
    .poll(() => names(page, "Entitlement tokens"))
    .toEqual([expect.stringContaining("ci-mobile")]);
  await table(page, "Entitlement tokens").getByRole("link", { name: "mobile-builds" }).click();
  await page.getByRole("link", { name: "2 entitlement tokens" }).click();
  await expect.poll(() => rows(page, "Entitlement tokens").count()).toBe(2);
  expect(troubles).toEqual([]);
});

test("what was refused, not read or not in the plan is no empty list", async () => {
  const manager = await writePage(fernwick(), { policy: sandboxPolicy });
  const { page, troubles } = await openPage(`${manager}#/keys`);
  const tokens = await section(page, "Entitlement tokens").innerText();
  expect(tokens).toMatch(/partial The list of repositories: /u);
  expect(tokens).toMatch(
    /refused The tokens of 2 repositories \(data-models, third-party-cache\): Cloudsmith refused it/u,
  );
  expect(tokens).toMatch(/not judged token-unlisted, .*: there may be more findings/u);
  expect(tokens).toContain("None was seen, which does not mean that there are none.");
  expect(tokens).not.toContain("The workspace has none.");

  const member = await writePage(fernwick(), { policy: peoplePolicy, key: "member" });
  await page.goto(`${member}#/keys`);
  await page.locator("h1").waitFor();
  expect(await section(page, "Entitlement tokens").innerText()).toContain(
    "not asked This audit read no repositories",
  );
  for (const title of ["OIDC providers", "Group mappings"] as const) {
    const text = await section(page, title).innerText();
    expect(text).toMatch(/refused The list of .+: /u);
    expect(text).toContain("None was seen");
    expect(text).not.toMatch(/\b0\b/u);
  }

  const lacking = await changeData(address, (data) => ({
    ...data,
    oidcProviders: [],
    report: {
      ...data.report,
      coverage: {
        ...data.report.coverage,
        lists: data.report.coverage.lists.map((list) =>
          list.name === "oidc"
            ? { ...list, status: "not-in-plan", count: 0, reason: "the plan does not include it" }
            : list,
        ),
      },
    },
  }));
  await page.goto(`${lacking}#/keys`);
  await expect
    .poll(() => section(page, "OIDC providers").innerText())
    .toContain("not in plan The list of OIDC providers: the plan does not include it.");
  // The other pages are other files, which the watch over requests does not know.
  expect(troubles.filter((trouble) => !trouble.startsWith("asked for file:"))).toEqual([]);
});

test("a workspace that has none of a kind says so", async () => {
  const { groupSync, ...rest } = fernwick();
  const none = await writePage(
    { ...rest, oidc: [], dynamicMappings: {}, groupSync: { ...groupSync, mappings: [] } },
    { policy: peoplePolicy },
  );
  const { page, troubles } = await openPage(`${none}#/keys`);

  for (const title of ["OIDC providers", "Group mappings"] as const) {
    expect(await section(page, title).innerText()).toContain("The workspace has none.");
  }
  expect(troubles).toEqual([]);
});

test("hostile names stay text in the tables and in the CSV", async () => {
  const texts = hostileTexts.filter((text) => text.isWellFormed() && !text.includes("\u0000"));
  const hostile = await changeData(address, (data) => ({
    ...data,
    oidcProviders: texts.map((text, at) => ({
      id: `oi${at}`,
      slug: text,
      name: text,
      issuer: text,
      enabled: true,
      services: [text],
      claims: [{ name: text, value: text }],
      mappingClaim: text,
      mappings: [{ value: text, service: text }],
    })),
    groupSync: {
      enabled: true,
      mappings: texts.map((text, at) => ({
        id: `gs${at}`,
        team: text,
        role: "Member" as const,
        attribute: text,
        value: text,
      })),
    },
  }));
  const { page, troubles } = await openPage(`${hostile}#/keys`);

  expect(await rows(page, "OIDC providers").count()).toBe(texts.length);
  expect(await page.locator("main").innerText()).toContain("<img src=x");
  expect(await page.locator("img, iframe, main script, main b, [onerror]").count()).toBe(0);
  const saved = await savedText(page, () =>
    page.getByRole("button", { name: "Download CSV" }).click(),
  );
  expect(formulasOf(saved.text)).toEqual([]);
  expect(troubles).toEqual([]);
});

test.each(looks)("axe finds nothing wrong %s, and nothing is wider", async (_, look) => {
  const { page, troubles } = await openPage(`${address}#/keys`, look);
  const manager = await writePage(fernwick(), { policy: sandboxPolicy });
  for (const one of [address, manager]) {
    await page.goto(`${one}#/keys`);
    await page.getByRole("heading", { name: "Keys of service accounts" }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
  }
  expect(troubles.filter((trouble) => !trouble.startsWith("asked for file:"))).toEqual([]);
});

test("printed, all kinds are part of it", async () => {
  const { page, troubles } = await openPage(`${address}#/overview`);
  const { text } = await printPage(page);

  for (const title of ["Keys and identities", ...titles]) expect(text).toContain(title);
  expect(text).toContain("ci-firmware");
  expect(troubles).toEqual([]);
});

test("of many tokens, the first are rendered, and the others are found", async () => {
  const many = await changeData(address, (data) => {
    const tokens = data.repositories?.tokens;
    if (data.repositories === undefined || tokens === undefined) throw new Error("no tokens");
    const repeat = <Value>(values: readonly Value[]): readonly Value[] =>
      Array.from({ length: 500 }, (_, index) => values[index % values.length] as Value);
    const column = <Value extends { readonly rows: readonly number[] }>(value: Value): Value => ({
      ...value,
      rows: repeat(value.rows),
    });
    const number = (prefix: string) => Array.from({ length: 500 }, (_, index) => prefix + index);
    const { status, reason, repository, id: _, name: __, ...facts } = tokens;
    const repeated = Object.fromEntries(
      Object.entries(facts).map(([fact, values]) => [fact, column(values)]),
    ) as typeof facts;
    return {
      ...data,
      repositories: {
        ...data.repositories,
        tokens: {
          ...repeated,
          status,
          reason,
          repository: repeat(repository),
          id: number("id"),
          name: number("token-"),
        },
      },
    };
  });
  const { page, troubles } = await openPage(`${many}#/keys`);

  expect(await rows(page, "Entitlement tokens").count()).toBe(200);
  await page.getByRole("button", { name: "Show 200 more of 300" }).click();
  await expect.poll(() => rows(page, "Entitlement tokens").count()).toBe(400);
  await page.getByLabel("Search keys and identities").fill("token-499");
  await expect.poll(() => rows(page, "Entitlement tokens").count()).toBe(1);
  expect(troubles).toEqual([]);
});

test("the page of a service account says which value of a claim chooses it", async () => {
  const { page } = await openPage(`${address}#/account/service/ci-publish-7hq2`);

  expect(await page.getByRole("listitem").filter({ hasText: "GitLab: issued" }).innerText()).toBe(
    "GitLab: issued by https://gitlab.com, enabled: yes, with namespace_path = fernwick; chosen by claim project_path = fernwick/firmware",
  );
});

test("the page of a service account says what was not seen of a provider", async () => {
  const unseen = { unknown: "missing" } as const;
  const lacking = await changeData(address, (data) => ({
    ...data,
    oidcProviders: data.oidcProviders.map((provider) => ({
      ...provider,
      services: unseen,
      mappings: unseen,
    })),
  }));
  const { page } = await openPage(`${lacking}#/account/service/ci-publish-7hq2`);

  expect(
    await page.getByRole("listitem").filter({ hasText: "GitLab: issued" }).innerText(),
  ).toMatch(/with namespace_path = fernwick; its own list: .+; dynamic mappings: .+/u);
});

test("the page of a service account shows six values of a claim, and counts the others", async () => {
  const service = "ci-publish-7hq2";
  const many = await changeData(address, (data) => ({
    ...data,
    oidcProviders: data.oidcProviders.map((provider) => ({
      ...provider,
      mappings: Array.from({ length: 8 }, (_, index) => ({ value: `fernwick/${index}`, service })),
    })),
  }));
  const { page } = await openPage(`${many}#/account/service/${service}`);

  expect(
    await page.getByRole("listitem").filter({ hasText: "GitLab: issued" }).innerText(),
  ).toMatch(/ = fernwick\/0 or fernwick\/1 or .* or fernwick\/5 and 2 more$/u);
});

test("the page of a service account says that a provider checks no claim", async () => {
  const open = await changeData(address, (data) => ({
    ...data,
    oidcProviders: data.oidcProviders.map((provider) => ({ ...provider, claims: [] })),
  }));
  const { page } = await openPage(`${open}#/account/service/ci-publish-7hq2`);

  expect(
    await page.getByRole("listitem").filter({ hasText: "GitLab: issued" }).innerText(),
  ).toContain("enabled: yes, with any claims; chosen by");
});

test.each([
  ["some", "partial"],
  ["none", "refused"],
] as const)(
  "the page of a service account says that %s of the providers were seen",
  async (number, status) => {
    const lacking = await changeData(address, (data) => ({
      ...data,
      oidcProviders: number === "none" ? [] : data.oidcProviders,
      report: {
        ...data.report,
        coverage: {
          ...data.report.coverage,
          lists: data.report.coverage.lists.map((list) =>
            list.name === "oidc" ? { ...list, status, reason: "an Owner is needed" } : list,
          ),
        },
      },
    }));
    const { page } = await openPage(`${lacking}#/account/service/ci-publish-7hq2`);

    const section = page.locator("section", { has: page.locator("#paths") });
    expect(await section.innerText()).toContain("The list of OIDC providers: an Owner is needed.");
    expect(await section.getByText("GitLab: issued").count()).toBe(number === "none" ? 0 : 1);
  },
);

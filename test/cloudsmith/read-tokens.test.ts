import { expect, test } from "vitest";

import { silentLogger, type Progress } from "../../src/log.ts";
import { coverageStatus } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import { disrupt, editBody, editHeaders, refuse, type Fault } from "../../src/sandbox/faults.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";
import { defaultToken, secretMark, toToken } from "../../src/sandbox/tokens.ts";
import { manyMembers } from "../support/many-members.ts";
import { openSandbox, readSandbox } from "../support/sandbox.ts";
import { changed } from "./read-fernwick.ts";
import { found, privileges, tokens, type Row } from "./see-repositories.ts";

/** Reads one repository with these tokens; its tokens' replies are spoiled. */
async function seeTokens(strike?: Fault["strike"], times = 1): Promise<Roster> {
  const sandbox = await openSandbox({
    workspace: changed((workspace) => {
      workspace.repositories = workspace.repositories.filter(
        ({ row }) => row.slug === "customer-releases",
      );
    }),
    faults: strike === undefined ? [] : [{ template: tokens, strike, times }],
  });
  return await readSandbox(sandbox, { key: "owner", repositories: "with-tokens" });
}

const onRows = (edit: (rows: Row[]) => unknown) => editBody(edit);

test("tokens are read with their facts, sorted by id, and without a secret", async () => {
  const sandbox = await openSandbox();
  const roster = await readSandbox(sandbox, { key: "owner", repositories: "with-tokens" });

  expect(found(roster, "third-party-cache").tokens).toEqual({
    list: [
      {
        id: "tkM4dRk7Wh2p0",
        name: "Default",
        active: false,
        isDefault: true,
        user: null,
        createdBy: "amara-okoye",
        createdAt: "2023-04-11T08:30:00.000Z",
        endsAt: null,
        limited: false,
        privateBroadcasts: false,
      },
      {
        id: "tkM4dRk7Wh2p1",
        name: "ci-cache",
        active: true,
        isDefault: false,
        user: null,
        createdBy: "amara-okoye",
        createdAt: "2023-04-11T08:30:00.000Z",
        endsAt: "2027-03-31T23:59:59.000Z",
        limited: true,
        privateBroadcasts: true,
      },
    ],
    coverage: { status: "complete", reason: null },
  });
  expect(JSON.stringify(roster)).not.toContain(secretMark);
  expect(sandbox.requests.filter(({ path }) => path.includes("show_tokens"))).toEqual([]);
});

test("without a request for tokens, no request names one and no repository has a list", async () => {
  const sandbox = await openSandbox();
  const roster = await readSandbox(sandbox, { key: "owner", repositories: "all" });

  expect(roster.repositories.some((repository) => "tokens" in repository)).toBe(false);
  expect(sandbox.requests.filter(({ path }) => path.includes("/entitlements/"))).toEqual([]);
});

test("with a request for tokens, all other requests stay the same, and privileges come first", async () => {
  const paths = ({ requests }: Sandbox) => requests.map(({ path }) => path);
  const isOfTokens = (path: string) => path.startsWith("/entitlements/");
  const plain = await openSandbox();
  await readSandbox(plain, { key: "owner", repositories: "all" });
  const sandbox = await openSandbox();
  await readSandbox(sandbox, { key: "owner", repositories: "with-tokens" });
  const all = paths(sandbox);

  expect(all.filter((path) => !isOfTokens(path)).toSorted()).toEqual(paths(plain).toSorted());
  expect(all.findLastIndex((path) => path.includes("/privileges"))).toBeLessThan(
    all.findIndex(isOfTokens),
  );
  // A page and the proof that none follows, for each of 13 repositories; one has no token.
  expect(all.filter(isOfTokens)).toHaveLength(2 * 13 - 1);
});

test("the tokens of a repository that was renamed meanwhile may be another one's", async () => {
  const sandbox = await openSandbox();
  sandbox.setFaults([
    {
      template: tokens,
      times: 1,
      strike: (reply) => {
        sandbox.change(({ repositories: [first] }) => {
          if (first !== undefined) first.row.slug = "platform-kernel";
        });
        return reply;
      },
    },
  ]);
  const roster = await readSandbox(sandbox, { key: "owner", repositories: "with-tokens" });

  const seen = found(roster, "platform-core").tokens;
  expect(seen?.list).toEqual([]);
  expect(seen?.coverage.status).toBe("partial");
});

test.each<readonly [string, Fault["strike"], "partial" | "refused", RegExp]>([
  ["a refusal", refuse(403), "refused", /refused it \(403/u],
  ["an absence", refuse(404), "refused", /not found, or this credential cannot see it/u],
  ["a plan that lacks it", refuse(402), "refused", /every plan has it/u],
  ["an unknown status", refuse(418), "partial", /Cloudsmith answered 418/u],
  ["another body", refuse(200, {}, {}), "partial", /not a list of entitlement tokens/u],
  [
    "a row that is a number",
    onRows((rows) => [7, ...rows]),
    "partial",
    /not an entitlement token/u,
  ],
  [
    "a row without an id",
    onRows((rows) => rows.map((row) => ({ ...row, slug_perm: undefined }))),
    "partial",
    /not an entitlement token/u,
  ],
  [
    "a row without a name",
    onRows((rows) => rows.map((row) => ({ ...row, name: "" }))),
    "partial",
    /not an entitlement token/u,
  ],
  [
    "two different rows of one token",
    onRows(([row, ...rows]) => [row, { ...row, is_active: true }, ...rows]),
    "partial",
    /token "tkB9sLw3Jt6k0" occurs twice with different values/u,
  ],
  [
    "a count that is another one",
    editHeaders({ "X-Pagination-Count": "9" }),
    "partial",
    /2 rows were received, but 9 were announced/u,
  ],
  [
    "a count that is none",
    editHeaders({ "X-Pagination-Count": "nine" }),
    "partial",
    /not a number of rows/u,
  ],
])("%s makes one repository's tokens not complete", async (_, strike, status, reason) => {
  const roster = await seeTokens(strike);
  const [repository] = roster.repositories;

  expect(repository?.tokens?.coverage.status).toBe(status);
  expect(repository?.tokens?.coverage.reason).toMatch(reason);
  expect(repository?.coverage).toEqual({ status: "complete", reason: null });
  expect(roster.coverage.lists.find(({ name }) => name === "repositories")).toMatchObject({
    status: "complete",
    note: "the entitlement tokens of 1 were not read completely",
  });
  expect(coverageStatus(roster.coverage)).toBe("complete");
});

test.each([400, 403, 404, 422, 429, 500, 503])(
  "the text of an error %i about tokens is not quoted: it may repeat a secret",
  async (status) => {
    const lines: string[] = [];
    const keep = (line: string) => void lines.push(line);
    const log = { ...silentLogger, info: keep, warn: keep, error: keep };
    const strike = refuse(status, {}, { detail: `token ${secretMark}-in-an-error is not valid` });
    const sandbox = await openSandbox({ faults: [{ template: tokens, strike }] });
    const roster = await readSandbox(sandbox, {
      key: "owner",
      repositories: "with-tokens",
      firstBackoffMs: 1,
      log,
    });

    const reasons = roster.repositories.map((one) => one.tokens?.coverage.reason ?? "");
    expect(reasons.every((reason) => reason !== "")).toBe(true);
    expect(reasons[0]).toContain(String(status));
    expect([...reasons, ...lines].join("\n")).not.toContain(secretMark);
  },
);

test("facts that are missing or malformed are unknown and never a default", async () => {
  const roster = await seeTokens(
    onRows((rows) =>
      rows.map(({ slug_perm, name }, at) => ({
        slug_perm,
        name,
        ...(at === 0 && {
          is_active: "yes",
          default: 1,
          user: 7,
          created_by: null,
          created_at: "soon",
          limit_date_range_to: "never",
          has_limits: null,
          access_private_broadcasts: "no",
        }),
      })),
    ),
  );
  const missing = { unknown: "missing" };
  const malformed = { unknown: "malformed" };
  const [first, second] = roster.repositories[0]?.tokens?.list ?? [];

  expect(first).toEqual({
    id: "tkB9sLw3Jt6k0",
    name: "Default",
    active: malformed,
    isDefault: malformed,
    user: malformed,
    createdBy: missing,
    createdAt: malformed,
    endsAt: malformed,
    limited: missing,
    privateBroadcasts: malformed,
  });
  expect(Object.values(second ?? {}).filter((fact) => typeof fact === "object")).toEqual(
    Array.from({ length: 8 }, () => missing),
  );
  expect(roster.repositories[0]?.tokens?.coverage.status).toBe("complete");
});

const many = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => toToken("firmware", "ci", `tk${from + at}`));

test.each<readonly [string, (page: number) => unknown[], number, "complete" | "partial", RegExp]>([
  [
    "two pages and an empty one",
    (page) => (page < 3 ? many((page - 1) * 500, page * 500) : []),
    1_000,
    "complete",
    /^$/u,
  ],
  [
    "pages without an end",
    (page) => many((page - 1) * 500, page * 500),
    10_000,
    "partial",
    /it does not end, and at most 20 pages are read/u,
  ],
  [
    "one page with more rows than all pages may have",
    (page) =>
      page === 1 ? many(0, 10_001).map(({ slug_perm, name }) => ({ slug_perm, name })) : [],
    0,
    "partial",
    /it has more than 10000 rows/u,
  ],
  [
    "rows that move to the next page",
    (page) => many((page - 1) * 490, (page - 1) * 490 + 500),
    500,
    "partial",
    /its rows moved while it was read/u,
  ],
])("tokens in pages: %s", async (_, rows, seen, status, reason) => {
  const pages = Array.from({ length: 25 }, (__, at) => at + 1);
  const sandbox = await openSandbox({
    workspace: changed((workspace) => {
      workspace.repositories = workspace.repositories.slice(0, 1);
    }),
    faults: pages.map((page) => ({
      template: tokens,
      query: `page=${page}`,
      strike: refuse(200, {}, rows(page)),
    })),
  });
  const { repositories } = await readSandbox(sandbox, {
    key: "owner",
    repositories: "with-tokens",
  });

  expect(repositories[0]?.tokens?.coverage.status).toBe(status);
  expect(repositories[0]?.tokens?.coverage.reason ?? "").toMatch(reason);
  expect(repositories[0]?.tokens?.list).toHaveLength(seen);
});

test("tokens that slip from one page to another while they are read are not missed", async () => {
  const sandbox = await openSandbox({
    workspace: changed((workspace) => {
      workspace.repositories = workspace.repositories.slice(0, 1);
      for (const one of workspace.repositories) one.tokens = many(0, 600);
    }),
  });
  sandbox.setFaults([
    {
      template: tokens,
      query: "page=1",
      times: 1,
      strike: (reply) => {
        sandbox.change(({ repositories: [first] }) => void first?.tokens?.shift());
        return reply;
      },
    },
  ]);
  const { repositories } = await readSandbox(sandbox, {
    key: "owner",
    repositories: "with-tokens",
  });

  expect(repositories[0]?.tokens?.coverage).toEqual({ status: "complete", reason: null });
  expect(repositories[0]?.tokens?.list).toHaveLength(599);
});

test("the rest are not requested after ten repositories without an answer; privileges are kept", async () => {
  const workspace = manyMembers({ members: 20, teams: 4, repositories: 60 });
  for (const one of workspace.repositories) one.tokens = [defaultToken(one.row)];
  const sandbox = await openSandbox({
    workspace,
    faults: [{ template: tokens, strike: disrupt("cut") }],
  });
  const roster = await readSandbox(sandbox, {
    key: "owner",
    organization: "many-members",
    repositories: "with-tokens",
    firstBackoffMs: 5,
  });
  const asked = sandbox.requests.filter(({ template }) => template === tokens);
  const reasons = roster.repositories.map((one) => one.tokens?.coverage.reason ?? "");

  expect(new Set(asked.map(({ path }) => path)).size).toBeLessThan(30);
  expect(
    reasons.filter((reason) => reason.startsWith("its tokens were not read: ")).length,
  ).toBeGreaterThan(30);
  expect(roster.repositories.every(({ coverage }) => coverage.status === "complete")).toBe(true);
});

test("a slug that no request can contain costs no request for tokens", async () => {
  const sandbox = await openSandbox({
    workspace: changed(({ repositories: [first] }) => {
      if (first !== undefined) first.row.slug = "refresh";
    }),
  });
  const roster = await readSandbox(sandbox, { key: "owner", repositories: "with-tokens" });

  expect(found(roster, "refresh").tokens?.coverage.reason).toContain("no request can contain");
  expect(sandbox.requests.some(({ path }) => path.includes("refresh"))).toBe(false);
});

test("reading tokens is shown as progress, after the privileges", async () => {
  const shown: Progress[] = [];
  const sandbox = await openSandbox();
  const log = { ...silentLogger, progress: (progress: Progress) => void shown.push(progress) };
  await readSandbox(sandbox, { key: "owner", repositories: "with-tokens", log });
  const tasks = shown.map(({ task }) => task);

  expect(shown.filter(({ task }) => task === "tokens").map(({ done }) => done)).toEqual(
    Array.from({ length: 13 }, (_, at) => at + 1),
  );
  expect(tasks.lastIndexOf("privileges")).toBeLessThan(tasks.indexOf("tokens"));
});

test("a limit that allows no more requests leaves the tokens of all repositories not read", async () => {
  const sandbox = await openSandbox({
    faults: [
      {
        template: privileges,
        strike: editHeaders({
          Date: new Date().toUTCString(),
          "X-RateLimit-Limit": "60",
          "X-RateLimit-Remaining": "25",
          "X-RateLimit-Reset": String(Math.ceil(Date.now() / 1000) + 3_000),
        }),
      },
    ],
  });
  const roster = await readSandbox(sandbox, { key: "owner", repositories: "with-tokens" });

  expect(roster.repositories.every(({ coverage }) => coverage.status === "complete")).toBe(true);
  expect(new Set(roster.repositories.map((one) => one.tokens?.coverage.status))).toEqual(
    new Set(["partial"]),
  );
  expect(roster.repositories[0]?.tokens?.coverage.reason).toMatch(
    /its tokens were not read: it takes about 26 more requests/u,
  );
});

import { expect, test } from "vitest";

import { coverageStatus } from "../../src/roster/coverage.ts";
import { editBody, editHeaders, refuse, type Fault } from "../../src/sandbox/faults.ts";
import { toPrivileges } from "../../src/sandbox/repositories.ts";
import type { WirePrivilege } from "../../src/sandbox/wire.ts";
import { openSandbox, readSandbox } from "../support/sandbox.ts";
import { changed } from "./read-fernwick.ts";
import { privileges, see, type Row, type Seen } from "./see-repositories.ts";

const three = toPrivileges({
  "team release": "Admin",
  "team security": "Read",
  "service ci-publish-7hq2": "Write",
});

/** Spoils the privileges of the only repository, which has three. */
async function seeOne(strike: Fault["strike"], times = 1): Promise<Seen> {
  return await see({
    workspace: changed((workspace) => {
      workspace.repositories = workspace.repositories
        .slice(0, 1)
        .map(({ row }) => ({ row, privileges: three }));
    }),
    faults: [{ template: privileges, strike, times }],
  });
}

function onPrivileges(edit: (rows: Row[]) => unknown): Fault["strike"] {
  return editBody((body: { privileges: Row[] }) => ({ privileges: edit(body.privileges) }));
}

const release: WirePrivilege = {
  user: null,
  team: "release",
  service: null,
  privilege: "Admin",
};

test.each<readonly [string, Fault["strike"], "partial" | "refused", RegExp]>([
  ["a refusal", refuse(403), "refused", /refused it \(403/u],
  ["an absence", refuse(404), "refused", /not found, or this credential cannot see it/u],
  ["a plan that lacks it", refuse(402), "refused", /every plan has it/u],
  ["an unknown status", refuse(418), "partial", /Cloudsmith answered 418/u],
  ["another body", refuse(200, {}, []), "partial", /not a list of privileges/u],
  [
    "a body without a list",
    refuse(200, {}, { privileges: {} }),
    "partial",
    /not a list of privileges/u,
  ],
  [
    "two holders in one row",
    onPrivileges((rows) => [...rows, { ...release, user: "amara-okoye" }]),
    "partial",
    /one privilege to several accounts/u,
  ],
  [
    "a row without a holder",
    onPrivileges((rows) => [...rows, { ...release, team: null }]),
    "partial",
    /does not say who has the privilege/u,
  ],
  [
    "a row that is a number",
    onPrivileges((rows) => [7, ...rows]),
    "partial",
    /one of its rows is not a privilege/u,
  ],
  [
    "a slug that is none",
    onPrivileges((rows) => [...rows, { ...release, team: "a b" }]),
    "partial",
    /one of its rows is not a privilege/u,
  ],
  [
    "two privileges of one team",
    onPrivileges((rows) => [...rows, { ...release, privilege: "Read" }]),
    "partial",
    /it gives team "release" two privileges/u,
  ],
  [
    "two spellings of one team",
    onPrivileges((rows) => [...rows, { ...release, team: "Release", privilege: "Read" }]),
    "partial",
    /two of its rows are about one account or team/u,
  ],
  [
    "a level of tomorrow",
    onPrivileges((rows) => [...rows, { ...release, team: "docs", privilege: "Maintain" }]),
    "partial",
    /the privilege of team "docs" is not known/u,
  ],
  [
    "a count that is another one",
    editHeaders({ "X-Pagination-Count": "9" }),
    "partial",
    /3 rows were received, but 9 were announced/u,
  ],
  [
    "a count that is none",
    editHeaders({ "X-Pagination-Count": "nine" }),
    "partial",
    /not a number of rows/u,
  ],
])("%s makes one repository's privileges not complete", async (_, strike, status, reason) => {
  const { roster, coverage } = await seeOne(strike);

  const [repository] = roster.repositories;
  expect(repository?.coverage.status).toBe(status);
  expect(repository?.coverage.reason).toMatch(reason);
  expect(coverage).toMatchObject({
    status: "complete",
    note: "the privileges of 1 were not read completely",
  });
  expect(coverageStatus(roster.coverage)).toBe("complete");
});

test("a bad row does not hide the good ones, and two levels are none", async () => {
  const { roster } = await seeOne(
    onPrivileges((rows) => [
      "no",
      ...rows,
      { ...release, privilege: "Read" },
      { ...release, team: "docs", privilege: "Maintain" },
      { ...release, team: "data", privilege: undefined },
    ]),
  );

  expect(roster.repositories[0]?.privileges).toEqual([
    { kind: "team", slug: "data", level: { unknown: "missing" } },
    { kind: "team", slug: "docs", level: { unknown: "unrecognised" } },
    { kind: "team", slug: "release", level: { unknown: "malformed" } },
    { kind: "team", slug: "security", level: "Read" },
    { kind: "service", slug: "ci-publish-7hq2", level: "Write" },
  ]);
});

test("a privilege that is listed twice alike is one privilege", async () => {
  const { roster } = await seeOne(onPrivileges((rows) => [...rows, ...rows]));

  expect(roster.repositories[0]?.privileges).toHaveLength(3);
});

const many = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => ({ ...release, team: `team-${from + at}` }));

test.each<readonly [string, (page: number) => unknown[], number, "complete" | "partial", RegExp]>([
  ["without pages, a short list", () => many(0, 40), 40, "complete", /^$/u],
  ["without pages, a full page", () => many(0, 500), 500, "partial", /its pages repeat/u],
  [
    "shorter pages than requested",
    (page) => many((page - 1) * 30, Math.min(page * 30, 70)),
    70,
    "complete",
    /^$/u,
  ],
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
    (page) => (page === 1 ? many(0, 10_001) : []),
    0,
    "partial",
    /it has more than 10000 rows/u,
  ],
  [
    "pages that become longer than all pages may be",
    (page) => (page < 3 ? many((page - 1) * 6_000, page * 6_000) : []),
    6_000,
    "partial",
    /it has more than 10000 rows/u,
  ],
  [
    "pages that turn in a circle",
    (page) => many((page % 2) * 500, (page % 2) * 500 + 500),
    1_000,
    "partial",
    /its pages repeat each other|its rows moved/u,
  ],
  [
    "rows that move to the next page",
    (page) => many((page - 1) * 490, (page - 1) * 490 + 500),
    500,
    "partial",
    /its rows moved while it was read/u,
  ],
])("privileges in pages: %s", async (_, rows, seen, status, reason) => {
  const pages = Array.from({ length: 25 }, (__, at) => at + 1);
  const sandbox = await openSandbox({
    workspace: changed((workspace) => {
      workspace.repositories = workspace.repositories.slice(0, 1);
    }),
    faults: pages.map((page) => ({
      template: privileges,
      query: `page=${page}`,
      strike: refuse(200, {}, { privileges: rows(page) }),
    })),
  });
  const { repositories } = await readSandbox(sandbox, { key: "owner", repositories: "all" });

  expect(repositories[0]?.coverage.status).toBe(status);
  expect(repositories[0]?.coverage.reason ?? "").toMatch(reason);
  expect(repositories[0]?.privileges).toHaveLength(seen);
});

/** Opens a workspace with one repository of two pages, which loses its first row while it is read. */
async function openSlipping(fault: Pick<Fault, "times"> = {}) {
  const sandbox = await openSandbox({
    workspace: changed((workspace) => {
      workspace.repositories = workspace.repositories.slice(0, 1);
      for (const one of workspace.repositories) one.privileges = many(0, 600);
    }),
  });
  sandbox.setFaults([
    {
      ...fault,
      template: privileges,
      query: "page=1",
      strike: (reply) => {
        sandbox.change(({ repositories: [first] }) => void first?.privileges.shift());
        return reply;
      },
    },
  ]);
  return sandbox;
}

test("a row that slips from one page to another is not missed", async () => {
  const sandbox = await openSlipping({ times: 1 });
  const { repositories } = await readSandbox(sandbox, { key: "owner", repositories: "all" });
  const [now] = sandbox.workspace.repositories;

  expect(repositories[0]?.coverage).toEqual({ status: "complete", reason: null });
  expect(repositories[0]?.privileges.map(({ slug }) => slug).toSorted()).toEqual(
    now?.privileges.map(({ team }) => team).toSorted(),
  );
});

test("privileges that never stay the same are not complete", async () => {
  const sandbox = await openSlipping();
  const { repositories } = await readSandbox(sandbox, { key: "owner", repositories: "all" });

  expect(repositories[0]?.coverage).toEqual({
    status: "partial",
    reason: "its rows moved while it was read",
  });
});

test("privileges that changed between two pages are read again", async () => {
  const first = refuse(200, {}, { privileges: many(0, 500) });
  const { roster } = await see({
    workspace: changed((workspace) => {
      workspace.repositories = workspace.repositories.slice(0, 1);
    }),
    faults: [
      { template: privileges, query: "page=1", times: 1, strike: first },
      {
        template: privileges,
        query: "page=2",
        times: 1,
        strike: refuse(200, {}, { privileges: many(499, 520) }),
      },
    ],
  });

  expect(roster.repositories[0]?.coverage).toEqual({ status: "complete", reason: null });
  expect(roster.repositories[0]?.privileges).toHaveLength(4);
});

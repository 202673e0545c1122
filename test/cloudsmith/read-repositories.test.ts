import { join } from "node:path";

import { expect, test } from "vitest";

import { writeArtifact } from "../../src/c1z/write.ts";
import { silentLogger, type Progress } from "../../src/log.ts";
import { coverageStatus, listCoverage } from "../../src/roster/coverage.ts";
import { disrupt, editBody, editHeaders, refuse, type Fault } from "../../src/sandbox/faults.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";
import { manyMembers } from "../support/many-members.ts";
import { makeFolder } from "../support/process.ts";
import { openSandbox, readSandbox } from "../support/sandbox.ts";
import { changed } from "./read-fernwick.ts";
import { found, list, privileges, see, type Row } from "./see-repositories.ts";

test("an Owner's list is complete, with the explicit privileges of each repository", async () => {
  const { roster, coverage } = await see();

  expect(coverage).toEqual({
    name: "repositories",
    status: "complete",
    count: 13,
    expected: 13,
    reason: null,
  });
  expect(roster.repositories.map(({ id }) => id)).toEqual(
    roster.repositories.map(({ id }) => id).toSorted(),
  );
  expect(found(roster, "third-party-cache")).toEqual({
    id: "rpM4dRk7Wh2p",
    slug: "third-party-cache",
    name: "Third-party Cache",
    broadcast: "Off",
    defaultPrivilege: "Read",
    privileges: [
      { kind: "user", slug: "gone-person", level: "Write" },
      { kind: "team", slug: "build-guild", level: "Read" },
      { kind: "team", slug: "platform", level: "Admin" },
    ],
    coverage: { status: "complete", reason: null },
  });
  expect(found(roster, "public-sdk").broadcast).toBe("Public");
});

test("without a request for them, no repository is read and no request names one", async () => {
  const sandbox = await openSandbox();
  const roster = await readSandbox(sandbox);

  expect(roster.repositories).toEqual([]);
  expect(roster.coverage.lists.map(({ name }) => name)).not.toContain("repositories");
  expect(sandbox.requests.filter(({ path }) => path.includes("/repos/"))).toEqual([]);
});

test("with a request for them, all other requests stay the same, and no token is shown", async () => {
  const plain = await openSandbox();
  await readSandbox(plain, { key: "owner" });
  const { sandbox } = await see();
  const paths = ({ requests }: Sandbox) => requests.map(({ path }) => path);
  const isOfRepositories = (path: string) => path.startsWith("/repos/");

  expect(
    paths(sandbox)
      .filter((path) => !isOfRepositories(path))
      .toSorted(),
  ).toEqual(paths(plain).toSorted());
  expect(paths(sandbox).some((path) => path.includes("show_tokens"))).toBe(false);
  // People come first: the repositories must not use up the rate limit for them.
  expect(paths(sandbox).slice(paths(plain).length).every(isOfRepositories)).toBe(true);
});

test("500 repositories take at most two requests each, and 60 more", async () => {
  const workspace = manyMembers({ members: 500, teams: 20, repositories: 500 });
  const sandbox = await openSandbox({ workspace });
  const roster = await readSandbox(sandbox, {
    key: "owner",
    organization: "many-members",
    repositories: "all",
  });

  expect(roster.repositories).toHaveLength(500);
  expect(listCoverage(roster.coverage, "repositories").status).toBe("complete");
  expect(roster.repositories.every(({ coverage }) => coverage.status === "complete")).toBe(true);
  expect(sandbox.requests.length).toBeLessThanOrEqual(2 * 500 + 60);
});

test.each([
  ["service", /read as service "access-audit" whose role is Manager; only an Owner/u],
  ["manager", /read as "mei-tanaka" whose role is Manager; only an Owner sees every/u],
  ["member", /whose role is Member/u],
  ["collaborator", /whose role is Collaborator/u],
] as const)("the list that a %s sees is never complete", async (key, reason) => {
  const { roster, coverage } = await see({ key });

  expect(coverage.status).toBe("partial");
  expect(coverage.reason).toMatch(reason);
  expect(coverage.count).toBe(roster.repositories.length);
});

test("a Manager without any repository has an empty list, which is not complete", async () => {
  const workspace = changed(({ repositories }) => {
    for (const { row } of repositories) row.default_privilege = "None";
  });
  const { roster, coverage } = await see({ workspace, key: "service" });

  expect(roster.repositories).toEqual([]);
  expect(coverage).toMatchObject({ status: "partial", count: 0, expected: null });
  // People and teams are complete.
  expect(coverageStatus(roster.coverage)).toBe("complete");
});

test("a repository whose privileges are refused leaves the others judged", async () => {
  const { roster } = await see({ key: "service" });

  expect(roster.repositories.map(({ slug, coverage: { status } }) => [slug, status])).toEqual(
    expect.arrayContaining([
      ["data-models", "refused"],
      ["third-party-cache", "refused"],
    ]),
  );
  expect(found(roster, "data-models")).toMatchObject({
    defaultPrivilege: "Write",
    privileges: [],
    coverage: { reason: expect.stringContaining("Cloudsmith refused it (403") as string },
  });
});

test("the levels and states of tomorrow, and missing ones, are unknown and never a default", async () => {
  const { roster } = await see({
    faults: [
      {
        template: list,
        strike: editBody((rows: Row[]) =>
          rows.map((row) => ({ ...row, default_privilege: undefined, broadcast_state: "Global" })),
        ),
      },
    ],
  });

  expect(new Set(roster.repositories.map(({ broadcast }) => broadcast))).toEqual(
    new Set([{ unknown: "unrecognised" }]),
  );
  expect(new Set(roster.repositories.map((row) => row.defaultPrivilege))).toEqual(
    new Set([{ unknown: "missing" }]),
  );
});

test("a deleted repository is left out and counted in a note", async () => {
  const { roster, coverage, sandbox } = await see({
    workspace: changed(({ repositories: [first, second] }) => {
      if (first !== undefined) first.row.deleted_at = "2026-11-01T00:00:00.000000Z";
      // Not a time: it may exist.
      if (second !== undefined) second.row.deleted_at = "soon";
    }),
  });

  expect(coverage).toMatchObject({
    status: "complete",
    count: 12,
    expected: 12,
    note: "1 deleted repository left out",
  });
  expect(roster.repositories.map(({ slug }) => slug)).not.toContain("platform-core");
  expect(roster.repositories.map(({ slug }) => slug)).toContain("customer-releases");
  expect(sandbox.requests.some(({ path }) => path.includes("platform-core"))).toBe(false);
});

test("fewer repositories announced than are deleted: no number is announced", async () => {
  const { roster, coverage } = await see({
    workspace: changed(({ repositories }) => {
      for (const { row } of repositories.slice(0, 2))
        row.deleted_at = "2026-11-01T00:00:00.000000Z";
    }),
    faults: [{ template: list, strike: editHeaders({ "X-Pagination-Count": "1" }) }],
  });

  const path = join(await makeFolder(), "roster.c1z");
  const artifact = await writeArtifact({ roster, path, endedAt: new Date(roster.readAt) });
  expect(artifact.path).toBe(path);
  expect(coverage).toMatchObject({ status: "partial", count: 11, expected: null });
  expect(coverage.reason).toMatch(/13 rows were received, but 1 were announced/u);
});

test("a repository of another workspace is left out, and the list is not complete", async () => {
  const { roster, coverage } = await see({
    workspace: changed(({ repositories: [first] }) => {
      if (first !== undefined) first.row.namespace = "elsewhere";
    }),
  });

  expect(coverage).toMatchObject({
    status: "partial",
    count: 12,
    expected: 13,
    reason: 'it contains a repository of workspace "elsewhere"',
  });
  expect(roster.repositories.map(({ slug }) => slug)).not.toContain("platform-core");
});

test.each([
  ["refused", refuse(403), "refused"],
  ["not found", refuse(404), "refused"],
  ["in no plan", refuse(402), "refused"],
  ["no list", refuse(200, {}, {}), "partial"],
  ["a list of nothing", refuse(200, {}, [null]), "partial"],
  ["announced as longer", editHeaders({ "X-Pagination-Count": "14" }), "partial"],
] as const)("a list that is %s leaves people and teams complete", async (_, strike, status) => {
  const { roster, coverage } = await see({ faults: [{ template: list, strike }] });

  expect(coverage.status).toBe(status);
  expect(coverage.reason).not.toBeNull();
  expect(coverageStatus(roster.coverage)).toBe("complete");
});

test.each(["refresh", "a/b", "Remove", "..", "x".repeat(300)])(
  "a repository called %j costs no request and no other repository",
  async (slug) => {
    const { roster, coverage, sandbox } = await see({
      workspace: changed(({ repositories: [first] }) => {
        if (first !== undefined) first.row.slug = slug;
      }),
    });
    const named = roster.repositories.find((repository) => repository.slug === slug);

    if (named === undefined) expect(coverage.reason).toBe("one of its rows lacks a required field");
    else expect(named.coverage.reason).toContain("no request can contain its slug");
    expect(sandbox.requests.every(({ template }) => template !== null)).toBe(true);
    expect(sandbox.requests.some(({ path }) => path.includes(slug))).toBe(false);
  },
);

test("the rest are not requested after ten repositories in a row without an answer", async () => {
  const workspace = manyMembers({ members: 20, teams: 4, repositories: 60 });
  const sandbox = await openSandbox({
    workspace,
    faults: [{ template: privileges, strike: disrupt("cut") }],
  });
  const roster = await readSandbox(sandbox, {
    key: "owner",
    organization: "many-members",
    repositories: "all",
    firstBackoffMs: 5,
  });
  const reasons = roster.repositories.map(({ coverage }) => coverage.reason ?? "");

  expect(
    reasons.filter((reason) => reason.startsWith("its privileges were not read: ")).length,
  ).toBe(60 - new Set(privilegePaths(sandbox)).size);
  expect(new Set(privilegePaths(sandbox)).size).toBeLessThan(30);
  expect(roster.repositories.every(({ coverage }) => coverage.status === "partial")).toBe(true);
});

function privilegePaths({ requests }: Sandbox): string[] {
  return requests.filter(({ template }) => template === privileges).map(({ path }) => path);
}

test("reading is shown as progress, with the number of repositories", async () => {
  const shown: Progress[] = [];
  const sandbox = await openSandbox();
  const log = { ...silentLogger, progress: (progress: Progress) => void shown.push(progress) };
  await readSandbox(sandbox, { key: "owner", repositories: "all", log });

  expect(shown.findLast(({ task }) => task === "repositories")).toEqual({
    task: "repositories",
    done: 13,
    total: 13,
  });
  const privilegesRead = shown.filter(({ task }) => task === "privileges");
  expect(privilegesRead.map(({ done }) => done)).toEqual(
    Array.from({ length: 13 }, (_, at) => at + 1),
  );
  expect(privilegesRead.every(({ total }) => total === 13)).toBe(true);
});

test("privileges that were requested by a slug of another repository are not believed", async () => {
  const sandbox = await openSandbox();
  const swap = () =>
    sandbox.change(({ repositories: [one, other] }) => {
      if (one === undefined || other === undefined) throw new Error("Fernwick has changed");
      [one.row.slug, other.row.slug] = [other.row.slug, one.row.slug];
    });
  const [one, other] = sandbox.workspace.repositories.map(({ row }) => row.slug_perm);
  sandbox.setFaults([
    {
      template: list,
      query: "page_size=1",
      times: 1,
      strike: (reply) => {
        swap();
        return reply;
      },
    },
  ]);
  const roster = await readSandbox(sandbox, { key: "owner", repositories: "all" });

  const doubtful = roster.repositories.filter(({ coverage }) => coverage.status !== "complete");
  expect(doubtful.map(({ id }) => id)).toEqual(
    roster.repositories.map(({ id }) => id).filter((id) => [one, other].includes(id)),
  );
  expect(doubtful.map(({ coverage }) => coverage.reason)).toEqual([
    "it was renamed while it was read",
    "it was renamed while it was read",
  ]);
  expect(listCoverage(roster.coverage, "repositories")).toMatchObject({
    status: "partial",
    reason: "a repository was renamed while the list was read",
  });
});

test("privileges are not believed if the list cannot be read again, and the reason says so", async () => {
  let asked = 0;
  const strike: Fault["strike"] = (reply) => (++asked === 1 ? reply : refuse(403)(reply));
  const faults = [{ template: list, query: "page_size=500", strike }];
  const { roster } = await see({ faults });

  const reasons = new Set(roster.repositories.map(({ coverage }) => coverage.reason));
  expect([...reasons]).toEqual([
    expect.stringMatching(/^the list of repositories could not be read again: .*403/u),
  ]);
  expect(roster.repositories.flatMap(({ privileges: rows }) => rows)).toEqual([]);
});

test.each([
  ["nothing is lost", (rows: Row[]) => rows, true],
  ["a row is lost", (rows: Row[]) => rows.slice(1), undefined],
  ["two have one slug", (rows: Row[]) => rows.map((row) => ({ ...row, slug: "same" })), undefined],
])("whether a service account's list has all that it sees: %s", async (_, edit, allVisible) => {
  const workspace = changed((made) => {
    for (const { row } of made.repositories) row.default_privilege = "Admin";
  });
  const faults = [{ template: list, query: "page_size=500", strike: editBody(edit) }];
  const { coverage } = await see({ key: "service", workspace, faults });

  expect(coverage.status).toBe("partial");
  expect(coverage.reason).toContain("only an Owner sees every repository");
  expect(coverage.allVisible).toBe(allVisible);
});

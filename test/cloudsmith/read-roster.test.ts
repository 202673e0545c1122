import { expect, test } from "vitest";

import { coverageStatus, listCoverage } from "../../src/roster/coverage.ts";
import { unknown } from "../../src/roster/fact.ts";
import { editBody } from "../../src/sandbox/faults.ts";
import { manyMembers } from "../support/many-members.ts";
import { openSandbox, readSandbox } from "../support/sandbox.ts";
import { changed, onRows, read } from "./read-fernwick.ts";

test("the roster is what the workspace says, by permanent ids", async () => {
  const roster = await read();

  expect(roster.workspace).toEqual({
    id: "wsT6kDq0Rm8u",
    slug: "fernwick",
    name: "Fernwick",
    createdAt: "2021-01-04T08:00:00.000Z",
  });
  expect(roster.members).toHaveLength(40);
  expect(roster.members.find((member) => member.username === "amara-okoye")).toEqual({
    id: "k3VtQ9mZbW2x",
    username: "amara-okoye",
    name: "Amara Okoye",
    email: "amara.okoye@fernwick.example",
    role: "Owner",
    active: true,
    twoFactor: true,
    joinedAt: "2021-01-01T09:12:44.100Z",
    lastLoginAt: "2026-11-22T07:55:02.000Z",
    lastLoginMethod: "Password",
    visibility: "Private",
    teams: [
      { team: "tm4QxV8bLz1a", role: "Manager" },
      { team: "tmW7eR2kPn9s", role: "Manager" },
    ],
  });
  expect(roster.teams).toHaveLength(8);
  expect(roster.services.map((service) => service.slug)).toEqual([
    "access-audit",
    "ci-publish-7hq2",
    "legacy-deployer-x9",
    "mobile-builds-k4",
  ]);
  expect(roster.coverage).toEqual({
    readAs: { kind: "service", slug: "access-audit", role: "Manager" },
    lists: [
      { name: "organization", status: "complete", count: 1, expected: 1, reason: null },
      { name: "members", status: "complete", count: 40, expected: 40, reason: null },
      { name: "teams", status: "complete", count: 8, expected: 8, reason: null },
      { name: "services", status: "complete", count: 4, expected: 4, reason: null },
      { name: "invites", status: "complete", count: 3, expected: 3, reason: null },
      { name: "saml", status: "complete", count: 1, expected: null, reason: null },
      { name: "group-sync", status: "complete", count: 4, expected: 4, reason: null },
      { name: "oidc", status: "complete", count: 2, expected: 2, reason: null },
    ],
  });
});

test("a service account's key is in no roster", async () => {
  expect(JSON.stringify(await read())).not.toContain("****");
});

test("a workspace of several pages is read whole, and asked for no page twice", async () => {
  const sandbox = await openSandbox({ workspace: manyMembers({ members: 1_234, teams: 50 }) });
  const roster = await readSandbox(sandbox, { organization: "many-members" });

  expect(roster.members).toHaveLength(1_234);
  expect(
    roster.members.every((member) => Array.isArray(member.teams) && member.teams.length === 5),
  ).toBe(true);
  expect(coverageStatus(roster.coverage)).toBe("complete");
  const pages = sandbox.requests
    .map(({ path }) => path)
    .filter((path) => path.includes("page_size=500"));
  expect(new Set(pages).size).toBe(pages.length);
});

test("the workspace may be named by its permanent slug", async () => {
  expect((await read({ organization: "wsT6kDq0Rm8u" })).workspace.slug).toBe("fernwick");
});

test("where rows do not tell teams, the teams' own lists do, people and services", async () => {
  const workspace = changed((fernwick) => {
    for (const account of [...fernwick.members, ...fernwick.services]) {
      Object.defineProperty(account, "teams", { enumerable: false, value: account.teams });
    }
  });

  const roster = await read({ workspace });

  const expected = await read();
  expect(roster.members).toEqual(expected.members);
  expect(roster.services).toEqual(expected.services);
  expect(coverageStatus(roster.coverage)).toBe("complete");
});

test("a team that people are in but no list shows makes the teams partial", async () => {
  const workspace = changed((fernwick) => {
    fernwick.teams = fernwick.teams.filter((team) => team.slug !== "skunkworks");
  });

  const { coverage } = await read({ workspace });

  expect(listCoverage(coverage, "teams")).toMatchObject({
    status: "partial",
    reason: 'team "skunkworks" has members but is not on the list of teams',
  });
});

test("the trap in the API is never stepped into", async () => {
  const sandbox = await openSandbox();
  await readSandbox(sandbox);
  expect(sandbox.workspace.members).toHaveLength(40);
  expect(sandbox.requests.filter(({ path }) => path.includes("remove"))).toEqual([]);
});

test("a workspace that is not the one that was asked for is not read", async () => {
  const strike = editBody((body: object) => ({ ...body, slug: "other", slug_perm: "wsOther" }));
  const asked = read({ faults: [{ template: "/orgs/{org}/", strike }] });

  await expect(asked).rejects.toThrow(
    'cannot read workspace "fernwick": the API answers with workspace "other" (wsOther). Check organization and api-url.',
  );
});

test("names on an invite that nobody can have are unknown", async () => {
  const strike = onRows((row) => ({ ...row, user: "\t", inviter: "\u200B" }));
  const { invites } = await read({ faults: [{ template: "/orgs/{org}/invites/", strike }] });

  expect(invites.length).toBeGreaterThan(0);
  for (const { username, inviter } of invites) {
    expect([username, inviter]).toEqual([unknown("malformed"), unknown("malformed")]);
  }
});

/** What every test of a file begins with, and how a test changes it. */

import { expect, test } from "vitest";

import { unknown } from "../../../src/roster/fact.ts";
import { policyOf } from "../../support/policy.ts";
import { differencesIn, problemsIn, rostersIn } from "../../support/policy-tests.ts";

const policy = policyOf("roles: { owner: { members: [zoe] } }\nservices: { ci: {} }\n");

/** Returns the roster of a test with these fields, after defaults with those. */
function rosterAfter(defaults: string, fields = "") {
  const [roster] = rostersIn(
    `defaults: { ${defaults} }\ntests:\n  - { name: t, ${fields} }\n`,
    policy,
  );
  if (roster === undefined) throw new Error(fields);
  return roster;
}

test("every test begins with the defaults", () => {
  const body = `defaults: { members: { zoe: { active: false } } }
tests:
  - { name: one }
  - { name: another }
`;
  expect(rostersIn(body, policy).map(({ members }) => members[0]?.active)).toEqual([false, false]);
});

test("a test changes single fields of a default entry, in any spelling of its name", () => {
  const { members } = rosterAfter(
    "members: { Zoe: { active: false, two-factor: false } }",
    "members: { zOE: { active: true } }",
  );
  expect(members).toMatchObject([{ username: "Zoe", active: true, twoFactor: false }]);
});

test("a test adds entries, removes them and brings them back", () => {
  const { members } = rosterAfter(
    "members: { a: {}, b: { active: false }, c: absent, d: { active: false } }",
    "members: { b: absent, c: { active: false }, d:, e: }",
  );
  expect(members.map(({ username, active }) => [username, active])).toEqual([
    ["a", true],
    ["c", false],
    ["d", false],
    ["e", true],
    ["zoe", true],
  ]);
});

test("an entry without a value brings back an absent account", () => {
  expect(rosterAfter("members: { zoe: absent }").members).toEqual([]);
  expect(rosterAfter("members: { zoe: absent }", "members: { zoe: }").members).toHaveLength(1);
});

test("a value is replaced as a whole, also if it is a list or a mapping", () => {
  const { members, services, oidcProviders, groupSync } = rosterAfter(
    `members: { zoe: { teams: { docs: manager } } },
    services: { ci: { description: builds, created-by: zoe } },
    oidc-providers: { github: { claims: { a: b } } },
    group-sync: { enabled: false, feeds: [docs] }`,
    `members: { zoe: { teams: [web] } },
    services: { ci: { description: } },
    oidc-providers: { github: { claims: { c: d } } },
    group-sync: { feeds: [web] }`,
  );
  expect(members[0]?.teams).toEqual([{ team: "team-web", role: "Member" }]);
  expect(services[0]).toMatchObject({ description: null, createdBy: "zoe" });
  expect(oidcProviders).toMatchObject([{ claims: [{ name: "c", value: "d" }] }]);
  expect(groupSync).toMatchObject({ enabled: false, mappings: [{ team: "team-web" }] });
});

test("the other sections are combined as well", () => {
  const roster = rosterAfter(
    `workspace: { name: Fernwick, created: 2021-02-03 }, teams: { docs: { description: d } },
    invites: { a@x.example: { role: owner } }, single-sign-on: { enabled: false },
    read-as: ci, gaps: [oidc]`,
    `workspace: { created: unknown }, teams: { docs: { visibility: hidden } },
    invites: { a@x.example: { expires: 2026-12-24 } }, single-sign-on: { enforced: false },
    gaps: [saml]`,
  );
  expect(roster).toMatchObject({
    workspace: { name: "Fernwick", createdAt: unknown("missing") },
    teams: [{ description: "d", visibility: "Hidden" }],
    invites: [{ role: "Owner", expiresAt: "2026-12-24T00:00:00.000Z" }],
    singleSignOn: { enabled: false, enforced: false },
    coverage: { readAs: { slug: "ci" } },
  });
  const gaps = roster.coverage.lists.filter(({ status }) => status !== "complete");
  expect(gaps.map(({ name }) => name)).toEqual(["saml"]);
});

test("a list of providers replaces those of the defaults, and entries by slug change them", () => {
  const slugs = (fields: string) =>
    rosterAfter("oidc-providers: [{ slug: a }, { enabled: false }]", fields).oidcProviders.map(
      ({ slug, enabled }) => [slug, enabled],
    );
  expect(slugs("")).toEqual([
    ["a", true],
    ["provider-2", false],
  ]);
  expect(slugs("oidc-providers: { a: { enabled: false }, provider-2: absent, c: }")).toEqual([
    ["a", false],
    ["c", true],
  ]);
  expect(slugs("oidc-providers: [{ slug: b }]")).toEqual([["b", true]]);
  expect(slugs("oidc-providers: []")).toEqual([]);
});

test("an alias and its account are the same entry", () => {
  const aliased = policyOf("people: { z: zoe }\nroles: { owner: { members: [z] } }\n");
  const body = `defaults: { members: { zoe: { two-factor: false } } }
tests:
  - { name: default, findings: { two-factor: [z] } }
  - { name: own, members: { z: { two-factor: true } } }
`;
  expect(differencesIn(body, aliased)).toEqual([[], []]);
});

test.each([
  ["name: t", '"name" is not known in defaults'],
  ["today: 2026-01-01", '"today" is not known in defaults'],
  ["findings: {}", '"findings" is not known in defaults'],
  ["member: {}", '"member" is not known in defaults: did you mean "members"?'],
  ["members: { a: gone }", '"gone" is not absent'],
])("defaults are a roster, so %s is a mistake", (field, message) => {
  expect(problemsIn(`defaults: { ${field} }\ntests: [{ name: t }]\n`, policy)).toEqual([
    expect.stringContaining(message),
  ]);
});

test("large defaults are combined only when a test runs", () => {
  const many = Array.from({ length: 5_000 }, (_, index) => `m${index}:`).join(", ");
  const tests = "  - { name: t }\n".repeat(10_000);
  const before = process.memoryUsage().heapUsed;
  expect(problemsIn(`defaults: { members: { ${many} } }\ntests:\n${tests}`, policy)).toEqual([]);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(500 * 1024 * 1024);
});

/** The workspace, group sync and OIDC providers of a test, and mistakes in them. */

import { expect, test } from "vitest";

import { unknown } from "../../../src/roster/fact.ts";
import { policyOf } from "../../support/policy.ts";
import { problemsIn, rosterWith } from "../../support/policy-tests.ts";

const policy = policyOf("teams: { platform: { synced: idp }, squad-*: { synced: idp } }\n");

test("a workspace has the policy's name, unless the test says otherwise", () => {
  expect(rosterWith("", policy).workspace).toEqual({
    id: "fernwick",
    slug: "fernwick",
    name: "fernwick",
    createdAt: "2020-01-01T00:00:00.000Z",
  });
  expect(
    rosterWith("workspace: { id: w-1, slug: fw, name: F W, created: 2021-02-03 }", policy)
      .workspace,
  ).toEqual({ id: "w-1", slug: "fw", name: "F W", createdAt: "2021-02-03T00:00:00.000Z" });
});

test("an OIDC provider is on, has no claims, and no service account can use it", () => {
  expect(rosterWith("oidc-providers: { github: }", policy).oidcProviders).toEqual([
    {
      id: "provider-github",
      slug: "github",
      name: "github",
      issuer: "https://github.example",
      enabled: true,
      services: [],
      claims: [],
      mappingClaim: null,
      mappings: [],
    },
  ]);
});

test("dynamic mappings are in the order of a roster, and need a claim", () => {
  const { oidcProviders } = rosterWith(
    `oidc-providers: { a: { mappings: { z: ci, y: [ci, audit] } }, b: { mappings: unknown, mapping-claim: repository } }`,
    policy,
  );

  expect(oidcProviders).toMatchObject([
    {
      mappingClaim: "sub",
      mappings: [
        { value: "y", service: "audit" },
        { value: "y", service: "ci" },
        { value: "z", service: "ci" },
      ],
    },
    { mappingClaim: "repository", mappings: unknown("missing") },
  ]);
});

test("OIDC providers, their services and their claims are in the order of a roster", () => {
  const { oidcProviders } = rosterWith(
    `oidc-providers: [{ slug: z, services: [b, a], claims: { b: x, a: y } }, { slug: a, id: zz },
      { slug: c, issuer: unknown, enabled: unknown, services: unknown, claims: unknown, mapping-claim: unknown }]`,
    policy,
  );
  const missing = unknown("missing");
  expect(oidcProviders).toMatchObject([
    {
      slug: "c",
      issuer: missing,
      enabled: missing,
      services: missing,
      claims: missing,
      mappingClaim: missing,
    },
    {
      slug: "z",
      services: ["a", "b"],
      claims: [
        { name: "a", value: "y" },
        { name: "b", value: "x" },
      ],
    },
    { slug: "a", id: "zz" },
  ]);
});

test("group sync can feed a team with a role, and from several groups", () => {
  const { groupSync, teams } = rosterWith(
    `teams: { squad-blue: {} },
    group-sync: { feeds: [squad-*, { team: new, role: manager, attribute: department, value: eng }, { team: new, id: m-1, role: unknown }] }`,
    policy,
  );
  expect(teams.map(({ slug }) => slug)).toEqual(["new", "platform", "squad-blue"]);
  expect(groupSync.mappings).toEqual([
    { id: "m-1", team: "team-new", role: unknown("missing"), attribute: "groups", value: "new" },
    { id: "mapping-new", team: "team-new", role: "Manager", attribute: "department", value: "eng" },
    {
      id: "mapping-squad-blue",
      team: "team-squad-blue",
      role: "Member",
      attribute: "groups",
      value: "squad-blue",
    },
  ]);
});

test("a team is fed once, however many names say so", () => {
  const { groupSync } = rosterWith("group-sync: { feeds: [platform, PLATFORM, plat*] }", policy);
  expect(groupSync.mappings.map(({ id }) => id)).toEqual(["mapping-platform"]);
});

test("an absent team is not fed, and is in no account, unless the list of teams has a gap", () => {
  const fields = "teams: { platform: absent }, members: { zoe: { teams: [platform] } }";
  const seen = rosterWith(`${fields}, group-sync: { feeds: [platform] }`, policy);
  expect([seen.teams, seen.groupSync.mappings, seen.members[0]?.teams]).toEqual([[], [], []]);
  expect(rosterWith(`${fields}, gaps: [teams]`, policy).members[0]?.teams).toEqual([
    { team: "team-platform", role: "Member" },
  ]);
});

test.each([
  ["oidc-providers: { a: { issuer: 1 } }", '4:47: expected text, found "1": put it in quotes'],
  [
    "oidc-providers: [{ enabeld: true }]",
    '4:35: "enabeld" is not known in entry 1 of oidc-providers of entry 1 of tests: did you mean "enabled"?',
  ],
  [
    "oidc-providers: { a: { claim: {} } }",
    '4:39: "claim" is not known in oidc-providers.a of entry 1 of tests: did you mean "claims"?',
  ],
  [
    "oidc-providers: { a: { claims: { n: 1 } } }",
    '4:52: expected text, found "1": put it in quotes',
  ],
  ["oidc-providers: { a: { claims: none } }", '4:47: "none" is not unknown'],
  [
    "group-sync: { feeds: [{ role: manager }] }",
    '4:38: "team" is missing in entry 1 of group-sync.feeds of entry 1 of tests',
  ],
  [
    "group-sync: { feeds: [{ team: a, rol: manager }] }",
    '4:49: "rol" is not known in entry 1 of group-sync.feeds of entry 1 of tests: did you mean "role"?',
  ],
  [
    "workspace: { nme: x }",
    '4:29: "nme" is not known in workspace of entry 1 of tests: did you mean "name"?',
  ],
  [
    "members: { a: { teams: { x: owner } } }",
    '4:44: "owner" is not one of manager, member, unknown',
  ],
  [
    "services: { a: { createdby: x } }",
    '4:33: "createdby" is not known in services.a of entry 1 of tests: did you mean "created-by"?',
  ],
])("a mistake in %s is reported at its place", (fields, expected) => {
  expect(problemsIn(`tests:\n  - { name: t, ${fields} }\n`, policy)).toEqual([`t.yml:${expected}`]);
});

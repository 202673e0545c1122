import { expect, test } from "vitest";

import { policyOf } from "../../support/policy.ts";

const name = (text: string, line: number, column: number) => ({ text, position: { line, column } });

const nothingElse = {
  formerly: [],
  visibility: null,
  description: null,
  reviewed: null,
  reviewEvery: null,
};

test("every name knows its place in the file", () => {
  const policy = policyOf(`roles:
  owner: { members: [ada], allow: ["x*"], break-glass: [sealed] }
teams:
  platform: { managers: [ada], members: [bo], services: [ci-1], synced: idp }
  docs: { members: any }
services:
  ci-1: { role: member, teams: [platform], key-expires-within: 90d }
  ci-2: { role: manager }
  ci-3: {}
invites: { roles: [owner], domains: [x.example], listed: [eve@x.example] }
`);

  expect(policy.roles).toEqual([
    {
      role: "Owner",
      members: [name("ada", 4, 22)],
      allow: [name("x*", 4, 36)],
      breakGlass: [name("sealed", 4, 57)],
      min: null,
      max: null,
      position: { line: 4, column: 3 },
    },
  ]);
  expect(policy.teams).toEqual([
    {
      name: name("platform", 6, 3),
      managers: [name("ada", 6, 26)],
      members: [name("bo", 6, 42)],
      services: [name("ci-1", 6, 58)],
      synced: true,
      ...nothingElse,
    },
    {
      name: name("docs", 7, 3),
      managers: null,
      members: null,
      services: null,
      synced: false,
      ...nothingElse,
    },
  ]);
  expect(policy.services).toEqual([
    {
      name: name("ci-1", 9, 3),
      role: "Member",
      teams: [name("platform", 9, 33)],
      keyExpiresWithin: "90d",
    },
    { name: name("ci-2", 10, 3), role: "Manager", teams: null, keyExpiresWithin: null },
    { name: name("ci-3", 11, 3), role: null, teams: null, keyExpiresWithin: null },
  ]);
  expect(policy.invites).toEqual({
    roles: ["Owner"],
    domains: ["x.example"],
    listed: [name("eve@x.example", 12, 59)],
    position: { line: 12, column: 1 },
  });
});

test("what is left out is not managed", () => {
  expect(policyOf("")).toMatchObject({
    roles: [],
    teams: [],
    services: null,
    invites: {
      roles: ["Manager", "Member", "Collaborator"],
      domains: null,
      listed: null,
      position: undefined,
    },
    custom: [],
    exceptions: [],
  });
});

test("a role is managed by a list of members or by patterns, and not by numbers alone", () => {
  const { roles } = policyOf(
    'roles: { owner: { min: 2, max: 3 }, manager: { allow: ["m*"] }, member: { members: [] } }\n',
  );

  expect(roles.map(({ role, members, min, max }) => [role, members, min, max])).toEqual([
    ["Owner", null, 2, 3],
    ["Manager", [], null, null],
    ["Member", [], null, null],
  ]);
});

test("names and slugs have no space around them", () => {
  const { organization, roles } = policyOf('roles: { owner: { members: [" ada "] } }\n');

  expect([organization, roles[0]?.members?.[0]?.text]).toEqual(["fernwick", "ada"]);
});

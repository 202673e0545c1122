/** The roster that a policy test begins with, and what its fragment makes of it. */

import { expect, test } from "vitest";

import { parsePolicyTests } from "../../../src/policy/tests/parse.ts";
import { toRoster } from "../../../src/policy/tests/roster.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { unknown } from "../../../src/roster/fact.ts";
import { policyOf } from "../../support/policy.ts";

const now = new Date("2026-11-23T12:00:00Z");
const missing = unknown("missing");

/** Returns the roster of the first test, whose fields are given in one mapping. */
function rosterOf(policyBody: string, fragment = "{}"): Roster {
  const policy = policyOf(policyBody);
  const text = `version: 1\ntoday: 2026-11-23\ntests:\n  - name: t\n    ${fragment.slice(1, -1).trim()}\n`;
  const parsed = parsePolicyTests(text, policy);
  const [first] = "tests" in parsed ? parsed.tests : [];
  if (first === undefined) throw new Error(JSON.stringify(parsed));
  return toRoster(policy, first.fragment, now);
}

test("everybody whom the policy lists is there, healthy, with what it lists", () => {
  const roster = rosterOf(`roles:
  owner: { members: [zoe], break-glass: [sealed] }
teams:
  platform: { managers: [zoe], members: [ada@x.example], services: [ci] }
`);

  expect(roster.members).toEqual(
    [
      { username: "ada@x.example", email: "ada@x.example", role: "Member", team: "Member" },
      { username: "sealed", email: "sealed@fernwick.example", role: "Owner", team: null },
      { username: "zoe", email: "zoe@fernwick.example", role: "Owner", team: "Manager" },
    ].map(({ username, email, role, team }) => ({
      id: `user-${username}`,
      username,
      name: "",
      email,
      role,
      active: true,
      twoFactor: true,
      joinedAt: "2025-11-23T00:00:00.000Z",
      lastLoginAt: "2026-11-23T00:00:00.000Z",
      lastLoginMethod: "Password",
      visibility: "Private",
      teams: team === null ? [] : [{ team: "team-platform", role: team }],
    })),
  );
  expect(roster.services).toEqual([
    {
      slug: "ci",
      name: "ci",
      description: null,
      role: "Member",
      createdAt: "2025-11-23T00:00:00.000Z",
      createdBy: "somebody",
      keyExpiresAt: "2026-11-24T00:00:00.000Z",
      teams: [{ team: "team-platform", role: "Member" }],
    },
  ]);
  expect(roster.teams).toEqual([
    {
      id: "team-platform",
      slug: "platform",
      name: "platform",
      description: null,
      visibility: "Visible",
    },
  ]);
});

test("the rest of the workspace is as healthy, and all of it was seen", () => {
  const { members, teams, services, coverage, ...roster } = rosterOf("");

  expect([members, teams, services]).toEqual([[], [], []]);
  expect(roster).toEqual({
    workspace: {
      id: "fernwick",
      slug: "fernwick",
      name: "fernwick",
      createdAt: "2020-01-01T00:00:00.000Z",
    },
    invites: [],
    singleSignOn: { enabled: true, enforced: true },
    groupSync: { enabled: true, mappings: [] },
    oidcProviders: [],
    repositories: [],
    readAt: "2026-11-23T12:00:00.000Z",
  });
  expect(coverage.readAs).toEqual({ kind: "service", slug: null, role: "Manager" });
  expect(new Set(coverage.lists.map(({ status }) => status))).toEqual(new Set(["complete"]));
  expect(coverage.lists).toHaveLength(9);
});

test("the identity provider feeds the teams that it must feed, and no other", () => {
  const { groupSync } = rosterOf(
    "teams: { platform: { synced: idp }, docs: {}, squad-*: { synced: idp }, team-tools: { synced: idp } }\n",
    "{ teams: { squad-blue: {}, tools: {} } }",
  );

  expect(groupSync.mappings.map(({ team }) => team)).toEqual([
    "team-platform",
    "team-squad-blue",
    "team-tools",
  ]);
  expect(groupSync.mappings[0]).toEqual({
    id: "mapping-platform",
    team: "team-platform",
    role: "Member",
    attribute: "groups",
    value: "platform",
  });
});

test("where anybody may hold a role, there are as many as must hold it", () => {
  const { members } = rosterOf(
    "roles: { owner: { min: 2 }, manager: { members: [tam], min: 3 }, member: { max: 9 } }\n",
  );

  expect(members.map(({ username, role }) => [username, role])).toEqual([
    ["owner-1", "Owner"],
    ["owner-2", "Owner"],
    ["tam", "Manager"],
  ]);
});

test.each([
  ["where the rule is on", "", ["Member"]],
  ["not where it is off", "rules: { member-without-team: off }\n", []],
])("who is in no team is in one that takes anybody, %s", (_, rules, roles) => {
  const body = `roles: { owner: { members: [zoe] } }
teams: { squad-*: { members: any }, docs: { members: any } }
${rules === "" ? "rules: { member-without-team: warning }\n" : rules}`;

  expect(rosterOf(body).members[0]?.teams).toEqual(
    roles.map((role) => ({ team: "team-docs", role })),
  );
});

test("who has a team stays in it alone", () => {
  const { members } = rosterOf(
    "teams: { docs: { members: any }, platform: { managers: [zoe] } }\nrules: { member-without-team: error }\n",
  );

  expect(members[0]?.teams).toEqual([{ team: "team-platform", role: "Manager" }]);
});

test("a fragment says what is different about somebody", () => {
  const { members } = rosterOf(
    "roles: { owner: { members: [zoe, gone] } }\n",
    `{ members: { Zoe: { id: z-1, name: Zoe Z, email: z@x.example, role: manager, active: false, two-factor: false, joined: 2026-01-02, last-login: never, last-login-method: saml, visibility: public, teams: { b: manager, a: unknown } }, GONE: absent } }`,
  );

  expect(members).toEqual([
    {
      id: "z-1",
      username: "Zoe",
      name: "Zoe Z",
      email: "z@x.example",
      role: "Manager",
      active: false,
      twoFactor: false,
      joinedAt: "2026-01-02T00:00:00.000Z",
      lastLoginAt: null,
      lastLoginMethod: "SAML",
      visibility: "Public",
      teams: [
        { team: "team-a", role: missing },
        { team: "team-b", role: "Manager" },
      ],
    },
  ]);
});

test("what a fragment calls unknown was not seen", () => {
  const { members, services, invites, singleSignOn } = rosterOf(
    "",
    `{ members: { zoe: { email: unknown, role: unknown, active: unknown, two-factor: unknown, joined: unknown, last-login: unknown, last-login-method: unknown, visibility: unknown } }
    services: { ci: { role: unknown, created: unknown, key-expires: unknown } }
    invites: { eve@x.example: { role: unknown, expires: unknown } }
    single-sign-on: { enabled: unknown, enforced: false } }`,
  );

  expect(members[0]).toMatchObject({
    email: missing,
    role: missing,
    active: missing,
    twoFactor: missing,
    joinedAt: missing,
    lastLoginAt: missing,
    lastLoginMethod: missing,
    visibility: missing,
  });
  expect(services[0]).toMatchObject({ role: missing, createdAt: missing, keyExpiresAt: missing });
  expect(invites[0]).toMatchObject({ role: missing, expiresAt: missing });
  expect(singleSignOn).toEqual({ enabled: missing, enforced: false });
});

test.each([
  ["oidc", "OIDC"],
  ["social", "Social"],
])("the login method %s is the workspace's %s", (method, written) => {
  const { members } = rosterOf("", `{ members: { zoe: { last-login-method: ${method} } } }`);
  expect(members[0]?.lastLoginMethod).toBe(written);
});

test("people, service accounts, teams and invites stand in the order of a roster", () => {
  const roster = rosterOf(
    "",
    `{ members: { b: {}, a: {} }
    services: { b: {}, a: {} }
    teams: { b: {}, a: {} }
    invites: { b@x: {}, a@x: {} } }`,
  );

  expect(roster.members.map(({ username }) => username)).toEqual(["a", "b"]);
  expect(roster.services.map(({ slug }) => slug)).toEqual(["a", "b"]);
  expect(roster.teams.map(({ slug }) => slug)).toEqual(["a", "b"]);
  expect(roster.invites.map(({ email }) => email)).toEqual(["a@x", "b@x"]);
});

test("a service account has the role and the teams of its entry, and those that list it", () => {
  const { services } = rosterOf(
    `teams: { platform: { services: [ci] }, docs: { services: [ci] } }
services: { CI: { role: manager, teams: [platform, release] }, gone: {}, plain: {} }
`,
    "{ services: { Gone: absent, plain: { name: Plain, role: manager, created: 2026-01-02, key-expires: never, teams: [platform] } } }",
  );

  expect(services.map(({ slug, role, teams }) => [slug, role, teams])).toEqual([
    [
      "CI",
      "Manager",
      ["docs", "platform", "release"].map((slug) => ({ team: `team-${slug}`, role: "Member" })),
    ],
    ["plain", "Manager", [{ team: "team-platform", role: "Member" }]],
  ]);
  expect(services[1]).toMatchObject({
    name: "Plain",
    createdAt: "2026-01-02T00:00:00.000Z",
    keyExpiresAt: null,
  });
});

test("a service account that only a team lists can be absent, too", () => {
  const body = "teams: { platform: { services: [ci] } }\n";

  expect(rosterOf(body, "{ services: { CI: absent } }").services).toEqual([]);
});

test("an invite is open for a week, for a Member, unless it says otherwise", () => {
  const { invites } = rosterOf(
    "",
    "{ invites: { a@x.example: {}, b@x.example: { id: i-1, role: owner, inviter: zoe, expires: 2026-12-01, teams: [platform] } } }",
  );

  expect(invites).toEqual([
    {
      id: "i-1",
      email: "b@x.example",
      username: null,
      role: "Owner",
      inviter: "zoe",
      expiresAt: "2026-12-01T00:00:00.000Z",
      teams: [{ team: "team-platform", role: "Member" }],
    },
    {
      id: "invite-a@x.example",
      email: "a@x.example",
      username: null,
      role: "Member",
      inviter: "somebody",
      expiresAt: "2026-11-30T00:00:00.000Z",
      teams: [],
    },
  ]);
});

test("a team is there when the policy lists it, or somebody is put into it; a family is none", () => {
  const { teams } = rosterOf(
    "teams: { platform: {}, tm-1: {}, gone: {}, squad-*: {} }\nservices: { ci: { teams: [release] } }\n",
    `{ members: { zoe: { teams: [by-member] } }
    services: { ci2: { teams: { by-service: manager } } }
    invites: { a@x.example: { teams: [by-invite] } }
    teams: { tools: { id: tm-1, name: Tools, visibility: hidden }, Gone: absent } }`,
  );

  expect(teams.map(({ id, slug, name, visibility }) => [id, slug, name, visibility])).toEqual([
    ["team-by-invite", "by-invite", "by-invite", "Visible"],
    ["team-by-member", "by-member", "by-member", "Visible"],
    ["team-by-service", "by-service", "by-service", "Visible"],
    ["team-platform", "platform", "platform", "Visible"],
    ["team-release", "release", "release", "Visible"],
    ["tm-1", "tools", "Tools", "Hidden"],
  ]);
});

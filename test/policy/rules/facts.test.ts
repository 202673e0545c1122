/** What findings carry beside their subject: reports and the page tell it, and exceptions rest on it. */

import { expect, test } from "vitest";

import { evaluate } from "../../../src/policy/evaluate.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { unknown } from "../../../src/roster/fact.ts";
import {
  aMember,
  anInvite,
  anOidcProvider,
  aRoster,
  aService,
  aTeam,
} from "../../support/roster.ts";
import { policyOf } from "../../support/policy.ts";
import {
  aPrivilege,
  aRepository,
  aToken,
  aTokenList,
  repositoryCoverage,
} from "../../support/repository.ts";

const now = new Date("2026-11-23T06:00:00Z");
const platform = aTeam({ slug: "platform" });
const hidden = aTeam({ slug: "secret", visibility: "Hidden" });
const untold = aTeam({ slug: "untold", visibility: unknown("missing") });

function factsOf(rule: string, policy: string, roster: Partial<Roster>) {
  const { findings } = evaluate(aRoster(roster), policyOf(policy), now);
  return findings.filter((finding) => finding.rule === rule).map(({ facts }) => facts);
}

test("an unlisted team's visibility", () => {
  const facts = factsOf("team-unlisted", "unlisted-teams: error\nteams: { platform: {} }\n", {
    teams: [platform, hidden, untold],
  });

  expect(facts).toEqual([{ visibility: "Hidden" }, { visibility: null }]);
});

test("an unlisted service account's role", () => {
  const facts = factsOf("service-unlisted", "services: {}\n", {
    services: [
      aService({ slug: "a", role: "Manager" }),
      aService({ slug: "b", role: unknown("missing") }),
    ],
  });

  expect(facts).toEqual([{ role: "Manager" }, { role: null }]);
});

test("an inactive member's role", () => {
  const facts = factsOf("inactive-with-role", "", {
    members: [aMember({ username: "ada", role: "Manager", active: false })],
  });

  expect(facts).toEqual([{ active: false, role: "Manager" }]);
});

test("the role in a team where nobody agreed to it", () => {
  const team = platform.id;
  const facts = factsOf("team-member-unexpected", "teams: { platform: {} }\n", {
    teams: [platform],
    members: [
      aMember({ username: "ada", teams: [{ team, role: "Manager" }] }),
      aMember({ username: "eve", teams: [{ team, role: unknown("missing") }] }),
    ],
    services: [
      aService({ slug: "ci", teams: [{ team, role: "Member" }] }),
      aService({ slug: "cx", teams: [{ team, role: unknown("missing") }] }),
    ],
  });

  const told = facts.map(({ teamRole }) => String(teamRole));
  expect(told.toSorted()).toEqual(["Manager", "Member", "null", "null"]);
});

test("whether a team without a manager has anybody in it", () => {
  const members = [aMember({ username: "ada", teams: [{ team: platform.id, role: "Member" }] })];
  const facts = factsOf("team-without-manager", "rules: { team-without-manager: note }\n", {
    teams: [platform, hidden],
    members,
  });

  expect(facts).toEqual([{ empty: false }, { empty: true }]);
});

test("how many hold a role, and how many were agreed to", () => {
  const facts = factsOf("role-count", "roles: { owner: { min: 2, max: 4 } }\n", {
    members: [aMember({ username: "ada", role: "Owner" })],
  });

  expect(facts).toEqual([{ role: "Owner", count: 1, min: 2, max: 4 }]);
});

test("what is wrong with an emergency account", () => {
  const policy = "roles: { owner: { break-glass: [gone, new.hire@fernwick.example] } }\n";

  expect(factsOf("break-glass", policy, { invites: [anInvite()] })).toEqual([
    { wrong: "is not there" },
    { wrong: "is invited, not yet a member" },
  ]);
});

test("who has which privilege on a repository, and which one is expected", () => {
  const roster = {
    teams: [platform],
    members: [
      aMember({
        username: "ada",
        role: "Collaborator",
        teams: [{ team: platform.id, role: "Member" as const }],
      }),
      aMember({ username: "eve", active: false, role: unknown("missing") }),
    ],
    repositories: [
      aRepository({
        broadcast: "Public",
        defaultPrivilege: "Read",
        privileges: [
          aPrivilege("user ada Read"),
          aPrivilege("user eve Write"),
          { kind: "user", slug: "gone", level: unknown("missing") } as const,
          aPrivilege("team platform Admin"),
        ],
      }),
      aRepository({ slug: "other", broadcast: unknown("missing") }),
      aRepository({ slug: "shadow", broadcast: "Internal" }),
    ],
    coverage: repositoryCoverage(),
  };
  const policy = `repositories:
  production: { visibility: off, default-privilege: none, read: ["team:platform", "team:plattform", eve] }
`;

  expect(factsOf("repository-privilege-unexpected", policy, roster)).toEqual([
    { kind: "user", level: "Read" },
    { kind: "user", level: null, nobody: true },
  ]);
  expect(factsOf("repository-privilege-missing", policy, roster)).toEqual([
    { kind: "team", expected: "Read", exists: false, meant: "platform" },
  ]);
  expect(factsOf("repository-privilege-level", policy, roster)).toEqual([
    { kind: "user", level: "Write", expected: "Read" },
    { kind: "team", level: "Admin", expected: "Read" },
  ]);
  expect(factsOf("repository-public", policy, roster)).toEqual([
    { actual: "Public", allowed: "Off" },
  ]);
  expect(factsOf("repository-default-privilege", policy, roster)).toEqual([
    { actual: "Read", allowed: "None" },
  ]);
  expect(factsOf("repository-unlisted", policy, roster)).toEqual([
    { broadcast: null },
    { broadcast: "Internal" },
  ]);
  const direct = `${policy}rules: { direct-privilege: error, repository-privilege-unexpected: off }\n`;
  expect(factsOf("direct-privilege", direct, roster)).toEqual([
    { kind: "user", level: "Read" },
    { kind: "user", level: "Write" },
    { kind: "user", level: null },
  ]);
  expect(factsOf("privileged-outsider", policy, roster)).toEqual([
    { level: "Admin", team: "platform", role: "Collaborator", active: true },
    { level: "Write", team: null, role: null, active: false },
  ]);
});

test("the path that is named has the highest level, and is the person's own before a team's", () => {
  const teams = ["a", "b"].map((slug) => aTeam({ slug }));
  const member = (username: string, ...ids: string[]) =>
    aMember({
      username,
      role: "Collaborator",
      teams: ids.map((team) => ({ team, role: "Member" as const })),
    });
  const facts = factsOf(
    "privileged-outsider",
    "repositories: { production: { privileges: any } }",
    {
      teams,
      members: [
        member("both", "tm-a", "tm-b"),
        member("higher", "tm-a"),
        member("own", "tm-a"),
        member("team", "tm-a"),
      ],
      repositories: [
        aRepository({
          privileges: [
            "user higher Admin",
            "user own Write",
            "user team Read",
            "team b Write",
            "team a Write",
          ].map(aPrivilege),
        }),
      ],
      coverage: repositoryCoverage(),
    },
  );

  expect(facts.map(({ level, team }) => `${level} ${team}`)).toEqual([
    "Write a",
    "Admin null",
    "Write null",
    "Write a",
  ]);
});

test("what is worth knowing of an entitlement token", () => {
  const roster = {
    members: [aMember({ username: "amara-okoye" }), aMember({ username: "away", active: false })],
    repositories: [
      aRepository({
        tokens: aTokenList([
          aToken({ name: "a", isDefault: true, active: false }),
          aToken({ name: "b", endsAt: null, limited: unknown("missing") }),
          aToken({ name: "c", endsAt: null, isDefault: true, createdBy: "away", user: "gone" }),
          aToken({ name: "d", active: unknown("missing"), privateBroadcasts: true }),
          aToken({ name: "e", privateBroadcasts: true, user: "away", createdBy: "gone" }),
        ]),
      }),
    ],
    coverage: repositoryCoverage(),
  };

  expect(factsOf("token-unlisted", "tokens: [b, c, e]\n", roster)).toEqual([
    { active: false, default: true },
    { active: null },
  ]);
  expect(factsOf("token-without-end", "tokens: any\n", roster)).toEqual([
    { limited: null },
    { limited: true, default: true },
  ]);
  // Whoever is gone, before whoever is inactive; then the one whom it belongs to.
  expect(factsOf("token-orphaned", "tokens: any\n", roster)).toEqual([
    { as: "user", account: "gone", state: "gone" },
    { as: "creator", account: "gone", state: "gone" },
  ]);
  expect(factsOf("token-broadcasts", "tokens: any\n", roster)).toEqual([
    { privateBroadcasts: true },
  ]);
});

test("findings about OIDC providers and group mappings have the facts of their sentences", () => {
  const roster = {
    teams: [aTeam({ slug: "platform" }), aTeam({ slug: "docs" })],
    services: [aService({ slug: "boss", role: "Manager" })],
    oidcProviders: [
      anOidcProvider({ claims: [], services: [], mappingClaim: "sub", mappings: bossMappings }),
      anOidcProvider({ id: "oi2", slug: "other", issuer: "https://idp.example", claims: [] }),
    ],
    groupSync: {
      enabled: false,
      mappings: [
        { id: "a", team: "tm-docs", role: "Manager", attribute: "groups", value: "leads" },
        { id: "b", team: "tm-docs", role: "Member", attribute: "groups", value: "writers" },
        { id: "c", team: "tm-docs", role: "Member", attribute: "groups", value: "guests" },
      ],
    },
  } as const;
  const policy = `oidc: { github: {}, othr: {} }
group-sync: [{ group: writers, team: docs, role: manager }, { group: guest, team: docs }]
`;

  expect(factsOf("oidc-claims", policy, roster)).toEqual([
    {
      fault: "none",
      issuer: "https://token.actions.githubusercontent.com",
      service: "GitHub Actions",
    },
    { fault: "none", issuer: "https://idp.example" },
  ]);
  expect(factsOf("oidc-service", policy, roster)).toEqual([
    { privilege: "role Manager", claim: "sub", value: "repo:a", more: 1 },
  ]);
  expect(factsOf("oidc-unlisted", policy, roster)).toEqual([
    { issuer: "https://idp.example", enabled: true, meant: "othr" },
  ]);
  expect(factsOf("group-sync-privileged", policy, roster)).toEqual([
    { attribute: "groups", role: "Manager", off: true },
  ]);
  expect(factsOf("group-sync-unexpected", policy, roster)).toEqual([
    { attribute: "groups", role: "Member", off: true },
  ]);
  expect(factsOf("group-sync-role", policy, roster)).toEqual([
    { attribute: "groups", role: "Member", off: true, expected: "Manager" },
  ]);
  expect(factsOf("group-sync-missing", policy, roster)).toEqual([
    { expected: "Member", meant: "guests" },
  ]);
});

const bossMappings = ["repo:a", "repo:b"].map((value) => ({ value, service: "boss" }));

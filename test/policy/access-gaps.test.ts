import { expect, test } from "vitest";

import { gapsOfAccount, gapsOfRepository } from "../../src/policy/access-gaps.ts";
import type { Account } from "../../src/roster/access.ts";
import type { ListName } from "../../src/roster/coverage.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { Roster } from "../../src/roster/model.ts";
import { aRepository, repositoryCoverage, withRepositories } from "../support/repository.ts";
import { aCoverage, aMember, aRoster, aService, aTeam } from "../support/roster.ts";

const always = [
  "the workspace's default privilege: the API does not report it",
  "who has the secret of an entitlement token: the API does not report it",
];
const ofServices =
  "whether service accounts have a repository's default privilege: this is not documented";

const repositories = ["production", "docs"].map((slug) => aRepository({ slug }));
const roster = withRepositories(aRoster({ teams: [aTeam()] }), repositories);
const person = (facts: Parameters<typeof aMember>[0] = {}): Account => ({
  kind: "member",
  entry: aMember(facts),
});

function withGap(...names: readonly ListName[]): Roster {
  const { readAs, lists } = roster.coverage;
  const gap = { status: "partial", reason: "half was read" } as const;
  return {
    ...roster,
    coverage: {
      readAs,
      lists: lists.map((list) => (names.includes(list.name) ? { ...list, ...gap } : list)),
    },
  };
}

test("of paths that were all seen, what is never seen remains", () => {
  expect(gapsOfAccount(roster, person())).toEqual(always);
  expect(gapsOfAccount(roster, { kind: "service", entry: aService() })).toEqual([
    ofServices,
    ...always,
  ]);
  expect(gapsOfRepository(roster, aRepository())).toEqual(always);
});

test("without a request for repositories, nothing was seen of anybody's paths", () => {
  const of = { ...roster, repositories: [], coverage: aCoverage() };
  expect(gapsOfAccount(of, person({ role: unknown("missing") }))).toEqual([
    "repositories and their privileges: not requested",
  ]);
});

test.each([
  [
    "an unseen role and unseen teams",
    { role: unknown("redacted"), teams: unknown("missing") },
    [
      "the teams of this account: the reply did not contain it",
      "the role of this account: the workspace hides it from this credential",
    ],
  ],
  [
    "teams that are not in the list",
    {
      teams: [
        { team: "tm-platform", role: "Member" },
        { team: "tm-gone", role: "Member" },
        { team: "tm-lost", role: "Member" },
      ],
    },
    ['the privileges of "tm-gone", "tm-lost": no such team is listed'],
  ],
] as const)("an account's gaps: %s", (_, facts, expected) => {
  expect(gapsOfAccount(roster, person(facts))).toEqual([...expected, ...always]);
});

test("a list of repositories with gaps comes first", () => {
  expect(gapsOfAccount(withGap("repositories", "members"), person())).toEqual([
    "the list of repositories is partial: half was read",
    ...always,
  ]);
});

test("what was not seen of repositories, by reason", () => {
  const refused = { status: "refused", reason: "no Admin" } as const;
  const of = withRepositories(roster, [
    aRepository({ slug: "a", coverage: refused, broadcast: unknown("missing") }),
    aRepository({ slug: "b", coverage: refused, broadcast: unknown("redacted") }),
    aRepository({ slug: "c", coverage: { status: "partial", reason: "half" } }),
    aRepository({ slug: "d", coverage: { status: "unknown", reason: null } }),
    aRepository({ slug: "e", broadcast: unknown("missing"), defaultPrivilege: unknown("missing") }),
  ]);
  expect(gapsOfAccount(of, person())).toEqual([
    'the privileges of "a", "b" were not read completely: no Admin',
    'the privileges of "c" were not read completely: half',
    'the privileges of "d" were not read completely: no reason was recorded',
    'the default privilege of "e": the reply did not contain it',
    'the broadcast state of "a", "e": the reply did not contain it',
    'the broadcast state of "b": the workspace hides it from this credential',
    ...always,
  ]);
});

test("a repository's gaps: the lists of its holders, their teams, and itself alone", () => {
  const hidden = { teams: unknown("redacted") };
  const of = {
    ...withGap("members", "teams", "invites"),
    members: [aMember({ username: "a", ...hidden }), aMember({ username: "b", ...hidden })],
    services: [aService({ teams: unknown("missing") })],
    repositories: [aRepository({ slug: "docs", broadcast: unknown("missing") })],
  };
  const production = aRepository({ coverage: { status: "refused", reason: "no Admin" } });
  expect(gapsOfRepository(of, production)).toEqual([
    "the lists of members and teams are partial: half was read",
    "the teams of at least one account: the workspace hides it from this credential",
    "the teams of at least one account: the reply did not contain it",
    'the privileges of "production" were not read completely: no Admin',
    ...always,
  ]);
});

test("an empty list of repositories was requested", () => {
  const of = { ...roster, repositories: [], coverage: repositoryCoverage({ count: 0 }) };
  expect(gapsOfAccount(of, person())).toEqual(always);
});

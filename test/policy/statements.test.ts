import { expect, test } from "vitest";

import { toStatements } from "../../src/policy/statements.ts";
import { policyOf } from "../support/policy.ts";

/** Returns the statements of one kind as `NAME PART VALUE` and the days on which they count. */
function statementsOf(kind: string, body: string): readonly string[] {
  return toStatements(policyOf(body))
    .filter(({ entry }) => entry.kind === kind)
    .map(({ entry, part, value, terms }) =>
      [entry.name, part, value, ...(terms === undefined ? [] : [JSON.stringify(terms)])]
        .join(" ")
        .trim(),
    );
}

test.each([
  ["policy", "", ["organization fernwick"]],
  [
    "role",
    "roles: { owner: { members: [a], allow: ['b*'], break-glass: [c], min: 1, max: 2 }, manager: {} }",
    [
      "Owner entry true",
      "Owner members a {}",
      "Owner allow b* {}",
      "Owner break-glass c {}",
      "Owner min 1",
      "Owner max 2",
      "Manager entry true",
      "Manager anybody true",
    ],
  ],
  [
    "team",
    "teams: { t: { managers: [a], members: any, services: any, synced: idp, formerly: [s], visibility: hidden, description: d, reviewed: 2026-11-01, review-every: 90d, from: 2026-12-01 } }",
    [
      "t entry true",
      "t anybody true",
      "t any-service true",
      "t managers a {}",
      "t synced true",
      "t formerly s {}",
      "t visibility Hidden",
      "t description d",
      "t reviewed 2026-11-01",
      "t review-every 90d",
      "t from 2026-12-01",
    ],
  ],
  ["services", "services: {}", ["entry true"]],
  ["services", "roles: {}", []],
  [
    "service",
    "services: { s: { role: manager, teams: [t], key-expires-within: 90d, from: 2026-12-01 }, u: {} }",
    [
      "s entry true",
      "s role Manager",
      "s teams t {}",
      "s key-expires-within 90d",
      "s from 2026-12-01",
      "u entry true",
      "u anybody true",
    ],
  ],
  [
    "invites",
    "invites: { roles: [member], domains: [x.example], listed: [a@x.example] }",
    ["roles Member", "domains x.example", "listed a@x.example {}"],
  ],
  ["invites", "invites: { roles: [member] }", ["roles Member", "any-domain true", "anybody true"]],
  ["repositories", "repositories: {}", ["entry true"]],
  [
    "repository",
    "repositories: { r: { visibility: private, default-privilege: read, admins: [a], write: [team:t], read: [b], from: 2026-12-01 }, q: { privileges: any } }",
    [
      "r entry true",
      "r visibility Private",
      "r default-privilege Read",
      "r admins a {}",
      "r write team:t {}",
      "r read b {}",
      "r from 2026-12-01",
      "q entry true",
      "q any-privilege true",
    ],
  ],
  [
    "custom",
    "custom: [{ id: x-y, for: member, violates: member.active, severity: note, message: m, remedy: r }]",
    [
      "x-y entry true",
      "x-y for member",
      "x-y violates member.active",
      "x-y severity note",
      "x-y message m",
      "x-y remedy r",
    ],
  ],
  [
    "exception",
    `exceptions:
  - { rule: dormant, subject: a, reason: r, owner: o, ticket: t, approved-by: p, created: 2026-11-01, expires: 2026-12-31 }
  - { rule: dormant, subject: A, expires: 2026-12-30 }
  - { rule: team-role, subject: a, team: t, expires: 2026-12-31 }
  - { rule: direct-privilege, subject: a, repository: r, expires: 2026-12-31 }
  - { rule: role-count, subject: w, role: owner, allow: 4, expires: 2026-12-31 }
leaving: [{ person: b, until: 2026-12-31 }]`,
    [
      "dormant of a entry true",
      "dormant of a expires 2026-12-31",
      "dormant of a reason r",
      "dormant of a approved-by p",
      "dormant of a owner o",
      "dormant of a ticket t",
      "dormant of a created 2026-11-01",
      "dormant of A, entry 2 entry true",
      "dormant of A, entry 2 expires 2026-12-30",
      "team-role of a in team t entry true",
      "team-role of a in team t expires 2026-12-31",
      "direct-privilege of a on repository r entry true",
      "direct-privilege of a on repository r expires 2026-12-31",
      "role-count of w, role owner entry true",
      "role-count of w, role owner allow 4",
      "role-count of w, role owner expires 2026-12-31",
      "all findings about b entry true",
      "all findings about b expires 2026-12-31",
    ],
  ],
])("the statements of kind %s in %s", (kind, body, expected) => {
  expect(statementsOf(kind, body)).toEqual(expected);
});

test("a rule says its severity and its options, and a custom rule is no other rule", () => {
  const all = statementsOf(
    "rule",
    "rules: { dormant: { severity: note, after: 30d }, two-factor: off }\ncustom: [{ id: x-y, for: member, violates: member.active, severity: note, message: m }]",
  );
  expect(all).toEqual(
    expect.arrayContaining([
      "dormant severity note",
      'dormant after "30d"',
      "two-factor severity off",
    ]),
  );
  expect(all.filter((text) => text.startsWith("x-y"))).toEqual([]);
});

test("adding the section of repositories is no change of each of its rules", () => {
  const of = (body: string) =>
    statementsOf("rule", body).filter((text) => text.startsWith("repository-public"));
  expect(of("repositories: {}")).toEqual(of(""));
  expect(of("repositories: {}\nrules: { repository-public: off }")).toEqual([
    "repository-public severity off",
  ]);
});

// A group may name a person whom the list names as well.
test.each([
  [
    "the days of its only entry",
    "[{ name: a, from: 2026-12-01, until: 2026-12-31 }]",
    {
      from: "2026-12-01",
      until: "2026-12-31",
    },
  ],
  [
    "why it is there",
    "[{ name: a, reason: stands in, until: 2026-12-31 }]",
    {
      until: "2026-12-31",
      reason: "stands in",
    },
  ],
  [
    "the longest time of two entries",
    "[group:late, { name: a, from: 2026-12-15, until: 2027-01-15 }]",
    {
      from: "2026-12-01",
      until: "2027-03-31",
      reason: "from the group",
    },
  ],
  [
    "the longest time, in any order",
    "[{ name: a, from: 2026-11-15, until: 2027-05-01 }, group:late]",
    {
      from: "2026-11-15",
      until: "2027-05-01",
      reason: "from the group",
    },
  ],
  [
    "no beginning, if one entry has none",
    "[group:late, { name: A, until: 2026-12-31 }]",
    {
      until: "2027-03-31",
      reason: "from the group",
    },
  ],
  [
    "no end, if one entry has none",
    "[group:late, { name: a, from: 2026-12-31 }]",
    {
      from: "2026-12-01",
      reason: "from the group",
    },
  ],
])("a name counts for %s", (_, list, expected) => {
  const groups =
    "groups: { late: [{ name: a, from: 2026-12-01, until: 2027-03-31, reason: from the group }] }\n";
  const first = toStatements(policyOf(`${groups}roles: { owner: { members: ${list} } }`)).find(
    ({ part }) => part === "members",
  );
  expect(first?.terms).toStrictEqual(expected);
});

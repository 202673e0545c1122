import { expect, test } from "vitest";

import { currentPolicy } from "../../src/policy/current-policy.ts";
import type { Policy } from "../../src/policy/policy.ts";
import type { WrittenName } from "../../src/policy/position.ts";
import { policyOf } from "../support/policy.ts";

const now = new Date("2026-11-23T12:00:00Z");
const inWords = (list: readonly WrittenName[] | null | undefined) =>
  list?.map(({ text, from, until }) => [text, from ?? "", until ?? ""].join(" ").trim());

const ended = "{ name: old, until: 2026-11-22 }";
const today = "{ name: last, until: 2026-11-23 }";

test.each<readonly [string, (list: string) => string, (policy: Policy) => unknown]>([
  [
    "members of a role",
    (list) => `roles: { owner: { members: ${list} } }`,
    ({ roles }) => inWords(roles[0]?.members),
  ],
  [
    "people whom a role allows",
    (list) => `groups: { g: ${list} }\nroles: { owner: { allow: [group:g] } }`,
    ({ roles }) => inWords(roles[0]?.allow),
  ],
  [
    "emergency accounts",
    (list) => `roles: { owner: { break-glass: ${list} } }`,
    ({ roles }) => inWords(roles[0]?.breakGlass),
  ],
  [
    "managers of a team",
    (list) => `teams: { t: { managers: ${list} } }`,
    ({ teams }) => inWords(teams[0]?.managers),
  ],
  [
    "members of a team",
    (list) => `teams: { t: { members: ${list} } }`,
    ({ teams }) => inWords(teams[0]?.members),
  ],
  [
    "invites",
    (list) => `groups: { g: ${list} }\ninvites: { roles: [member], listed: [group:g] }`,
    ({ invites }) => inWords(invites.listed),
  ],
  ...(["admins", "write", "read"] as const).map(
    (key) =>
      [
        `${key} of a repository`,
        (list: string) => `repositories: { r: { ${key}: ${list} } }`,
        ({ repositories }: Policy) => inWords(repositories?.[0]?.[key]),
      ] as const,
  ),
])("an entry counts until the end of its last day: %s", (_, toBody, listIn) => {
  expect(listIn(currentPolicy(policyOf(toBody(`[a, ${ended}, ${today}]`)), now))).toEqual([
    "a",
    "last  2026-11-23",
  ]);
});

test.each([
  ["roles: { owner: { members: [a, b] } }\nteams: { t: { members: any, managers: any } }"],
  ["roles: { owner: {} }\nrepositories: { r: { read: [a] } }\ninvites: { roles: [member] }"],
  ["roles: { owner: { members: [a, { name: b, until: 2026-12-31 }] } }"],
  ["services: { s: {} }"],
])("without an entry that has ended, the policy says the same: %s", (body) => {
  const policy = policyOf(body);
  expect(currentPolicy(policy, now)).toEqual(policy);
});

test("a policy without days stays the same object, so that nothing is computed twice", () => {
  const policy = policyOf(
    "roles: { owner: { members: [a], allow: [b] } }\nteams: { t: { managers: [a] } }\nrepositories: { r: { read: [a] } }\ninvites: { roles: [member], listed: [x@y.example] }",
  );
  expect(currentPolicy(policy, now)).toBe(policy);
});

test("what has no ended entry stays the same beside one that has", () => {
  const policy = policyOf(
    `roles: { owner: { members: [a] }, manager: { members: [${ended}] } }\nteams: { t: {} }`,
  );
  const current = currentPolicy(policy, now);
  expect(current.roles[0]).toBe(policy.roles[0]);
  expect(current.teams).toBe(policy.teams);
  expect(current.invites).toBe(policy.invites);
  expect(current.roles[1]?.members).toEqual([]);
});

const group = (days: string) => `groups: { g: [{ name: a, ${days} }] }\n`;

test.each([
  ["which has begun", "from: 2026-12-01", "{ name: A, from: 2026-11-01 }", "A 2026-11-01"],
  ["without a day", "from: 2026-12-01", "A", "A"],
  ["which is first, if both have begun", "from: 2026-11-01", "A", "a 2026-11-01"],
  [
    "which is first, if none has begun",
    "from: 2027-12-01",
    "{ name: A, from: 2026-12-01 }",
    "a 2027-12-01",
  ],
  ["which has not ended", "until: 2026-11-01", "{ name: A, from: 2026-12-01 }", "A 2026-12-01"],
])("of several entries of a person, one stays: the one %s", (_, days, other, expected) => {
  const policy = policyOf(`${group(days)}roles: { owner: { members: ["group:g", b, ${other}] } }`);
  const [role] = currentPolicy(policy, now).roles;
  expect(inWords(role?.members)?.toSorted()).toEqual([expected, "b"].toSorted());
});

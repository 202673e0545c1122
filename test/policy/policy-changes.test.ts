import { expect, test } from "vitest";

import { parsePolicy } from "../../src/policy/file/parse.ts";
import { comparePolicies } from "../../src/policy/policy-changes.ts";
import { policyChangeCounts, policyChangeSentence } from "../../src/report/policy-changes.ts";
import { sandboxExceptions, peoplePolicy } from "../../src/sandbox/policy.ts";
import { policyOf } from "../support/policy.ts";

const now = new Date("2026-11-23T09:00:00Z");

function tell(before: string, after: string): string[] {
  return comparePolicies(policyOf(before), policyOf(after)).map((change) =>
    policyChangeSentence(change, now),
  );
}

test.each([
  [
    "an Owner more",
    "roles: { owner: { members: [a] } }",
    "roles: { owner: { members: [a, x] } }",
    ["expects one more Owner: x"],
  ],
  [
    "one less, and a pattern",
    "roles: { member: { members: [a, b] } }",
    'roles: { member: { members: [a], allow: ["*@x.example"] } }',
    ["no longer expects the Member b", "also allows *@x.example as Member"],
  ],
  [
    "emergency accounts and counts",
    "roles: { owner: { members: [a, b], min: 1 } }",
    "roles: { owner: { members: [a, b], break-glass: [b], min: 2, max: 4 } }",
    [
      "expects the emergency account b as Owner",
      "role Owner: at least 2 (was 1)",
      "role Owner: at most 4",
    ],
  ],
  [
    "a count that is dropped",
    "roles: { owner: { max: 4 } }",
    "roles: { owner: {} }",
    ["role Owner: at most 4 no longer required"],
  ],
  [
    "a role that is managed",
    "",
    "roles: { manager: { members: [m] } }",
    ["manages the role Manager", "expects one more Manager: m"],
  ],
  [
    "a role that anybody may hold",
    "roles: { owner: { members: [a], min: 1 } }",
    "roles: { owner: { min: 1 } }",
    ["no longer expects the Owner a", "lets anybody be Owner"],
  ],
  [
    "a role that is managed no more",
    "roles: { owner: { members: [a, b], min: 2 } }",
    "",
    ["no longer manages the role Owner"],
  ],
  [
    "a team's people",
    "teams: { release: { managers: [x], members: [y], services: [ci] } }",
    "teams: { release: { managers: [z], members: [x], synced: idp } }",
    [
      "team release: x no longer a manager",
      "team release: y no longer a member",
      "team release: service account ci no longer a member",
      "team release: z becomes manager",
      "team release: x becomes a member",
      "team release: the identity provider must fill it",
    ],
  ],
  [
    "a team that anybody may be in",
    "teams: { release: { members: [] } }",
    "teams: { release: { members: any } }",
    ["team release: anybody may be in it"],
  ],
  [
    "service accounts",
    "services: { ci: { role: member, teams: [a] } }",
    "services: { ci: { role: manager, key-expires-within: 90d }, new: {} }",
    [
      "service account ci: no longer belongs to team a",
      "service account ci: role Manager (was Member)",
      "service account ci: any team",
      "service account ci: its key must end within 90d",
      "expects the service account new",
      "service account new: any team",
    ],
  ],
  [
    "invites",
    "",
    "invites: { roles: [owner, member], domains: [x.example], listed: [a@x.example] }",
    [
      "people may no longer be invited as Manager",
      "people may no longer be invited as Collaborator",
      "only some domains may be invited",
      "only those listed may be invited",
      "people may be invited as Owner",
      "addresses of x.example may be invited",
      "a@x.example may be invited",
    ],
  ],
  [
    "rules",
    "rules: { two-factor: error, dormant: { after: 90d } }",
    "rules: { two-factor: off, dormant: { after: 30d, severity: error } }",
    [
      "rule two-factor: off (was error)",
      "rule dormant: error (was warning)",
      'rule dormant: after is "30d" (was "90d")',
    ],
  ],
  [
    "a custom rule",
    "",
    'custom: [{ id: x, for: member, violates: "member.role == \\"Owner\\"", severity: error, message: no }]',
    ["custom rule x added"],
  ],
  [
    "an exception, and one that lasts longer",
    "exceptions: [{ rule: two-factor, subject: a, reason: r, expires: 2026-12-01 }]",
    `exceptions:
  - { rule: two-factor, subject: A, reason: r, expires: 2026-12-31 }
  - { rule: dormant, subject: b, team: t, approved-by: y, created: 2026-11-23, expires: 2027-02-21 }
  - { rule: dormant, subject: c, expires: 2026-11-24 }`,
    [
      "exception for two-factor of A extended by 30 days, until 2026-12-31 (was 2026-12-01), approved by nobody",
      "exception added for dormant of b in team t, 90 days, until 2027-02-21, approved by y",
      "exception added for dormant of c, 1 day, until 2026-11-24, approved by nobody",
    ],
  ],
  [
    "an exception that is gone",
    "exceptions: [{ rule: dormant, subject: c, expires: 2026-11-24 }]",
    "",
    ["exception removed for dormant of c"],
  ],
])("%s is told in words", (_, before, after, sentences) => {
  expect(tell(before, after)).toEqual(sentences);
});

test("another workspace is told first", () => {
  const before = policyOf("");
  const after = { ...before, organization: "elsewhere" };

  expect(comparePolicies(before, after).map((change) => policyChangeSentence(change, now))).toEqual(
    ["is about the workspace elsewhere (was fernwick)"],
  );
});

test("an exception that is extended says by how much, until when, and who approves", () => {
  const exception = (expires: string) =>
    `exceptions: [{ rule: dormant, subject: jo, expires: ${expires}, approved-by: amara }]`;

  expect(tell(exception("2026-11-30"), exception("2027-02-28"))).toEqual([
    "exception for dormant of jo extended by 90 days, until 2027-02-28 (was 2026-11-30), approved by amara",
  ]);
  expect(tell(exception("2026-12-01"), exception("2026-11-30").replace("amara", "bo"))).toEqual([
    "exception for dormant of jo shortened by 1 day, until 2026-11-30 (was 2026-12-01), approved by bo",
    "exception for dormant of jo: approved-by is bo (was amara)",
  ]);
});

test("order, case, comments and a default that is written out change nothing", () => {
  expect(
    tell(
      "roles: { owner: { members: [a, b] } }\nteams: { x: {}, y: {} }",
      "# said anew\nteams: { Y: {}, x: {} }\nroles: { owner: { members: [B, A] } }\nrules: { two-factor: error }",
    ),
  ).toEqual([]);
});

test("a policy does not differ from itself, and differs both ways from another", () => {
  const [plain, excepted] = [peoplePolicy, peoplePolicy + sandboxExceptions].map((text) => {
    const parsed = parsePolicy(text, "access-policy.yml");
    if ("policy" in parsed) return parsed.policy;
    throw new Error("the sandbox's policy is not valid");
  });
  if (plain === undefined || excepted === undefined) throw new Error("unreachable");

  expect(comparePolicies(excepted, excepted)).toEqual([]);
  expect(comparePolicies(plain, excepted)).toHaveLength(4);
  expect(comparePolicies(excepted, plain)).toHaveLength(4);
});

test("counts name nobody", () => {
  const changes = comparePolicies(
    policyOf("roles: { owner: { members: [secret-name] } }"),
    policyOf(
      "roles: { owner: { members: [other-name] } }\nexceptions: [{ rule: dormant, subject: third-name, expires: 2026-11-24 }]",
    ),
  );

  expect(policyChangeCounts(changes.map(({ entry }) => entry.kind))).toEqual([
    "2 changes of roles",
    "1 change of exceptions",
  ]);
});

test("a text of any length is cut", () => {
  const [sentence] = tell(
    "",
    `exceptions: [{ rule: dormant, subject: ${"s".repeat(320)}, expires: 2026-11-24 }]\nroles: {}`,
  );

  expect(sentence?.length).toBeLessThan(500);
});

/** Exceptions to role-count: the role and the number that they allow. */

import { expect, test } from "vitest";

import { acceptInto } from "../../../src/policy/exceptions/accept.ts";
import { limitFor } from "../../../src/policy/exceptions/limit.ts";
import { toEntries } from "../../../src/policy/exceptions/to-entries.ts";
import { evaluate } from "../../../src/policy/evaluate.ts";
import { formatProblems, parsePolicy } from "../../../src/policy/file/parse.ts";
import { describePolicyChanges } from "../../../src/report/policy-changes.ts";
import { evaluateWith, inShort, noon } from "../../support/exceptions.ts";
import { policyOf } from "../../support/policy.ts";
import { aMember, aRoster } from "../../support/roster.ts";

const people = (owners: number, managers = 0) => ({
  members: [
    ...Array.from({ length: owners }, (_, index) =>
      aMember({ username: `owner-${index}`, role: "Owner" }),
    ),
    ...Array.from({ length: managers }, (_, index) =>
      aMember({ username: `manager-${index}`, role: "Manager" }),
    ),
  ],
});
const limits = "roles:\n  owner: { min: 2, max: 3 }\n  manager: { max: 0 }\n";
const except = (fields: string) =>
  `exceptions:\n  - { rule: role-count, subject: fernwick, ${fields}reason: r, expires: 2026-12-31 }\n`;
const four = "role: owner, allow: 4, ";

function problemsOf(text: string): string {
  const parsed = parsePolicy(text, "p.yml");
  return "problems" in parsed ? formatProblems("p.yml", parsed.problems) : "";
}

/** Returns what is open of role-count, and why the exception covers nothing. */
function countWith(fields: string, owners: number, managers = 0, roles = limits) {
  const result = evaluateWith(roles + except(fields), people(owners, managers));
  return {
    open: result.findings
      .filter(({ rule, state }) => rule === "role-count" && state !== "accepted")
      .map(({ facts }) => `${facts["role"]} ${facts["count"]}`),
    why: result.exceptions[0]?.why,
  };
}

test.each([
  ["as many as it allows", four, 4, 0, []],
  ["more than it allows", four, 5, 0, ["Owner 5"]],
  ["another role", four, 4, 1, ["Manager 1"]],
  ["fewer than the least number, as it allows", "role: owner, allow: 1, ", 1, 0, []],
  ["fewer than it allows", "role: owner, allow: 1, ", 0, 0, ["Owner 0"]],
  ["too few, if it allows many", four, 1, 0, ["Owner 1"]],
  ["too many, if it allows few", "role: owner, allow: 1, ", 4, 0, ["Owner 4"]],
  ["everything, if it names no role and no number", "", 9, 9, []],
])("an exception with a role and a number: %s", (_, fields, owners, managers, open) => {
  expect(countWith(fields, owners, managers).open).toEqual(open);
});

test("the number also counts the people whom the policy lists", () => {
  const list = (names: string) => `roles:\n  owner: { members: [${names}], max: 1 }\n`;
  const found = (names: string) =>
    inShort(evaluateWith(list(names) + except("role: owner, allow: 2, "), people(1))).filter(
      (text) => text.includes("role-count"),
    );

  expect(found("a, b")).toEqual(["(role-count fernwick)"]);
  expect(found("a, b, c")).toContain("role-count fernwick");
});

test.each([
  ["the number", four, 6, 0, "there are 6 people with role Owner, and it allows at most 4"],
  [
    "the least number",
    "role: owner, allow: 1, ",
    0,
    0,
    "there are 0 people with role Owner, and it allows at least 1",
  ],
  ["the role", four, 3, 1, "there is such a finding, but about role Manager"],
  ["nothing", four, 3, 0, "there is no such finding"],
])("an exception that covers nothing because of %s says so", (_, fields, owners, managers, why) => {
  expect(countWith(fields, owners, managers).why).toBe(why);
});

test.each([
  ["role: owner, ", 'p.yml:5:50: "role" needs "allow": name the role and the number it may have'],
  ["allow: 4, ", 'p.yml:5:51: "allow" needs "role": name the role and the number it may have'],
  ["role: boss, allow: 4, ", 'p.yml:5:50: "boss" is not'],
])("half of it, or a role that does not exist, is a mistake: %s", (fields, message) => {
  const body = `version: 1\norganization: fernwick\nexceptions:\n  # an entry\n  - { rule: role-count, subject: fernwick, ${fields}expires: 2026-12-31 }\n`;
  expect(problemsOf(body)).toContain(message);
});

test("another rule takes neither", () => {
  const body = `version: 1\norganization: fernwick\nexceptions: [{ rule: two-factor, subject: a, allow: 1, role: owner, expires: 2026-12-31 }]\n`;
  expect(problemsOf(body)).toContain('"role" is only for exceptions to role-count: remove it');
});

test("two roles, or two numbers, are two exceptions", () => {
  const entry = (fields: string) =>
    `  - { rule: role-count, subject: fernwick, ${fields}, expires: 2026-12-31 }\n`;
  const file = (...all: string[]) =>
    `version: 1\norganization: fernwick\nexceptions:\n${all.map(entry).join("")}`;

  expect(problemsOf(file("role: owner, allow: 4", "role: manager, allow: 4"))).toBe("");
  expect(problemsOf(file("role: owner, allow: 1", "role: owner, allow: 4"))).toBe("");
  expect(problemsOf(file("role: owner, allow: 4", "role: owner, allow: 4"))).toContain(
    "it is the same as the exception on line 4",
  );
});

test("accept names the role and the number, so one more person is reported again", () => {
  const text = `version: 1\norganization: fernwick\n${limits}`;
  const roster = aRoster(people(5, 1));
  const { findings } = evaluate(roster, policyOf(limits), noon);
  const entries = toEntries(findings, { expires: "2026-12-31" }, { findings, roster });
  const accepted = acceptInto(text, "p.yml", entries);

  expect(accepted.text.split("\n").slice(-4, -1)).toEqual([
    "exceptions:",
    '  - { rule: role-count, subject: "fernwick", role: manager, allow: 1, expires: 2026-12-31 }',
    '  - { rule: role-count, subject: "fernwick", role: owner, allow: 5, expires: 2026-12-31 }',
  ]);
  const later = evaluate(aRoster(people(6, 1)), accepted.policy, noon);
  expect(inShort(later).filter((found) => found.startsWith("role-count"))).toEqual([
    "role-count fernwick",
  ]);
});

const changes: readonly [string, string, string, readonly string[]][] = [
  [
    "a raised number",
    four,
    "role: owner, allow: 5, ",
    ["weakens exception for role-count of fernwick, role owner allows 5, was 4"],
  ],
  [
    "a lowered number",
    "role: owner, allow: 5, ",
    four,
    ["changes exception for role-count of fernwick, role owner allows 4, was 5"],
  ],
  [
    "a lowered least number",
    "role: owner, allow: 1, ",
    "role: owner, allow: 0, ",
    ["weakens exception for role-count of fernwick, role owner allows 0, was 1"],
  ],
  [
    "a raised least number",
    "role: owner, allow: 0, ",
    "role: owner, allow: 1, ",
    ["changes exception for role-count of fernwick, role owner allows 1, was 0"],
  ],
  [
    "a dropped role",
    four,
    "",
    [
      "changes exception removed for role-count of fernwick, role owner",
      "weakens exception added for role-count of fernwick, 38 days, until 2026-12-31, approved by nobody",
    ],
  ],
  [
    "another role",
    four,
    "role: manager, allow: 4, ",
    [
      "changes exception removed for role-count of fernwick, role owner",
      "weakens exception added for role-count of fernwick, role manager, allows 4, 38 days, until 2026-12-31, approved by nobody",
    ],
  ],
  [
    "a role and a number that were missing",
    "",
    four,
    [
      "changes exception added for role-count of fernwick, role owner, allows 4, 38 days, until 2026-12-31, approved by nobody",
      "changes exception removed for role-count of fernwick",
    ],
  ],
];

test.each(changes)("a change of the policy shows %s", (_, before, after, expected) => {
  const [one, other] = [policyOf(limits + except(before)), policyOf(limits + except(after))];
  const described = describePolicyChanges(one, other, noon);

  expect(described.map(({ effect, message }) => `${effect} ${message}`).toSorted()).toEqual(
    expected,
  );
});

test("only a finding of role-count with a role and a number has a limit that covers it", () => {
  const facts = { role: "Owner", count: 4 };

  expect(limitFor({ rule: "role-count", facts })).toEqual({ role: "owner", allow: 4 });
  expect(limitFor({ rule: "role-count", facts: { ...facts, listed: 5 } })).toEqual({
    role: "owner",
    allow: 5,
  });
  expect(limitFor({ rule: "two-factor", facts })).toBeUndefined();
  expect(limitFor({ rule: "role-count", facts: { count: 4 } })).toBeUndefined();
  expect(limitFor({ rule: "role-count", facts: { role: "Owner" } })).toBeUndefined();
});

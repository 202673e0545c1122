/** Tests that compare only some rules, and tests on a day of their own. */

import { expect, test } from "vitest";

import { policyOf } from "../../support/policy.ts";
import { differencesIn, problemsIn } from "../../support/policy-tests.ts";

const policy = policyOf(`roles: { owner: { members: [zoe] } }
rules: { visibility: note }
exceptions:
  - { rule: dormant, subject: zoe, reason: on leave, expires: 2026-12-31 }
`);

const noisy = "members: { zoe: { two-factor: false, visibility: public, last-login: 2026-01-01 } }";

function differencesOf(fields: string, defaults = ""): readonly string[] {
  const [differences = []] = differencesIn(
    `${defaults}tests:\n  - { name: t, ${fields} }\n`,
    policy,
  );
  return differences.map((message) => message.split(":", 2).join(":"));
}

test("without only, the findings of all rules are compared", () => {
  expect(differencesOf(noisy)).toEqual([
    "found, but not expected: two-factor zoe",
    "found, but not expected: visibility zoe",
    "accepted, but not expected: dormant zoe",
  ]);
});

test.each([
  ["an open finding", "only: [two-factor], findings: { two-factor: [zoe] }"],
  ["an accepted finding", "only: [dormant], accepted: { dormant: [zoe] }"],
  ["nothing", "only: [single-sign-on]"],
  ["an empty list", "only: [single-sign-on], findings: { single-sign-on: [] }"],
])("with only, a test compares these rules: %s", (_, fields) => {
  expect(differencesOf(`${noisy}, ${fields}`)).toEqual([]);
});

test("what these rules find must be expected", () => {
  expect(differencesOf(`${noisy}, only: [two-factor, dormant]`)).toEqual([
    "found, but not expected: two-factor zoe",
    "accepted, but not expected: dormant zoe",
  ]);
});

test("a rule that was not judged matters only if only names it", () => {
  const unseen = "members: { zoe: { two-factor: unknown, last-login: unknown } }";
  expect(differencesOf(`${unseen}, only: [visibility]`)).toEqual([]);
  expect(differencesOf(`${unseen}, only: [two-factor], not-judged: [two-factor]`)).toEqual([]);
  expect(differencesOf(`${unseen}, only: [two-factor]`)).toEqual([
    "not judged, but should have been: two-factor",
  ]);
});

test("a rule about exceptions that only names is compared", () => {
  expect(differencesOf("today: 2027-01-01")).toEqual([]);
  expect(differencesOf("today: 2027-01-01, only: [exception-expired]")).toEqual([
    "found, but not expected: exception-expired zoe",
  ]);
});

test("only in the defaults is for all tests, and a test can replace it", () => {
  const defaults = "defaults: { only: [two-factor] }\n";
  expect(differencesOf(`${noisy}, findings: { two-factor: [zoe] }`, defaults)).toEqual([]);
  expect(differencesOf(`${noisy}, only: [email-domain]`, defaults)).toEqual([]);
  expect(differencesOf(`${noisy}, only: all`, defaults)).toEqual(differencesOf(noisy));
});

test.each([
  [
    "a rule that does not exist",
    "tests:\n  - { name: t, only: [two-facter] }\n",
    ['t.yml:4:23: "two-facter" is not a rule of the policy: did you mean "two-factor"?'],
  ],
  [
    "a rule that does not exist, in the defaults",
    "defaults: { only: [dormnt] }\ntests:\n  - { name: t }\n",
    ['t.yml:3:20: "dormnt" is not a rule of the policy: did you mean "dormant"?'],
  ],
  [
    "an expectation that only leaves out",
    "tests:\n  - { name: t, only: [dormant], findings: { two-factor: [zoe] } }\n",
    [
      't.yml:4:58: "two-factor" is not in "only", so it is not compared: add it there, or remove it here',
    ],
  ],
  [
    "an expectation that only of the defaults leaves out",
    "defaults: { only: [dormant] }\ntests:\n  - { name: t, not-judged: [two-factor] }\n",
    [
      't.yml:5:29: "two-factor" is not in "only", so it is not compared: add it there, or remove it here',
    ],
  ],
  [
    "an empty list",
    "tests:\n  - { name: t, only: [] }\n",
    ["t.yml:4:22: the list must not be empty"],
  ],
  [
    "a word",
    "tests:\n  - { name: t, only: dormant }\n",
    ['t.yml:4:22: expected a list, found "dormant": write [dormant]'],
  ],
])("%s is a mistake at its line", (_, body, expected) => {
  expect(problemsIn(body, policy)).toEqual(expected);
});

test("a test's own day replaces that of the file, and decides what the policy says", () => {
  const dated = policyOf("roles: { owner: { members: [zoe, { name: bo, until: 2026-11-30 }] } }\n");
  const body = `tests:
  - { name: on the day of the file, members: { bo: { role: owner } } }
  - { name: later, today: 2026-12-01, members: { bo: { role: owner } }, findings: { role-unlisted: [bo] } }
`;
  expect(differencesIn(body, dated)).toEqual([[], []]);
});

test("entries that end soon matter only if a test names the rule, as with exceptions", () => {
  const dated = policyOf("roles: { owner: { members: [{ name: zoe, until: 2026-11-30 }] } }\n");
  const run = (fields: string) =>
    differencesIn(`tests:\n  - { name: t, ${fields} }\n`, dated)[0]?.length;
  expect(run("")).toBe(0);
  expect(run("findings: { entry-ending: [zoe] }")).toBe(0);
  expect(run("findings: { entry-ending: [] }")).toBe(1);
  expect(run("accepted: { entry-ending: [] }")).toBe(1);
  expect(run("only: [entry-ending]")).toBe(1);
});

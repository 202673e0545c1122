import { expect, test } from "vitest";

import { evaluate } from "../../src/policy/evaluate.ts";
import { effectOf } from "../../src/policy/effect.ts";
import { comparePolicies } from "../../src/policy/policy-changes.ts";
import { policyChangeSentence, weakeningText } from "../../src/report/policy-changes.ts";
import { change, now, roster, start } from "../support/policy-change.ts";
import { policyOf } from "../support/policy.ts";

/** Returns the rules that find something, in order. */
function found(body: string, at = now): readonly string[] {
  const off = "rules: { two-factor: off, visibility: off, dormant: off, role-count: off }\n";
  const { findings } = evaluate(roster, policyOf(body + off), at);
  return [...new Set(findings.map(({ rule }) => rule))].sort();
}

/** The day before, of, and after the audit, which reads at six in the morning. */
const [today, tomorrow] = ["2026-11-23", "2026-11-24"];

test.each([
  ["a new person in a role", "role", "owner: { members: [ada, X] }", "zed", ["name-unknown"]],
  ["a promotion", "role", "owner: { members: [ada, X] }", "bo", ["role-missing"]],
  [
    "an emergency account",
    "role",
    "owner: { members: [ada], break-glass: [X] }",
    "zed",
    ["break-glass"],
  ],
  [
    "an emergency account with another role",
    "role",
    "owner: { members: [ada], break-glass: [X] }",
    "bo",
    ["break-glass"],
  ],
  ["a new person in a team", "team", "managers: [cy], members: [bo, X]", "zed", ["name-unknown"]],
  [
    "a person who joins a team",
    "team",
    "managers: [cy], members: [bo, X]",
    "ada",
    ["team-member-missing"],
  ],
  [
    "a manager who joins a team",
    "team",
    "managers: [cy, X], members: [bo]",
    "ada",
    ["team-member-missing"],
  ],
  ["a member who becomes manager", "team", "managers: [cy, X]", "bo", ["team-role"]],
])("%s is expected from its day on", (_, kind, entry, name, rules) => {
  const body = (text: string) => {
    const written = entry.replace("X", text);
    return kind === "role"
      ? `roles: { ${written} }\n`
      : `teams: { platform: { ${written}, services: [robot] } }\n`;
  };
  expect(found(body(name))).toEqual(rules);
  expect(found(body(`{ name: ${name} }`))).toEqual(rules);
  expect(found(body(`{ name: ${name}, from: ${today} }`))).toEqual(rules);
  expect(found(body(`{ name: ${name}, from: ${tomorrow} }`))).toEqual([]);
  const later = body(`{ name: ${name}, from: ${tomorrow} }`);
  expect(found(later, new Date(`${tomorrow}T00:00:00.000Z`))).toEqual(rules);
  expect(found(later, new Date("2026-11-23T23:59:59.999Z"))).toEqual([]);
});

test.each([
  [
    "a team",
    "teams: { core: { members: [zed], services: [bot]DAY } }\n",
    ["name-unknown", "team-missing"],
  ],
  [
    "a team that is there already",
    "teams: { platform: { managers: [cy], members: [bo, ada], services: [robot]DAY } }\n",
    ["team-member-missing"],
  ],
  [
    "a service account",
    "services: { robot: {}, bot: { teams: [platform]DAY } }\n",
    ["service-missing"],
  ],
  [
    "a service account that a team lists",
    "services: { robot: {}, bot: { role: memberDAY } }\nteams: { platform: { managers: [cy], members: [bo], services: [robot, bot] } }\n",
    ["service-missing"],
  ],
])("%s is expected from its day on", (_, body, rules) => {
  const on = (day: string) => found(body.replace("DAY", day));
  expect(on("")).toEqual(rules);
  expect(on(`, from: ${today}`)).toEqual(rules);
  expect(on(`, from: ${tomorrow}`)).toEqual([]);
});

test("who has the access before the day is allowed to", () => {
  expect(found(`roles: { owner: { members: [{ name: ada, from: ${tomorrow} }] } }\n`)).toEqual([]);
  expect(
    found(
      `teams: { platform: { managers: [{ name: cy, from: ${tomorrow} }], members: [{ name: bo, from: ${tomorrow} }], services: [robot] } }\n`,
    ),
  ).toEqual([]);
});

test("a person may be listed for the present role and, from a day on, for the next one", () => {
  const body = (day: string) =>
    `roles: { owner: { members: [ada, { name: bo, from: ${day} }] }, member: { members: [bo, cy] } }\n`;
  expect(found(body(tomorrow))).toEqual([]);
  expect(found(body(today))).toEqual(["role-conflict"]);
  expect(() =>
    policyOf("roles: { owner: { members: [bo] }, member: { members: [bo] } }\n"),
  ).toThrow("listed under two roles");
});

test("a name that is listed without a day elsewhere is expected at once", () => {
  expect(
    found(
      `roles: { owner: { members: [ada, { name: zed, from: ${tomorrow} }] } }\nteams: { platform: { managers: [cy], members: [bo, zed], services: [robot] } }\n`,
    ),
  ).toEqual(["name-unknown"]);
});

test("an entry with a day and one without are the same person twice", () => {
  expect(() =>
    policyOf(`roles: { owner: { members: [ada, { name: Ada, from: ${today} }] } }\n`),
  ).toThrow('"Ada" is listed twice: first on line 3, as "ada"');
});

test("there is no task before the day, and the invite has only what counts today", () => {
  const tasks = (members: string) =>
    (change(start, start.replace("members: [bo]", members), roster).tasks ?? []).map(
      ({ todo }) => todo,
    );
  expect(tasks(`members: [bo, { name: zed, from: ${tomorrow} }]`)).toEqual([]);
  expect(tasks(`members: [bo, { name: zed, from: ${today} }]`)).toEqual([
    "invite zed as Member with team platform, or correct the name",
  ]);
  const both = `roles: { owner: { members: [ada, { name: zed, from: ${tomorrow} }] } }
teams: { platform: { managers: [cy], members: [bo, zed], services: [robot] } }
`;
  const [task] = change("", both, roster).tasks ?? [];
  expect(task?.call?.body).toEqual({
    user: "zed",
    role: "Member",
    teams: [{ team: "platform", role: "Member" }],
  });
});

test.each([
  [
    "roles: { owner: { members: [a] } }",
    "roles: { owner: { members: [a, { name: x, from: 2026-12-01 }] } }",
    [["weakens", "expects one more Owner: x from 2026-12-01"]],
  ],
  [
    "teams: { docs: { members: [x] } }",
    "teams: { docs: { members: [{ name: X, from: 2026-12-01 }] } }",
    [["changes", "team docs: X is expected from 2026-12-01"]],
  ],
  [
    "teams: { docs: { members: [{ name: x, from: 2026-12-01 }] } }",
    "teams: { docs: { members: [{ name: x, from: 2027-01-01 }] } }",
    [["changes", "team docs: x is expected from 2027-01-01 (was 2026-12-01)"]],
  ],
  [
    "roles: { owner: { members: [{ name: x, from: 2026-12-01 }] } }",
    "roles: { owner: { members: [x] } }",
    [["changes", "role Owner: x is expected at once (was 2026-12-01)"]],
  ],
  [
    "teams: { docs: {} }",
    "teams: { docs: { from: 2026-12-01 } }",
    [["changes", "team docs: it is expected from 2026-12-01"]],
  ],
  [
    "services: { bot: { from: 2026-12-01 } }",
    "services: { bot: {} }",
    [["changes", "service account bot: it is expected at once (was 2026-12-01)"]],
  ],
])("a pull request says from when: %s", (before, after, expected) => {
  const [was, is] = [policyOf(before), policyOf(after)];
  expect(
    comparePolicies(was, is).map((one) => [effectOf(one, was, is), policyChangeSentence(one, now)]),
  ).toEqual(expected);
});

test("a weakening says from when", () => {
  const [was, is] = [
    policyOf("roles: { owner: { members: [a] } }"),
    policyOf("roles: { owner: { members: [a, { name: x, from: 2026-12-01 }] } }"),
  ];
  expect(comparePolicies(was, is).map((one) => weakeningText(one, now))).toEqual([
    { label: "allows one more Owner", detail: "x from 2026-12-01" },
  ]);
});

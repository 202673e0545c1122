import { expect, test } from "vitest";

import { effectOf } from "../../src/policy/effect.ts";
import { evaluate } from "../../src/policy/evaluate.ts";
import { findRule } from "../../src/policy/catalog.ts";
import { comparePolicies } from "../../src/policy/policy-changes.ts";
import { policyChangeSentence } from "../../src/report/policy-changes.ts";
import { now, roster } from "../support/policy-change.ts";
import { policyOf } from "../support/policy.ts";
import { aMember, anInvite, aRoster } from "../support/roster.ts";

const off =
  "rules: { two-factor: off, visibility: off, dormant: off, role-count: off, entry-ending: off }\n";

/** Returns the rules that find something, in order. */
function found(body: string, at = now): readonly string[] {
  const { findings } = evaluate(roster, policyOf(body + off), at);
  return [...new Set(findings.map(({ rule }) => rule))].sort();
}

const [yesterday, today] = ["2026-11-22", "2026-11-23"];

test.each([
  ["a role", "roles: { owner: { members: [X] } }\n", "ada", ["role-unlisted"]],
  [
    "a role's allow, in a group",
    "groups: { g: [X] }\nroles: { owner: { members: [], allow: [group:g] } }\n",
    "ada",
    ["role-unlisted"],
  ],
  [
    "a team",
    "teams: { platform: { managers: [cy], members: [X], services: [robot] } }\n",
    "bo",
    ["team-member-unexpected"],
  ],
  [
    "a manager who stays as a member",
    "teams: { platform: { managers: [X], members: [bo, cy], services: [robot] } }\n",
    "cy",
    ["team-role"],
  ],
  [
    "a group",
    "groups: { g: [X] }\nteams: { platform: { managers: [cy], members: [group:g], services: [robot] } }\n",
    "bo",
    ["team-member-unexpected"],
  ],
  [
    "anywhere",
    "unlisted-members: error\nroles: { owner: { members: [ada] } }\nteams: { platform: { managers: [cy], members: [X], services: [robot] } }\n",
    "bo",
    ["member-unlisted", "team-member-unexpected"],
  ],
])("in %s, somebody counts as not listed after the last day", (_, body, name, rules) => {
  const on = (day: string) =>
    body.replace("X", `{ name: ${name}, until: ${day}, reason: handover }`);
  expect(found(body.replace("X", name))).toEqual([]);
  expect(found(on(today))).toEqual([]);
  expect(found(on(today), new Date("2026-11-23T23:59:59.999Z"))).toEqual([]);
  expect(found(on(today), new Date("2026-11-24T00:00:00.000Z"))).toEqual(rules);
  expect(found(on(yesterday))).toEqual(rules);
});

test("a person whose entry has ended is not expected any more", () => {
  expect(found(`roles: { owner: { members: [ada, { name: zed, until: ${today} }] } }\n`)).toEqual([
    "name-unknown",
  ]);
  expect(
    found(`roles: { owner: { members: [ada, { name: zed, until: ${yesterday} }] } }\n`),
  ).toEqual([]);
});

test("one person follows another, in one list with a maximum of one", () => {
  const body =
    "roles: { owner: { members: [{ name: ada, until: 2026-11-30 }, { name: bo, from: 2026-12-01 }], max: 1 }, member: { members: [cy, { name: bo, until: 2026-11-30 }] } }\n";
  const rules = "rules: { two-factor: off, visibility: off, dormant: off, entry-ending: off }\n";
  const at = (day: string) =>
    evaluate(roster, policyOf(body + rules), new Date(`${day}T09:00:00Z`)).findings.map(
      ({ rule }) => rule,
    );
  expect(at("2026-11-30")).toEqual([]);
  expect(at("2026-12-01")).toEqual(["role-unlisted", "role-unlisted", "role-missing"]);
});

test("the entry that counts decides, where a list names somebody twice through groups", () => {
  const body = (first: string, second: string) =>
    `groups: { g: [${first}], h: [${second}] }\nroles: { owner: { members: [ada, group:g, group:h] } }\n`;
  expect(found(body("{ name: bo, until: 2026-11-01 }", "{ name: bo, from: 2026-12-01 }"))).toEqual(
    [],
  );
  expect(found(body("{ name: bo, until: 2026-11-01 }", "bo"))).toEqual(["role-missing"]);
  expect(found(body("{ name: bo, from: 2026-12-01 }", "{ name: bo, from: 2026-11-01 }"))).toEqual([
    "role-missing",
  ]);
});

test("an entry inside a group counts on the days that both allow", () => {
  const policy = policyOf(
    "groups: { g: [{ name: bo, from: 2026-11-01, until: 2026-12-31, reason: inner }] }\nteams: { docs: { members: [{ name: group:g, from: 2026-12-01, until: 2027-12-31 }] } }\n",
  );
  expect(policy.teams[0]?.members).toMatchObject([
    { text: "bo", from: "2026-12-01", until: "2026-12-31", reason: "inner", via: "group:g" },
  ]);
});

test("entries that end soon, or have ended, are reported once for each person and day", () => {
  const body = `groups: { g: [{ name: bo, until: 2026-12-06 }] }
roles:
  owner: { members: [{ name: ada, until: 2026-12-08 }], allow: [group:g] }
teams:
  platform:
    managers: [cy]
    members: [group:g, { name: zed, until: 2026-11-01 }]
    services: [robot]
`;
  const rule = findRule("entry-ending");
  const { findings } = evaluate(roster, policyOf(body), now);
  const ending = findings.filter((finding) => finding.rule === "entry-ending");
  expect(
    ending.map((finding) => [finding.position?.line, finding.severity, rule?.message(finding)]),
  ).toEqual([
    [9, "note", 'the entry for "bo" (teams.platform and 1 more place) ends on 2026-12-06'],
    [9, "note", 'the entry for "zed" (teams.platform) ended on 2026-11-01'],
  ]);
});

test("one entry under leaving accepts everything about a person, until its day", () => {
  const leaver = aMember({ username: "zed", role: "Owner", active: false, twoFactor: false });
  const body = `unlisted-members: error
roles: { owner: { members: [ada] } }
leaving:
  - { person: ZED, until: ${today}, reason: contract ends, approved-by: ada }
`;
  const states = (at: Date) => {
    const result = evaluate(aRoster({ members: [...roster.members, leaver] }), policyOf(body), at);
    const about = result.findings.filter(({ subject }) => subject.slug === "zed");
    return {
      states: new Set(about.map(({ state }) => state)),
      count: about.length,
      uses: result.exceptions,
    };
  };
  const before = states(now);
  expect(before.states).toEqual(new Set(["accepted"]));
  expect(before.count).toBeGreaterThan(1);
  expect(before.uses).toMatchObject([{ status: "expiring", covers: before.count }]);
  expect(states(new Date("2026-11-24T00:00:00Z")).states).toContain("existing");
  const gone = evaluate(roster, policyOf(body), now);
  expect(gone.exceptions).toMatchObject([
    { status: "unused", why: "nothing is found about this person" },
  ]);
  expect(gone.findings.map(({ rule }) => rule)).toContain("exception-unused");
});

test("leaving covers what is found of an invited person, and of a name that nobody has", () => {
  const invited = aRoster({
    ...roster,
    invites: [anInvite({ email: "zed@fernwick.example", role: "Owner" })],
  });
  const stateOf = (person: string, rule: string, body = "") =>
    evaluate(
      invited,
      policyOf(`${body}leaving: [{ person: ${person}, until: ${today}, reason: x }]\n`),
      now,
    )
      .findings.filter((finding) => finding.rule === rule)
      .map(({ state }) => state);

  expect(stateOf("zed@fernwick.example", "invite-owner")).toEqual(["accepted"]);
  expect(stateOf("zoe", "invite-owner")).toEqual(["existing"]);
  expect(stateOf("zoe", "name-unknown", "roles: { owner: { members: [zoe] } }\n")).toEqual([
    "accepted",
  ]);
  expect(stateOf("yan", "name-unknown", "roles: { owner: { members: [zoe] } }\n")).toEqual([
    "existing",
  ]);
});

test("leaving covers people, not teams of the same name", () => {
  const { findings } = evaluate(
    roster,
    policyOf(
      `unlisted-teams: error\nleaving: [{ person: platform, until: ${today}, reason: x }]\n`,
    ),
    now,
  );
  expect(findings.filter(({ rule }) => rule === "team-unlisted").map(({ state }) => state)).toEqual(
    ["existing"],
  );
});

test.each([
  [
    "owner: { members: [{ name: a, until: 2026-12-01 }] }",
    "owner: { members: [{ name: a, until: 2027-12-01 }] }",
    "weakens",
    "role Owner: a is listed until 2027-12-01 (was 2026-12-01)",
  ],
  [
    "owner: { members: [{ name: a, until: 2026-12-01 }] }",
    "owner: { members: [a] }",
    "weakens",
    "role Owner: a is listed without an end (was 2026-12-01)",
  ],
  [
    "owner: { members: [a] }",
    "owner: { members: [{ name: a, until: 2026-12-01 }] }",
    "changes",
    "role Owner: a is listed until 2026-12-01",
  ],
  [
    "member: { members: [{ name: a, until: 2026-12-01 }] }",
    "member: { members: [a] }",
    "grants",
    "role Member: a is listed without an end (was 2026-12-01)",
  ],
  [
    "owner: { members: [{ name: a, reason: x }] }",
    "owner: { members: [{ name: a, reason: y }] }",
    "changes",
    "role Owner: a is listed for the reason y (was x)",
  ],
])("a pull request says how long somebody is listed: %s", (before, after, effect, sentence) => {
  const [was, is] = [policyOf(`roles: { ${before} }`), policyOf(`roles: { ${after} }`)];
  expect(
    comparePolicies(was, is).map((one) => [effectOf(one, was, is), policyChangeSentence(one, now)]),
  ).toEqual([[effect, sentence]]);
});

test("a new entry says until when, and leaving is an exception that weakens", () => {
  const [was, is] = [
    policyOf("roles: { owner: { members: [a] } }"),
    policyOf(
      "roles: { owner: { members: [a, { name: b, from: 2026-12-01, until: 2026-12-31 }] } }\nleaving: [{ person: c, until: 2026-12-31, reason: x }]",
    ),
  ];
  expect(
    comparePolicies(was, is).map((one) => [effectOf(one, was, is), policyChangeSentence(one, now)]),
  ).toEqual([
    ["weakens", "expects one more Owner: b from 2026-12-01 until 2026-12-31"],
    [
      "weakens",
      "exception added for all findings about c, 38 days, until 2026-12-31, approved by nobody",
    ],
  ]);
});

test("a policy of groups that is written out says the same", () => {
  const [grouped, written] = [
    policyOf(
      "people: { b: bo }\ngroups: { g: [b, { name: cy, until: 2026-12-31 }] }\nroles: { owner: { members: [group:g] } }\n",
    ),
    policyOf("roles: { owner: { members: [bo, { name: cy, until: 2026-12-31 }] } }\n"),
  ];
  expect(comparePolicies(grouped, written)).toEqual([]);
});

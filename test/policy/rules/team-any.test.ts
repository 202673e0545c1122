/** Teams in which anybody may be something: `any` in a list, or a list that is left out beside it. */

import { expect, test } from "vitest";

import { effectOf } from "../../../src/policy/effect.ts";
import { evaluate } from "../../../src/policy/evaluate.ts";
import { comparePolicies } from "../../../src/policy/policy-changes.ts";
import { policyChangeSentence } from "../../../src/report/policy-changes.ts";
import { unknown, type Fact } from "../../../src/roster/fact.ts";
import type { TeamRole } from "../../../src/roster/roles.ts";
import { policyOf } from "../../support/policy.ts";
import { aMember, aRoster, aService, aTeam } from "../../support/roster.ts";

const now = new Date("2026-11-23T09:00:00Z");
const squad = aTeam({ slug: "squad-red" });
const inSquad = (role: Fact<TeamRole>) => [{ team: squad.id, role }];

/** Returns what is found about the teams of a person, in a policy of one team. */
function found(lists: string, username: string, role: Fact<TeamRole>) {
  const body = `teams: { squad-*: { ${lists} } }\nrules: { two-factor: off }\n`;
  const roster = aRoster({
    teams: [squad],
    members: [aMember({ username, teams: inSquad(role) })],
  });
  const { rules } = evaluate(roster, policyOf(body), now);
  const about = rules.filter(({ rule }) => /^team-(?:member-unexpected|role)$/u.test(rule.id));
  return about.flatMap(({ rule, findings, status }) => [
    ...(findings.length > 0 ? [rule.id] : []),
    ...(status === "not-judged" ? [`${rule.id} not judged`] : []),
  ]);
}

test.each<[string, string, Fact<TeamRole>, readonly string[]]>([
  ["members: any", "ann", "Member", []],
  ["members: any", "ann", "Manager", []],
  ["members: any", "ann", unknown("missing"), []],
  ["members: any, managers: any", "ann", "Manager", []],
  ["members: any, managers: [ann]", "ann", "Manager", []],
  ["members: any, managers: [bob]", "ann", "Manager", ["team-role"]],
  ["members: any, managers: []", "ann", "Manager", ["team-role"]],
  ["managers: any", "ann", "Manager", []],
  ["managers: any", "ann", "Member", ["team-member-unexpected"]],
  ["managers: any", "ann", unknown("missing"), ["team-member-unexpected not judged"]],
  ["managers: any, members: [ann]", "ann", "Member", []],
  ["managers: any, members: [ann]", "ann", "Manager", []],
  ["managers: any, members: [ann]", "ann", unknown("missing"), []],
  ["services: any", "ann", "Member", ["team-member-unexpected"]],
])("{ %s }: %s with the role %j", (lists, username, role, expected) => {
  expect(found(lists, username, role)).toEqual(expected);
});

test.each([
  ["members: any", []],
  ["members: any, services: []", ["team-member-unexpected"]],
  ["services: any", []],
  ["services: [bot]", []],
  ["services: [other]", ["team-member-unexpected"]],
  ["members: [ann]", ["team-member-unexpected"]],
])("{ %s }: a service account", (lists, expected) => {
  const roster = aRoster({
    teams: [squad],
    services: [aService({ slug: "bot", teams: inSquad("Manager") })],
  });
  const { findings } = evaluate(roster, policyOf(`teams: { squad-*: { ${lists} } }\n`), now);
  const about = findings.filter(({ subject }) => subject.slug === "bot");
  expect(about.map(({ rule }) => rule)).toEqual(expected);
});

test.each([
  [
    "members: [a]",
    "members: any",
    ["weakens: team t: anybody may be in it", "removes: team t: a no longer a member"],
  ],
  [
    "members: any, managers: [a]",
    "members: any",
    ["removes: team t: a no longer a manager", "weakens: team t: anybody may manage it"],
  ],
  [
    "members: any, services: [s]",
    "members: any, services: any",
    [
      "removes: team t: service account s no longer a member",
      "weakens: team t: any service account may be in it",
    ],
  ],
  ["members: any", "members: any, managers: any, services: any", []],
  [
    "managers: any",
    "managers: [a]",
    ["changes: team t: only those listed may manage it", "changes: team t: a becomes manager"],
  ],
  [
    "members: any",
    "members: [a]",
    ["changes: team t: only those listed may be in it", "grants: team t: a becomes a member"],
  ],
])("a pull request from { %s } to { %s }", (before, after, expected) => {
  const [was, is] = [
    policyOf(`teams: { t: { ${before} } }`),
    policyOf(`teams: { t: { ${after} } }`),
  ];
  const told = comparePolicies(was, is).map(
    (change) => `${effectOf(change, was, is)}: ${policyChangeSentence(change, now)}`,
  );
  expect(told.toSorted()).toEqual(expected.toSorted());
});

/** What the policy names by an earlier name, where the baseline knows that name. */

import { expect, test } from "vitest";

import { evaluate, type Evaluation } from "../../src/policy/evaluate.ts";
import { findRenames } from "../../src/policy/renames.ts";
import { toTasks } from "../../src/policy/tasks/tasks.ts";
import type { Roster } from "../../src/roster/model.ts";
import { policyOf } from "../support/policy.ts";
import { aMember, aRoster, aTeam } from "../support/roster.ts";

const now = new Date("2026-11-23T06:00:00Z");
const core = aTeam({ id: "tm-1", slug: "core", name: "" });
const before = aRoster({ teams: [{ ...core, slug: "Platform" }] });

function judge(body: string, roster: Partial<Roster>, baseline?: Roster): Evaluation {
  return evaluate(aRoster(roster), policyOf(body), now, baseline);
}

function sentences({ findings, rules }: Evaluation): readonly (string | undefined)[] {
  return findings.map((finding) =>
    rules.find(({ rule }) => rule.id === finding.rule)?.rule.message(finding),
  );
}

function todos(body: string, roster: Partial<Roster>, baseline?: Roster) {
  const findings = judge(body, roster, baseline).findings.map((finding) => ({
    ...finding,
    state: "introduced" as const,
  }));
  return toTasks(findings, { roster: aRoster(roster), policy: policyOf(body), now }, () => "").map(
    ({ action, todo, call }) =>
      `${action}: ${todo}${call === undefined ? "" : ` (${call.method})`}`,
  );
}

const body = "teams: { platform: {} }\nunlisted-teams: note\n";

test("a team that was renamed is reported under both names", () => {
  expect(sentences(judge(body, { teams: [core] }, before))).toEqual([
    "team platform is in the policy but not in the workspace: it is now called core",
    "team core is not in the policy: it was called Platform, which the policy names",
  ]);
  expect(judge(body, { teams: [core] }, before).findings.map(({ facts }) => facts)).toEqual([
    { now: "core" },
    { visibility: "Visible", was: "Platform" },
  ]);
});

test("without a baseline, and for another team, it is missing and unlisted as before", () => {
  const plain = [
    "team platform is in the policy but not in the workspace",
    "team core is not in the policy",
  ];

  expect(sentences(judge(body, { teams: [core] }))).toEqual(plain);
  for (const team of [
    aTeam({ id: "tm-2", slug: "platform" }),
    aTeam({ id: "tm-1", slug: "core" }),
  ]) {
    expect(sentences(judge(body, { teams: [core] }, aRoster({ teams: [team] })))).toEqual(plain);
  }
});

test("an earlier name that the policy does not use is not mentioned", () => {
  expect(sentences(judge("unlisted-teams: note\n", { teams: [core] }, before))).toEqual([
    "team core is not in the policy",
  ]);
});

test("a team that left a family by its new name is said to have been in it", () => {
  expect(
    sentences(judge("teams: { plat*: {} }\nunlisted-teams: note\n", { teams: [core] }, before)),
  ).toEqual(["team core is not in the policy: it was called Platform, which the policy names"]);
});

test("a rename is certain, so it is said instead of a similar name", () => {
  const teams = [core, aTeam({ id: "tm-2", slug: "platforms" })];

  expect(sentences(judge("teams: { platform: {} }\n", { teams }, before))).toEqual([
    "team platform is in the policy but not in the workspace: it is now called core",
  ]);
});

test("the fingerprints do not change with a baseline", () => {
  const fingerprints = (baseline?: Roster) =>
    judge(body, { teams: [core] }, baseline).findings.map(({ fingerprint }) => fingerprint);

  expect(fingerprints(before)).toEqual(fingerprints());
});

test("what was renamed is to be corrected in the policy, and neither created, invited nor deleted", () => {
  const bo = aMember({ id: "1", username: "bo" });
  const baseline = aRoster({ ...before, members: [{ ...bo, username: "rob" }] });
  const roster = { teams: [core], members: [bo] };
  const people = "roles: { member: { members: [rob] }, collaborator: { break-glass: [gone] } }\n";

  expect(todos(body + people, roster, baseline)).toEqual([
    "invite: invite gone as Collaborator, or correct the name (POST)",
    "remove: remove Bo (bo) from the workspace (DELETE)",
    "other: correct the name of team platform in the policy: it is now called core",
    "other: correct the name rob in the policy: the person with that name is now called bo",
    "other: list team core in the policy under its present name: it was called Platform",
  ]);
  expect(todos(body, roster)).toEqual([
    "invite: create team platform, or correct the name (POST)",
    "remove: delete team core (DELETE)",
  ]);
});

test("an emergency account that was renamed is not invited", () => {
  const bo = aMember({ id: "1", username: "bo" });
  const baseline = aRoster({ members: [{ ...bo, username: "rob" }] });

  expect(todos("roles: { member: { break-glass: [rob] } }\n", { members: [bo] }, baseline)).toEqual(
    [
      "other: correct the name of emergency account rob in the policy: the person with that name is now called bo",
    ],
  );
});

test("a rename is found by the permanent id, whatever the case of a name", () => {
  const { nowOf, formerOf } = findRenames(
    [
      { id: "1", name: "Old" },
      { id: "2", name: "same" },
      { id: "3", name: "gone" },
    ],
    [
      { id: "1", name: "new" },
      { id: "2", name: "same" },
      { id: "4", name: "gone" },
    ],
  );

  expect(["OLD", "same", "gone", "new"].map(nowOf)).toEqual([
    "new",
    undefined,
    undefined,
    undefined,
  ]);
  expect(["1", "2", "3", "4"].map(formerOf)).toEqual(["Old", undefined, undefined, undefined]);
});

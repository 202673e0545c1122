import { expect, test } from "vitest";

import { evaluate, type Evaluation } from "../../src/policy/evaluate.ts";
import { compareEvaluations } from "../../src/policy/impact.ts";
import { aCoverage, aMember, aRoster, aTeam } from "../support/roster.ts";
import { policyOf } from "../support/policy.ts";

const now = new Date("2026-11-23T06:00:00.000Z");
const strangers = ["ada", "bo"].map((username) =>
  aMember({ username, teams: [{ team: "tm-platform", role: "Member" }] }),
);
const roster = aRoster({ members: strangers, teams: [aTeam()] });

function judge(policy: string, of = roster): Evaluation {
  return evaluate(of, policyOf(policy), now);
}

const none = judge("teams: { platform: { members: [ada, bo] } }\n");
const one = judge("teams: { platform: { members: [ada] } }\n");
const both = judge("teams: { platform: {} }\n");
const accepted = judge(`teams: { platform: { members: [ada] } }
exceptions:
  - { rule: team-member-unexpected, subject: bo, reason: is leaving, expires: 2026-12-31 }
`);

/** Returns who is found by the rule, with the state. */
function statesOf({ findings }: Pick<Evaluation, "findings">): string[] {
  return findings
    .filter(({ rule }) => rule === "team-member-unexpected")
    .map(({ subject, state }) => `${subject.slug} ${state}`);
}

test("without an old policy nothing was introduced and nothing resolved", () => {
  expect(compareEvaluations(both, undefined, "policy")).toEqual({ evaluation: both, resolved: [] });
});

test("what the old policy did not find is introduced, everywhere it is told", () => {
  const { evaluation, resolved } = compareEvaluations(both, one, "policy");

  expect(statesOf(evaluation)).toEqual(["ada introduced", "bo existing"]);
  expect(evaluation.rules.flatMap(statesOf)).toEqual(["ada introduced", "bo existing"]);
  expect(resolved).toEqual([]);
});

test("what only the old policy found is resolved, with the rule that found it", () => {
  const { evaluation, resolved } = compareEvaluations(one, both, "policy");

  expect(statesOf(evaluation)).toEqual(["bo existing"]);
  expect(resolved.map(({ rule, finding }) => [rule.id, finding.subject.slug])).toEqual([
    ["team-member-unexpected", "ada"],
  ]);
});

test("what the new policy accepts is neither introduced nor resolved", () => {
  const { evaluation, resolved } = compareEvaluations(accepted, one, "policy");

  expect(statesOf(evaluation)).toEqual(["bo accepted"]);
  expect(resolved).toEqual([]);
  expect(statesOf(compareEvaluations(accepted, none, "policy").evaluation)).toEqual([
    "bo accepted",
  ]);
});

test("what the old policy accepted is introduced when nobody accepts it any more", () => {
  expect(statesOf(compareEvaluations(one, accepted, "policy").evaluation)).toEqual([
    "bo introduced",
  ]);
});

test("what the old policy accepted is not resolved: it was not open", () => {
  const { resolved } = compareEvaluations(none, accepted, "policy");

  expect(resolved.filter(({ rule }) => rule.id === "team-member-unexpected")).toEqual([]);
});

test("a rule that was not judged under the new policy clears nothing", () => {
  const gap = { status: "partial", count: 0, expected: 2, reason: "a page was torn" } as const;
  const lists = aCoverage().lists.map((list) =>
    list.name === "members" ? { ...list, ...gap } : list,
  );
  const torn = { ...roster, members: [], coverage: aCoverage({ lists }) };
  const blind = judge("teams: { platform: {} }\n", torn);

  expect(statesOf(blind)).toEqual([]);
  expect(compareEvaluations(blind, both, "policy").resolved).toEqual([]);
});

/** What the policy says of a team besides who is in it. */

import { expect, test } from "vitest";

import { effectOf } from "../../../src/policy/effect.ts";
import { comparePolicies } from "../../../src/policy/policy-changes.ts";
import { policyChangeSentence } from "../../../src/report/policy-changes.ts";
import { unknown } from "../../../src/roster/fact.ts";
import { change, now, platform, roster, start } from "../../support/policy-change.ts";
import { policyOf } from "../../support/policy.ts";

test.each([
  ["visibility: hidden", { visibility: "Hidden" }, 'change team platform: visibility "Hidden"'],
  [
    "description: the builders",
    { description: "the builders", visibility: "Visible" },
    'change team platform: description "the builders"',
  ],
])("%s is a task that keeps the rest of the team", (option, body, todo) => {
  const report = change(
    start,
    start.replace("services: [robot]", `services: [robot], ${option}`),
    roster,
  );
  expect(report.tasks).toMatchObject([{ action: "other", todo, call: { method: "PATCH", body } }]);
});

test("a description is not changed where the visibility was not seen", () => {
  const unseen = { ...roster, teams: [{ ...platform, visibility: unknown("missing") }] };
  const report = change(
    start,
    start.replace("services: [robot]", "services: [robot], description: x"),
    unseen,
  );
  expect(report.tasks).toMatchObject([{ call: null }]);
});

test.each([
  ["visibility: hidden", "", "weakens: team t: its visibility is no longer managed"],
  ["visibility: hidden", "visibility: visible", "changes: team t: must be visible (was Hidden)"],
  ["", "description: d", "changes: team t: its description must be d"],
  [
    "review-every: 90d",
    "review-every: 180d",
    "weakens: team t: must be reviewed every 180d (was 90d)",
  ],
  ["review-every: 90d", "", "weakens: team t: no review is required any more"],
  [
    "review-every: 90d",
    "review-every: 30d",
    "changes: team t: must be reviewed every 30d (was 90d)",
  ],
  [
    "reviewed: 2026-01-01",
    "reviewed: 2026-11-01",
    "changes: team t: reviewed on 2026-11-01 (was 2026-01-01)",
  ],
])("from { %s } to { %s }", (before, after, expected) => {
  const [was, is] = [
    policyOf(`teams: { t: { ${before} } }`),
    policyOf(`teams: { t: { ${after} } }`),
  ];
  expect(
    comparePolicies(was, is).map(
      (one) => `${effectOf(one, was, is)}: ${policyChangeSentence(one, now)}`,
    ),
  ).toEqual([expected]);
});

/** What leaves a rule about repositories not judged, if an entry matches no repository that was seen. */

import { expect, test } from "vitest";

import { evaluate } from "../../src/policy/evaluate.ts";
import type { Roster } from "../../src/roster/model.ts";
import { policyOf } from "../support/policy.ts";
import { aRepository, repositoryCoverage, withRepositories } from "../support/repository.ts";
import { aMember, aRoster } from "../support/roster.ts";

const now = new Date("2026-11-23T12:00:00Z");
const seen = withRepositories(aRoster({ members: [aMember({ username: "ann" })] }), [
  aRepository({ slug: "production" }),
  aRepository({ slug: "docs" }),
]);
type Gap = Parameters<typeof repositoryCoverage>[0];

/** Returns why the rule about default privileges was not judged, and whether something was missed. */
function judge(entries: string, roster: Roster, gap: Gap = {}) {
  const { rules } = evaluate(
    { ...roster, coverage: repositoryCoverage(gap, roster.coverage) },
    policyOf(`repositories: { ${entries} }`),
    now,
  );
  const { reason, blind } =
    rules.find(({ rule }) => rule.id === "repository-default-privilege") ?? {};
  return { reason, blind };
}

const none = { ...seen, repositories: [] };
const half = { status: "partial", reason: "half was read" } as const;
const judged = { reason: null, blind: false };

test.each([
  ["repositories that were seen", "production: { default-privilege: none }", judged],
  ["an entry that the rule is not about", "ghost: { visibility: off }", judged],
  ["an entry that has not begun", "ghost: { default-privilege: none, from: 2026-12-01 }", judged],
  [
    "an entry that has begun",
    "ghost: { default-privilege: none, from: 2026-11-01 }",
    { reason: 'no repository that was seen is called "ghost"', blind: true },
  ],
  [
    "a typing mistake",
    "prodction: { default-privilege: none }, nothing-like-it: { default-privilege: none }",
    {
      reason:
        'no repository that was seen is called "prodction" (perhaps production is meant), "nothing-like-it"',
      blind: true,
    },
  ],
])("%s", (_, entries, expected) => {
  expect(judge(entries, seen)).toEqual(expected);
});

const ghost = "ghost: { default-privilege: none }";

test.each([
  ["complete and empty", none, {}, 'no repository that was seen is called "ghost"', true],
  ["partial", seen, half, 'no repository that was seen is called "ghost"', true],
  ["partial and empty", none, half, "the list of repositories is partial: half was read", true],
  [
    "not in the plan",
    none,
    { status: "not-in-plan", reason: "too small" },
    "the list of repositories is not in plan: too small",
    false,
  ],
] satisfies readonly (readonly [string, Roster, Gap, string, boolean])[])(
  "an entry without a repository, if the list is %s",
  (_, roster, gap, reason, blind) => {
    expect(judge(ghost, roster, gap)).toEqual({ reason, blind });
  },
);

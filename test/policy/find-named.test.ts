import { expect, test } from "vitest";

import { describePattern, findNamed } from "../../src/policy/find-named.ts";

const teams = [
  { id: "tm1", slug: "core", name: "The Core" },
  { id: "core", slug: "other", name: "Other" },
  { id: "tm3", slug: "docs", name: "Docs" },
];

test.each([
  ["CORE", ["core", "other"]],
  ["the core", ["core"]],
  ["TM3", ["docs"]],
  ["doc", []],
  ["", []],
])("%j finds %j", (name, expected) => {
  expect(findNamed(teams, name).map(({ slug }) => slug)).toEqual(expected);
});

test.each([
  ["team", [], [], "a pattern that applies to no team"],
  ["repository", [], [], "a pattern that applies to no repository"],
  ["team", ["a", "b"], [], "a pattern that applies to a, b"],
  ["team", ["a"], ["x", "y"], "a pattern that applies to a that was seen; x; y"],
  ["repository", [], ["x"], "a pattern that applies to no repository that was seen; x"],
] as const)("a pattern for a %s with %j and gaps %j", (noun, slugs, gaps, expected) => {
  expect(describePattern(noun, slugs, gaps)).toBe(expected);
});

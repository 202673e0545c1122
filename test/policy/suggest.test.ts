import { expect, test } from "vitest";

import { meantFact, meantHint, suggest, suggestFirst } from "../../src/policy/suggest.ts";

test.each([
  ["ownr", ["member", "owner"], "owner"],
  ["x", ["y"], "y"],
  ["abc", ["abd", "abx"], "abd"],
  ["abcdef", ["abcxyf"], "abcxyf"],
  ["roels", ["rules", "roles"], "roles"],
  ["OWNER", ["member", "owner"], "owner"],
  ["owner", ["Member", "Owner"], "Owner"],
  ["warn", ["error", "warning"], "warning"],
  ["team", ["team-unlisted", "teams"], "teams"],
  ["teams", ["team-unlisted", "team"], "team"],
  ["a".repeat(64), ["a".repeat(63)], "a".repeat(63)],
])("%s of %j may mean %s", (word, candidates, meant) => {
  expect(suggest(word, candidates)).toBe(`: did you mean "${meant}"?`);
});

test.each([
  ["nothing there is", "owner", []],
  ["two slips in a short word are", "own", ["oxx"]],
  ["three slips in six letters are", "abcdef", ["abcxyz"]],
  ["two letters are the beginning of one are", "wa", ["warning"]],
  ["a word beyond any name is", "a".repeat(65), ["a".repeat(65)]],
])("nothing is suggested where %s", (_, word, candidates) => {
  expect(suggest(word, candidates)).toBe("");
});

test("before what else can be done stands a question, or nothing", () => {
  expect(suggestFirst("ownr", ["owner"])).toBe('Did you mean "owner"? ');
  expect(suggestFirst("x", ["owner"])).toBe("");
});

test("a finding's sentence ends with the name that was probably meant, if there is one", () => {
  expect(meantFact("ann")).toStrictEqual({ meant: "ann" });
  expect(meantFact(undefined)).toStrictEqual({});
  expect(meantHint(meantFact("ann"))).toBe(": perhaps ann is meant");
  expect(meantHint(meantFact(undefined))).toBe("");
});

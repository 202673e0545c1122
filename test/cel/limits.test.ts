import { describe, expect, test } from "vitest";

import { maxExpressionLength, maxNesting } from "../../src/cel/limits.ts";
import { parsePolicy } from "../../src/policy/file/parse.ts";
import { askOfMember, problemsOf } from "../support/expression.ts";

describe("what nests too deeply or is too long is a problem of the policy", () => {
  const deep = `the expression is nested more than ${maxNesting} deep`;
  const long = `0: the expression is longer than ${maxExpressionLength} characters`;
  const many = 1_000;
  test.each([
    ["parentheses", `${"(".repeat(many)}true${")".repeat(many)}`, deep],
    ["lists", `${"[".repeat(many)}${"]".repeat(many)} == []`, deep],
    ["maps", `${"{'a': ".repeat(many / 2)}1${"}".repeat(many / 2)} == {}`, deep],
    ["negations", `${"!".repeat(4_000)}true`, deep],
    ["signs", `${"-".repeat(4_000)}1 == 1`, deep],
    ["choices", "true ? true : ".repeat(200) + "true", deep],
    ["choices in choices", "true ? (".repeat(200) + "true", deep],
    ["sums", `1${"+1".repeat(2_000)} == 1`, deep],
    ["comparisons", `1${"<1".repeat(2_000)}`, deep],
    ["fields", `member${".x".repeat(2_000)}`, deep],
    ["indices", `[1]${"[0]".repeat(1_300)}`, deep],
    ["calls", "size(".repeat(800), deep],
    ["methods", `''${".trim()".repeat(500)}`, deep],
    ["open brackets", "[".repeat(4_096), deep],
    ["a text of 64 KiB", `"${"x".repeat(65_536)}" == ""`, long],
    ["a gap of 64 KiB", `true${" ".repeat(65_536)}`, long],
  ])("%s", (_, text, message) => {
    expect(problemsOf(text)).toHaveLength(1);
    expect(problemsOf(text)[0]).toContain(message);
  });

  test("a long list of cases is no deep one", () => {
    const cases = Array.from({ length: 120 }, (_, index) => `member.username == "p${index}"`);
    expect(askOfMember(cases.join(" || "), { username: "p119" })).toBe(true);
    const others = cases.slice(0, 100).map((one) => `!(${one})`);
    expect(askOfMember(others.join(" && "), { username: "jo" })).toBe(true);
  });

  test("a text as long as may be is read", () => {
    expect(askOfMember(`"${"x".repeat(maxExpressionLength - 8)}" != ""`)).toBe(true);
  });
});

test("texts that double stop at their limit", () => {
  const text = Array.from({ length: 15 }).reduce<string>(
    (inner, _, at) => `[${inner}].map(t${at}, t${at} + t${at})[0]`,
    '"aaaaaaaa"',
  );
  expect(askOfMember(`${text} == ""`)).toBe("failure: a text became longer than 65536 characters");
});

test("a pattern that stands for too much, or is too long, is refused", () => {
  const refused = "the pattern is not valid in RE2: invalid repeat count: `{1000}`";
  expect(problemsOf('member.name.matches("(a{1000}){1000}")')).toEqual([`20: ${refused}`]);
  expect(problemsOf(`member.name.matches("${"a".repeat(257)}")`)).toEqual([
    "20: the pattern is longer than 256 characters",
  ]);
  expect(askOfMember(`member.name.matches("${"a".repeat(256)}")`)).toBe(false);
});

test("a hundred rules are enough", () => {
  const rule = (index: number) =>
    `  - { id: r${index}, for: member, violates: "true", severity: note, message: m }\n`;
  const rules = (count: number) =>
    `version: 1\norganization: o\ncustom:\n${Array.from({ length: count }, (_, index) => rule(index)).join("")}`;

  expect(parsePolicy(rules(100), "p")).toHaveProperty("policy");
  expect(parsePolicy(rules(101), "p")).toHaveProperty("problems");
});

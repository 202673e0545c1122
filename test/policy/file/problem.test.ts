/** What the problems of a policy say, beyond those that `bad/` has a file for each. */

import { expect, test } from "vitest";

import { formatProblems, parsePolicy } from "../../../src/policy/file/parse.ts";
import { parsePolicyTests } from "../../../src/policy/tests/parse.ts";
import { badFile } from "../../../src/sources/policy-file.ts";

const head = "version: 1\norganization: acme\n";

function problemsOf(text: string): string[] {
  const parsed = parsePolicy(text, "p.yml");
  return "policy" in parsed ? [] : formatProblems("p.yml", parsed.problems).split("\n");
}

const numbers: readonly [written: string, found: string][] = [
  ["123456789", '"123456789"'],
  ["0x14", '"0x14"'],
  ["0123", '"0123"'],
  ["0o17", '"0o17"'],
  ["1e3", '"1e3"'],
  ["+12", '"+12"'],
  ["1.50", '"1.50"'],
  ["12345678901234567890", '"12345678901234567890"'],
  [".inf", '".inf"'],
  ["-.Inf", '"-.Inf"'],
  [".nan", '".nan"'],
  ["true", '"true"'],
  ["False", '"False"'],
  ["null", '"null"'],
  ["~", '"~"'],
];

test.each(numbers)(
  "a name that YAML reads as something else is quoted as it was written: %s",
  (written, found) => {
    expect(problemsOf(`${head}roles:\n  member:\n    members:\n      - ${written}\n`)).toEqual([
      `p.yml:6:9: expected text, found ${found}: put it in quotes`,
    ]);
  },
);

test.each([
  ["a version", "version: 0x2\norganization: acme\n", 'p.yml:1:10: "0x2" is not 1'],
  ["a bound", `${head}roles: { owner: { min: -0x1 } }\n`, 'found "-0x1"'],
  ["a bound that is not a number", `${head}roles: { owner: { max: .nan } }\n`, 'found ".nan"'],
  [
    "a bound below zero",
    `${head}roles: { owner: { min: -0 , max: -1e1 } }\n`,
    "-1e1 is less than 0",
  ],
  ["a severity", `${head}rules: { visibility: 0x10 }\n`, '"0x10" is not one of'],
  ["a flag", `${head}rules: { two-factor: { single-sign-on-counts: 1e0 } }\n`, 'found "1e0"'],
  ["a key", `${head}teams: { 0x14: {} }\n`, 'put "0x14" in quotes'],
  ["nothing behind a key", `${head}teams:\n  platform:\n`, "found nothing"],
])("so is %s", (_, text, message) => {
  expect(problemsOf(text).join("\n")).toContain(message);
});

const conflict = [
  "version: 1",
  "organization: acme",
  "teams:",
  "  api:",
  "    members:",
  "      - ada",
  "<<<<<<< HEAD",
  "      - bea",
  "||||||| 1f2e3d4",
  "=======",
  "      - cyd",
  ">>>>>>> branch",
  "",
];

test.each(["\n", "\r\n"])(
  "merge markers are named, each with its line, and nothing else",
  (newline) => {
    const message = (marker: string) =>
      `the merge marker "${marker}" begins this line: finish the merge and remove its markers`;
    expect(problemsOf(conflict.join(newline))).toEqual([
      `p.yml:7:1: ${message("<<<<<<<")}`,
      `p.yml:9:1: ${message("|||||||")}`,
      `p.yml:10:1: ${message("=======")}`,
      `p.yml:12:1: ${message(">>>>>>>")}`,
    ]);
  },
);

test.each([
  ["one that was left over", `${head}teams:\n  api: {}\n>>>>>>> branch\n`, [5]],
  [
    "in policy tests",
    "version: 1\n<<<<<<< HEAD\ntoday: 2026-11-23\n=======\n>>>>>>> b\ntests: []\n",
    [2, 4, 5],
  ],
])("so is %s", (_, text, lines) => {
  const parsed = parsePolicy(head, "p.yml");
  if (!("policy" in parsed)) throw new Error("not valid");
  const found = text.startsWith(head)
    ? parsePolicy(text, "p.yml")
    : parsePolicyTests(text, parsed.policy);
  const problems = "problems" in found ? found.problems : [];
  expect(problems.map(({ position }) => position.line)).toEqual(lines);
  expect(problems.every(({ message }) => message.startsWith("the merge marker"))).toBe(true);
});

test("a text that only looks like a merge marker is a text", () => {
  expect(
    problemsOf(
      `${head}exceptions:\n  - rule: two-factor\n    subject: a\n    expires: 2026-12-01\n    reason: |\n      =======\n      <<<<<<< here\n`,
    ),
  ).toEqual([]);
});

test("the first place of an entry that is listed twice is told, by its line and as it stands there", () => {
  const text = `${head}teams:\n  docs:\n    members:\n      - amara-okoye\n      - ivo-kralj\n      - Ivo-Kralj\n`;
  expect(problemsOf(text)).toEqual([
    'p.yml:8:9: "Ivo-Kralj" is listed twice: first on line 7, as "ivo-kralj"',
  ]);
});

test("9999-12-31 is a day, and an exception may last until then", () => {
  const text = `${head}rules: { exception-too-long: off }\nexceptions: [{ rule: two-factor, subject: a, reason: x, expires: 9999-12-31 }]\n`;
  expect(problemsOf(text)).toEqual([]);
});

test("at most 100 problems are printed, and the number of the rest", () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `  key-${index}: 1`);
  const parsed = parsePolicy(`${head}roles:\n${lines.join("\n")}\n`, "p.yml");
  if ("policy" in parsed) throw new Error("valid");
  const { message, problems } = badFile("p.yml", parsed.problems);
  const printed = message.split("\n");
  expect(printed).toHaveLength(101);
  expect(printed[99]).toMatch(/^p\.yml:103:/u);
  expect(printed[100]).toBe(`p.yml: and 19,900 more problems`);
  expect(problems).toHaveLength(100);
  expect(message.length).toBeLessThan(100 * 200);
});

const long = "x".repeat(20_000);

test.each([
  ["a key", `${long}: 1\n`],
  ["a key that is given twice", `rules: { "${long}": 1, "${long}": 2 }\n`],
  ["a key of a number", `teams: { ${"1".repeat(20_000)}: 1 }\n`],
  ["the way to a value", `teams: { "${long}": { managr: 1 } }\n`],
  ["a name", `roles: { owner: { members: ["${long}", "${long}"] } }\n`],
  ["a number", `roles: { owner: { members: [${"1".repeat(20_000)}] } }\n`],
  ["a bound", `roles: { owner: { min: -${"1".repeat(20_000)} } }\n`],
  ["a severity", `unlisted-teams: ${long}\n`],
  ["a rule", `exceptions: [{ rule: ${long}, subject: a, expires: 2026-12-01 }]\n`],
  ["a day", `exceptions: [{ rule: two-factor, subject: a, expires: ${long} }]\n`],
  ["an alias", `teams: *${long}\n`],
  [
    "an expression",
    `custom: [{ id: a, for: member, violates: ${long}, severity: error, message: x }]\n`,
  ],
  [
    "an id",
    `custom: [{ id: ${long}, for: member, violates: member.active, severity: error, message: x }]\n`,
  ],
  ["what is not YAML", `"${long}\n`],
])("what a problem quotes has a limit: %s", (_, text) => {
  const problems = problemsOf(head + text);
  expect(problems.length).toBeGreaterThan(0);
  for (const problem of problems) expect(problem.length).toBeLessThan(400);
});

import { expect, test } from "vitest";

import { formatProblems, parsePolicy } from "../../../src/policy/file/parse.ts";
import { policyFrom } from "../../support/policy.ts";

const path = "access-policy.yml";

function problemsOf(text: string): string[] {
  const parsed = parsePolicy(text, path);
  return "policy" in parsed ? [] : formatProblems(path, parsed.problems).split("\n");
}

const head = "version: 1\norganization: fernwick\n";

const badFiles: readonly [string, string, readonly string[]][] = [
  [
    "an empty file",
    "",
    ['1:1: the file is empty: it needs at least "version: 1" and "organization"'],
  ],
  ["a list", "- a\n", ["1:1: expected a mapping, found a list"]],
  [
    "a file without an organization",
    "version: 1\n",
    ['1:1: "organization" is missing at the top of the file'],
  ],
  ["a version of the future", "version: 2\norganization: x\n", ['1:10: "2" is not 1']],
  [
    "a misspelled key",
    `${head}role: {}\n`,
    ['3:1: "role" is not known at the top of the file: did you mean "roles"?'],
  ],
  [
    "a misspelled role",
    `${head}roles:\n  ownr: {}\n`,
    ['4:3: "ownr" is not known in roles: did you mean "owner"?'],
  ],
  [
    "a misspelled key of a team",
    `${head}teams:\n  platform:\n    member: []\n`,
    ['5:5: "member" is not known in teams.platform: did you mean "members"?'],
  ],
  [
    "a misspelled rule",
    `${head}rules:\n  two-facter: off\n`,
    ['4:3: "two-facter" is not known in rules: did you mean "two-factor"?'],
  ],
  [
    "a misspelled option",
    `${head}rules:\n  dormant: {aftr: 90d}\n`,
    ['4:13: "aftr" is not known in rules.dormant: did you mean "after"?'],
  ],
  [
    "a misspelled severity",
    `${head}rules: {two-factor: eror}\n`,
    ['3:21: "eror" is not one of error, warning, note, off: did you mean "error"?'],
  ],
  [
    "a bare number of days",
    `${head}rules: {dormant: {after: 90}}\n`,
    ['3:26: expected text, found "90": put it in quotes'],
  ],
  [
    "days without a unit",
    `${head}rules: {dormant: {after: "90"}}\n`,
    ['3:26: "90" is not a number of days, such as "90d"'],
  ],
  [
    "a name that YAML reads as a number",
    `${head}roles: {owner: {members: [12]}}\n`,
    ['3:27: expected text, found "12": put it in quotes'],
  ],
  [
    "a team without content",
    `${head}teams:\n  platform:\n`,
    ["4:12: expected a mapping, found nothing"],
  ],
  ["a duplicate key", `${head}version: 1\n`, ['3:1: "version" is given twice: first on line 1']],
  [
    "a person listed twice in other letters",
    `${head}roles: {owner: {members: [ada, Ada]}}\n`,
    ['3:32: "Ada" is listed twice: first on line 3, as "ada"'],
  ],
  [
    "a least number above the most",
    `${head}roles: {owner: {min: 3, max: 2}}\n`,
    ["3:22: min 3 is more than max 2"],
  ],
  [
    "one rule set in two places",
    `${head}unlisted-teams: error\nrules: {team-unlisted: note}\n`,
    ['4:24: is already set by "unlisted-teams": keep one of them'],
  ],
  [
    "an alias",
    `${head}roles: {owner: {members: &m [a]}, manager: {members: *m}}\n`,
    [
      "3:29: anchors are not allowed: write the value itself",
      '3:54: aliases are not allowed: write the value itself, or put "*m" in quotes',
    ],
  ],
  [
    "a pattern without quotes, which YAML takes for an alias",
    `${head}roles: {collaborator: {allow: [*@x.example]}}\n`,
    ['3:32: aliases are not allowed: write the value itself, or put "*@x.example" in quotes'],
  ],
  [
    "an alias where something must stand, which is not called missing as well",
    `version: 1\norganization: *x\n`,
    ['2:15: aliases are not allowed: write the value itself, or put "*x" in quotes'],
  ],
  [
    "a second document, which would not be read",
    `${head}---\n${head}`,
    ["3:1: a second document begins here: a policy is one document"],
  ],
  [
    "a tag",
    `${head}roles: !!js/function x\n`,
    ["3:22: tags are not allowed: put a text that begins with ! in quotes"],
  ],
  ["a key that is not text", `${head}1: x\n`, ['3:1: a key must be text: put "1" in quotes']],
  [
    "a key of the prototype",
    `${head}__proto__: {}\n`,
    ['3:1: "__proto__" is not known at the top of the file'],
  ],
  [
    "a mistake of shape, which hides none of sense",
    `${head}role: {}
roles: { owner: { min: 3, max: 2, mx: 1 }, manager: { members: [a, A], min: x } }
teams: { p: { members: [b, B], managers: 3 }, P: {} }
`,
    [
      '3:1: "role" is not known at the top of the file: did you mean "roles"?',
      "4:24: min 3 is more than max 2",
      '4:35: "mx" is not known in roles.owner: did you mean "max"?',
      '4:68: "A" is listed twice: first on line 4, as "a"',
      '4:77: expected a number, found "x"',
      '5:28: "B" is listed twice: first on line 5, as "b"',
      '5:42: expected a list, found "3"',
      '5:47: team "P" is listed twice: first on line 5, as "p"',
    ],
  ],
  [
    "a wrong entry of a list, which hides no contradiction beside it",
    `${head}roles: { owner: { members: [1], min: 3, max: 2, allow: [a, A] } }\n`,
    [
      '3:29: expected text, found "1": put it in quotes',
      "3:38: min 3 is more than max 2",
      '3:60: "A" is listed twice: first on line 3, as "a"',
    ],
  ],
  [
    "a missing version, which hides no contradiction",
    "organization: x\nroles: { owner: { min: 3, max: 2 } }\n",
    ['1:1: "version" is missing at the top of the file', "2:24: min 3 is more than max 2"],
  ],
  [
    "a file that is too large and wrong besides, of which no more is said",
    `role: {}\n# ${"x".repeat(512 * 1024)}`,
    ["1:1: the file is larger than 512 KiB"],
  ],
  [
    "a long value, which is cut",
    `${head}rules: { dormant: { after: ${"9".repeat(75)}xxxxxx } }\n`,
    [`3:28: "${"9".repeat(75)}xxxxx…" is not a number of days, such as "90d"`],
  ],
  [
    "a value just short enough, which is not",
    `${head}rules: { dormant: { after: ${"9".repeat(75)}xxxxx } }\n`,
    [`3:28: "${"9".repeat(75)}xxxxx" is not a number of days, such as "90d"`],
  ],
  [
    "a list in place of a rule",
    `${head}rules: { dormant: [90d] }\n`,
    ['3:19: "[\\"90d\\"]" is not one of error, warning, note, off'],
  ],
  [
    "an option that is a mapping",
    `${head}rules: { two-factor: { single-sign-on-counts: { a: 1 } } }\n`,
    ["3:47: expected true or false, found a mapping"],
  ],
  [
    "something of another kind, whose size is of no interest",
    `${head}roles: { owner: { min: -1.5 } }\ncustom: 3\nrules: { two-factor: { roles: 3 } }\n`,
    [
      '3:24: expected a whole number, found "-1.5"',
      '4:9: expected a list, found "3"',
      '5:31: expected a list, found "3"',
    ],
  ],
  [
    "several mistakes, all of them told, in the file's order",
    `version: 1\norganization: 3\nroles: {owner: {max: x}}\nrules: {visibility: 1}\n`,
    [
      '2:15: expected text, found "3": put it in quotes',
      '3:22: expected a number, found "x"',
      '4:21: "1" is not one of error, warning, note, off',
    ],
  ],
];

test.each(badFiles)("%s is refused at its line", (_, text, expected) => {
  expect(problemsOf(text)).toEqual(expected.map((line) => `${path}:${line}`));
});

test("five lines make a policy", () => {
  const policy = policyFrom(`${head}roles:\n  owner:\n    members: [ada]\n`);

  expect(policy.organization).toBe("fernwick");
  expect(policy.roles).toEqual([
    {
      role: "Owner",
      members: [{ text: "ada", position: { line: 5, column: 15 } }],
      allow: [],
      breakGlass: [],
      min: null,
      max: null,
      position: { line: 4, column: 3 },
    },
  ]);
  expect(policy.rules.get("two-factor")?.severity).toBe("error");
});

test("a rule takes a severity, or options, or both, and the rest stays as it was", () => {
  const { rules } = policyFrom(`${head}rules:\n  two-factor: off\n  dormant: {after: 30d}\n`);

  expect(rules.get("two-factor")?.severity).toBe("off");
  expect(rules.get("dormant")).toMatchObject({
    severity: "warning",
    options: { after: "30d", roles: ["owner", "manager", "member", "collaborator"] },
    position: { line: 5, column: 3 },
  });
});

test("unlisted-teams turns the rule on, at its own line", () => {
  expect(policyFrom(`${head}unlisted-teams: note\n`).rules.get("team-unlisted")).toMatchObject({
    severity: "note",
    position: { line: 3, column: 1 },
  });
});

test("a file of just the limit is read", () => {
  const comment = `# ${"x".repeat(512 * 1024 - head.length - 3)}\n`;
  expect(policyFrom(head + comment).organization).toBe("fernwick");
});

test("a file above the limit is refused without being parsed", () => {
  expect(problemsOf(`${head}# ${"x".repeat(512 * 1024)}`)).toEqual([
    `${path}:1:1: the file is larger than 512 KiB`,
  ]);
});

test.each([100, 5_000])("lists nested %i deep end in a problem", (depth) => {
  const text = `${head}roles: ${"[".repeat(depth)}${"]".repeat(depth)}\n`;
  const problems = problemsOf(text);
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.join("\n")).not.toContain("call stack");
});

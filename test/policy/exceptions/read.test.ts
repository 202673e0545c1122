import { expect, test } from "vitest";

import { formatProblems, parsePolicy } from "../../../src/policy/file/parse.ts";

const head = "version: 1\norganization: fernwick\n";

function problemsOf(body: string): string[] {
  const parsed = parsePolicy(head + body, "p.yml");
  return "policy" in parsed ? [] : formatProblems("p.yml", parsed.problems).split("\n");
}

const good = "subject: jo, expires: 2026-12-31";

const bad: readonly [string, string, readonly string[]][] = [
  [
    "a misspelled rule",
    `exceptions: [{ rule: two-facter, ${good} }]`,
    ['p.yml:3:22: "two-facter" is not a rule: did you mean "two-factor"?'],
  ],
  [
    "an exception to an exception",
    `exceptions: [{ rule: exception-unused, ${good} }]`,
    [
      'p.yml:3:22: there are no exceptions to "exception-unused": correct or remove the exception that the rule reports',
    ],
  ],
  [
    "no end",
    "exceptions: [{ rule: two-factor, subject: jo }]",
    ['p.yml:3:14: "expires" is missing in entry 1 of exceptions'],
  ],
  [
    "an end that is no day",
    "exceptions: [{ rule: two-factor, subject: jo, expires: soon }]",
    ['p.yml:3:56: "soon" is not a day, such as "2026-12-31"'],
  ],
  [
    "an end that is no day, of which no more can be said",
    "exceptions: [{ rule: two-factor, subject: jo, created: 2026-12-01, expires: 1d }]",
    ['p.yml:3:77: "1d" is not a day, such as "2026-12-31"'],
  ],
  [
    "entries without a subject, which are not the same",
    "exceptions: [{ rule: dormant, expires: 2026-12-31 }, { rule: dormant, expires: 2026-12-31 }]",
    [
      'p.yml:3:14: "subject" is missing in entry 1 of exceptions',
      'p.yml:3:54: "subject" is missing in entry 2 of exceptions',
    ],
  ],
  [
    "a day that no calendar has",
    "exceptions: [{ rule: two-factor, subject: jo, expires: 2026-02-30 }]",
    ['p.yml:3:56: "2026-02-30" is not in the calendar'],
  ],
  [
    "an end before the beginning",
    "exceptions: [{ rule: two-factor, subject: jo, created: 2026-12-01, expires: 2026-11-30 }]",
    ["p.yml:3:77: it expires on 2026-11-30, before it was created (2026-12-01)"],
  ],
  [
    "a misspelled key",
    `exceptions: [{ rule: two-factor, ${good}, aproved-by: x }]`,
    ['p.yml:3:68: "aproved-by" is not known in entry 1 of exceptions: did you mean "approved-by"?'],
  ],
  [
    "the same exception twice",
    `exceptions:\n  - { rule: two-factor, ${good} }\n  - { rule: two-factor, subject: JO, expires: 2026-12-31 }\n`,
    ["p.yml:5:5: it is the same as the exception on line 4: keep one of them"],
  ],
  [
    "a rule that is neither the catalog's nor one of the file's own",
    `custom: [{ id: my-rule, for: member, violates: "true", severity: note, message: m }]
exceptions: [{ rule: my-rul, ${good} }]`,
    ['p.yml:4:22: "my-rul" is not a rule: did you mean "my-rule"?'],
  ],
  [
    "a rule almost like one that has no exceptions",
    `exceptions: [{ rule: xception-unused, ${good} }]`,
    ['p.yml:3:22: "xception-unused" is not a rule'],
  ],
  [
    "a rule with a name beyond all measure",
    `exceptions: [{ rule: ${"x".repeat(81)}, ${good} }]`,
    [`p.yml:3:22: "${"x".repeat(80)}" is not a rule`],
  ],
  [
    "the same exception with and without space, for the same team in other letters",
    `exceptions:
  - { rule: two-factor, team: A, ${good} }
  - { rule: two-factor, team: " a ", ${good} }
`,
    ["p.yml:5:5: it is the same as the exception on line 4: keep one of them"],
  ],
  [
    "days that begin or end elsewhere than they should",
    "exceptions: [{ rule: two-factor, subject: jo, created: x2026-12-01, expires: 2026-12-311 }]",
    [
      'p.yml:3:56: "x2026-12-01" is not a day, such as "2026-12-31"',
      'p.yml:3:78: "2026-12-311" is not a day, such as "2026-12-31"',
    ],
  ],
  [
    "nothing in place of an entry",
    "exceptions: [~]",
    ['p.yml:3:14: expected a mapping, found "~"'],
  ],
  [
    "mistakes in several entries and elsewhere, none of which hides another",
    `roles: { ownr: {} }
exceptions:
  - { rule: two-facter, ${good}, x: 1 }
  - 3
  - { rule: dormant, subject: jo, expires: 2026-02-30 }
  - { rule: dormant, subject: [], expires: 2026-12-31 }
`,
    [
      'p.yml:3:10: "ownr" is not known in roles: did you mean "owner"?',
      'p.yml:5:13: "two-facter" is not a rule: did you mean "two-factor"?',
      'p.yml:5:59: "x" is not known in entry 1 of exceptions',
      'p.yml:6:5: expected a mapping, found "3"',
      'p.yml:7:44: "2026-02-30" is not in the calendar',
      "p.yml:8:31: expected text, found a list",
    ],
  ],
];

test.each(bad)("%s is refused at its line", (_, body, expected) => {
  expect(problemsOf(body)).toEqual(expected);
});

test.each(["", "exceptions:\n", "exceptions: []\n"])("%j has no exceptions", (body) => {
  const parsed = parsePolicy(head + body, "p.yml");
  expect("policy" in parsed && parsed.policy.exceptions).toEqual([]);
});

test("a renewed exception may stand beside the one that ended", () => {
  const entry = "  - { rule: two-factor, subject: jo, expires:";
  expect(problemsOf(`exceptions:\n${entry} 2026-11-30 }\n${entry} 2026-12-31 }\n`)).toEqual([]);
});

test("an exception may begin on the day on which it ends, and be for one team each", () => {
  const one = "rule: two-factor, subject: jo, created: 2026-12-31, expires: 2026-12-31";
  expect(
    problemsOf(`exceptions: [{ ${one} }, { ${one}, team: a }, { ${one}, team: b }]\n`),
  ).toEqual([]);
});

test("an exception may be to a rule of the file's own", () => {
  const rule = '{ id: my-rule, for: member, violates: "true", severity: note, message: m }';
  expect(problemsOf(`custom: [${rule}]\nexceptions: [{ rule: my-rule, ${good} }]\n`)).toEqual([]);
});

test("an exception says what it says, and where", () => {
  const parsed = parsePolicy(
    `${head}exceptions:
  - rule: two-factor
    subject: " jo "
    team: platform
    reason: key on order
    owner: it-desk
    ticket: IT-1
    approved-by: ada
    created: 2026-11-23
    expires: 2026-12-31
  - { rule: dormant, subject: bo, expires: 2026-12-30 }
`,
    "p.yml",
  );

  expect("policy" in parsed && parsed.policy.exceptions).toEqual([
    {
      rule: "two-factor",
      subject: { text: "jo", position: { line: 5, column: 14 } },
      team: "platform",
      reason: "key on order",
      owner: "it-desk",
      ticket: "IT-1",
      approvedBy: "ada",
      created: "2026-11-23",
      expires: "2026-12-31",
      position: { line: 4, column: 5 },
    },
    {
      rule: "dormant",
      subject: { text: "bo", position: { line: 13, column: 31 } },
      team: null,
      reason: null,
      owner: null,
      ticket: null,
      approvedBy: null,
      created: null,
      expires: "2026-12-30",
      position: { line: 13, column: 5 },
    },
  ]);
});

test("an entry under leaving is an exception to every rule, with its reason and place", () => {
  const parsed = parsePolicy(
    `${head}leaving:\n  - person: jo\n    until: 2026-12-31\n    reason: moves away\n    approved-by: bo\n`,
    "p.yml",
  );
  if ("problems" in parsed) throw new Error(formatProblems("p.yml", parsed.problems));

  expect(parsed.policy.exceptions).toMatchObject([
    {
      subject: { text: "jo", position: { line: 4, column: 13 } },
      reason: "moves away",
      approvedBy: "bo",
      expires: "2026-12-31",
      position: { line: 4, column: 5 },
    },
  ]);
});

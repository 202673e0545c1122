import { expect, test } from "vitest";

import { parsePolicy } from "../../../src/policy/file/parse.ts";
import { policyOf } from "../../support/policy.ts";

const head = "version: 1\norganization: fernwick\n";

function problems(body: string): readonly string[] {
  const parsed = parsePolicy(head + body, "access-policy.yml");
  if (!("problems" in parsed)) return [];
  return parsed.problems.map(({ position, message }) => `${position.line}: ${message}`);
}

const names = (list: readonly { readonly text: string }[] | null) =>
  (list ?? []).map(({ text }) => text);

test("aliases and groups are replaced in every list of people", () => {
  const policy = policyOf(`people:
  amara: u-1
  Jonas: jonas-lindqvist
groups:
  leads: [amara, priya]
  everybody: [group:leads, jonas, group:guests]
  guests: [guest@x.example]
roles:
  owner: { members: [group:leads], break-glass: [jonas] }
  collaborator: { allow: [group:guests, "*@y.example", Amara] }
teams:
  api: { managers: [group:leads], members: [group:everybody, zed] }
invites: { listed: [group:guests, jonas] }
exceptions:
  - { rule: dormant, subject: AMARA, approved-by: group:leads, reason: x, expires: 2026-12-31 }
`);
  const [owner, collaborator] = policy.roles;
  expect(names(owner?.members ?? null)).toEqual(["u-1", "priya"]);
  expect(names(owner?.breakGlass ?? null)).toEqual(["jonas-lindqvist"]);
  expect(names(collaborator?.allow ?? null)).toEqual(["guest@x.example", "*@y.example", "u-1"]);
  const [team] = policy.teams;
  expect(names(team?.managers ?? null)).toEqual(["u-1", "priya"]);
  expect(team?.members).toEqual([
    { text: "u-1", position: { line: 14, column: 45 }, via: "group:everybody" },
    { text: "priya", position: { line: 14, column: 45 }, via: "group:everybody" },
    { text: "jonas-lindqvist", position: { line: 14, column: 45 }, via: "group:everybody" },
    { text: "guest@x.example", position: { line: 14, column: 45 }, via: "group:everybody" },
    { text: "zed", position: { line: 14, column: 62 } },
  ]);
  expect(names(policy.invites.listed)).toEqual(["guest@x.example", "jonas-lindqvist"]);
  expect(policy.exceptions[0]?.subject.text).toBe("u-1");
  expect(policy.exceptions[0]?.approvedBy).toBe("group:leads");
});

test("a policy with groups is the expanded policy, in everything that it says", () => {
  const {
    aliases: _,
    sha256: __,
    ...grouped
  } = policyOf(`people: { a: ada }
groups: { all: [a, group:some], some: [bo, cy] }
teams:
  api:
    members:
      - group:all
`);
  const {
    aliases: ___,
    sha256: ____,
    ...expanded
  } = policyOf(
    `people: {}
groups: {}
teams:
  api:
    members:
      - [ada, bo, cy]
`.replace("- [ada, bo, cy]", "- ada\n      - bo\n      - cy"),
  );
  const texts = ({ teams }: typeof grouped) => teams.map(({ members }) => names(members));
  expect(texts(grouped)).toEqual(texts(expanded));
});

test.each<[string, string, readonly string[]]>([
  [
    "a group that is not there",
    "teams: { api: { managers: [group:leeds], members: [group:x] } }\ngroups: { leads: [a] }\n",
    [
      '3: there is no group "leeds": did you mean "leads"?',
      '3: there is no group "x": define it under groups',
    ],
  ],
  [
    "a group that is not there, in a group and as an approver",
    "groups: { leads: [group:nobody] }\nexceptions: [{ rule: dormant, subject: a, approved-by: group:cab, reason: x, expires: 2026-12-31 }]\n",
    [
      '3: there is no group "nobody": define it under groups',
      '4: there is no group "cab": define it under groups',
    ],
  ],
  [
    "groups in a circle",
    "groups:\n  a: [x, group:b]\n  b: [group:c]\n  c: [y, group:a]\n",
    ['6: group "a" (line 4) contains itself: a, b, c, a'],
  ],
  [
    "a group in itself",
    "groups:\n  a: [group:A]\n",
    ['4: group "a" (line 4) contains itself: a, a'],
  ],
  [
    "an alias that is another account's name",
    "people:\n  amara: u-1\n  u-1: u-2\n",
    ['5: alias "u-1" is also the name of another account (line 4): choose another alias'],
  ],
  ["an alias of its own name", "people:\n  Amara: amara\n", []],
  [
    "an alias twice",
    "people:\n  amara: u-1\n  Amara: u-2\n",
    ['5: alias "Amara" is given twice: first on line 4'],
  ],
  [
    "the same person by alias and by name",
    "people: { amara: u-1 }\nteams:\n  api:\n    members:\n      - amara\n      - U-1\n",
    ['8: "U-1" is listed twice: first on line 7, as "amara"'],
  ],
  [
    "the same group twice",
    "groups: { g: [a] }\nteams:\n  api:\n    members:\n      - group:g\n      - group:G\n",
    ['8: "group:G" is listed twice: first on line 7, as "group:g"'],
  ],
  [
    "two roles through a group",
    "groups: { g: [ada, bo] }\nroles:\n  owner: { members: [group:g] }\n  member:\n    members: [Bo]\n",
    [
      '7: "Bo" is listed under two roles: owner on line 5 through group:g, and member here. A person has one role: keep the correct one',
    ],
  ],
  [
    "a person in two groups of one list",
    "groups: { g: [a], h: [a] }\nteams: { api: { members: [group:g, group:h, a] } }\n",
    [],
  ],
  [
    "a group whose own list has a mistake is still there",
    "groups: { g: [1] }\nteams: { api: { members: [group:g] } }\n",
    ['3: expected text, found "1": put it in quotes'],
  ],
  [
    "a name of a group that cannot be written",
    "groups: { 'a b': [x] }\n",
    ["3: a group's name: letters, digits, dots, dashes and underscores"],
  ],
  [
    "an alias like a group",
    "people: { 'group:x': y }\n",
    ['3: an alias: it must not begin with "group:", contain "*", or begin or end with a space'],
  ],
])("%s", (_, body, expected) => {
  expect(problems(body)).toEqual(expected);
});

test("groups that are nested too deep, or stand for too many names, are refused", () => {
  const chain = Array.from({ length: 30 }, (_, index) => `  g${index}: [group:g${index + 1}]\n`);
  expect(problems(`groups:\n${chain.join("")}  g30: [x]\n`)).toContain(
    "24: groups are nested more than 20 deep here",
  );
  const many = Array.from({ length: 5_000 }, (_, index) => `p${index}`).join(", ");
  const teams = Array.from({ length: 41 }, (_, index) => `  t${index}: { members: [group:all] }\n`);
  expect(problems(`groups: { all: [${many}] }\nteams:\n${teams.join("")}`)).toEqual([
    "3: the groups stand for more than 200000 names in all lists: use smaller groups",
  ]);
});

test("a chain of 5,000 groups is refused, and does not exhaust the stack", () => {
  const chain = Array.from({ length: 5_000 }, (_, index) => `  g${index}: [group:g${index + 1}]\n`);
  expect(problems(`groups:\n${chain.join("")}  g5000: [x]\n`).length).toBeGreaterThan(0);
});

/** Entries that are valid alone and contradict each other, with the place of each problem. */

import { expect, test } from "vitest";

import { formatProblems, parsePolicy } from "../../src/policy/file/parse.ts";

/** Returns the problems of a policy whose body begins on line 3. */
function problemsOf(body: string): readonly string[] {
  const parsed = parsePolicy(`version: 1\norganization: fernwick\n${body}`, "p");
  return "policy" in parsed ? [] : formatProblems("p", parsed.problems).split("\n");
}

const nothingToSee = "it looks at nothing without repositories: add that section, or turn it off";
const twoRoles = "A person has one role: keep the correct one";
const twoLevels = "Each level includes the lower ones: keep the correct one";

test.each<readonly [string, string, readonly string[]]>([
  [
    "a name twice in one list, also in another case",
    "roles:\n  owner: { members: [a, A] }\n  manager: { allow: [b, b], break-glass: [c, d, c] }",
    [
      'p:4:25: "A" is listed twice: first on line 4, as "a"',
      'p:5:25: "b" is listed twice: first on line 5',
      'p:5:49: "c" is listed twice: first on line 5',
    ],
  ],
  [
    "a name twice in the lists of a team, a service account and the invites",
    "teams:\n  t: { managers: [a, a], members: [b, b], services: [s, S] }\nservices:\n  s: { teams: [t, T] }\ninvites: { listed: [x@y.example, X@y.example] }",
    [
      'p:4:22: "a" is listed twice: first on line 4',
      'p:4:39: "b" is listed twice: first on line 4',
      'p:4:57: "S" is listed twice: first on line 4, as "s"',
      'p:6:19: "T" is listed twice: first on line 6, as "t"',
      'p:7:34: "X@y.example" is listed twice: first on line 7, as "x@y.example"',
    ],
  ],
  [
    "a team or repository twice, in other spellings",
    "teams:\n  Docs: {}\n  docs: {}\n  DOCS: {}\nrepositories:\n  r: {}\n  R: {}",
    [
      'p:5:3: team "docs" is listed twice: first on line 4, as "Docs"',
      'p:6:3: team "DOCS" is listed twice: first on line 4, as "Docs"',
      'p:9:3: repository "R" is listed twice: first on line 8, as "r"',
    ],
  ],
  [
    "a required claim twice; its case matters, that of a service account does not",
    "oidc:\n  p: { require-claims: [sub, Sub, sub], services: [ci, CI] }",
    [
      'p:4:35: "sub" is listed twice: first on line 4',
      'p:4:56: "CI" is listed twice: first on line 4, as "ci"',
    ],
  ],
  [
    "a least number above the greatest one",
    "roles: { owner: { min: 3, max: 2 } }",
    ["p:3:24: min 3 is more than max 2"],
  ],
  ["a least number that is the greatest one", "roles: { owner: { min: 2, max: 2 } }", []],
  ["one of the numbers alone", "roles: { owner: { min: 9 }, manager: { max: 0 } }", []],
  [
    "a person under two roles",
    "roles:\n  owner: { members: [a] }\n  manager: { members: [A] }\n  member: { members: [b], break-glass: [a] }",
    [
      `p:5:24: "A" is listed under two roles: owner on line 4, and manager here. ${twoRoles}`,
      `p:6:41: "a" is listed under two roles: owner on line 4, and member here. ${twoRoles}`,
    ],
  ],
  [
    "a person under two roles through a group",
    "groups: { g: [a] }\nroles:\n  owner: { members: [group:g] }\n  manager: { members: [a] }",
    [
      `p:6:24: "a" is listed under two roles: owner on line 5 through group:g, and manager here. ${twoRoles}`,
    ],
  ],
  [
    "a person under two roles, of which one counts on some days only",
    "roles:\n  owner: { members: [a, b] }\n  manager: { members: [{ name: a, until: 2026-12-31 }, { name: b, from: 2026-12-31 }] }",
    [],
  ],
  [
    "a person whom a role expects and also allows",
    "roles:\n  owner: { members: [a] }\n  manager: { allow: [a] }",
    [],
  ],
  [
    "two levels on one repository",
    "groups: { g: [c] }\nrepositories:\n  r: { admins: [a, group:g], write: [A, team:t], read: [team:t, c] }",
    [
      `p:5:38: "A" is listed at two levels: admins on line 5, and write here. ${twoLevels}`,
      `p:5:57: "team:t" is listed at two levels: write on line 5, and read here. ${twoLevels}`,
      `p:5:65: "c" is listed at two levels: admins on line 5 through group:g, and read here. ${twoLevels}`,
    ],
  ],
  [
    "two levels, of which one counts on some days only, and the same on two repositories",
    "repositories:\n  r: { admins: [a, b], read: [{ name: a, until: 2027-01-01 }, { name: b, from: 2027-01-01 }] }\n  q: { write: [a] }",
    [],
  ],
  [
    "lists beside any privilege",
    "repositories:\n  q: { privileges: any, admins: [b], read: [a] }\n  r: { privileges: any }",
    [
      'p:4:25: "privileges: any" already allows this: remove one of them',
      'p:4:38: "privileges: any" already allows this: remove one of them',
    ],
  ],
  [
    "former names that a team has, or had",
    "teams:\n  a: { formerly: [b] }\n  b: {}\n  c: { formerly: [x, A] }\n  d: { formerly: [X] }",
    [
      'p:4:19: "b" is already the name of a team on line 5: a former name belongs to one team only',
      'p:6:22: "A" is already the name of a team on line 4: a former name belongs to one team only',
      'p:7:19: "X" is already the name of a team on line 6: a former name belongs to one team only',
    ],
  ],
  [
    "an approver from a group that is not defined",
    "groups: { g: [a] }\nexceptions:\n  - { rule: dormant, subject: a, approved-by: group:g, expires: 2026-12-31 }\n  - { rule: two-factor, subject: a, approved-by: group:nobody, expires: 2026-12-31 }",
    ['p:6:50: there is no group "nobody": define it under groups'],
  ],
  [
    "people from a group that is not defined",
    "roles: { owner: { members: [group:g] } }",
    ['p:3:29: there is no group "g": define it under groups'],
  ],
  [
    "a rule that a short key sets as well",
    "unlisted-members: note\nunlisted-teams: note\nrules: { member-unlisted: note, dormant: note }",
    ['p:5:27: is already set by "unlisted-members": keep one of them'],
  ],
  [
    "rules about a section that is missing, unless they are off",
    "rules:\n  repository-public: error\n  repository-privilege-missing: { severity: note }\n  repository-privilege-level: off\n  direct-privilege: { severity: off }\n  dormant: error",
    [`p:4:22: ${nothingToSee}`, `p:5:33: ${nothingToSee}`],
  ],
  ["the rule that finds every repository unlisted", "rules: { repository-unlisted: error }", []],
  [
    "rules about a section that is there",
    "repositories: {}\nrules: { repository-public: error }",
    [],
  ],
])("%s", (_, body, expected) => {
  expect(problemsOf(body)).toEqual(expected);
});

import { createHash } from "node:crypto";

import { expect, test } from "vitest";

import { comparePolicies } from "../../../src/policy/policy-changes.ts";
import { policyFrom } from "../../support/policy.ts";
import { policyOfFiles, problemsOf } from "../../support/policy-folder.ts";

const all =
  "[people, groups, roles, teams, services, invites, unlisted-teams, rules, leaving, exceptions, custom]";
const mainOf = (sections: string, rest = "") =>
  `version: 1\norganization: fernwick\ninclude:\n  - { files: parts/*.yml, sections: ${sections} }\n${rest}`;

test("a policy of several files says what the same policy in one file says", async () => {
  const entries = {
    a: "people: { ada: ada-lovelace }\nteams:\n  platform: { managers: [ada] }\n",
    b: "groups: { leads: [ada, bo] }\nrules: { dormant: off }\nunlisted-teams: note\n",
    c: "roles: { owner: { members: ['group:leads'] } }\nexceptions:\n  - { rule: two-factor, subject: ada, expires: 2026-12-31, reason: r }\n",
  };
  const main = "services: { ci: {} }\n";

  const split = await policyOfFiles(
    mainOf(all, main),
    Object.fromEntries(Object.entries(entries).map(([name, text]) => [`parts/${name}.yml`, text])),
  );
  const whole = policyFrom(
    `version: 1\norganization: fernwick\n${main}${Object.values(entries).join("")}`,
  );

  expect(comparePolicies(whole, split)).toEqual([]);
  expect(split.teams[0]?.managers?.[0]).toEqual({
    text: "ada-lovelace",
    position: { path: "parts/a.yml", line: 3, column: 26 },
  });
  expect(split.services?.[0]?.name.position).toEqual({
    path: "access-policy.yml",
    line: 5,
    column: 13,
  });
  expect(split.exceptions[0]?.position).toEqual({ path: "parts/c.yml", line: 3, column: 5 });
  expect(split.rules.get("dormant")?.position).toMatchObject({ path: "parts/b.yml", line: 2 });
  expect(split.files).toEqual(["parts/a.yml", "parts/b.yml", "parts/c.yml"]);
});

test("a report names an included file beside the policy's own path", async () => {
  const files = { "parts/a.yml": "teams: { platform: {} }\n" };

  const { teams } = await policyOfFiles(mainOf("[teams]"), files, "governance/access-policy.yml");

  expect(teams[0]?.name.position).toEqual({ path: "governance/parts/a.yml", line: 1, column: 10 });
});

test("the hash of a policy is that of what sha256sum prints for its files", async () => {
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const main = mainOf("[teams]");
  const files = { "parts/b.yml": "teams: { b: {} }\n", "parts/a.yml": "teams: { a: {} }\n" };

  const { sha256 } = await policyOfFiles(main, files);

  const lines = Object.entries({ "access-policy.yml": main, ...files })
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => `${hash(text)}  ${path}\n`);
  expect(sha256).toBe(hash(lines.join("")));
  expect(policyFrom("version: 1\norganization: fernwick\n").sha256).toBe(
    hash("version: 1\norganization: fernwick\n"),
  );
});

test("entries of lists come from all files, in the order of the files, and keep their places", async () => {
  const entry = (subject: string) =>
    `  - { rule: two-factor, subject: ${subject}, expires: 2026-12-31 }\n`;
  const rule = (id: string) =>
    `custom:\n  - { id: ${id}, for: member, violates: "!member.active", severity: note, message: m }\n`;

  const { exceptions, custom } = await policyOfFiles(
    mainOf(all, `exceptions:\n${entry("ada")}${entry("bo")}`),
    {
      "parts/a.yml": "exceptions: # none yet\n",
      "parts/b.yml": `exceptions:\n${entry("cy")}${rule("one")}`,
      "parts/c.yml": rule("two"),
    },
  );

  expect(exceptions.map(({ subject }) => [subject.text, subject.position.path])).toEqual([
    ["ada", "access-policy.yml"],
    ["bo", "access-policy.yml"],
    ["cy", "parts/b.yml"],
  ]);
  expect(custom.map(({ id, position }) => [id, position.path, position.line])).toEqual([
    ["one", "parts/b.yml", 4],
    ["two", "parts/c.yml", 2],
  ]);
});

test.each([
  [
    "people: { ada: x }",
    "people: { ADA: y }",
    'alias "ADA" is defined twice: first on line 1 of parts/a.yml, as "ada"',
  ],
  [
    "groups: { g: [x] }",
    "groups: { g: [y] }",
    'group "g" is defined twice: first on line 1 of parts/a.yml',
  ],
  [
    "teams: { t: {} }",
    "teams: { T: {} }",
    'team "T" is defined twice: first on line 1 of parts/a.yml, as "t"',
  ],
  [
    "services: { s: {} }",
    "services: { s: {} }",
    'service account "s" is defined twice: first on line 1 of parts/a.yml',
  ],
  [
    "roles: { owner: {} }",
    "roles: { owner: {} }",
    'role "owner" is defined twice: first on line 1 of parts/a.yml',
  ],
  [
    "rules: { self: off }",
    "rules: { self: note }",
    'rule "self" is defined twice: first on line 1 of parts/a.yml',
  ],
  ["invites: {}", "invites: {}", '"invites" is defined twice: first on line 1 of parts/a.yml'],
  [
    "unlisted-teams: off",
    "unlisted-teams: off",
    '"unlisted-teams" is defined twice: first on line 1 of parts/a.yml',
  ],
])("a name that two files define has both places: %s", async (first, second, message) => {
  const problems = await problemsOf(mainOf(all), { "parts/a.yml": first, "parts/b.yml": second });

  expect(problems).toMatch(/^parts\/b\.yml:1:\d+: /u);
  expect(problems.replace(/^\S+ /u, "")).toBe(message);
});

test("a contradiction between files has both places", async () => {
  const exception = "exceptions: [{ rule: self, subject: a, expires: 2026-12-31 }]\n";
  const rule =
    'custom: [{ id: same, for: member, violates: "!member.active", severity: note, message: m }]\n';

  const problems = await problemsOf(mainOf(all, "people: { bo: ada }\nteams: { t: {} }\n"), {
    "parts/a.yml": `people: { ada: x }\n${exception}${rule}`,
    "parts/b.yml": `${exception}${rule}teams: { t: {} }\n`,
  });

  expect(problems.split("\n")).toEqual([
    'parts/a.yml:1:11: alias "ada" is also the name of another account (line 5 of access-policy.yml): choose another alias',
    "parts/b.yml:1:14: it is the same as the exception on line 2 of parts/a.yml: keep one of them",
    'parts/b.yml:2:16: there are two custom rules "same": first on line 3 of parts/a.yml',
    'parts/b.yml:3:10: team "t" is defined twice: first on line 6 of access-policy.yml',
  ]);
});

test("a person under two roles in two files has both places", async () => {
  const problems = await problemsOf(mainOf("[roles]", "roles: { owner: { members: [ada] } }\n"), {
    "parts/a.yml": "roles:\n  manager: { members: [ada] }\n",
  });

  expect(problems).toBe(
    'parts/a.yml:2:24: "ada" is listed under two roles: owner on line 5 of access-policy.yml, and manager here. A person has one role: keep the correct one',
  );
});

test("only the sections that the policy allows may stand in a file", async () => {
  const problems = await problemsOf(mainOf("[teams, groups]"), {
    "parts/a.yml": "teams: { t: {} }\nrules: { self: off }\n",
    "parts/b.yml": "team: { u: {} }\n",
    "parts/c.yml": "version: 1\norganization: other\ninclude: []\nteams: {}\n",
  });

  expect(problems.split("\n")).toEqual([
    'parts/a.yml:2:1: "rules" is not allowed in this file: access-policy.yml:4 allows only teams, groups',
    'parts/b.yml:1:1: "team" is not allowed in this file: access-policy.yml:4 allows only teams, groups: did you mean "teams"?',
    expect.stringMatching(/^parts\/c\.yml:1:1: "version" is not allowed/u),
    expect.stringMatching(/^parts\/c\.yml:2:1: "organization" is not allowed/u),
    expect.stringMatching(/^parts\/c\.yml:3:1: "include" is not allowed/u),
  ]);
});

test("all mistakes of all files are reported at once, file by file", async () => {
  const problems = await problemsOf(mainOf("[teams]", "roles: { owner: { min: x } }\n"), {
    "parts/a.yml": "teams:\n  t: { member: [ada] }\n",
    "parts/b.yml": "teams: { u: { members: [bo, Bo] } }\n",
    "parts/c.yml": "# nothing\n",
    "parts/d.yml": "- teams\n",
    "parts/e.yml": "teams: [\n",
    "parts/f.yml": "teams: { v: { members: *x } }\n",
  });

  expect(problems.split("\n").map((line) => line.replace(/(: .{30}).*/u, "$1"))).toEqual([
    'access-policy.yml:5:24: expected a number, found "x"'.slice(0, 56),
    'parts/a.yml:2:8: "member" is not known in teams',
    "parts/c.yml:1:1: the file is empty: it needs at",
    "parts/d.yml:1:1: expected a mapping: it needs a",
    expect.stringMatching(/^parts\/e\.yml:2:1: /u),
    "parts/f.yml:1:24: aliases are not allowed: write",
  ]);
});

test("sections of different kinds cannot be combined", async () => {
  expect(
    await problemsOf(mainOf("[teams]", "teams: { t: {} }\n"), { "parts/a.yml": "teams: [t]\n" }),
  ).toBe('parts/a.yml:1:1: "teams" is defined twice: first on line 5 of access-policy.yml');
  expect(await problemsOf(mainOf("[teams]"), { "parts/a.yml": "teams: [t]\n" })).toMatch(
    /^parts\/a\.yml:1:8: expected a mapping/u,
  );
});

test("a key named __proto__ is a name like any other", async () => {
  const { teams } = await policyOfFiles(mainOf("[teams]", "teams: { __proto__: {} }\n"), {
    "parts/a.yml": "teams: { constructor: {} }\n",
  });

  expect(teams.map(({ name }) => name.text)).toEqual(["__proto__", "constructor"]);
});

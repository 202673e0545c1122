import { expect, test } from "vitest";

import { policyFrom } from "../../support/policy.ts";
import { policyOfFiles, problemsOf, type Files } from "../../support/policy-folder.ts";

const head = "version: 1\norganization: fernwick\n";
const including = (...patterns: readonly string[]) =>
  `${head}include:\n${patterns.map((files) => `  - { files: ${JSON.stringify(files)}, sections: [teams] }\n`).join("")}`;

/** Returns files that have one team each. */
const teams = (...paths: readonly string[]): Files =>
  Object.fromEntries(
    paths.map((path, index) => [path, `teams: { t${index}-${path.length}: {} }\n`]),
  );

const find = async (pattern: string, paths: readonly string[]) =>
  (await policyOfFiles(including(pattern), teams(...paths))).files;

test.each([
  ["teams/*.yml", ["teams/a.yml", "teams/b.yml"]],
  ["teams/a.yml", ["teams/a.yml"]],
  ["*/a.yml", ["other/a.yml", "teams/a.yml"]],
  ["t*s/sub/*.yml", ["teams/sub/c.yml"]],
  ["t*a*s/*a*.yml", ["teams/a.yml"]],
  ["teams/.hidden.yml", ["teams/.hidden.yml"]],
  [".*/a.yml", [".github/a.yml"]],
  ["teams/A*.yml", ["teams/A B.yml"]],
])("%s matches names within one folder, in the order of the paths", async (pattern, expected) => {
  const paths = [
    "teams/b.yml",
    "teams/a.yml",
    "teams/a.yaml",
    "teams/A B.yml",
    "teams/.hidden.yml",
    "teams/notes.txt",
    "teams/sub/c.yml",
    "other/a.yml",
    ".github/a.yml",
    "top.yml",
  ];
  const found = await find(pattern, paths);

  expect(found?.filter((path) => pattern !== "teams/*.yml" || path !== "teams/A B.yml")).toEqual(
    expected,
  );
});

test.each([
  "../teams.yml",
  "./teams.yml",
  "/etc/teams.yml",
  "teams/../../x.yml",
  "teams/./x.yml",
  "teams//x.yml",
  "teams/**/x.yml",
  "**.yml",
  "teams\\x.yml",
  "C:/x.yml",
  ".git/config",
  "teams/",
  "teams/*",
  "",
])("%s is not a pattern", async (pattern) => {
  expect(await problemsOf(including(pattern), {})).toBe(
    `access-policy.yml:4:14: ${JSON.stringify(pattern)} is not a path below the folder of this file, such as "teams/*.yml": it ends in .yml or .yaml, and ".." and "**" are not allowed`,
  );
});

test.each<readonly [string, readonly string[], Files, string]>([
  ["nothing", ["teams/*.yml"], {}, '4:14: no file matches "teams/*.yml"'],
  [
    "a folder only",
    ["teams/*.yml"],
    teams("teams/a.yml/b.yml"),
    '4:14: no file matches "teams/*.yml"',
  ],
  [
    "a link",
    ["teams/*.yml"],
    { ...teams("teams/a.yml"), "teams/b.yml": "link" },
    '4:14: "teams/b.yml" is a symbolic link: include the file itself',
  ],
  [
    "a link to a folder",
    ["*/a.yml"],
    { ...teams("teams/a.yml"), linked: "link" },
    '4:14: "linked" is a symbolic link: include the file itself',
  ],
  ["a submodule", ["teams/*.yml"], { "teams/x.yml": "other" }, '4:14: "teams/x.yml" is not a file'],
  [
    "the policy itself",
    ["*.yml"],
    { "access-policy.yml": head },
    '4:14: "access-policy.yml" is the policy itself: put the other files into a folder',
  ],
  [
    "a file of another pattern",
    ["teams/*.yml", "teams/a*.yml"],
    teams("teams/a.yml"),
    '5:14: "teams/a.yml" also matches "teams/*.yml": a file may be included once',
  ],
  [
    "a name with a line break",
    ["teams/*.yml"],
    teams("teams/a\nb.yml"),
    "4:14: a file that this pattern matches has an invisible character, a colon or a backslash in its name: rename it",
  ],
])("a pattern that matches %s is an error", async (_, patterns, files, problem) => {
  expect(await problemsOf(including(...patterns), files)).toBe(`access-policy.yml:${problem}`);
});

test("a policy includes at most 200 files, of 512 KiB together with its own", async () => {
  const many = (count: number) =>
    teams(...Array.from({ length: count }, (_, at) => `teams/${String(at).padStart(4, "0")}.yml`));
  const long = { "teams/a.yml": `teams: { a: {} } #${"x".repeat(300_000)}` };
  const longer = { ...long, "teams/b.yml": `teams: { b: {} } #${"x".repeat(224_000)}` };

  expect(await problemsOf(including("teams/*.yml"), many(200))).toBe("");
  expect(await problemsOf(including("teams/*.yml"), many(201))).toBe(
    "access-policy.yml:4:14: a policy may include at most 200 files",
  );
  expect(await problemsOf(including("teams/*.yml"), longer)).toBe("");
  expect(await problemsOf(`${including("teams/*.yml")}#${"x".repeat(300)}`, longer)).toBe(
    "access-policy.yml:4:14: the policy and its included files have more than 512 KiB together",
  );
});

test("a pattern looks into at most 200 folders", async () => {
  const files = teams(...Array.from({ length: 200 }, (_, at) => `f${at}/a.yml`));

  expect(await problemsOf(including("*/a.yml"), files)).toBe(
    "access-policy.yml:4:14: the patterns match more than 200 folders",
  );
});

test("an empty list of files, and a file without include, are policies of one file", async () => {
  const { files, sha256 } = await policyOfFiles(`${head}include: []\n`, teams("teams/a.yml"));

  expect(files).toBeUndefined();
  expect(sha256).toBe(policyFrom(`${head}include: []\n`).sha256);
});

test("a policy that is parsed without its files has an error for each pattern", () => {
  expect(() => policyFrom(including("teams/*.yml", "more/*.yml"))).toThrow(
    'access-policy.yml:4:14: no file matches "teams/*.yml"\naccess-policy.yml:5:14: no file matches "more/*.yml"',
  );
});

/** docs/policy-tests.md names every key of a test file. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { keysAt } from "../../../src/policy/file/schema-keys.ts";
import type { Path } from "../../../src/policy/file/source.ts";
import { PolicyTestFile } from "../../../src/policy/tests/format.ts";
import { root } from "../../support/process.ts";

const page = readFileSync(join(root, "docs/policy-tests.md"), "utf8");
const one = ["tests", 0];

/** Sections whose row in the table must name each key of their entries. */
const sections: readonly (readonly [string, Path])[] = [
  ["members", [...one, "members", "x"]],
  ["teams", [...one, "teams", "x"]],
  ["services", [...one, "services", "x"]],
  ["invites", [...one, "invites", "x"]],
  ["repositories", [...one, "repositories", "x"]],
  ["single-sign-on", [...one, "single-sign-on"]],
  ["group-sync", [...one, "group-sync"]],
  ["workspace", [...one, "workspace"]],
];

test.each(sections)("the row of %s has every key of an entry", (section, path) => {
  const row = page.split("\n").find((line) => line.startsWith(`| \`${section}\``)) ?? "";
  const keys = keysAt(PolicyTestFile, path);
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.filter((key) => !row.includes(`\`${key}\``))).toEqual([]);
});

test("the page has every other key", () => {
  const keys = [
    ...keysAt(PolicyTestFile, []),
    ...keysAt(PolicyTestFile, one),
    ...keysAt(PolicyTestFile, ["defaults"]),
    ...keysAt(PolicyTestFile, [...one, "oidc-providers", 0]),
    ...keysAt(PolicyTestFile, [...one, "group-sync", "feeds", 0]),
  ];
  const isNamed = (key: string) => new RegExp(`[\\s\`{,]${key}[\`:]`, "u").test(page);
  expect(keys.length).toBeGreaterThan(25);
  expect(keys.filter((key) => !isNamed(key))).toEqual([]);
});

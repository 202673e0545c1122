import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { fillIn } from "../../bench/publish.ts";
import { summarize } from "../../bench/summary.ts";
import { benchPolicy, benchWorkspace } from "../../bench/workload.ts";
import { parsePolicy } from "../../src/policy/file/parse.ts";
import { root } from "../support/process.ts";

test("new figures take the place of the old ones between their markers, and of nothing else", () => {
  const page = "before\n<!-- a -->\nold\n<!-- /a -->\nbetween\n<!-- b -->\n<!-- /b -->\nafter\n";
  const once = fillIn(page, { a: "first $& figure", b: "second" });
  expect(once).toBe(
    "before\n<!-- a -->\n\nfirst $& figure\n\n<!-- /a -->\nbetween\n<!-- b -->\n\nsecond\n\n<!-- /b -->\nafter\n",
  );
  expect(fillIn(once, { a: "first $& figure", b: "second" })).toBe(once);
});

test("what was not measured stays as it was published", () => {
  const page = "<!-- a -->\n\nold\n\n<!-- /a -->\n";
  expect(fillIn(page, { a: "" })).toBe(page);
});

test("a figure without a place on the page is an error, not a silence", () => {
  expect(() => fillIn("<!-- a -->\n", { a: "figure" })).toThrow('no place for "a"');
});

test("the page has a place for every figure, and for each of them once", () => {
  const page = readFileSync(join(root, "docs/performance.md"), "utf8");
  const parts = { chart: "1", goals: "2", costs: "3", floor: "4", soak: "5" };
  for (const text of Object.values(parts)) expect(fillIn(page, parts)).toContain(`\n${text}\n`);
});

test("the policy of the bench has 500 lines and is valid", () => {
  const policy = benchPolicy();
  expect(policy.split("\n")).toHaveLength(501);
  expect(parsePolicy(policy, "bench.yml")).toHaveProperty("policy");
});

test("the workspace of the bench has six grants a person", () => {
  for (const { role, teams } of benchWorkspace(100).members) {
    expect([role, ...teams.map(({ slug }) => slug)]).toHaveLength(6);
    expect(new Set(teams.map(({ role }) => role))).toEqual(new Set(["Member"]));
  }
});

test("the median of an even number of values is the upper one", () => {
  expect(summarize([4, 1, 3, 2])).toEqual({ median: 3, min: 1, max: 4 });
});

/**
 * Each rule's folder here holds policies and their tests, in the format that people use for
 * their own (docs/policy-tests.md): what the rule finds and what it does not, what it says of facts
 * that were not seen, and what an exception covers.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { catalog } from "../../../src/policy/catalog.ts";
import { formatProblems, parsePolicy } from "../../../src/policy/file/parse.ts";
import type { Policy } from "../../../src/policy/policy.ts";
import { parsePolicyTests, type PolicyTest } from "../../../src/policy/tests/parse.ts";
import { runPolicyTests } from "../../../src/policy/tests/run.ts";

const folder = import.meta.dirname;

/** What these rules look at stands in the policy, and so is always seen. */
const alwaysJudged = [
  "self",
  "entry-ending",
  "review-overdue",
  "exception-expired",
  "exception-expiring",
  "exception-too-long",
  "exception-unexplained",
];
/** What is wrong with an exception is mended in it, not excused by another. */
const neverAccepted = [
  "exception-expired",
  "exception-expiring",
  "exception-unused",
  "exception-too-long",
  "exception-unexplained",
];

interface Suite {
  readonly name: string;
  readonly policy: Policy;
  readonly tests: readonly PolicyTest[];
}

function readSuites(rule: string): readonly Suite[] {
  return readdirSync(join(folder, rule))
    .filter((name) => name.endsWith(".yml") && !name.endsWith(".test.yml"))
    .map((name) => {
      const path = join(folder, rule, name);
      const parsed = parsePolicy(readFileSync(path, "utf8"), name);
      if (!("policy" in parsed)) throw new Error(formatProblems(path, parsed.problems));
      const testPath = path.replace(/\.yml$/u, ".test.yml");
      const tests = parsePolicyTests(readFileSync(testPath, "utf8"), parsed.policy);
      if ("problems" in tests) throw new Error(formatProblems(testPath, tests.problems));
      return { name, policy: parsed.policy, tests: tests.tests };
    });
}

/** A test cannot see the outcome of tests, so this rule has cases in policy-cases.ts only. */
const aboutTests = "policy-test";

const ids = catalog.map(({ id }) => id).filter((id) => id !== aboutTests);

test("there is a folder for each rule but the one about tests, and for nothing else", () => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
  expect(folders.map(({ name }) => name).toSorted()).toEqual(ids.toSorted());
});

describe.each(ids)("%s", (rule) => {
  const suites = readSuites(rule);
  const tests = suites.flatMap((suite) => suite.tests);
  const names = (expected: readonly { readonly rule: string }[]) =>
    expected.some((one) => one.rule === rule);

  for (const { name, policy, tests: cases } of suites) {
    test.each(cases.map((one) => [one.name, one] as const))(`${name}: %s`, (_, one) => {
      const [result] = runPolicyTests(policy, [one]);
      expect(result?.differences.map(({ message }) => message)).toEqual([]);
    });
  }

  test("has a case that finds something and one that does not", () => {
    expect(tests.some(({ findings }) => names(findings))).toBe(true);
    expect(tests.some(({ findings }) => !names(findings))).toBe(true);
  });

  test.skipIf(alwaysJudged.includes(rule))("has a case with something unseen", () => {
    expect(tests.some(({ notJudged }) => names(notJudged))).toBe(true);
  });

  test.skipIf(neverAccepted.includes(rule))("has a case with an exception", () => {
    expect(tests.some(({ accepted }) => names(accepted))).toBe(true);
  });
});

test("the rules that can always be judged, or never be accepted, are what they are called", () => {
  // Rules on repositories ask for what they need of each repository themselves.
  const listless = catalog
    .filter(({ lists, section }) => lists.length === 0 && section === undefined)
    .map(({ id }) => id);
  // Whether an exception covers nothing rests on what its rule could see.
  // team-settings asks for the list of teams itself, where the policy has such a setting.
  const others = ["exception-unused", "team-settings", aboutTests];
  expect(listless.toSorted()).toEqual([...alwaysJudged, ...others].toSorted());
  const late = catalog.filter(({ stage }) => stage === "exceptions").map(({ id }) => id);
  expect(late.toSorted()).toEqual(neverAccepted.toSorted());
});

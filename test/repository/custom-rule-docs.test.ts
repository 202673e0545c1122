/** Each custom rule in the documentation has a policy test beside it, which runs here. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";
import { parse } from "yaml";

import { formatProblems } from "../../src/policy/file/parse.ts";
import { parsePolicyTests, type PolicyTest } from "../../src/policy/tests/parse.ts";
import { runPolicyTests } from "../../src/policy/tests/run.ts";
import { policyFrom } from "../support/policy.ts";
import { root } from "../support/process.ts";

/** A policy or an expression that a page shows, and the tests that follow it. */
interface Example {
  readonly place: string;
  readonly policy: string;
  readonly tests: string;
}

const pages = [
  "README.md",
  ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`),
].filter((path) => path.endsWith(".md"));

/** The lines that the documentation leaves out. */
const policyHead = "version: 1\norganization: fernwick\n";
const testsHead = "version: 1\ntoday: 2026-11-23\n";

function examplesOf(page: string): readonly Example[] {
  const text = readFileSync(join(root, page), "utf8");
  const examples: Example[] = [];
  let open: { place: string; policy: (tests: string) => string } | undefined;
  const close = (tests = "") => {
    if (open !== undefined) examples.push({ place: open.place, policy: open.policy(tests), tests });
    open = undefined;
  };
  for (const { 1: kind, 2: block = "", index } of text.matchAll(
    /```(cel \w+|yaml)\n([\s\S]*?)```/gu,
  )) {
    const place = `${page}:${text.slice(0, index).split("\n").length}`;
    if (kind !== "yaml") {
      close();
      const subject = kind?.slice("cel ".length) ?? "";
      open = { place, policy: (tests) => policyWith(block, subject, ruleIn(tests)) };
    } else if (/^tests:/mu.test(block)) {
      close(withHead(testsHead, block));
    } else if (/^(?:custom|organization):/mu.test(block) && !/^include:/mu.test(block)) {
      close();
      open = { place, policy: () => withHead(policyHead, block) };
    }
  }
  close();
  return examples;
}

function withHead(head: string, block: string): string {
  return /^version:/mu.test(block) ? block : head + block;
}

/** Returns a policy with a rule that has the expression. */
function policyWith(expression: string, subject: string, id: string): string {
  const rule = { id, for: subject, violates: expression, severity: "error", message: "violated" };
  return `${policyHead}custom: ${JSON.stringify([rule])}\n`;
}

/** The tests of an expression say in `only` how its rule is called. */
function ruleIn(tests: string): string {
  const file = parse(tests) as { defaults?: { only?: readonly string[] } } | null;
  return file?.defaults?.only?.[0] ?? "rule-without-tests";
}

const examples = pages.flatMap(examplesOf);
const rules = examples.flatMap(({ place, policy, tests }) =>
  policyFrom(policy).custom.map(({ id }) => [place, id, policy, tests] as const),
);

function read(text: string, policy: string): readonly PolicyTest[] {
  const parsed = parsePolicyTests(text, policyFrom(policy));
  if ("problems" in parsed) throw new Error(formatProblems("tests", parsed.problems));
  return parsed.tests;
}

test("the pages about rules and tests have custom rules", () => {
  const found = new Set(rules.map(([place]) => place.split(":")[0]));
  expect([...found]).toEqual(
    expect.arrayContaining(["docs/custom-rules.md", "docs/policy-tests.md"]),
  );
  expect(rules.length).toBeGreaterThanOrEqual(13);
});

test.each(rules)("%s: rule %s has tests that find something and that find nothing", (...rule) => {
  const [place, id, policy, text] = rule;
  expect(text, `write tests of the rule ${id} after ${place}`).not.toBe("");
  const tests = read(text, policy).filter(({ only }) => only?.has(id) ?? true);
  const finds = (one: PolicyTest) => one.findings.some(({ rule: found }) => found === id);
  expect(tests.some(finds)).toBe(true);
  expect(tests.some((one) => !finds(one))).toBe(true);
});

test.each(examples.filter(({ tests }) => tests !== ""))("$place: its tests pass", (example) => {
  const results = runPolicyTests(policyFrom(example.policy), read(example.tests, example.policy));
  expect(
    results.flatMap(({ test: { name }, differences }) =>
      differences.map(({ message }) => `${name}: ${message}`),
    ),
  ).toEqual([]);
});

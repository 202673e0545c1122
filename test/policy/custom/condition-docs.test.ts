import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import * as accounts from "../../../src/policy/custom/account-records.ts";
import { functionNames } from "../../../src/cel/functions.ts";
import * as languageLimits from "../../../src/cel/limits.ts";
import { macroNames } from "../../../src/cel/macros.ts";
import * as ruleLimits from "../../../src/policy/custom/limits.ts";
import { ruleSubjects, type RuleSubject } from "../../../src/policy/custom/condition.ts";
import * as repositories from "../../../src/policy/custom/repository-records.ts";
import * as workspaces from "../../../src/policy/custom/workspace-records.ts";
import { formatProblems, parsePolicy } from "../../../src/policy/file/parse.ts";
import { problemsOf } from "../../support/expression.ts";
import { root } from "../../support/process.ts";

const limits = { ...languageLimits, ...ruleLimits };
const text = readFileSync(join(root, "docs/custom-rules.md"), "utf8");
const examples = [...text.matchAll(/```cel (\w+)\n([\s\S]*?)```/gv)].map(
  ([, subject = "", expression = ""]) => [subject as RuleSubject, expression.trim()] as const,
);

test("there is an example for every kind of rule", () => {
  expect([...new Set(examples.map(([subject]) => subject))].toSorted()).toEqual(
    [...ruleSubjects].toSorted(),
  );
});

test.each(examples)("the example for each %s holds: %s", (subject, expression) => {
  expect(problemsOf(expression, subject)).toEqual([]);
});

test("the policy of the documentation is valid, and its two mistakes are told as shown", () => {
  const [, policy = ""] = /```yaml\n([\s\S]*?)```/v.exec(text) ?? [];
  const [, shown = ""] = /```text\n([\s\S]*?)```/v.exec(text) ?? [];
  const path = "access-policy.yml";
  const wrong = policy.replace("member.role", "member.rol");
  const told = [wrong, policy.replace('"Collaborator"', '"Collabrator"')].map((file) => {
    const parsed = parsePolicy(file, path);
    return "policy" in parsed ? "" : formatProblems(path, parsed.problems);
  });

  expect(parsePolicy(policy, path)).toHaveProperty("policy");
  expect(told.join("\n")).toBe(shown.trim());
});

test("every field is there, with its type's words", () => {
  const records = Object.values({ ...accounts, ...repositories, ...workspaces }).filter(
    (exported) => typeof exported === "object",
  );
  for (const record of records) {
    if (record.name === "team member" || record.name === "team service") continue;
    const section = text.slice(text.indexOf(`\n### ${record.name}`)).split("\n### ", 2)[1] ?? "";
    for (const [name, { about }] of record.fields) {
      expect(section).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, "mv"));
      expect(section).toContain(about);
    }
  }
  expect(records.length).toBeGreaterThan(10);
});

test("every function, macro and bound is there", () => {
  const written = text.replaceAll(/(?<=\d) (?=\d)/gv, "");
  for (const name of [...functionNames, ...macroNames, "has", "matches"]) {
    expect(text).toMatch(new RegExp(`\`(?:list\\.)?${name}[\`\\(]`, "v"));
  }
  for (const limit of [
    limits.maxRules,
    limits.maxExpressionLength,
    limits.maxNesting,
    limits.maxPatternLength,
    limits.maxTextLength,
    limits.maxSteps / 1_000_000,
  ]) {
    expect(written).toContain(String(limit));
  }
});

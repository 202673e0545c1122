/** What an editor says with the published JSON Schema, beside what the tool says. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";

import { formatProblems, parsePolicy } from "../../../src/policy/file/parse.ts";
import { policyJsonSchema } from "../../../src/policy/file/schema.ts";
import { readSource } from "../../../src/policy/file/source.ts";
import { root } from "../../support/process.ts";

const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
const validate = ajv.compile(policyJsonSchema());

const folder = join(root, "test/policy/bad");
const badFiles = readdirSync(folder)
  .toSorted()
  .map((file) => [file.replace(/\.yml$/v, ""), readFileSync(join(folder, file), "utf8")] as const);

/** An editor's own YAML parser refuses these; no schema is asked. */
const notYaml = [
  "list-left-open",
  "pattern-without-quotes",
  "quote-left-open",
  "tab-for-indentation",
];

/** What a schema cannot say: one entry beside another, the calendar, YAML's own means, CEL. */
const onlyOurs = [
  "alias",
  "alias-of-another-account",
  "anchor",
  "break-glass-twice",
  "break-glass-under-two-roles",
  "custom-expression-blank",
  "custom-expression-broken",
  "custom-field-misspelled",
  "custom-id-of-a-built-in-rule",
  "custom-id-twice",
  "custom-not-a-question",
  "custom-role-misspelled",
  "duplicate-key",
  "exception-day-not-in-the-calendar",
  "exception-ends-before-it-begins",
  "exception-of-a-team-and-a-repository",
  "exception-of-an-exception-rule",
  "exception-of-no-rule",
  "exception-twice",
  "formerly-of-a-listed-team",
  "group-in-a-circle",
  "group-sync-twice",
  "group-unknown",
  "invited-twice",
  "key-not-text",
  "member-twice-in-a-team",
  "min-above-max",
  "oidc-twice",
  "organization-a-sentence",
  "organization-an-address",
  "person-twice-in-a-role",
  "person-twice-in-a-team",
  "person-under-two-roles",
  "repository-any-with-a-list",
  "repository-group-at-two-levels",
  "repository-group-unknown",
  "repository-rule-without-the-section",
  "repository-target-at-two-levels",
  "repository-target-twice",
  "repository-target-with-an-unknown-prefix",
  "repository-twice",
  "role-allow-twice",
  "rule-day-not-in-the-calendar",
  "rule-set-twice",
  "service-twice-in-a-team",
  "tag",
  "team-twice",
  "team-twice-of-a-service",
  "token-rule-without-the-section",
  "token-twice",
  "unlisted-repositories-set-twice",
];

const structural = badFiles.filter(([name]) => ![...notYaml, ...onlyOurs].includes(name));

test("there are at least forty bad files with a mistake of structure, and every list is of files", () => {
  expect(structural.length).toBeGreaterThanOrEqual(40);
  expect(structural).toHaveLength(badFiles.length - notYaml.length - onlyOurs.length);
});

test.each(badFiles)("%s is refused in the words of its first lines", (_, text) => {
  const expected = text.split("\n").filter((line) => /^# \d+:\d+: /v.test(line));

  expect(expected).not.toEqual([]);
  expect(formatProblems("", problemsOf(text)).split("\n")).toEqual(
    expected.map((line) => line.replace("# ", ":")),
  );
});

test.each(structural)("an editor marks %s where the tool does", (_, text) => {
  expect(validate(valueOf(text))).toBe(false);
  const source = readSource(text);
  const places = (validate.errors ?? []).map(({ instancePath, keyword, params, propertyName }) => {
    const path = instancePath.split("/").slice(1).map(toStep);
    const key = keyword === "additionalProperties" ? params["additionalProperty"] : propertyName;
    return key === undefined
      ? source.positionOf(path)
      : source.positionOfKey([...path, key as string]);
  });

  for (const { position } of problemsOf(text)) expect(places).toContainEqual(position);
});

test.each(onlyOurs)("an editor accepts %s, which only the tool refuses", (name) => {
  const [, text = ""] = badFiles.find(([other]) => other === name) ?? [];

  expect(validate(valueOf(text)), JSON.stringify(validate.errors)).toBe(true);
  expect(problemsOf(text)).not.toEqual([]);
});

test.each(notYaml)("%s is no YAML for anybody", (name) => {
  const [, text = ""] = badFiles.find(([other]) => other === name) ?? [];

  expect(() => valueOf(text)).toThrow(/^(?:Missing|Flow|Tabs|Unresolved) /v);
});

const documents = ["README.md", ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`)];
const examples = documents
  .filter((path) => path.endsWith(".md"))
  .flatMap((path) =>
    [...readFileSync(join(root, path), "utf8").matchAll(/```ya?ml\n([\s\S]*?)```/gv)].map(
      ([, text = ""]) => [path, text] as const,
    ),
  )
  // include/documented.test.ts reads the files of a policy that has several.
  .filter(([, text]) => !/^# (?:people|teams\/.*)\.yml|^include:/mv.test(text))
  // Workflows and tests of policies are YAML as well; tests/run.test.ts reads the latter.
  .filter(
    ([, text]) =>
      !/^\s*(?:- )?(?:jobs|tests|steps|on|uses|run|with|outputs|strategy|env):/mv.test(text),
  );

test("the README and the documentation have examples of policies", () => {
  expect(new Set(examples.map(([path]) => path))).toEqual(
    new Set([
      "README.md",
      "docs/custom-rules.md",
      "docs/keys.md",
      "docs/policy-tests.md",
      "docs/policy.md",
    ]),
  );
});

test.each(examples)("an example in %s is right for the tool and an editor", (_, text) => {
  // A part of a policy is shown without the lines that every policy has.
  const whole = text.includes("version: 1") ? text : `version: 1\norganization: fernwick\n${text}`;

  expect(problemsOf(whole)).toEqual([]);
  expect(validate(valueOf(whole)), JSON.stringify(validate.errors)).toBe(true);
});

function problemsOf(text: string) {
  const parsed = parsePolicy(text, "p.yml");
  return "policy" in parsed ? [] : parsed.problems;
}

/** A second key of a name is YAML's matter; what the schema says of the rest is asked here. */
function valueOf(text: string): unknown {
  return parse(text, { uniqueKeys: false, logLevel: "error" });
}

function toStep(step: string): string | number {
  return /^\d+$/v.test(step) ? Number(step) : step.replaceAll("~1", "/").replaceAll("~0", "~");
}

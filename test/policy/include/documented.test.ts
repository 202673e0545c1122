/** The policy of several files that the documentation shows. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";

import { partJsonSchema, policyJsonSchema } from "../../../src/policy/file/schema.ts";
import { policyOfFiles } from "../../support/policy-folder.ts";
import { root } from "../../support/process.ts";

const documented = readFileSync(join(root, "docs/policy.md"), "utf8");
const [, section = ""] = documented.split("\n## Several files\n");
const files = Object.fromEntries(
  [...section.matchAll(/```yaml\n# (\S+)\n([\s\S]*?)```/gu)].map(([, path = "", text = ""]) => [
    path,
    text,
  ]),
);

test("the documented files are a valid policy, in which each file has what it may have", async () => {
  const { "access-policy.yml": main = "", ...parts } = files;

  const policy = await policyOfFiles(main, parts);

  expect(policy.files).toEqual(["teams/platform.yml", "people.yml"]);
  expect(policy.roles[0]?.members?.map(({ text }) => text)).toEqual([
    "amara-okoye",
    "jonas-lindqvist",
  ]);
});

test("an editor accepts the documented files by their schemas", () => {
  const options = { allowUnionTypes: true };
  const isPolicy = new Ajv(options).compile(policyJsonSchema());
  const isPart = new Ajv(options).compile(partJsonSchema());
  const value = (path: string): unknown => parse(files[path] ?? "");

  expect(isPolicy(value("access-policy.yml")), JSON.stringify(isPolicy.errors)).toBe(true);
  expect(isPart(value("teams/platform.yml"))).toBe(true);
  expect(isPart(value("people.yml"))).toBe(true);
  expect(isPart(value("access-policy.yml"))).toBe(false);
});

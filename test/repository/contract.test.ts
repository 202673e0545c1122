import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";

import { catalog } from "../../src/policy/catalog.ts";
import { parsePolicy } from "../../src/policy/file/parse.ts";
import { partJsonSchema, policyJsonSchema } from "../../src/policy/file/schema.ts";
import { reportJsonSchema } from "../../src/report/json.ts";
import { sandboxPolicy } from "../../src/sandbox/policy.ts";
import { parseSettings, settingNames } from "../../src/settings.ts";
import { toolName, version } from "../../src/version.ts";
import { root } from "../support/process.ts";

interface Action {
  name: string;
  description: string;
  branding: { icon: string; color: string };
  inputs: Record<string, { description: string; default?: string }>;
  outputs: Record<string, { description: string }>;
  runs: { using: string; main: string };
}

const read = (path: string) => readFileSync(join(root, path), "utf8");
const action = parse(read("action.yml")) as Action;
const manifest = JSON.parse(read("package.json")) as { name: string; version: string };
const readme = read("README.md");

test("the version and the name are package.json's", () => {
  expect({ toolName, version }).toEqual({ toolName: manifest.name, version: manifest.version });
});

test("action.yml has just the settings that the code knows", () => {
  expect(Object.keys(action.inputs).toSorted()).toEqual(settingNames.toSorted());
  expect(action.runs).toEqual({ using: "node24", main: "dist/action.js" });
});

test("action.yml's defaults are the code's", () => {
  const given = Object.fromEntries(
    Object.entries(action.inputs)
      .filter(([name, input]) => input.default !== undefined && name !== "token")
      .map(([name, input]) => [name, input.default]),
  );
  expect(parseSettings(given)).toEqual(parseSettings({}));
});

test("an empty c1z is none, and one that is not given is the default", () => {
  expect(parseSettings({ c1z: "" }).c1z).toBeUndefined();
  expect(parseSettings({}).c1z).toBe("cloudsmith.c1z");
});

/** Returns the names in the first cells of a page's tables. */
function namesIn(page: string): readonly string[] {
  const cells = [...read(page).matchAll(/^\| ((?:`[a-z0-9-]+`(?:, )?)+) +\|/gmu)];
  return cells.flatMap(([, cell = ""]) => cell.replaceAll("`", "").split(", "));
}

test("docs/inputs.md has every input, in the order of action.yml, and nothing else", () => {
  expect(namesIn("docs/inputs.md")).toEqual(Object.keys(action.inputs));
});

test("docs/outputs.md has every output, in the order of action.yml, and every verdict", () => {
  const verdicts = ["clean", "drift", "unknown"];
  expect(namesIn("docs/outputs.md")).toEqual([...verdicts, ...Object.keys(action.outputs)]);
});

test("docs/inputs.md names the defaults of action.yml", () => {
  const rows = read("docs/inputs.md").matchAll(/^\| `([a-z0-9-]+)` +\| `([^`]+)`/gmu);
  const documented = Object.fromEntries([...rows].map(([, name, value]) => [name, value]));
  const given = Object.entries(action.inputs).flatMap(([name, { default: value = "" }]) =>
    value === "" || name === "token" ? [] : [[name, value] as const],
  );
  // action.yml has no default for it, because the default depends on what is given.
  expect(documented).toEqual({ ...Object.fromEntries(given), "max-age": "7d" });
});

test("the README's short table has inputs that exist", () => {
  const named = namesIn("README.md");
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !Object.hasOwn(action.inputs, name))).toEqual([]);
});

test("action.yml meets the rules of the Marketplace", () => {
  // The form for a release refuses a longer description, these icons and other colors.
  expect(action.description.length).toBeLessThan(125);
  expect(action.name).toMatch(/^\S.{0,60}\S$/u);
  expect(action.branding.color).toMatch(
    /^(?:white|black|yellow|blue|green|orange|red|purple|gray-dark)$/u,
  );
  expect(action.branding.icon).toMatch(/^[a-z]+(?:-[a-z]+)*$/u);
  expect(action.branding.icon).not.toMatch(
    /^(?:coffee|columns|divide.*|frown|hexagon|key|meh|mouse-pointer|smile|tool|x-octagon)$/u,
  );
});

test("the README's workflow is pinned, and the tag beside it is the major one of this version", () => {
  const major = `v${version.split(".")[0]}`;
  const uses = [...readme.matchAll(/cloudsmith-access-audit@(v\S+?)[`\s]/gu)].map(([, tag]) => tag);
  expect(readme).toMatch(/uses: OWNER\/cloudsmith-access-audit@0{40} # /u);
  expect(new Set(uses)).toEqual(new Set([major]));
});

test("the policy in the README is valid", () => {
  const [, text = ""] = /```yaml\n# access-policy\.yml\n([\s\S]*?)```/u.exec(readme) ?? [];
  expect(parsePolicy(text, "README.md")).toHaveProperty("policy");
  // A newcomer sees the forms that a real policy needs, one entry on a line.
  expect(text).not.toMatch(/[[{]/u);
  for (const key of ["groups:", "until:", "exceptions:"]) expect(text).toContain(key);
});

test("SECURITY.md names tests that are there", () => {
  const named = [...read(".github/SECURITY.md").matchAll(/`(test\/[\w/.-]+\.test\.ts)`/gu)];
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(([, path = ""]) => !existsSync(join(root, path)))).toEqual([]);
});

test("dist has the JSON Schemas of this code", () => {
  expect(JSON.parse(read("dist/access-policy.schema.json"))).toEqual(policyJsonSchema());
  expect(JSON.parse(read("dist/access-policy-part.schema.json"))).toEqual(partJsonSchema());
  expect(JSON.parse(read("dist/report.schema.json"))).toEqual(
    JSON.parse(JSON.stringify(reportJsonSchema())),
  );
});

test("an editor accepts the sandbox's policy, and refuses a slip as the tool does", () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(policyJsonSchema());

  expect(validate(parse(sandboxPolicy))).toBe(true);
  expect(validate({ version: 1, organization: "x", role: {} })).toBe(false);
  expect(validate({ version: 1, organization: "x", rules: { dormant: { aftr: "90d" } } })).toBe(
    false,
  );
});

test("nothing that is published names a person's machine or an inner tool", () => {
  expect(read("dist/THIRD-PARTY.txt")).toContain("undici");
  expect(read("dist/THIRD-PARTY.txt")).not.toMatch(/\/work\/|\/home\/|\/root\//u);
});

test("the README names every rule", () => {
  expect(catalog.filter(({ id }) => !readme.includes(`\`${id}\``)).map(({ id }) => id)).toEqual([]);
});

test("each claim of SECURITY.md names the tests that hold it, and they are there", () => {
  const security = read(".github/SECURITY.md");
  const claims = security.split("\n").filter((line) => /^\| (?!Who |-)/u.test(line));
  const named = [...security.matchAll(/`(test\/[\w./-]+\.ts)`/gu)].map(([, path = ""]) => path);

  expect(claims.length).toBeGreaterThan(9);
  for (const claim of claims) expect(claim).toMatch(/`test\/[\w./-]+\.ts`/u);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("the sources and the documentation are in plain words", () => {
  const old =
    /held against|what of that|is none of|there already|settles|is not a silence|tells? (?:of|in|that)|agreed to/gu;
  const files = ["src", "docs"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(?:ts|tsx|md)$/u.test(file))
      .map((file) => `${folder}/${file}`),
  );
  const found = [...files, "action.yml"].flatMap((file) =>
    [...read(file).matchAll(old)].map(([phrase]) => `${file}: ${phrase}`),
  );

  expect(files.length).toBeGreaterThan(200);
  expect(found.length, found.join("\n")).toBeLessThanOrEqual(10);
});

/** What the published JSON Schema tells somebody who writes a policy in an editor. */

import { Ajv } from "ajv";
import { expect, test } from "vitest";

import type { Policy } from "../../../src/policy/policy.ts";
import { policyJsonSchema } from "../../../src/policy/file/schema.ts";
import { policyFrom } from "../../support/policy.ts";

interface Schema {
  readonly [key: string]: unknown;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

const schema = policyJsonSchema() as Schema;
const parts = [...partsOf(schema, "")];

test("every key, every entry and every choice has a description, in plain words", () => {
  // What a list holds is told by the list, where the entry has nothing to add.
  const told = parts.filter(([path]) => !path.endsWith("[]") && !path.endsWith("|list"));

  expect(told.filter(([, { description = "" }]) => description.length < 8)).toEqual([]);
  expect(told.length).toBeGreaterThan(100);
});

test("every text that one makes up has an example, a default, or says what leaving it out means", () => {
  const free = parts.filter(
    ([, { type, ...one }]) =>
      type === "string" && one.enum === undefined && one.const === undefined,
  );
  const dumb = free.filter(
    ([path, { examples = [], default: value, description = "" }]) =>
      examples.length === 0 &&
      value === undefined &&
      !description.includes("left out") &&
      // The list has a default, or an example as a whole.
      !path.startsWith("/rules/email-domain"),
  );

  expect(free.length).toBeGreaterThan(20);
  expect(dumb.map(([path]) => path)).toEqual([]);
});

test("the schema is one that editors know, and a text that may not be blank says so", () => {
  expect(policyJsonSchema()).toMatchObject({
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Cloudsmith access policy",
    required: ["version", "organization"],
    properties: { organization: { minLength: 1, pattern: String.raw`\S` } },
  });
  const patterns = parts.filter(([path]) =>
    /^\/(?:teams|services).*<name>|violates|exceptions.*reason$/v.test(path),
  );

  expect(patterns.map(([, { pattern }]) => pattern)).toEqual(patterns.map(() => undefined));
  expect(patterns.length).toBe(4);
});

test("every example and every default is right where it stands", () => {
  const ajv = new Ajv({ allowUnionTypes: true });
  const wrong = parts.flatMap(([path, part]) =>
    [...(part.examples ?? []), ...("default" in part ? [part.default] : [])]
      .filter((value) => !ajv.validate(part, value))
      .map((value) => [path, value]),
  );

  expect(wrong).toEqual([]);
  expect(policyFrom(JSON.stringify(schema.examples?.[0])).organization).toBe("fernwick");
});

test("the defaults are those that the tool takes", () => {
  // Without these sections, the rules about them are off.
  const sections = { repositories: {}, oidc: {}, "group-sync": [], tokens: [] };
  const head = { version: 1, organization: "fernwick", ...sections };
  const of = (file: object) => withoutPositions(policyFrom(JSON.stringify(file)));
  const rules = Object.fromEntries(
    Object.entries(schema.properties?.["rules"]?.properties ?? {}).map(([id, { anyOf = [] }]) => [
      id,
      defaultsOf(anyOf.at(-1)?.properties),
    ]),
  );
  const words = Object.entries(schema.properties?.["rules"]?.properties ?? {}).map(
    ([id, { default: severity }]) => [id, severity],
  );
  const { invites, ...keys } = schema.properties ?? {};

  expect(Object.keys(rules).length).toBeGreaterThan(30);
  expect(of({ ...head, rules })).toEqual(of(head));
  expect(of({ ...head, rules: Object.fromEntries(words) as object })).toEqual(of(head));
  expect(of({ ...head, ...defaultsOf(keys) })).toEqual(of(head));
  expect(of({ ...head, invites: defaultsOf(invites?.properties) })).toEqual(of(head));
});

function defaultsOf(properties: Readonly<Record<string, Schema>> = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, part]) =>
      "default" in part ? [[key, part.default]] : [],
    ),
  );
}

/** Returns the schema's parts, each with the way to it. */
function* partsOf(part: Schema, path: string): Generator<readonly [string, Schema]> {
  yield [path === "" ? "/" : path, part];
  for (const [key, inner] of Object.entries(part.properties ?? {})) {
    yield* partsOf(inner, `${path}/${key}`);
  }
  if (part.propertyNames !== undefined) yield* partsOf(part.propertyNames, `${path}/<name>`);
  if (typeof part.additionalProperties === "object") {
    yield* partsOf(part.additionalProperties, `${path}/*`);
  }
  if (part.items !== undefined) yield* partsOf(part.items, `${path}[]`);
  for (const choice of part.anyOf ?? []) {
    const kind = choice.type === "array" || choice.type === "null" ? "list" : choice.type;
    yield* partsOf(choice, `${path}|${kind}`);
  }
}

function withoutPositions({ rules, invites, ...policy }: Policy): object {
  return {
    ...policy,
    sha256: undefined,
    rules: [...rules].map(([id, { severity, options }]) => [id, severity, options]),
    invites: { ...invites, position: undefined },
  };
}

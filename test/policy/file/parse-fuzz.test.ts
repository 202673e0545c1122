import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";

import { formatProblems, parsePolicy } from "../../../src/policy/file/parse.ts";
import { policyJsonSchema } from "../../../src/policy/file/schema.ts";
import { peoplePolicy } from "../../../src/sandbox/policy.ts";
import { propertyRuns } from "../../support/property.ts";

const withExceptions = `${peoplePolicy}exceptions:
  - { rule: two-factor, subject: jonas-lindqvist, reason: key on order, expires: 2026-12-31 }
  - rule: team-member-unexpected
    subject: bernard-koch
    team: platform
    approved-by: amara-okoye
    created: 2026-11-01
    expires: 2026-12-31
`;

/** Returns whether there is a policy, or problems that each stand somewhere in the text. */
function isAnswered(text: string): boolean {
  const parsed = parsePolicy(text, "p.yml");
  if ("policy" in parsed) return true;
  const lines = text.split("\n").length;
  return (
    formatProblems("p.yml", parsed.problems).startsWith("p.yml:") &&
    parsed.problems.every(
      ({ position: { line, column }, message }) =>
        line >= 1 && line <= lines && column >= 1 && message.trim() !== "",
    )
  );
}

/** Every key that the schema knows, whichever the level, and some that nobody should know. */
const anyKey = fc.oneof(
  fc.constantFrom(...keysIn(policyJsonSchema())),
  fc.constantFrom("__proto__", "constructor", "toString", "", "<<", "null", "0"),
  fc.string({ unit: "binary", maxLength: 8 }),
);

function keysIn(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = (schema as { properties?: object }).properties;
  return [...Object.keys(own ?? {}), ...Object.values(schema).flatMap(keysIn)];
}

const anyScalar = fc.oneof(
  fc.constantFrom("error", "off", "90d", "2026-12-31", "2026-02-30", "two-factor", "jo", "TODO"),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom(null, true, 1, -1, 1.5, 1e300, Infinity),
);

const { anyValue } = fc.letrec<{ anyValue: unknown }>((tie) => ({
  anyValue: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    anyScalar,
    fc.dictionary(anyKey, tie("anyValue"), { maxKeys: 5 }),
    fc.array(tie("anyValue"), { maxLength: 4 }),
  ),
}));

test("a file of the right keys in wrong places and of any values ends in problems, or is valid", () => {
  const file = fc
    .dictionary(anyKey, anyValue, { maxKeys: 6 })
    .map((rest) => ({ version: 1, organization: "x", ...rest }));
  fc.assert(
    fc.property(file, fc.boolean(), (value, asJson) => {
      expect(isAnswered(asJson ? JSON.stringify(value) : stringify(value))).toBe(true);
    }),
    propertyRuns(130),
  );
});

test("a real policy with anything cut out, put in or doubled ends in problems, or is valid", () => {
  const length = withExceptions.length;
  const mutation = fc.record({
    at: fc.nat(length),
    cut: fc.nat(30),
    put: fc.oneof(
      fc.constantFrom(
        "\n",
        "  ",
        "\t",
        ":",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "!!x ",
        "|",
        ">",
        "'",
        '"',
        "#",
        "? ",
        "---\n",
        "...\n",
        "\r",
        "\u0000",
        "%YAML 1.1\n",
        "@",
        "`",
        ",",
      ),
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.nat(length).map((from) => withExceptions.slice(from, from + 40)),
    ),
  });
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
      let text = withExceptions;
      for (const { at, cut, put } of mutations) {
        text = text.slice(0, at) + put + text.slice(at + cut);
      }
      expect(isAnswered(text)).toBe(true);
    }),
    propertyRuns(130),
  );
});

test("bytes that are no text end in problems, or in a policy", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(isAnswered(Buffer.from(bytes).toString("utf8"))).toBe(true);
      expect(isAnswered(Buffer.from(bytes).toString("latin1"))).toBe(true);
    }),
    propertyRuns(100),
  );
});

test("fragments in any order, and any text, end in problems, or in a policy", () => {
  const fragment = fc.constantFrom(
    "version: 1",
    "organization: x",
    "roles:",
    "  owner:",
    "    members: [a, b]",
    "teams: {",
    "}",
    "- ",
    "*a",
    "&a",
    "!!x",
    "? ",
    ": ",
    "\t",
    "'",
    '"',
    "|",
    "<<: *a",
    "__proto__: 1",
    "\u0000",
    "#",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(fragment).map((parts) => parts.join("\n")),
  );
  fc.assert(
    fc.property(text, (input) => {
      expect(isAnswered(input)).toBe(true);
    }),
    propertyRuns(100),
  );
});

test("a list nested 100 000 deep ends in a problem", () => {
  const depth = 100_000;
  expect(isAnswered(`version: 1\nroles: ${"[".repeat(depth)}${"]".repeat(depth)}\n`)).toBe(true);
});

test.each([
  ["exceptions", "exceptions:\n", "  - { rule: dormant, subject: [], expires: never, x: 1 }\n"],
  ["teams", "teams:\n", '  "t#": { members: [a, a], x: 1 }\n'],
  ["keys", "", '"k#": 1\n'],
  ["the same key", "", "roles: {}\n"],
])("a file that is full of %s has a problem for each, and an end", (_, start, entry) => {
  const head = `version: 1\norganization: x\n${start}`;
  const count = Math.floor((200 * 1024 - head.length) / (entry.length + 5));
  const text =
    head + Array.from({ length: count }, (_, i) => entry.replace("#", String(i))).join("");

  const parsed = parsePolicy(text, "p.yml");

  expect("problems" in parsed && parsed.problems.length).toBeGreaterThanOrEqual(count - 1);
});

import { expect, test } from "vitest";

import { maxPolicyBytes, readSource } from "../../../src/policy/file/source.ts";

function problemsOf(text: string): string[] {
  return readSource(text).problems.map(
    ({ position: { line, column }, message }) => `${line}:${column}: ${message}`,
  );
}

test("keys and values know their places, and what has none has its parent's", () => {
  const source = readSource("a:\n  b: [x, y]\n  c:\n");

  expect(source.positionOf(["a", "b", 1])).toEqual({ line: 2, column: 10 });
  expect(source.positionOf(["a", "b", 7])).toEqual({ line: 2, column: 6 });
  expect(source.positionOf(["a", "z", "z"])).toEqual({ line: 2, column: 3 });
  expect(source.positionOf(["z"])).toEqual({ line: 1, column: 1 });
  expect(source.positionOfKey(["a", "b"])).toEqual({ line: 2, column: 3 });
  expect(source.positionOfKey(["a", "c"])).toEqual({ line: 3, column: 3 });
  expect(source.positionOfKey(["a", "z"])).toEqual({ line: 2, column: 3 });
  expect(source.positionWithin(["a", "b", 1], 0)).toEqual({ line: 2, column: 10 });
  expect(source.positionWithin(["a", "z"], 3)).toEqual({ line: 1, column: 1 });
});

test("a key with nothing behind it is nothing, and stands where the key does", () => {
  const source = readSource("? a\n? b\n");

  expect(source.value).toEqual({ a: null, b: null });
  expect(source.positionOf(["b"])).toEqual({ line: 2, column: 3 });
});

test("a text that is too large has no value, and every place in it is its start", () => {
  const source = readSource(`#\n#${"x".repeat(maxPolicyBytes)}\na: 1\n`);

  expect(source.value).toBeUndefined();
  expect([
    source.positionOf(["a"]),
    source.positionWithin(["a"], 1),
    source.positionOfKey(["a"]),
  ]).toEqual(Array.from({ length: 3 }, () => ({ line: 1, column: 1 })));
  expect(source.isRefused(["a"])).toBe(false);
});

test("size is counted in bytes", () => {
  expect(problemsOf(`# ${"é".repeat(maxPolicyBytes / 2)}\n`)).toEqual([
    "1:1: the file is larger than 512 KiB",
  ]);
});

test("an empty text has no value, and no problem either", () => {
  expect(readSource("# nothing\n")).toMatchObject({ value: undefined, problems: [] });
});

test("a text that is no YAML has no value, however much of it could be read", () => {
  expect(readSource("a: 1\nb: [\n").value).toBeUndefined();
});

test.each([
  ["lists", (depth: number) => "[".repeat(depth) + "]".repeat(depth)],
  ["mappings", (depth: number) => `${"{a: ".repeat(depth)}1${"}".repeat(depth)}`],
])("%s may nest 32 deep, and no deeper", (_, nest) => {
  expect(problemsOf(nest(32))).toEqual([]);
  expect(problemsOf(nest(34)).map((line) => line.replace(/^\d+:\d+: /v, ""))).toEqual([
    "nested more than 32 deep",
  ]);
});

const tagsProblem = "tags are not allowed: put a text that begins with ! in quotes";

test.each([
  ["a: &x 1\n", ["1:7: anchors are not allowed: write the value itself"]],
  ["a: &x [1]\n", ["1:7: anchors are not allowed: write the value itself"]],
  ["&x a: 1\n", ["1:4: anchors are not allowed: write the value itself"]],
  ["a: *x\n", ['1:4: aliases are not allowed: write the value itself, or put "*x" in quotes']],
  [
    `a: *${"x".repeat(99)}\n`,
    [`1:4: aliases are not allowed: write the value itself, or put "*${"x".repeat(79)}" in quotes`],
  ],
  ["a: !!str 1\n", [`1:10: ${tagsProblem}`]],
  ["a: !!set {x}\n", [`1:10: ${tagsProblem}`]],
  ["a: !x [1]\n", [`1:7: ${tagsProblem}`]],
  ["!!str a: 1\n", [`1:7: ${tagsProblem}`]],
  ["<<: {a: 1}\n", []],
  ["? [a]\n: 1\n", ["1:3: a key must be text: put it in quotes"]],
  ["null: 1\n", ['1:1: a key must be text: put "null" in quotes']],
  [
    "a: 1\na: 2\na: 3\n",
    ['2:1: "a" is given twice: first on line 1', '3:1: "a" is given twice: first on line 1'],
  ],
  ["---\na: 1\n...\n", []],
  ["a: 1\n---\na: 2\n", ["2:1: a second document begins here: a policy is one document"]],
  ["a: @b\n", ["1:4: a text cannot begin with this character: put it in quotes"]],
  ["a: wait: b\n", ['1:4: a key is not allowed here: put a text with ": " in it in quotes']],
  ["a:\n\tb: 1\n", ["2:1: tabs are not allowed as indentation: use spaces"]],
  ["a: 'b\n", ["2:1: missing closing 'quote"]],
])("%j has the problems that it has", (text, expected) => {
  expect(problemsOf(text)).toEqual(expected);
});

test("a merge key is a key like any other", () => {
  expect(readSource("<<: {a: 1}\nb: 2\n").value).toEqual({ "<<": { a: 1 }, b: 2 });
});

test("scalars are what YAML 1.2 says they are, and no more", () => {
  expect(readSource("[yes, off, 0o17, 017, 1e3, ~, true, 2026-11-23, 1_000]").value).toEqual([
    "yes",
    "off",
    15,
    17,
    1000,
    null,
    true,
    "2026-11-23",
    "1_000",
  ]);
});

test("a value that is refused is no value, and known as one that was written", () => {
  const source = readSource("a: !people [x]\nb: [*x, y]\nc: 1\n");

  expect(source.value).toEqual({ a: undefined, b: [undefined, "y"], c: 1 });
  expect(source.isRefused(["a"])).toBe(true);
  expect(source.isRefused(["b", 0])).toBe(true);
  expect([["b"], ["b", 1], ["c"], ["d"]].filter((path) => source.isRefused(path))).toEqual([]);
});

/** What decides whether a change lands is the same each time: chance has a seed that is pinned. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { root } from "../support/process.ts";

const folder = join(root, "test");
const self = "repository/properties.test.ts";
/** It may draw a seed: that is what exploring is. */
const exploring = "explore/run.ts";

const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/u.test(file) && file !== self)
  .map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") }));

/** Returns the text from each opening parenthesis after `name` to the one that closes it. */
function callsOf(text: string, name: string): string[] {
  return text.split(`${name}(`).slice(1).map(toClosing);
}

/** Texts in the tests balance their parentheses, or a call would seem longer than it is. */
function toClosing(text: string): string {
  let depth = 1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
    if (depth === 0) return text.slice(0, at);
  }
  return text;
}

test("every property takes its seed and its rounds from one place", () => {
  const calls = files.flatMap(({ file, text }) =>
    ["fc.assert", "fc.sample"].flatMap((name) =>
      callsOf(text, name).map((call) => ({ file, call })),
    ),
  );
  const unpinned = calls.filter(({ call }) => !/\bpropertyRuns\(/u.test(call));
  const alone = calls.filter(({ call }) => /\bnumRuns:|\bseed:/u.test(call));

  expect(calls.length).toBeGreaterThan(30);
  expect(unpinned.map(({ file }) => file)).toEqual([]);
  expect(alone.map(({ file }) => file)).toEqual([]);
});

test("nothing else draws a number that nobody can draw again", () => {
  const chance = /Math\.random|\brandom(?:Bytes|UUID|Int)\b|getRandomValues|\bfc\.check\(/u;
  const drawing = files.filter(({ file, text }) => file !== exploring && chance.test(text));
  expect(drawing.map(({ file }) => file)).toEqual([]);
});

/** docs/troubleshooting.md has a row for each error message of the program, and for nothing else. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { filledIn, findMessages } from "../support/messages.ts";
import { root } from "../support/process.ts";

const rows = readFileSync(join(root, "docs/troubleshooting.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `cannot "))
  .map((line) => line.split(" | "));
/** What a row quotes, without the end that it leaves open. */
const beginnings = rows
  .flatMap(([cell = ""]) => [...cell.matchAll(/`([^`]+)`/gu)])
  .map(([, quoted = ""]) => quoted.replace(new RegExp(`${filledIn}$`, "u"), ""));
const messages = findMessages();

/** Returns the row of a message: the one that quotes the most of it. */
function rowOf(message: string): string | undefined {
  const fitting = beginnings.filter((beginning) => message.startsWith(beginning));
  return fitting.toSorted((a, b) => b.length - a.length)[0];
}

test("the program's messages are found, with those whose task the caller names", () => {
  expect(messages.length).toBeGreaterThan(110);
  expect(messages).toEqual(
    expect.arrayContaining([
      "cannot decide how to sign in to Cloudsmith: both api-key and oidc-service are set. Keep one of them.",
      `cannot update the tracking issue: ${filledIn}`,
      `cannot read ${filledIn} from Cloudsmith: ${filledIn}`,
      `cannot write the step's outputs to "${filledIn}": ${filledIn}`,
    ]),
  );
});

test("each message has a row", () => {
  expect(messages.filter((message) => rowOf(message) === undefined)).toEqual([]);
});

test("each row is about a message that exists, once, and quotes more than its verb", () => {
  const used = new Set(messages.map(rowOf));
  expect(beginnings.filter((beginning) => !used.has(beginning))).toEqual([]);
  expect(beginnings).toEqual([...new Set(beginnings)]);
  expect(beginnings.filter((beginning) => !/^cannot \S+ \S/u.test(beginning))).toEqual([]);
});

test("each row says what to do", () => {
  const remedies = rows.map((cells) => cells[1]?.replace(/ *\|$/u, "") ?? "");
  expect(remedies.filter((remedy) => !/^[A-Z].{10,}\.$/u.test(remedy))).toEqual([]);
});

/** Arguments and flags that a user did not mean as they were read. */

import { expect, test } from "vitest";

import { runHere } from "../support/command-line.ts";
import { makeFolder } from "../support/process.ts";

test.each([
  [
    ["init", "fernwick"],
    'cannot run init with "fernwick": it takes no argument. Use --organization fernwick.',
  ],
  [["sync", "fernwick"], "Use --organization fernwick."],
  [["audit", "other.yml"], "Use --policy other.yml."],
  [["check", "fernwick"], "Run cloudsmith-access-audit help check for its flags."],
  [
    ["sync", "--organization", "fernwick", "--c1z-repositories", "true"],
    'cannot run sync with "true": it takes no argument. Run cloudsmith-access-audit help sync for its flags.',
  ],
  [["init", "a b"], "Run cloudsmith-access-audit help init for its flags."],
  [
    ["explain", "dormant", "visibility"],
    'cannot run explain with "visibility": it takes at most 1.',
  ],
  [["help", "init", "x"], 'cannot run help with "x"'],
])("an argument too many is a mistake: %j", async (args, part) => {
  const { exitCode, stdout, stderr } = await runHere(args, { cwd: await makeFolder() });

  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(part);
});

test.each([
  [["audit", "--group-by", "--api-url", "https://x.example"], "--group-by", "--api-url"],
  [["audit", "--policy", "--fail-on=never"], "--policy", "--fail-on"],
  [["accept", "--reason", "--dry-run"], "--reason", "--dry-run"],
  [["merge", "--expect", "--report-json", "x"], "--expect", "--report-json"],
])("a flag does not take the next one as its value: %j", async (args, flag, next) => {
  const { exitCode, stderr } = await runHere(args, { cwd: await makeFolder() });

  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    `error: cannot use ${flag}: its value is missing, because ${next} follows it. Write the value after ${flag}.\n`,
  );
});

test("a value that only begins like a flag is a value", async () => {
  const { stderr } = await runHere(["check", "--policy", "--mine"], { cwd: await makeFolder() });
  expect(stderr).toContain('cannot read policy "--mine"');
});

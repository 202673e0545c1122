/** Histories whose baselines are real artifacts: each audit reads back what the one before wrote. */

import { expect, test } from "vitest";

import { makeFolder } from "../support/process.ts";
import { shelfOfFiles } from "../support/replay/audits.ts";
import { generateHistory } from "../support/replay/generate.ts";
import { problemsOf } from "../support/replay/problems.ts";
import { offboarding, small } from "../support/replay/small-history.ts";

test.each([
  ["a small history", { ...small, commits: small.commits.slice(0, 3) }],
  ["an offboarding of most people, without max-shrink", offboarding],
  ["a generated history", generateHistory(7, { people: 12, commits: 3 })],
])("%s holds with real artifacts", async (_, history) => {
  expect(await problemsOf(history, shelfOfFiles(await makeFolder()))).toEqual([]);
});

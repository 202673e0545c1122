import { expect, test } from "vitest";

import { longestPause } from "../../../src/github/issue/issue-content.ts";

const hours = (number: number) => number * 3_600_000;

test.each([
  ["17 * * * *", hours(1)],
  ["*/5 * * * *", hours(1)],
  ["17 5 * * *", hours(24)],
  [" 17  5,17 * * * ", hours(24)],
  ["17 5 * * 1", hours(7 * 24)],
  ["17 5 1 * *", hours(31 * 24)],
  ["17 5 1 1 *", hours(366 * 24)],
  ["@daily", undefined],
  ["", undefined],
])("%j leaves so long between two runs", (cron, pauseMs) => {
  expect(longestPause(cron)).toBe(pauseMs);
});

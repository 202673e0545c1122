import { expect, test } from "vitest";

import { renderChart } from "../../bench/chart.ts";
import { growthOf, judge, metAll } from "../../bench/goals.ts";
import type { Comparison, Cost, Results } from "../../bench/results.ts";
import { describeSync } from "../../bench/table.ts";

function always(value: number) {
  return { median: value, min: value, max: value };
}

function cost(wallMs: number, artifactBytes = 1): Cost {
  return { wallMs: always(wallMs), cpuMs: always(wallMs), peakMb: always(100), artifactBytes };
}

function comparison(members: number, costs: Comparison["costs"]): Comparison {
  const wallMs = (one: Cost | undefined) => one?.wallMs.median ?? Number.NaN;
  const ratio = (other: Cost | undefined) => ({
    audit: always(wallMs(other) / wallMs(costs.ours)),
    sync: always(wallMs(other) / wallMs(costs.sync ?? costs.ours)),
  });
  return {
    members,
    delayMs: 0,
    costs,
    ratios:
      costs.pebble === undefined
        ? {}
        : { pebble: ratio(costs.pebble), sqlite: ratio(costs.sqlite) },
    roundTrips: 3,
    standInCpuMs: always(1),
  };
}

const results: Results = {
  measuredAt: "2026-11-24T00:00:00.000Z",
  machine: {
    cores: 2,
    processor: "one",
    memoryGb: 24,
    node: "v24.21.0",
    opponent: null,
    load: 0,
  },
  comparisons: [
    comparison(10_000, { ours: cost(1_000), pebble: cost(2_400), sqlite: cost(9_000) }),
    comparison(30_000, { ours: cost(2_000) }),
    comparison(100_000, {
      ours: cost(8_000, 9),
      sync: cost(5_600),
      pebble: cost(28_000),
      sqlite: cost(84_000, 9),
    }),
    comparison(300_000, { ours: cost(30_000) }),
  ],
  startUp: {
    firstRequestMs: always(201),
    wholeMs: always(560),
    nodeMs: always(35),
    ratio: always(12.1),
    wholeRatio: always(16),
  },
  readBack: null,
  policy: { members: 100_000, parseMs: always(1), evaluateMs: always(1) },
  floor: null,
  soak: null,
};

function verdict(work: string): boolean | null | undefined {
  return judge(results).find((row) => row.work.startsWith(work))?.met;
}

test("a goal is met at its limit and missed behind it", () => {
  expect(verdict("100,000 members, sync")).toBe(true);
  expect(verdict("100,000 members, audit with every report")).toBe(true);
  expect(verdict("100,000 members, audit, peak memory")).toBe(true);
  expect(verdict("100,000 members, size of the artifact")).toBe(true);
  expect(verdict("10,000 members, sync")).toBe(false);
  expect(verdict("the Action with 40 members, until its first request")).toBe(false);
  expect(verdict("the Action with 40 members, until its end")).toBe(true);
});

test("what was not measured is neither met nor missed", () => {
  expect(verdict("100,000 members, reading an artifact")).toBeNull();
  expect(verdict("500 members, 100 ms away, round trips")).toBeNull();
});

test("one missed goal fails the run, and what was not measured does not", () => {
  expect(metAll(results)).toBe(false);
  const one = results.comparisons.filter(({ members }) => members === 100_000);
  const fast = { ...results.startUp, ratio: always(12) };
  expect(metAll({ ...results, comparisons: one, startUp: fast })).toBe(true);
});

test("fifteen times the time for ten times the members is an exponent above one", () => {
  expect(growthOf(results)?.wallExponent).toBeCloseTo(Math.log10(15));
  expect(verdict("growth in time")).toBe(false);
});

test("what both do is compared at the largest size at which both were measured", () => {
  const [ten, thirty, large] = results.comparisons;
  expect(
    describeSync({ ...results, comparisons: [ten, thirty].filter((one) => one !== undefined) }),
  ).toBe("");
  const sync = cost(5_000);
  const told = describeSync({
    ...results,
    comparisons: [
      comparison(10_000, { sync, pebble: cost(1), sqlite: cost(1) }),
      comparison(100_000, { ...large?.costs, sync }),
    ],
  });
  expect(told).toContain("5.6 times as fast as its Pebble engine");
  expect(told).toContain("16.8 times as fast as its SQLite engine at 100,000 members");
});

test("the chart shows the sizes that have an opponent, its longest bar the slowest", () => {
  const chart = renderChart(results);
  expect(chart).toContain("100,000 members, 600,000 grants");
  expect(chart).not.toContain("300,000 members");
  expect(chart).toContain("prefers-color-scheme: dark");
  const lengths = (name: string) =>
    [...chart.matchAll(new RegExp(`class="${name}" x="\\d+" y="\\d+" width="(\\d+)"`, "gu"))].map(
      ([, length]) => Number(length),
    );
  expect(lengths("sqlite")).toEqual([420, 420]);
  expect(lengths("ours")).toEqual([Math.round(420 / 9), 40]);
});

import { expect, test } from "vitest";

import { renderChart } from "../../bench/chart.ts";
import { growthOf, judge } from "../../bench/goals.ts";
import type { Comparison, Cost, Results } from "../../bench/results.ts";
import { describeSync } from "../../bench/table.ts";

function always(value: number) {
  return { median: value, min: value, max: value };
}

function cost(wallMs: number, artifactBytes = 1): Cost {
  return { wallMs: always(wallMs), cpuMs: always(wallMs), peakMb: always(100), artifactBytes };
}

function comparison(members: number, costs: Comparison["costs"]): Comparison {
  const ours = costs.ours?.wallMs.median ?? Number.NaN;
  const ratio = (other: Cost | undefined) => always((other?.wallMs.median ?? Number.NaN) / ours);
  return {
    members,
    delayMs: 0,
    costs,
    ratios: costs.pebble && { pebble: ratio(costs.pebble), sqlite: ratio(costs.sqlite) },
    roundTrips: 3,
    standInCpuMs: always(1),
  } as Comparison;
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
    comparison(100_000, { ours: cost(7_000, 9), pebble: cost(28_000), sqlite: cost(84_000, 9) }),
    comparison(300_000, { ours: cost(30_000) }),
  ],
  startUp: { firstRequestMs: always(201), nodeMs: always(35), ratio: always(12.1) },
  readBack: null,
  policy: { members: 100_000, parseMs: always(1), evaluateMs: always(1) },
  floor: null,
  soak: null,
};

function verdict(work: string): boolean | null | undefined {
  return judge(results).find((row) => row.work.startsWith(work))?.met;
}

test("a goal is met at its limit and missed behind it", () => {
  expect(verdict("100 000 members, complete audit")).toBe(true);
  expect(verdict("100 000 members, against the SDK's Pebble")).toBe(true);
  expect(verdict("100 000 members, against the SDK's SQLite")).toBe(true);
  expect(verdict("100 000 members, size of the artifact")).toBe(true);
  expect(verdict("10 000 members, against the SDK's Pebble")).toBe(false);
  expect(verdict("start of the Action")).toBe(false);
});

test("what was not measured is neither met nor missed", () => {
  expect(verdict("reading an artifact")).toBeNull();
  expect(verdict("500 members behind 100 ms, round trips")).toBeNull();
});

test("fifteen times the time for ten times the members is an exponent above one", () => {
  expect(growthOf(results)?.wallExponent).toBeCloseTo(Math.log10(15));
  expect(verdict("growth in time")).toBe(false);
});

test("what both do is compared at the largest size at which both were measured", () => {
  expect(describeSync(results)).toBe("");
  const [, , large] = results.comparisons;
  const sync = cost(5_000);
  const told = describeSync({
    ...results,
    comparisons: [
      comparison(10_000, { sync, pebble: cost(1), sqlite: cost(1) }),
      comparison(100_000, { ...large?.costs, sync }),
    ],
  });
  expect(told).toContain("5.6 times as fast as its Pebble engine");
  expect(told).toContain("16.8 times as fast as its SQLite engine at 100 000 members");
});

test("the chart shows the sizes that have an opponent, its longest bar the slowest", () => {
  const chart = renderChart(results);
  expect(chart).toContain("100 000 members, 600 000 grants");
  expect(chart).not.toContain("300 000 members");
  expect(chart).toContain("prefers-color-scheme: dark");
  const lengths = (name: string) =>
    [...chart.matchAll(new RegExp(`class="${name}" x="\\d+" y="\\d+" width="(\\d+)"`, "gu"))].map(
      ([, length]) => Number(length),
    );
  expect(lengths("sqlite")).toEqual([420, 420]);
  expect(lengths("ours")).toEqual([Math.round(420 / 9), 35]);
});

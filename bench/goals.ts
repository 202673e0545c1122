/** Compares the measurements with the goals: one row per goal, met or missed. */

import { engineNames } from "./contenders.ts";
import type { Comparison, Cost, Results } from "./results.ts";
import type { Summary } from "./summary.ts";

export interface Verdict {
  readonly work: string;
  readonly goal: string;
  readonly measured: string;
  /** null means not measured this time. */
  readonly met: boolean | null;
}

/** The growth of time and memory between two sizes. */
export interface Growth {
  readonly from: number;
  readonly to: number;
  /**
   * The exponent of wall time in the number of members: 1 if twice the members take twice the time.
   */
  readonly wallExponent: number;
  readonly cpuExponent: number;
  readonly kilobytesPerMember: number;
}

const large = 100_000;
const medium = 10_000;
const small = 1_000;

/** Returns a row for each goal, in the order of the documentation. */
export function judge(results: Results): Verdict[] {
  const at = (members: number) =>
    results.comparisons.find((one) => one.members === members && one.delayMs === 0);
  const delayed = results.comparisons.find(({ delayMs }) => delayMs > 0);
  const [hundred, ten, one] = [at(large), at(medium), at(small)];
  const against = (comparison: Comparison | undefined) => comparison?.ratios.pebble;
  return [
    atLeast("100,000 members, sync", against(hundred)?.sync, 5),
    atLeast("100,000 members, audit with every report", against(hundred)?.audit, 3.5),
    atMost("100,000 members, audit, peak memory", hundred?.costs.ours?.peakMb, 400, "MB"),
    judgeSize(hundred),
    atLeast("10,000 members, sync", against(ten)?.sync, 3),
    atLeast("10,000 members, audit with every report", against(ten)?.audit, 1.8),
    atLeast("1,000 members, sync", against(one)?.sync, 1),
    ...judgeGrowth(results),
    atLeast("500 members, 100 ms away, sync", against(delayed)?.sync, 0.8),
    judgeRoundTrips(delayed),
    ...judgeStartUp(results.startUp),
    ...judgeRepositories(results),
    atMost("100,000 members, reading an artifact", results.readBack?.wallMs, 3_000),
    atMost("parsing a policy of 512 KiB", results.policy.parseMs, 1_000),
    atMost("500 lines of policy over 100,000 members", results.policy.evaluateMs, 1_000),
  ];
}

/** Returns whether no goal that was measured was missed. */
export function metAll(results: Results): boolean {
  return judge(results).every(({ met }) => met !== false);
}

/** Returns the growth from 30,000 to 300,000 members; undefined if these were not measured. */
export function growthOf({ comparisons }: Results): Growth | undefined {
  const [from, to] = [30_000, 300_000].map((size) =>
    comparisons.find(({ members, delayMs }) => members === size && delayMs === 0),
  );
  const [small, big] = [from?.costs.ours, to?.costs.ours];
  if (from === undefined || to === undefined || small === undefined || big === undefined) {
    return undefined;
  }
  const exponent = (name: "wallMs" | "cpuMs") => Math.log10(big[name].median / small[name].median);
  return {
    from: from.members,
    to: to.members,
    wallExponent: exponent("wallMs"),
    cpuExponent: exponent("cpuMs"),
    kilobytesPerMember:
      ((big.peakMb.median - small.peakMb.median) * 1024) / (to.members - from.members),
  };
}

/** `limit` is a multiple of the speed of the SDK's Pebble engine. */
function atLeast(work: string, ratio: Summary | undefined, limit: number): Verdict {
  return {
    work: `${work}, against a sync of the SDK's ${engineNames.pebble} engine`,
    goal: `at least ${limit} times as fast`,
    ...(ratio === undefined
      ? unmeasured
      : { measured: `${formatSummary(ratio, 2)} times`, met: ratio.median >= limit }),
  };
}

function judgeSize(comparison: Comparison | undefined): Verdict {
  const [ours, theirs] = [comparison?.costs.ours, comparison?.costs.sqlite];
  const goal = {
    work: "100,000 members, size of the artifact",
    goal: "not above the SDK's SQLite",
  };
  if (ours === undefined || theirs === undefined) return { ...goal, ...unmeasured };
  const megabytes = (cost: Cost) => (cost.artifactBytes / 1e6).toFixed(1);
  return {
    ...goal,
    measured: `${megabytes(ours)} MB, theirs ${megabytes(theirs)} MB`,
    met: ours.artifactBytes <= theirs.artifactBytes,
  };
}

function judgeRoundTrips(comparison: Comparison | undefined): Verdict {
  return {
    work: "500 members, 100 ms away, round trips that wait for each other",
    goal: "at most 4",
    ...(comparison === undefined
      ? unmeasured
      : { measured: String(comparison.roundTrips), met: comparison.roundTrips <= 4 }),
  };
}

/** A multiple of Node's own start-up time applies to slow and fast machines. */
export function judgeStartUp(startUp: Results["startUp"]): Verdict[] {
  const { ratio, firstRequestMs, wholeRatio, wholeMs } = startUp;
  const row = (work: string, times: Summary, ms: Summary, limit: number): Verdict => ({
    work: `the Action with 40 members, ${work}`,
    goal: `at most ${limit} times Node's own start`,
    measured: `${formatSummary(times, 1)} times, ${formatSummary(ms)} ms`,
    met: times.median <= limit,
  });
  return [
    row("until its first request", ratio, firstRequestMs, 12),
    row("until its end", wholeRatio, wholeMs, 16),
  ];
}

/** Two requests for each repository, and 60 for everything else. */
function judgeRepositories({ repositories: measured }: Results): Verdict[] {
  const work = "5,000 members and 500 repositories, sync";
  return [
    {
      work: `${work}, requests`,
      goal: "at most 1060",
      ...(measured === undefined
        ? unmeasured
        : {
            measured: String(measured.requests),
            met: measured.requests <= 2 * measured.repositories + 60,
          }),
    },
    atMost(work, measured?.wallMs, 3_000),
    atMost(`${work}, peak memory`, measured?.peakMb, 250, "MB"),
  ];
}

function judgeGrowth(results: Results): Verdict[] {
  const growth = growthOf(results);
  const biggest = results.comparisons.find(({ members }) => members === 300_000);
  const goal = {
    work: "growth in time from 30,000 to 300,000 members",
    goal: "exponent at most 1.05",
  };
  const exponent: Verdict =
    growth === undefined
      ? { ...goal, ...unmeasured }
      : {
          ...goal,
          measured: `${growth.wallExponent.toFixed(2)} (of CPU time ${growth.cpuExponent.toFixed(2)}), ${growth.kilobytesPerMember.toFixed(1)} KB a member`,
          met: growth.wallExponent <= 1.05,
        };
  return [
    exponent,
    atMost("300,000 members, audit, peak memory", biggest?.costs.ours?.peakMb, 1_024, "MB"),
  ];
}

function atMost(work: string, value: Summary | undefined, limit: number, unit = "ms"): Verdict {
  return {
    work,
    goal: `at most ${limit} ${unit}`,
    ...(value === undefined
      ? unmeasured
      : { measured: `${formatSummary(value)} ${unit}`, met: value.median <= limit }),
  };
}

const unmeasured = { measured: "not measured", met: null };

function formatSummary({ median, min, max }: Summary, digits = 0): string {
  const middle = median.toFixed(digits);
  return min === max ? middle : `${middle} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
}

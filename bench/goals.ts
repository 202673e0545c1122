/** Compares the measurements with the goals: one row per goal, met or missed. */

import { engineNames, type Engine } from "./contenders.ts";
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

/** A multiple of Node's own start-up time, so that it applies to slow and fast machines. */
export const startUpGoal = 12;

const large = 100_000;
const medium = 10_000;

/** Returns a row for each goal, in the order of the documentation. */
export function judge(results: Results): Verdict[] {
  const at = (members: number) =>
    results.comparisons.find((one) => one.members === members && one.delayMs === 0);
  const delayed = results.comparisons.find(({ delayMs }) => delayMs > 0);
  const [hundred, ten] = [at(large), at(medium)];
  return [
    ...judgeCost("100 000 members", hundred, { wallMs: 7_000, peakMb: 350 }),
    judgeRatio("100 000 members", hundred, "pebble", 4),
    judgeRatio("100 000 members", hundred, "sqlite", 12),
    judgeSize(hundred),
    ...judgeCost("10 000 members", ten, { wallMs: 1_200 }),
    judgeRatio("10 000 members", ten, "pebble", 2.5),
    ...judgeDelayed(delayed),
    judgeStartUp(results),
    judgeGrowth(results),
    ...judgeRepositories(results),
    atMost("reading an artifact of 100 000 members back", results.readBack?.wallMs, 3_000),
    atMost("parsing a policy of 512 KiB", results.policy.parseMs, 1_000),
    atMost("500 lines of policy over 100 000 members", results.policy.evaluateMs, 1_000),
  ];
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

function judgeCost(
  work: string,
  comparison: Comparison | undefined,
  limits: { readonly wallMs: number; readonly peakMb?: number },
): Verdict[] {
  const cost: Cost | undefined = comparison?.costs.ours;
  const time = atMost(`${work}, complete audit`, cost?.wallMs, limits.wallMs);
  if (limits.peakMb === undefined) return [time];
  return [time, atMost(`${work}, peak memory`, cost?.peakMb, limits.peakMb, "MB")];
}

function judgeRatio(
  work: string,
  comparison: Comparison | undefined,
  engine: Engine,
  limit: number,
): Verdict {
  const ratio = comparison?.ratios[engine];
  const [ours, theirs] = [comparison?.costs.ours, comparison?.costs[engine]];
  const goal = {
    work: `${work}, against the SDK's ${engineNames[engine]} engine`,
    goal: `at least ${limit} times faster`,
  };
  if (ratio === undefined || ours === undefined || theirs === undefined) {
    return { ...goal, ...unmeasured };
  }
  const ofCpu = theirs.cpuMs.median / ours.cpuMs.median;
  return {
    ...goal,
    measured: `${formatSummary(ratio, 1)} times, ${ofCpu.toFixed(1)} of CPU time`,
    met: ratio.median >= limit,
  };
}

function judgeSize(comparison: Comparison | undefined): Verdict {
  const [ours, theirs] = [comparison?.costs.ours, comparison?.costs.sqlite];
  const goal = {
    work: "100 000 members, size of the artifact",
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

/**
 * The SDK reads fewer lists and does not check for lists that change while they are read, so 10%
 * more time counts as about the same.
 */
const about = 1.1;

function judgeDelayed(comparison: Comparison | undefined): Verdict[] {
  const work = "500 members behind 100 ms";
  const ratio = comparison?.ratios.pebble;
  return [
    atMost(`${work}, complete audit`, comparison?.costs.ours?.wallMs, 700),
    {
      work: `${work}, round trips that wait for each other`,
      goal: "at most 4",
      ...(comparison === undefined
        ? unmeasured
        : { measured: String(comparison.roundTrips), met: comparison.roundTrips <= 4 }),
    },
    {
      work: `${work}, against the SDK's ${engineNames.pebble} engine`,
      goal: "about its time",
      ...(ratio === undefined
        ? unmeasured
        : { measured: `${formatSummary(ratio, 2)} times as fast`, met: ratio.median * about >= 1 }),
    },
  ];
}

function judgeStartUp({ startUp }: Results): Verdict {
  const { ratio, firstRequestMs } = startUp;
  return {
    work: "start of the Action to its first request",
    goal: `at most ${startUpGoal} times Node's own start`,
    measured: `${formatSummary(ratio, 1)} times, ${formatSummary(firstRequestMs)} ms`,
    met: ratio.median <= startUpGoal,
  };
}

/** Two requests for each repository, and 60 for everything else. */
function judgeRepositories({ repositories: measured }: Results): Verdict[] {
  const work = "5 000 members and 500 repositories, sync";
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

function judgeGrowth(results: Results): Verdict {
  const growth = growthOf(results);
  const goal = {
    work: "growth in time from 30 000 to 300 000 members",
    goal: "exponent at most 1.1",
  };
  if (growth === undefined) return { ...goal, ...unmeasured };
  const { wallExponent, cpuExponent, kilobytesPerMember } = growth;
  return {
    ...goal,
    measured: `${wallExponent.toFixed(2)} (of CPU time ${cpuExponent.toFixed(2)}), ${kilobytesPerMember.toFixed(1)} KB a member`,
    met: wallExponent <= 1.1,
  };
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

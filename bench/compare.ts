/**
 * Measures this audit and the reference connector alternately, so that a busy moment affects both.
 */

import { engines, runContender, type Contender, type Engine, type Run } from "./contenders.ts";
import type { Comparison, Cost } from "./results.ts";
import { startStandIn } from "./stand-in-process.ts";
import { summarize } from "./summary.ts";

export interface CompareOptions {
  readonly members: number;
  readonly delayMs?: number;
  readonly rounds: number;
  readonly contenders: readonly Contender[];
  /** The flags that write reports. */
  readonly flags: readonly string[];
  readonly progress: (line: string) => void;
}

interface Round {
  readonly runs: ReadonlyMap<Contender, Run>;
  readonly roundTrips: number;
  readonly standInCpuMs: number;
}

/** Returns the cost of each contender. Throws if one of them fails. */
export async function compare(options: CompareOptions): Promise<Comparison> {
  const { members, delayMs = 0, contenders } = options;
  const rounds: Round[] = [];
  for (let number = 0; number < options.rounds; number++)
    rounds.push(await runRound(options, number));
  return {
    members,
    delayMs,
    costs: Object.fromEntries(contenders.map((name) => [name, costOf(runsOf(rounds, name))])),
    ratios: Object.fromEntries(
      engines
        .filter((engine) => contenders.includes(engine))
        .map((engine) => [
          engine,
          {
            audit: summarize(ratiosOf(rounds, engine, "ours")),
            sync: summarize(ratiosOf(rounds, engine, "sync")),
          },
        ]),
    ),
    roundTrips: Math.max(...rounds.map(({ roundTrips }) => roundTrips)),
    standInCpuMs: summarize(rounds.map(({ standInCpuMs }) => standInCpuMs)),
  };
}

/** Each round has a new stand-in, because a stand-in limits requests per hour like Cloudsmith. */
async function runRound(options: CompareOptions, number: number): Promise<Round> {
  const { members, delayMs, contenders, flags, progress } = options;
  const standIn = await startStandIn(members, delayMs);
  const runs = new Map<Contender, Run>();
  let seen = { roundTrips: 0, cpuMs: 0 };
  try {
    // Changes the order each round: the first one runs on a cold machine.
    for (const contender of rotate(contenders, number)) {
      standIn.startOver();
      const run = await runContender(contender, standIn.url, flags);
      const report = await standIn.report();
      if (contender === "ours" || contender === "sync") {
        seen = {
          roundTrips: Math.max(seen.roundTrips, report.roundTrips),
          cpuMs: Math.max(seen.cpuMs, report.cpuMs),
        };
      }
      runs.set(contender, run);
      progress(describe(members, contender, run));
    }
  } finally {
    await standIn.close();
  }
  return { runs, roundTrips: seen.roundTrips, standInCpuMs: seen.cpuMs };
}

function rotate<Item>(items: readonly Item[], by: number): readonly Item[] {
  const from = by % items.length;
  return [...items.slice(from), ...items.slice(0, from)];
}

function runsOf(rounds: readonly Round[], contender: Contender): Run[] {
  return rounds.map(({ runs }) => runs.get(contender)).filter((run) => run !== undefined);
}

function costOf(runs: readonly Run[]): Cost {
  return {
    wallMs: summarize(runs.map(({ wallMs }) => wallMs)),
    cpuMs: summarize(runs.map(({ cpuMs }) => cpuMs)),
    peakMb: summarize(runs.map(({ peakMb }) => peakMb)),
    artifactBytes: summarize(runs.map(({ artifactBytes }) => artifactBytes)).median,
  };
}

function ratiosOf(rounds: readonly Round[], engine: Engine, ours: "ours" | "sync"): number[] {
  const wallMs = (runs: Round["runs"], name: Contender) => runs.get(name)?.wallMs ?? Number.NaN;
  return rounds.map(({ runs }) => wallMs(runs, engine) / wallMs(runs, ours));
}

function describe(members: number, contender: Contender, run: Run): string {
  const { wallMs, cpuMs, peakMb } = run;
  return `${members} members, ${contender}: ${Math.round(wallMs)} ms, ${Math.round(cpuMs)} ms of CPU, ${Math.round(peakMb)} MB`;
}

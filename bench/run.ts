/**
 * Measures everything, this audit and the reference connector alternately, and prints each goal as
 * met or missed. Exits with 1 if a goal is missed. `node bench/run.ts [--quick] [--json]
 * [--publish]`
 */

import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { parseArgs, promisify } from "node:util";

import { compare } from "./compare.ts";
import { buildConnector, engines, reportFlags, type Contender } from "./contenders.ts";
import { measureFloor } from "./floor.ts";
import { judge, metAll } from "./goals.ts";
import { measureReadBack } from "./measure-read-back.ts";
import { measurePolicy } from "./policy.ts";
import { publish } from "./publish.ts";
import { measureRepositories } from "./repositories.ts";
import type { Comparison, Machine, Results } from "./results.ts";
import { measureStartUp } from "./start-up.ts";
import {
  costTable,
  describeFloor,
  describeGrowth,
  describeMachine,
  describeSoak,
  describeSync,
  floorTable,
  goalTable,
} from "./table.ts";

const { values } = parseArgs({
  options: {
    /** Omits sizes above 10,000 members, the SQLite engine, and most rounds: under two minutes. */
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    /** Rewrites the figures and the chart of the documentation. */
    publish: { type: "boolean", default: false },
    /** Omits the reference connector. */
    alone: { type: "boolean", default: false },
    rounds: { type: "string", default: "3" },
  },
});
const rounds = Number(values.rounds);
/** Short tasks are measured more often: they cost little and vary more. */
const roundsOfShort = values.quick ? rounds : rounds * 3;

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function go(...args: readonly string[]): Promise<string> {
  const cwd = new URL("../test/conformance/connector", import.meta.url).pathname;
  return (await promisify(execFile)("go", args, { cwd })).stdout.trim();
}

async function describe(load: number, withOpponent: boolean): Promise<Machine> {
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? "unknown",
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    opponent: withOpponent
      ? {
          go: await go("env", "GOVERSION"),
          sdk: (await go("list", "-m", "github.com/conductorone/baton-sdk")).replace(/^.*\//u, ""),
        }
      : null,
    load,
  };
}

async function compareAll(contenders: readonly Contender[]): Promise<Comparison[]> {
  const common = { flags: await reportFlags(), progress };
  const alone: readonly Contender[] = ["ours"];
  const sizes = [
    { members: 1_000, rounds: roundsOfShort, contenders },
    { members: 10_000, rounds: roundsOfShort, contenders },
    { members: 30_000, rounds, contenders: alone },
    { members: 100_000, rounds, contenders },
    { members: 300_000, rounds, contenders: alone },
  ].filter(({ members }) => !values.quick || members <= 10_000);
  const delayed = { members: 500, delayMs: 100, rounds: roundsOfShort, contenders };
  const done: Comparison[] = [];
  for (const size of [...sizes, delayed]) done.push(await compare({ ...common, ...size }));
  return done;
}

/** Runs in its own process, so that only the audits' resources are counted. */
function measureSoak(): Promise<NonNullable<Results["soak"]>> {
  const args = [`${import.meta.dirname}/soak.ts`, "1000", "--json"];
  return new Promise((resolve, reject) => {
    // Exit code 1 means not clean, which the results also contain.
    execFile(process.execPath, args, (error, stdout) => {
      if (stdout === "") reject(error ?? new Error("the soak said nothing"));
      else resolve(JSON.parse(stdout) as NonNullable<Results["soak"]>);
    });
  });
}

function toText(results: Results): string {
  const parts = [
    describeMachine(results),
    costTable(results),
    describeSync(results),
    describeGrowth(results),
    floorTable(results),
    describeFloor(results),
    describeSoak(results),
    goalTable(results),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

const [load = 0] = loadavg();
const problem = values.alone ? "it was left out" : await buildConnector();
if (problem !== undefined) progress(`The reference connector is not measured: ${problem}`);
const withOpponent = problem === undefined;
const measuredEngines = values.quick ? (["pebble"] as const) : engines;
const results: Results = {
  measuredAt: new Date().toISOString(),
  machine: await describe(load, withOpponent),
  comparisons: await compareAll(["ours", "sync", ...(withOpponent ? measuredEngines : [])]),
  startUp: await measureStartUp(roundsOfShort),
  readBack: values.quick ? null : await measureReadBack(100_000, rounds),
  policy: measurePolicy(100_000, roundsOfShort),
  repositories: await measureRepositories({ members: 5_000, repositories: 500 }, rounds),
  floor: values.quick ? null : await measureFloor(100_000, rounds),
  soak: values.quick ? null : await measureSoak(),
};
const folder = new URL("results/", import.meta.url);
await mkdir(folder, { recursive: true });
const kept = `${JSON.stringify({ ...results, goals: judge(results) }, null, 2)}\n`;
await writeFile(new URL("latest.json", folder), kept);
if (values.publish) await publish(results);
process.stdout.write(values.json ? kept : toText(results));
process.exitCode = metAll(results) ? 0 : 1;

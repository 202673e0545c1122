/**
 * A scenario is data: what the workspace, the network and the files do to the bundle, and how it must
 * end. Every one is also held to what is always true: exit code 0 only for the whole truth, no bug, no
 * secret, no file left behind, an end within the deadline and ten seconds, and at most 512 MB.
 */

import { existsSync, lstatSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "vitest";

import { readArtifact } from "../../src/c1z/read.ts";
import type { Report } from "../../src/report/report.ts";
import type { ListName } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import { makeFolder } from "../support/process.ts";
import { toldBy, truthOf } from "../support/truth.ts";
import { start, type Ended } from "./start.ts";
import { startStandIn, type Script, type StandIn } from "./stand-in.ts";
import { policyText, workspace } from "./workspace.ts";

/** The whole truth came out. */
interface Whole {
  readonly end: "whole";
  /** Settings and repositories that are not there to be seen, which fails nothing. */
  readonly absent?: Readonly<Partial<Record<ListName, "refused" | "not-in-plan" | "partial">>>;
}
/** Some lists have gaps and say why: exit code 2, a report, and nothing under the artifact's name. */
interface Partially {
  readonly end: "partial";
  readonly lists: Readonly<Partial<Record<ListName, RegExp>>>;
}
/** Nothing to report but why: exit code 2 and a sentence. */
interface Failed {
  readonly end: "failed";
  readonly says: RegExp;
}
/** Not whole, in whichever of the two ways: exit code 2. */
interface Unseen {
  readonly end: "unseen";
  readonly says?: RegExp;
}
/** Whole, or exit code 2: where nobody can say which of the two an honest reader ends in. */
interface Honest {
  readonly end: "honest";
}
/** For all that is not about a list. */
interface Exits {
  readonly end: "exit";
  /** Null: a signal ended it. */
  readonly code: number | readonly (number | null)[];
  /** In what is printed, on whichever stream. */
  readonly says?: RegExp | readonly RegExp[];
  readonly saysNot?: RegExp;
}

export type End = Whole | Partially | Failed | Unseen | Honest | Exits;

export interface Outcome extends Ended {
  /** The working directory. */
  readonly cwd: string;
  /** What was printed on both streams. */
  readonly printed: string;
  readonly report: Report | undefined;
  /** Read from the artifact, or from the one in quarantine. */
  readonly roster: Roster | undefined;
  readonly standIn: StandIn;
}

export interface Running {
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly standIn: StandIn;
  readonly temporary: string;
}

export interface Scenario {
  readonly name: string;
  /** What is served. Default: the workspace that the policy agrees with. */
  readonly script?: Partial<Script>;
  /** Default: the policy that the workspace agrees with. */
  readonly policy?: string | Uint8Array;
  /** Makes further files in the working directory. */
  readonly prepare?: (cwd: string, temporary: string) => Promise<unknown>;
  /** Default: an audit of the stand-in. */
  readonly args?: readonly string[];
  /** Added to the default audit. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly entry?: "dist/action.js";
  /** Of the default audit, in seconds; for anything else, how long it may take. Default: 20. */
  readonly deadline?: number;
  /** Given the stand-in's address, what the environment holds besides. */
  readonly envAt?: (url: string) => Readonly<Record<string, string>>;
  readonly onStarted?: (running: Running) => void;
  readonly ends: End;
  /** What else must hold. */
  readonly check?: (outcome: Outcome) => void | Promise<void>;
  /** So many rows that even what was found of them is megabytes. */
  readonly floods?: boolean;
  /** Files that may stay beside those that were asked for. */
  readonly leaves?: readonly string[];
}

const artifact = "out.c1z";
const jsonReport = "report.json";
const defaultDeadline = 20;
const maxPeakMb = 512;
/** The day on which the workspace is what its policy agrees with. */
const clock = { SOURCE_DATE_EPOCH: "1795424400" };

/** Runs a scenario against the bundle and asserts its end. */
export async function play(scenario: Scenario): Promise<Outcome> {
  const folder = await makeFolder();
  const [cwd, temporary] = [join(folder, "work"), join(folder, "tmp")];
  await Promise.all([mkdir(cwd), mkdir(temporary)]);
  await writeFile(join(cwd, "access-policy.yml"), scenario.policy ?? policyText);
  await scenario.prepare?.(cwd, temporary);
  const before = new Set(await readdir(cwd));
  const served = scenario.script?.workspace ?? workspace();
  const standIn = await startStandIn({ ...scenario.script, workspace: served });
  try {
    const ended = await run(scenario, { cwd, temporary, standIn });
    const outcome = {
      ...ended,
      cwd,
      printed: `${ended.stdout}\n${ended.stderr}`,
      report: await readReport(cwd),
      roster: await readRoster(cwd),
      standIn,
    };
    expectAlways(scenario, outcome);
    await expectNothingLeft(scenario, { cwd, temporary, before });
    if (ended.exitCode === 0 && scenario.args === undefined) expectTruth(scenario, outcome);
    expectEnd(scenario.ends, outcome);
    await scenario.check?.(outcome);
    return outcome;
  } finally {
    await standIn.close();
  }
}

function run(
  scenario: Scenario,
  { cwd, temporary, standIn }: { cwd: string; temporary: string; standIn: StandIn },
): Promise<Ended> {
  const deadline = scenario.deadline ?? defaultDeadline;
  const args = scenario.args ?? [
    "audit",
    "--api-url",
    "{url}",
    "--deadline",
    `${deadline}s`,
    "--c1z",
    artifact,
    "--report-json",
    jsonReport,
    ...(scenario.flags ?? []),
  ];
  return start({
    entry: scenario.entry ?? "dist/cli.js",
    args: args.map((arg) => arg.replaceAll("{url}", standIn.url)),
    cwd,
    killAfterMs: (deadline + 30) * 1_000,
    env: {
      ...clock,
      TMPDIR: temporary,
      CLOUDSMITH_API_KEY: standIn.key,
      ...scenario.env,
      ...scenario.envAt?.(standIn.url),
    },
    onStarted: (kill) => scenario.onStarted?.({ kill, standIn, temporary }),
  });
}

/** Starting and reporting take one second, and several on a busy machine. */
const secondsToEnd = 10;

/** True of every end, whatever went wrong. */
function expectAlways(scenario: Scenario, outcome: Outcome): void {
  const { deadline = defaultDeadline, ends, floods = false } = scenario;
  const { exitCode, printed, wallMs, peakMb, standIn } = outcome;
  const told = printed.slice(-2_000);
  expect.soft(wallMs, `it took too long: ${told}`).toBeLessThan((deadline + secondsToEnd) * 1_000);
  if (peakMb !== undefined) expect.soft(peakMb, "peak memory in MB").toBeLessThanOrEqual(maxPeakMb);
  if (!floods) expect.soft(printed.length, "it prints megabytes").toBeLessThan(200_000);
  expect
    .soft(printed, "the program broke")
    .not.toMatch(/this is a bug|FATAL ERROR|^\s+at .+:\d+:\d+/mu);
  expect.soft(printed, "the key is printed").not.toContain(standIn.key);
  if (ends.end !== "exit") expect([0, 1, 2], `it was ended: ${told}`).toContain(exitCode);
}

/** A roster's data stays in no other file than those that were asked for. */
async function expectNothingLeft(
  { leaves = [] }: Scenario,
  { cwd, temporary, before }: { cwd: string; temporary: string; before: ReadonlySet<string> },
): Promise<void> {
  const known = new Set([...before, artifact, `${artifact}.quarantined`, jsonReport, ...leaves]);
  const left = (await readdir(cwd)).filter((name) => !known.has(name));
  expect.soft(left, "files left behind").toEqual([]);
  expect.soft(await readdir(temporary), "temporary files left behind").toEqual([]);
}

/** What exit code 0 says: nothing was missed, and nothing made up. */
function expectTruth({ script, ends }: Scenario, { roster, report }: Outcome): void {
  if (roster === undefined || report === undefined) throw new Error("a clean audit wrote no files");
  const absent = ends.end === "whole" ? (ends.absent ?? {}) : {};
  const [told, truth] = [toldBy(roster), truthOf(script?.workspace ?? workspace())];
  for (const { name, status } of report.coverage.lists) {
    if (name in absent) continue;
    expect.soft(status, `the status of ${name}`).toBe("complete");
    if (ends.end !== "exit")
      expect.soft(told[name], `what is told of ${name}`).toEqual(truth[name]);
  }
}

function expectEnd(ends: End, outcome: Outcome): void {
  const { exitCode, printed, report, cwd } = outcome;
  const written = existsSync(join(cwd, artifact));
  const tail = printed.slice(-2_000);
  switch (ends.end) {
    case "whole": {
      expect(exitCode, tail).toBe(0);
      for (const [name, status] of Object.entries(ends.absent ?? {})) {
        const list = report?.coverage.lists.find((one) => one.name === name);
        expect(list?.status, `the status of ${name}: ${list?.reason}`).toBe(status);
      }
      break;
    }
    case "partial": {
      expect(exitCode, tail).toBe(2);
      expect(report?.verdict, tail).toBe("unknown");
      for (const [name, reason] of Object.entries(ends.lists)) {
        const list = report?.coverage.lists.find((one) => one.name === name);
        expect(["partial", "refused"], `the status of ${name}`).toContain(list?.status);
        expect(list?.reason, `the reason of ${name}`).toMatch(reason);
      }
      expect(written, "what has gaps stands under the artifact's name").toBe(false);
      break;
    }
    case "failed": {
      expect(exitCode, tail).toBe(2);
      expect(report, "a report of nothing").toBeUndefined();
      expect(printed).toMatch(ends.says);
      expect(written, "an artifact of nothing").toBe(false);
      break;
    }
    case "unseen": {
      expect(exitCode, tail).toBe(2);
      if (ends.says !== undefined) expect(printed).toMatch(ends.says);
      expect(report?.coverage.status, "coverage").not.toBe("complete");
      expect(written, "what has gaps stands under the artifact's name").toBe(false);
      break;
    }
    case "honest": {
      expect([0, 2], tail).toContain(exitCode);
      if (exitCode === 2) expect(written, "what has gaps stands under its name").toBe(false);
      break;
    }
    case "exit": {
      expect([ends.code].flat(), tail).toContain(exitCode);
      for (const text of [ends.says ?? []].flat()) expect(printed).toMatch(text);
      if (ends.saysNot !== undefined) expect(printed).not.toMatch(ends.saysNot);
      break;
    }
  }
}

async function readReport(cwd: string): Promise<Report | undefined> {
  const path = join(cwd, jsonReport);
  if (!existsSync(path)) return undefined;
  return JSON.parse(await readFile(path, "utf8")) as Report;
}

async function readRoster(cwd: string): Promise<Roster | undefined> {
  const path = [artifact, `${artifact}.quarantined`]
    .map((name) => join(cwd, name))
    .find((file) => existsSync(file) && lstatSync(file).isFile());
  if (path === undefined) return undefined;
  return await readArtifact(path).then(
    ({ roster }) => roster,
    () => undefined,
  );
}

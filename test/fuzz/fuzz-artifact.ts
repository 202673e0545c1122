/**
 * Has artifacts that went wrong read by processes of their own, and fails when one crashes, hangs,
 * takes too much memory, or ends in anything but a roster or an `AuditError`.
 * `node test/fuzz/fuzz-artifact.ts [cases] [seed] [first case]`
 */

import { fork, type ChildProcess } from "node:child_process";

import type { Outcome } from "./read-mutants.ts";

const [cases = 10_000, seed = 1, first = 0] = process.argv.slice(2).map(Number);
const workers = 2;
const maxHeapMb = 256;
const maxPeakMb = 512;
const maxCaseMs = 20_000;

const outcomes: Outcome[] = [];
const problems: string[] = [];
let next = first;

/** Runs one process until the cases are used up, or it has to be killed; then another goes on. */
function runWorker(): Promise<void> {
  return new Promise((resolve) => {
    const child = fork(new URL("read-mutants.ts", import.meta.url), [String(seed)], {
      execArgv: [`--max-old-space-size=${maxHeapMb}`],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let current: number | undefined;
    let timer: NodeJS.Timeout | undefined;
    let errors = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      errors = (errors + text).slice(-2_000);
    });
    child.on("message", (message: Outcome | "ready") => {
      clearTimeout(timer);
      if (message !== "ready") record(message);
      current = next < first + cases ? next++ : undefined;
      if (current === undefined) {
        child.disconnect();
        return;
      }
      timer = setTimeout(() => kill(child), maxCaseMs);
      child.send(current);
    });
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      if (current !== undefined) {
        problems.push(`case ${current}: ${signal ?? `exit code ${code}`} ${errors}`);
      }
      resolve(current === undefined ? undefined : runWorker());
    });
  });
}

function kill(child: ChildProcess): void {
  child.kill("SIGKILL");
}

function record(outcome: Outcome): void {
  outcomes.push(outcome);
  if (outcome.result === "failed") {
    problems.push(`case ${outcome.number} (${outcome.mutation}): ${outcome.reason}`);
  }
}

await Promise.all(Array.from({ length: workers }, runWorker));

const peakMb = Math.max(...outcomes.map((outcome) => outcome.peakMb));
const tooLarge = outcomes.find((outcome) => outcome.peakMb > maxPeakMb);
if (tooLarge !== undefined) {
  problems.push(`case ${tooLarge.number} (${tooLarge.mutation}): ${Math.round(peakMb)} MB`);
}
const longest = outcomes.toSorted((a, b) => b.ms - a.ms)[0];
for (const mutation of [...new Set(outcomes.map((outcome) => outcome.mutation))].sort()) {
  const of = outcomes.filter((outcome) => outcome.mutation === mutation);
  const read = of.filter(({ result }) => result === "roster").length;
  process.stdout.write(`${mutation}: ${of.length}, of which ${read} read\n`);
}
process.stdout.write(
  `${outcomes.length} cases of seed ${seed}: peak ${Math.round(peakMb)} MB, longest ${Math.round(longest?.ms ?? 0)} ms (case ${longest?.number ?? "none"}, ${longest?.mutation ?? ""}), ${problems.length} problems\n`,
);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;

/**
 * The command line in this process: the same code as the bundle's, without starting Node once more.
 * One at a time, because a process has one working directory.
 */

import { Writable } from "node:stream";

import { runCommandLine } from "../../src/commands/program.ts";
import { openOutput } from "../../src/output.ts";
import type { ProcessResult } from "./process.ts";

interface Place {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A test that ran out of time leaves a run behind, which must not write into the next one's folder. */
let last: Promise<unknown> = Promise.resolve();

/** Runs it in a folder, with nothing of this process's environment. */
export function runHere(args: readonly string[], place: Place): Promise<ProcessResult> {
  const result = last.then(() => run(args, place));
  last = result.catch(() => {});
  return result;
}

/** Lines that a run writes only if it takes seconds, as on a busy machine. */
const progress = /^reading [^\n]+: \d+(?:\/\d+)?.*\n/gmu;

async function run(args: readonly string[], { cwd, env = {} }: Place): Promise<ProcessResult> {
  const [stdout, stderr] = [collect(), collect()];
  const argv = [process.execPath, "cloudsmith-access-audit", ...args];
  const back = process.cwd();
  process.chdir(cwd);
  try {
    const streams = { stdout: stdout.stream, stderr: stderr.stream };
    const given = { argv, env, ...streams } as unknown as NodeJS.Process;
    const output = openOutput(given, { isRunner: env["GITHUB_ACTIONS"] === "true" });
    const exitCode = await runCommandLine(given, output);
    return { exitCode, stdout: stdout.text(), stderr: stderr.text().replaceAll(progress, "") };
  } finally {
    process.chdir(back);
  }
}

function collect(): { readonly stream: Writable; readonly text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => chunks.join("") };
}

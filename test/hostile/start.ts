/** Runs the bundle as a process and measures it from outside: its end, its time and its memory. */

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../support/process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

export interface Ended {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly wallMs: number;
  /** The highest resident set in megabytes; undefined without Linux's /proc. */
  readonly peakMb: number | undefined;
}

export interface Start {
  readonly entry: "dist/cli.js" | "dist/action.js";
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** A process that runs longer is killed. */
  readonly killAfterMs: number;
  /** Called with the running process, for signals. */
  readonly onStarted?: (kill: (signal: NodeJS.Signals) => void) => void;
}

const sampleMs = 25;
/** A report of more than this is a fault of its own, and is counted rather than kept. */
const maxOutput = 4_000_000;

export function start({ entry, args, cwd, env, killAfterMs, onStarted }: Start): Promise<Ended> {
  const peakFile = join(cwd, "..", "peak");
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(
      process.execPath,
      ["--require", join(root, "test/hostile/peak-memory.cjs"), join(root, entry), ...args],
      {
        cwd,
        env: {
          PATH: process.env["PATH"] ?? "",
          HOME: cwd,
          HOSTILE_PEAK_FILE: peakFile,
          // Compiled once for all of them.
          NODE_COMPILE_CACHE: join(temporaryFolder(), "compiled"),
          ...env,
        },
        stdio: ["ignore", "pipe", "pipe"],
        timeout: killAfterMs,
        killSignal: "SIGKILL",
      },
    );
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        if (output[name].length < maxOutput) output[name] += text;
      });
    }
    // Beside the mark at the exit: a process that is killed or aborts leaves none.
    let peakKb = 0;
    const sampler = setInterval(() => {
      peakKb = Math.max(peakKb, highWaterMarkKb(`/proc/${child.pid}/status`));
    }, sampleMs);
    child.on("error", reject);
    child.on("close", (exitCode, signal) => {
      clearInterval(sampler);
      const wallMs = performance.now() - startedAt;
      peakKb = Math.max(peakKb, highWaterMarkKb(peakFile));
      const peakMb = peakKb === 0 ? undefined : peakKb / 1024;
      resolve({ exitCode, signal, ...output, wallMs, peakMb });
    });
    onStarted?.((signal) => child.kill(signal));
  });
}

function highWaterMarkKb(path: string): number {
  try {
    return Number(/VmHWM:\s*(\d+)/u.exec(readFileSync(path, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

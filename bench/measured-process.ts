/** Runs a program and measures it from outside, including its child processes. */

import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export interface Usage {
  readonly wallMs: number;
  /** User and system time of the process and its descendants. */
  readonly cpuMs: number;
  /** The highest resident set size of the largest of these processes. */
  readonly peakMb: number;
}

export interface Finished extends Usage {
  readonly exitCode: number | null;
  /** Start time in milliseconds since the epoch. */
  readonly startedAtMs: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Program {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

const sampleMs = 20;
const marker = "the shell counted";

/**
 * Returns the cost of the program. The shell counts the CPU time of all descendants that were
 * waited for. For the others, this samples CPU time while they run. It also samples memory, as the
 * kernel's high-water mark of each process: a value taken at exit could include the memory of the
 * parent process. Needs Linux and bash.
 */
export async function runMeasured({ command, cwd, env }: Program): Promise<Finished> {
  const script = `TIMEFORMAT='${marker} %U %S'; time "$@"`;
  const startedAtMs = performance.timeOrigin + performance.now();
  const child = spawn("bash", ["-c", script, "bash", ...command], {
    cwd,
    env: { PATH: process.env["PATH"] ?? "", HOME: cwd, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  let peakKb = 0;
  const seenMs = new Map<number, number>();
  const sampler = setInterval(() => {
    for (const pid of descendants(child.pid ?? 0)) {
      peakKb = Math.max(peakKb, highWaterMarkKb(pid));
      seenMs.set(pid, Math.max(seenMs.get(pid) ?? 0, cpuTimeMs(pid)));
    }
  }, sampleMs);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const wallMs = performance.timeOrigin + performance.now() - startedAtMs;
  clearInterval(sampler);
  const counted = new RegExp(`${marker} ([\\d.]+) ([\\d.]+)`, "u").exec(output.stderr);
  const waitedForMs = (Number(counted?.[1]) + Number(counted?.[2])) * 1_000;
  const sampledMs = [...seenMs.values()].reduce((sum, ms) => sum + ms, 0);
  return {
    exitCode,
    startedAtMs,
    wallMs,
    cpuMs: Math.max(waitedForMs, sampledMs),
    peakMb: peakKb / 1024,
    ...output,
  };
}

function descendants(pid: number): number[] {
  const children = readEntries(`/proc/${pid}/task`).flatMap((thread) =>
    readText(`/proc/${pid}/task/${thread}/children`).split(" ").filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function highWaterMarkKb(pid: number): number {
  return Number(/VmHWM:\s*(\d+)/u.exec(readText(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** User and system time so far; the kernel counts in hundredths of a second. */
function cpuTimeMs(pid: number): number {
  const [, afterName = ""] = readText(`/proc/${pid}/stat`).split(") ");
  const fields = afterName.split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}

/** Returns "" for a process that has exited. */
function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function readEntries(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/**
 * Which process something in a shared folder belongs to, and whether that one has ended. A number
 * alone does not say: numbers are used again, and another container has its own.
 */

import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

export interface Owner {
  /** Where the process's number means something: the boot and the namespace, hashed. */
  readonly where: string;
  readonly pid: number;
  /** When the process began, in ticks since boot; "0" where the system does not say. */
  readonly began: string;
}

let known: Owner | undefined;

/** Returns this process as an owner. */
export function thisProcess(): Owner {
  known ??= { where: findWhere(), pid: process.pid, began: findState(process.pid)?.began ?? "0" };
  return known;
}

/**
 * True when the process has certainly ended. One of another machine, boot or container cannot be seen
 * from here, and counts as alive.
 */
export function hasEnded({ where, pid, began }: Owner): boolean {
  if (where !== thisProcess().where) return false;
  try {
    // Signal 0 only asks.
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return true;
  }
  const state = findState(pid);
  if (state === undefined) return false;
  // A zombie runs no more, and another beginning is another process of the same number.
  return state.isZombie || (began !== "0" && state.began !== began);
}

function findWhere(): string {
  const boot = attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"));
  const namespace = attempt(() => readlinkSync("/proc/self/ns/pid"));
  const parts = boot === undefined || namespace === undefined ? [hostname()] : [boot, namespace];
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
}

interface State {
  readonly began: string;
  readonly isZombie: boolean;
}

/** Linux only: field 3 of proc_pid_stat(5) is the state, field 22 the time of the beginning. */
function findState(pid: number): State | undefined {
  // A /proc of another namespace numbers its processes otherwise.
  if (attempt(() => readlinkSync("/proc/self")) !== String(process.pid)) return undefined;
  const text = attempt(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  // The name before them stands in parentheses, and may hold some itself.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, began] = [fields?.[0], fields?.[19]];
  if (state === undefined || began === undefined || !/^\d+$/u.test(began)) return undefined;
  return { began, isZombie: state === "Z" || state === "X" };
}

function attempt<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

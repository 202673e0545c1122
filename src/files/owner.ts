/**
 * Identifies the process that owns an entry in a shared folder, and checks whether that process has
 * ended. A process id alone is not enough: ids are reused, and another container has its own.
 */

import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

export interface Owner {
  /** A hash of the boot and the process namespace in which the process id is valid. */
  readonly where: string;
  readonly pid: number;
  /** When the process began, in ticks since boot; "0" if the system does not say. */
  readonly began: string;
}

let known: Owner | undefined;

/** Returns this process as an owner. */
export function thisProcess(): Owner {
  known ??= { where: findWhere(), pid: process.pid, began: findState(process.pid)?.began ?? "0" };
  return known;
}

/**
 * True if the process has certainly ended. A process of another machine, boot or container is not
 * visible from here, and counts as alive.
 */
export function hasEnded({ where, pid, began }: Owner): boolean {
  if (where !== thisProcess().where) return false;
  try {
    // Signal 0 only checks that the process exists.
    process.kill(pid, 0);
  } catch (error) {
    // EPERM means that it exists and belongs to another user.
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return true;
  }
  const state = findState(pid);
  if (state === undefined) return false;
  // A zombie has ended. A different start time means another process with the same id.
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

/** Linux only. In proc_pid_stat(5), field 3 is the state and field 22 the start time. */
function findState(pid: number): State | undefined {
  // In another namespace, /proc uses other process ids.
  if (attempt(() => readlinkSync("/proc/self")) !== String(process.pid)) return undefined;
  const text = attempt(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  // The name before them is in parentheses, and may itself contain parentheses.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, began] = [fields?.[0], fields?.[19]];
  if (state === undefined || began === undefined || !/^\d+$/u.test(began)) return undefined;
  return { began, isZombie: state === "Z" || state === "X" };
}

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

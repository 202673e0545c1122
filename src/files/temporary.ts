/**
 * Folders for what is only needed for a while. They are removed when the process exits, whatever ends
 * it; what a killed process left is removed by the next one that uses the same place.
 */

import { randomBytes } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";

import { hasEnded, thisProcess } from "./owner.ts";

export interface Temporary {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** In a temporary folder: what stands here goes back to the folder around it when that lacks it. */
export const keptAside = "aside";

const ourName =
  /^\.?cloudsmith-access-audit-(?<where>[0-9a-f]{16})-(?<pid>\d{1,10})-(?<began>\d{1,20})-[0-9a-f]{16}$/u;

/** Those of this process that are not removed yet. */
const living = new Set<string>();
const swept = new Set<string>();
let watching = false;

/** Returns a new folder below `parent` that only we can read, with a name that nobody can guess. */
export function makeTemporary(parent: string, { hidden = false } = {}): Temporary {
  const around = resolve(parent);
  if (!swept.has(around)) removeLeftovers(around);
  swept.add(around);
  if (!watching) process.on("exit", removeAll);
  watching = true;
  const { where, pid, began } = thisProcess();
  const random = randomBytes(8).toString("hex");
  const name = `${hidden ? "." : ""}cloudsmith-access-audit-${where}-${pid}-${began}-${random}`;
  const path = join(around, name);
  // At once, so that no signal comes between the folder and the note of it.
  mkdirSync(path, { mode: 0o700 });
  living.add(path);
  return {
    path,
    remove: async () => {
      await rm(path, { recursive: true, force: true });
      living.delete(path);
    },
  };
}

/** Removes what processes that have ended left in a folder; never throws. */
export function removeLeftovers(parent: string): void {
  for (const name of attempt(() => readdirSync(parent)) ?? []) {
    const path = join(parent, name);
    if (isLeftover(path, name)) attempt(() => dispose(path));
  }
}

function isLeftover(path: string, name: string): boolean {
  const { where, pid, began } = ourName.exec(name)?.groups ?? {};
  if (where === undefined || pid === undefined || began === undefined) return false;
  const stats = attempt(() => lstatSync(path));
  // No link is followed, and a folder of somebody else's is theirs, whatever it is called.
  const isOurs = stats?.isDirectory() === true && stats.uid === (process.getuid?.() ?? stats.uid);
  return isOurs && hasEnded({ where, pid: Number(pid), began });
}

function removeAll(): void {
  for (const path of living) attempt(() => dispose(path));
  living.clear();
}

/** A thread may still be writing, so once may not be enough. */
const maxTries = 20;

function dispose(path: string): void {
  const aside = join(path, keptAside);
  for (const name of attempt(() => readdirSync(aside)) ?? []) {
    const target = join(path, "..", name);
    if (!existsSync(target)) renameSync(join(aside, name), target);
  }
  for (let tries = 0; tries < maxTries && existsSync(path); tries++) {
    attempt(() => rmSync(path, { recursive: true, force: true, maxRetries: 1, retryDelay: 10 }));
  }
}

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

export interface TemporaryFolder {
  /** Returns its path; it is made when it is asked for first. */
  readonly path: () => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** Returns a folder below `parent`, with a name that nobody can know beforehand. */
export function createTemporaryFolder(parent: string): TemporaryFolder {
  let made: Temporary | undefined;
  return {
    path: async () => (made ??= makeTemporary(parent)).path,
    remove: async () => {
      await made?.remove();
    },
  };
}

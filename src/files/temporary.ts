/**
 * Temporary folders. They are removed when the process exits for any reason. What a killed process
 * left is removed by the next process that uses the same parent folder.
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

/**
 * A subfolder of a temporary folder. On cleanup, its entries move back to the parent folder if they
 * are missing there.
 */
export const keptAside = "aside";

const ourName =
  /^\.?cloudsmith-access-audit-(?<where>[0-9a-f]{16})-(?<pid>\d{1,10})-(?<began>\d{1,20})-[0-9a-f]{16}$/u;

/** Folders of this process that still exist. */
const existing = new Set<string>();
const swept = new Set<string>();
let isExitHandled = false;

/** Returns a new folder in `parent` that only this user can read, with a random name. */
export function makeTemporary(parent: string, { hidden = false } = {}): Temporary {
  const parentPath = resolve(parent);
  if (!swept.has(parentPath)) removeLeftovers(parentPath);
  swept.add(parentPath);
  if (!isExitHandled) process.on("exit", removeAll);
  isExitHandled = true;
  const { where, pid, began } = thisProcess();
  const random = randomBytes(8).toString("hex");
  const name = `${hidden ? "." : ""}cloudsmith-access-audit-${where}-${pid}-${began}-${random}`;
  const path = join(parentPath, name);
  // Synchronous, so that no signal comes between creating and recording the folder.
  mkdirSync(path, { mode: 0o700 });
  existing.add(path);
  return {
    path,
    remove: async () => {
      await rm(path, { recursive: true, force: true });
      existing.delete(path);
    },
  };
}

/** Removes the folders that ended processes left in a folder. Never throws. */
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
  // Do not follow links, and do not remove another user's folder, whatever its name is.
  const isOurs = stats?.isDirectory() === true && stats.uid === (process.getuid?.() ?? stats.uid);
  return isOurs && hasEnded({ where, pid: Number(pid), began });
}

function removeAll(): void {
  for (const path of existing) attempt(() => dispose(path));
  existing.clear();
}

/** A thread may still be writing, so removal may need several attempts. */
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
  /** Returns its path. The folder is created on first use. */
  readonly path: () => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** Returns a folder in `parent` with a random name. */
export function createTemporaryFolder(parent: string): TemporaryFolder {
  let made: Temporary | undefined;
  return {
    path: async () => (made ??= makeTemporary(parent)).path,
    remove: async () => {
      await made?.remove();
    },
  };
}

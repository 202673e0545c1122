/** The error for a file or a folder that cannot be written. */

import { existsSync, lstatSync, statSync } from "node:fs";
import { dirname } from "node:path";

import { AuditError, describeError, type ErrorCode } from "../errors.ts";

/** The system's codes that a user can act on, in words. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission is denied",
  EDQUOT: "the disk quota is used up",
  EFBIG: "it is larger than this system allows",
  ELOOP: "its links lead in a circle",
  EISDIR: "it is a folder, not a file",
  ENAMETOOLONG: "its path is too long",
  ENOENT: "its folder does not exist, and cannot be created",
  ENOSPC: "the disk is full",
  EPERM: "permission is denied",
  EROFS: "the file system is read-only",
};

const needsRoom: ReadonlySet<string> = new Set(["EDQUOT", "EFBIG", "ENOSPC"]);

interface Target {
  readonly path: string;
  /** What is written, in an error's sentence. Default: the path in quotation marks. */
  readonly what?: string;
  readonly code?: ErrorCode;
  /** What to do about an error that is not the system's. Default: name another place. */
  readonly remedy?: string;
  /** What to do about its place, if no other one can be named. Default: name another place. */
  readonly place?: string;
}

/** An error that another place would not solve. */
export class AdvisedError extends Error {
  /** What to do instead, as a sentence. A copy of the error from another thread has it too. */
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}

/** Returns an `AuditError` that says why a path cannot be written and what to do. */
export function cannotWrite(target: Target, error: unknown): AuditError {
  const { path, what = JSON.stringify(path), code = "REPORT_FAILED" } = target;
  return new AuditError(
    code,
    `cannot write ${what}: ${describeWriteError(error, path)}. ${adviseOn(error, target)}`,
    { cause: error },
  );
}

function adviseOn(error: unknown, { remedy, place }: Target): string {
  if (error instanceof Error && "advice" in error && typeof error.advice === "string") {
    return error.advice;
  }
  if (isOutOfRoom(error)) {
    return place === undefined ? "Free some space, or name another disk." : "Free some space.";
  }
  return remedy === undefined || isOfSystem(error) ? (place ?? "Name another place.") : remedy;
}

/** SQLite's numbers for a file that it may not use, cannot read or write, and cannot open. */
const sqliteFile: ReadonlySet<number> = new Set([3, 8, 10, 14]);

/** Returns whether an error is the system's, or SQLite's about a file. */
function isOfSystem(error: unknown): boolean {
  const number: unknown = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  // The last byte is the kind of error; the others say more about it.
  const isOfFile = typeof number === "number" && sqliteFile.has(number % 256);
  return isOfFile || /^E[A-Z0-9]+$/u.test(codeOf(error));
}

/** Returns whether the disk takes no more. */
export function isOutOfRoom(error: unknown): boolean {
  return needsRoom.has(codeOf(error));
}

/** Returns why a path cannot be written, without a final period. */
export function describeWriteError(error: unknown, path: string): string {
  const code = codeOf(error);
  const obstacle = notFolder.has(code) ? describeObstacle(path) : undefined;
  if (obstacle !== undefined) return obstacle;
  const reason = reasons[code];
  return reason === undefined ? describeError(error) : `${reason} (${code})`;
}

/** SQLite's number for a full disk, of which it gives no other code. */
const sqliteFull = 13;

function codeOf(error: unknown): string {
  if (error instanceof Error && "errcode" in error && error.errcode === sqliteFull) return "ENOSPC";
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}

/** The codes for a path that leads through something other than a folder. */
const notFolder: ReadonlySet<string> = new Set(["EEXIST", "ELOOP", "ENOTDIR"]);

/** Returns which part of a path should be a folder and is not. */
function describeObstacle(path: string): string | undefined {
  for (let parent = dirname(path); ; parent = dirname(parent)) {
    const quoted = JSON.stringify(parent);
    if (existsSync(parent)) {
      return statSync(parent).isDirectory() ? undefined : `${quoted} is a file, not a folder`;
    }
    if (isLink(parent)) return `${quoted} is a link that leads to no folder`;
    if (parent === dirname(parent)) return undefined;
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** Finds the commit whose policy and tests are checked out. */

import { AuditError } from "../../errors.ts";
import type { GitHub } from "../client/ask.ts";
import type { RepositoryFile } from "./repository-file.ts";
import { findMergeBase, type Revisions } from "./revisions.ts";

export interface Checkout {
  readonly policy: Uint8Array;
  /** Undefined if there is no test file. */
  readonly tests: Uint8Array | undefined;
}

type Read = (ref: string, path?: string) => Promise<RepositoryFile>;

/**
 * Returns the commits to compare. A workflow may check out the head instead of the test merge: then
 * the head is compared. Throws `AuditError` `DELIVERY_FAILED` if the files on disk are neither.
 */
export async function matchCheckout(
  github: GitHub,
  revisions: Revisions,
  given: {
    readonly path: string;
    readonly testPath: string;
    readonly onDisk: Checkout | undefined;
    readonly read: Read;
  },
): Promise<Revisions> {
  const { path, testPath, onDisk, read } = given;
  const { before, after, head } = revisions;
  const policy = await read(after);
  // A file that Git LFS or git-crypt checks out never equals the file in the commit.
  if (onDisk === undefined || policy.kind === "unreadable") return revisions;
  if (policy.kind === "absent" && (await read(before)).kind === "absent") return revisions;
  const findDifferent = async (ref: string): Promise<string | undefined> => {
    if (!isCheckedOut(onDisk.policy, await read(ref))) return path;
    return areCheckedOut(onDisk.tests, await read(ref, testPath)) ? undefined : testPath;
  };
  const different = await findDifferent(after);
  if (different === undefined) return revisions;
  if (head !== undefined && (await findDifferent(head)) === undefined) {
    return { before: await findMergeBase(github, before, head), after: head, head: undefined };
  }
  throw new AuditError(
    "DELIVERY_FAILED",
    `cannot determine what this change does to the policy: "${different}" on disk is not the file at the commit of this run, nor at the head of the pull request. Check out the default commit of actions/checkout, and do not change the policy or its tests in an earlier step.`,
  );
}

/** Ignores line endings, which Git may have converted at checkout. */
function isCheckedOut(onDisk: Uint8Array, file: RepositoryFile): boolean {
  return file.kind === "file" && withoutReturns(onDisk) === withoutReturns(file.bytes);
}

/** A test file that is not checked out would not be run. */
function areCheckedOut(onDisk: Uint8Array | undefined, file: RepositoryFile): boolean {
  if (file.kind === "unreadable") return onDisk !== undefined;
  if (onDisk === undefined) return file.kind === "absent";
  return isCheckedOut(onDisk, file);
}

function withoutReturns(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n");
}

/** Finds the commit whose policy, included files and tests are checked out. */

import { AuditError } from "../../errors.ts";
import type { GitHub } from "../client/ask.ts";
import { toBlobId, type Blobs, type RepositoryFolder } from "./repository-folder.ts";
import type { RepositoryFile } from "./repository-file.ts";
import { findMergeBase, type Revisions } from "./revisions.ts";

export interface Checkout {
  readonly policy: Uint8Array;
  /** Undefined if there is no test file. */
  readonly tests: Uint8Array | undefined;
  /**
   * What the policy includes, by its path relative to the policy's folder; undefined for something
   * that is not a file, such as a link.
   */
  readonly included: OnDisk;
}

type OnDisk = ReadonlyMap<string, Uint8Array | undefined>;

export interface IncludedEntry {
  /** Relative to the policy's folder. */
  readonly path: string;
  readonly kind: "file" | "folder" | "link" | "other";
  readonly id?: string;
}

/** Returns what the policy includes at a commit. */
export type FindIncluded = (
  ref: string,
  when?: "before" | "after",
) => Promise<readonly IncludedEntry[]>;

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
    readonly included: Included;
  },
): Promise<Revisions> {
  const { path, testPath, onDisk, read, included } = given;
  const { before, after, head } = revisions;
  const policy = await read(after);
  // A file that Git LFS or git-crypt checks out never equals the file in the commit.
  if (onDisk === undefined || policy.kind === "unreadable") return revisions;
  if (policy.kind === "absent" && (await read(before)).kind === "absent") return revisions;
  const findDifferent = async (ref: string): Promise<string | undefined> => {
    if (!isCheckedOut(onDisk.policy, await read(ref))) return path;
    if (!areCheckedOut(onDisk.tests, await read(ref, testPath))) return testPath;
    return await findDifferentIncluded(onDisk.included, ref, included);
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

interface Included {
  readonly find: FindIncluded;
  readonly folder: (ref: string) => RepositoryFolder;
  readonly blobs: Blobs;
}

/**
 * Returns the path of an included file that is not the one of the commit. It compares Git's ids, so
 * that it reads only files that differ; the others need not be read again.
 */
async function findDifferentIncluded(
  onDisk: OnDisk,
  ref: string,
  { find, folder, blobs }: Included,
): Promise<string | undefined> {
  const entries = await find(ref);
  const paths = new Set(entries.map(({ path }) => path));
  const added = [...onDisk.keys()].find((path) => !paths.has(path));
  if (added !== undefined) return added;
  for (const { path, kind, id = "" } of entries) {
    if (kind !== "file" && onDisk.has(path)) continue;
    const bytes = onDisk.get(path);
    if (bytes === undefined) return path;
    const same = [bytes, Buffer.from(withoutReturns(bytes), "latin1")].find(
      (one) => toBlobId(one, id) === id,
    );
    if (same !== undefined) {
      blobs.set(id, Promise.resolve(Buffer.from(same)));
      continue;
    }
    const file = await folder(ref).inspect(path);
    // What Git LFS or git-crypt checks out never equals the file in the commit.
    if (file.why === undefined && withoutReturns(file.bytes) !== withoutReturns(bytes)) return path;
  }
  return undefined;
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

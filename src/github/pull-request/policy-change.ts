/**
 * Finds the policy before a pull request or a merge group, and whether the change modifies it. It
 * reads the file through the API, because a shallow checkout does not have the base.
 */

import { AuditError } from "../../errors.ts";
import type { GitHub } from "../client/ask.ts";
import { findEarlierPath } from "./earlier-path.ts";
import { isSameFile, readRepositoryFile, type RepositoryFile } from "./repository-file.ts";
import { findMergeBase, findRevisions, type ProposedChange, type Revisions } from "./revisions.ts";

export interface PolicyFileChange {
  /** Undefined if there was no policy. `path` differs from the policy's path if it was moved. */
  readonly before: { readonly path: string; readonly bytes: Uint8Array } | undefined;
  /** False if path and content are unchanged. */
  readonly isTouched: boolean;
  readonly isDeleted: boolean;
}

export interface PolicyFileReader {
  /**
   * Returns whether the file differs. It compares the two texts, because GitHub's lists of files
   * end at 3,000. `formerPath` is the earlier path of a moved file, if it is known.
   */
  readonly readTouch: () => Promise<{
    readonly isTouched: boolean;
    readonly formerPath: string | undefined;
  }>;
  /**
   * Returns the change. `onDisk` is the file that is checked out and audited; undefined if nothing
   * is. Throws `AuditError` `DELIVERY_FAILED` if the change is unknown: a file that exists but
   * cannot be read is neither absent nor wrong.
   */
  readonly resolve: (onDisk: Uint8Array | undefined) => Promise<PolicyFileChange>;
}

/** Returns a reader of one policy, which reads every file once. */
export function openPolicyChange(
  github: GitHub,
  change: ProposedChange,
  path: string,
): PolicyFileReader {
  const texts = new Map<string, Promise<RepositoryFile>>();
  const read = (ref: string, at = path): Promise<RepositoryFile> => {
    const key = `${ref}:${at}`;
    const known = texts.get(key) ?? readRepositoryFile(github, ref, at);
    texts.set(key, known);
    return known;
  };
  let revisions: Promise<Revisions> | undefined;
  const find = () => (revisions ??= findRevisions(github, change));
  let earlier: Promise<string | undefined> | undefined;
  const findPath: FindPath = (used, after) =>
    (earlier ??= findEarlierPath(github, change, {
      revisions: used,
      path,
      text: after.kind === "file" ? after.bytes.toString("latin1") : "",
    }));
  return {
    readTouch: async () => {
      const used = await find();
      const [before, after] = [await read(used.before), await read(used.after)];
      const isNew = before.kind === "absent" && after.kind === "file";
      const formerPath = isNew ? await findPath(used, after).catch(() => undefined) : undefined;
      return { isTouched: !isSameFile(before, after), formerPath };
    },
    resolve: async (onDisk) => {
      const used = await matchDisk(github, await find(), { path, onDisk, read });
      const [before, after] = [await read(used.before), await read(used.after)];
      const isSame = isSameFile(before, after);
      if (after.kind === "unreadable" && !isSame)
        throw unreadable(after.why, path, change, "after");
      if (before.kind === "absent") {
        // The commit exists: it is a parent of one that was read, or is compared below.
        return await resolveMissing(change, { revisions: used, path, after, read, findPath });
      }
      if (isSame && before.bytes !== undefined) {
        return { before: { path, bytes: before.bytes }, isTouched: false, isDeleted: false };
      }
      const bytes = bytesOf(before, path, change);
      return { before: { path, bytes }, isTouched: true, isDeleted: after.kind === "absent" };
    },
  };
}

type FindPath = (revisions: Revisions, after: RepositoryFile) => Promise<string | undefined>;
type Read = (ref: string, path?: string) => Promise<RepositoryFile>;

/** A workflow may check out the head instead of the test merge. Then the head is compared. */
async function matchDisk(
  github: GitHub,
  revisions: Revisions,
  given: {
    readonly path: string;
    readonly onDisk: Uint8Array | undefined;
    readonly read: Read;
  },
): Promise<Revisions> {
  const { path, onDisk, read } = given;
  const after = await read(revisions.after);
  // A file that Git LFS or git-crypt checks out never equals the file in the commit.
  if (onDisk === undefined || after.kind === "unreadable") return revisions;
  if (after.kind === "absent" && (await read(revisions.before)).kind === "absent") return revisions;
  if (isCheckedOut(onDisk, after)) return revisions;
  const { head, before } = revisions;
  if (head !== undefined && isCheckedOut(onDisk, await read(head))) {
    return { before: await findMergeBase(github, before, head), after: head, head: undefined };
  }
  throw new AuditError(
    "DELIVERY_FAILED",
    `cannot determine what this change does to the policy: "${path}" on disk is not the file at the commit of this run, nor at the head of the pull request. Check out the default commit of actions/checkout, and do not change the policy in an earlier step.`,
  );
}

/** Ignores line endings, which Git may have converted at checkout. */
function isCheckedOut(onDisk: Uint8Array, file: RepositoryFile): boolean {
  return file.kind === "file" && withoutReturns(onDisk) === withoutReturns(file.bytes);
}

function withoutReturns(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n");
}

/** Handles a path that did not exist before: the policy was elsewhere, or there was none. */
async function resolveMissing(
  change: ProposedChange,
  given: {
    readonly revisions: Revisions;
    readonly path: string;
    readonly after: RepositoryFile;
    readonly read: Read;
    readonly findPath: FindPath;
  },
): Promise<PolicyFileChange> {
  const { revisions, path, after, read, findPath } = given;
  // If a wrong path counted as a first policy, all drift would be existing drift, and the check
  // would never fail.
  if (after.kind === "absent") {
    throw new AuditError(
      "DELIVERY_FAILED",
      `cannot determine what the policy was before this ${change.kind}: the repository has no file "${path}", before or after it. Use actions/checkout without the input "path", and set policy to the file's path in the repository.`,
    );
  }
  const earlier = await findPath(revisions, after);
  const found = { isTouched: true, isDeleted: false };
  if (earlier === undefined) return { before: undefined, ...found };
  const moved = await read(revisions.before, earlier);
  return { before: { path: earlier, bytes: bytesOf(moved, earlier, change) }, ...found };
}

function bytesOf(file: RepositoryFile, path: string, change: ProposedChange): Uint8Array {
  if (file.kind === "file") return file.bytes;
  throw unreadable(file.kind === "absent" ? "gone" : file.why, path, change, "before");
}

function unreadable(
  why: string,
  path: string,
  { kind }: ProposedChange,
  when: "before" | "after",
): AuditError {
  const remedy =
    when === "before"
      ? "Nothing was compared, so the check does not pass. Make the policy plain text in Git: an administrator can merge that one change without this check, and every later one is compared again."
      : "Keep the policy as plain text in Git, or no later change can be compared with it.";
  return new AuditError(
    "DELIVERY_FAILED",
    `cannot determine what this ${kind} changes: ${when} it, "${path}" is ${why}. ${remedy}`,
  );
}

/**
 * Finds the policy before a pull request or a merge group, and whether the change modifies it. It
 * reads the file through the API, because a shallow checkout does not have the base.
 */

import { AuditError } from "../../errors.ts";
import type { GitHub } from "../client/ask.ts";
import { matchCheckout, type Checkout, type FindIncluded, type IncludedEntry } from "./checkout.ts";
import { findEarlierPath } from "./earlier-path.ts";
import {
  isSameFile,
  maxPolicyBytes,
  readRepositoryFile,
  type RepositoryFile,
} from "./repository-file.ts";
import { openRepositoryFolder, type Blobs, type RepositoryFolder } from "./repository-folder.ts";
import { findRevisions, type ProposedChange, type Revisions } from "./revisions.ts";

export interface PolicyFileChange {
  /** Undefined if there was no policy. `path` differs from the policy's path if it was moved. */
  readonly before: PolicyBefore | undefined;
  /** False if path and content of the policy, its included files and its tests are unchanged. */
  readonly isTouched: boolean;
  readonly isDeleted: boolean;
}

interface PolicyBefore {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Its test file, if there was one and it could be read. */
  readonly tests: Uint8Array | undefined;
  /** The folder with the files that it includes. */
  readonly folder: RepositoryFolder;
}

export interface PolicyPaths {
  readonly path: string;
  /** Returns the path of a policy's test file. */
  readonly toTestPath: (path: string) => string;
  /** Returns what a policy includes, links too. The paths are relative to its folder. */
  readonly findIncluded: (
    policy: Uint8Array,
    path: string,
    folder: Pick<RepositoryFolder, "list">,
  ) => Promise<readonly IncludedEntry[]>;
}

export interface PolicyFileReader {
  /**
   * Returns whether the policy, its included files or its tests differ. It compares the texts, because
   * GitHub's lists of files end at 3,000. `formerPath` is the earlier path of a moved policy, if it is known.
   */
  readonly readTouch: () => Promise<{
    readonly isTouched: boolean;
    readonly formerPath: string | undefined;
  }>;
  /**
   * Returns the change. `onDisk` has the files that are checked out and audited; undefined if
   * nothing is. Throws `AuditError` `DELIVERY_FAILED` if the change is unknown: a policy that exists
   * but cannot be read is neither absent nor wrong.
   */
  readonly resolve: (onDisk: Checkout | undefined) => Promise<PolicyFileChange>;
}

/** Returns a reader of one policy, which reads every file once. */
export function openPolicyChange(
  github: GitHub,
  change: ProposedChange,
  { path, toTestPath, findIncluded }: PolicyPaths,
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
  const testPath = toTestPath(path);
  const hasSameTests = async (used: Revisions) =>
    isSameFile(await read(used.before, testPath), await read(used.after, testPath));
  const blobs: Blobs = new Map();
  const folders = new Map<string, RepositoryFolder>();
  const folderAt = (ref: string, at: string, when: "before" | "after"): RepositoryFolder => {
    const fail = (of: string, why: string) => unreadable(why, of, change, when);
    const key = `${ref}:${at}`;
    const known = folders.get(key) ?? openRepositoryFolder(github, ref, { file: at, blobs, fail });
    folders.set(key, known);
    return known;
  };
  const findAt: FindIncluded = async (ref, when = "after") => {
    const file = await read(ref);
    const bytes = file.kind === "absent" ? undefined : file.bytes;
    return bytes === undefined ? [] : await findIncluded(bytes, path, folderAt(ref, path, when));
  };
  const hasSameIncluded = async (used: Revisions) =>
    toList(await findAt(used.before, "before")) === toList(await findAt(used.after));
  const isUnchanged = async (used: Revisions) =>
    isSameFile(await read(used.before), await read(used.after)) &&
    (await hasSameTests(used)) &&
    (await hasSameIncluded(used));
  const requireReadable = async (used: Revisions) => {
    const before = new Set((await findAt(used.before, "before")).map(({ id }) => id));
    for (const { path: at, kind, id } of await findAt(used.after)) {
      if (kind !== "file" || before.has(id)) continue;
      await folderAt(used.after, path, "after").read(at, maxPolicyBytes);
    }
  };
  const toBefore = async (
    used: Revisions,
    at: string,
    bytes: Uint8Array,
  ): Promise<PolicyBefore> => {
    const tests = await read(used.before, toTestPath(at));
    return {
      path: at,
      bytes,
      tests: tests.kind === "file" ? tests.bytes : undefined,
      folder: folderAt(used.before, at, "before"),
    };
  };
  return {
    readTouch: async () => {
      const used = await find();
      const [before, after] = [await read(used.before), await read(used.after)];
      const isNew = before.kind === "absent" && after.kind === "file";
      const formerPath = isNew ? await findPath(used, after).catch(() => undefined) : undefined;
      return { isTouched: !(await isUnchanged(used)), formerPath };
    },
    resolve: async (onDisk) => {
      const used = await matchCheckout(github, await find(), {
        path,
        testPath,
        onDisk,
        read,
        included: { find: findAt, folder: (ref) => folderAt(ref, path, "after"), blobs },
      });
      const [before, after] = [await read(used.before), await read(used.after)];
      const isSame = isSameFile(before, after);
      if (after.kind === "unreadable" && !isSame)
        throw unreadable(after.why, path, change, "after");
      if (before.kind === "absent") {
        // The commit exists: it is a parent of one that was read, or is compared below.
        requirePresent(after, path, change);
        const earlier = await findPath(used, after);
        if (earlier === undefined) return { before: undefined, isTouched: true, isDeleted: false };
        const moved = bytesOf(await read(used.before, earlier), earlier, change);
        const found = await toBefore(used, earlier, moved);
        return { before: found, isTouched: true, isDeleted: false };
      }
      const isTouched = !(await isUnchanged(used));
      // Git LFS may have checked out another text than the commit has.
      if (isTouched && onDisk !== undefined) await requireReadable(used);
      // If nothing changes, it does not matter whether the policy can be read.
      const bytes = (isTouched ? undefined : before.bytes) ?? bytesOf(before, path, change);
      const isDeleted = after.kind === "absent";
      return { before: await toBefore(used, path, bytes), isTouched, isDeleted };
    },
  };
}

/** Returns a text that differs if the files of two commits do. */
function toList(entries: readonly IncludedEntry[]): string {
  const lines = entries.map(({ path, kind, id }) => JSON.stringify([path, kind, id]));
  return lines.toSorted().join("\n");
}

type FindPath = (revisions: Revisions, after: RepositoryFile) => Promise<string | undefined>;

/**
 * Throws if the policy exists neither before nor after the change. If a wrong path counted as a
 * first policy, all drift would be existing drift, and the check would never fail.
 */
function requirePresent(after: RepositoryFile, path: string, { kind }: ProposedChange): void {
  if (after.kind !== "absent") return;
  throw new AuditError(
    "DELIVERY_FAILED",
    `cannot determine what the policy was before this ${kind}: the repository has no file "${path}", before or after it. Use actions/checkout without the input "path", and set policy to the file's path in the repository.`,
  );
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

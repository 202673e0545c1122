/** Reads the policy before a pull request, and compares it with the new one. */

import { AuditError } from "../errors.ts";
import { findUnreadable } from "../github/pull-request/unreadable.ts";
import type { Logger } from "../log.ts";
import type { BasePolicy } from "../policy/base-policy.ts";
import { decodeForComparison } from "../policy/file/decode.ts";
import { openPolicy } from "../policy/file/parse.ts";
import { readIncludedFiles } from "../policy/include/included-files.ts";
import { toFileName, toFullPath } from "../policy/include/paths.ts";
import type { PolicyFolder } from "../policy/include/policy-folder.ts";
import { describePolicyChanges, type DescribedChange } from "../report/policy-changes.ts";
import type { Policy } from "../policy/policy.ts";
import { openDiskFolder } from "./disk-folder.ts";
import { openGitFolder } from "./git-folder.ts";
import { findCommit, readCommitFile } from "./git-revision.ts";
import { readPolicyBytes, toTestPath, type TolerateUnmatched } from "./policy-file.ts";
import { readTestsIfAny, withTests } from "./policy-tests.ts";

/** A file of the repository before a pull request. */
export interface PolicyFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The test file next to it, if there was one and it could be read. */
  readonly tests?: Uint8Array | undefined;
  /** The folder with the files that it includes; undefined if it cannot have any. */
  readonly folder?: PolicyFolder | undefined;
}

/**
 * Returns the policy before a pull request, from its files. Undefined (no file) means that this is
 * the first policy. A file that exists but cannot be read ends the run earlier, or throws here.
 */
export async function toBasePolicy(
  before: PolicyFile | undefined,
  path: string,
  log: Pick<Logger, "warn">,
): Promise<BasePolicy> {
  if (before === undefined) return { policy: undefined, invalid: false };
  const notUtf8: string[] = [];
  const decode = (bytes: Uint8Array, of: string) => {
    const { text, latin1 } = decodeForComparison(bytes);
    if (latin1) notUtf8.push(of);
    return { text };
  };
  const { text } = decode(before.bytes, before.path);
  const opened = openPolicy(text);
  const { includes } = opened;
  const files = await readIncludedFiles(includes, before.folder ?? nothing, {
    own: toFileName(before.path),
    bytes: before.bytes.byteLength,
    decode: (bytes, of) => decode(bytes, toFullPath(before.path, of)),
  });
  const matched = new Set(files.files.map(({ entry }) => includes[entry]?.files ?? ""));
  const notes = {
    ...(before.path !== path && { movedFrom: before.path }),
    ...(notUtf8.length > 0 && { latin1: true as const }),
    ...(matched.size > 0 && { patterns: matched }),
  };
  for (const file of notUtf8) {
    log.warn(
      `${file} was not UTF-8 before this change, so it is read as Latin-1 for the comparison`,
    );
  }
  // Files that were gone before are not missed now.
  const all = new Set(includes.map((include) => include.files));
  const parsed = opened.parse(before.path, { ...files, mayBeUnmatched: all });
  if ("policy" in parsed) {
    return { policy: withEarlierTests(parsed.policy, before.tests), invalid: false, ...notes };
  }
  log.warn(
    `${before.path} was not valid before this change, so there is nothing to compare with: all findings count as existing, and do not fail the check`,
  );
  return { policy: undefined, invalid: true, ...notes };
}

const nothing: PolicyFolder = { list: async () => [], read: async () => undefined };

/**
 * Returns a function that allows a pattern to match no file any more if it matched one before: the
 * comparison then lists what is dropped.
 */
export function tolerateDropped(
  readBase: () => Promise<BasePolicy | undefined>,
  log: Pick<Logger, "warn">,
): TolerateUnmatched {
  return async (patterns) => {
    const base = await readBase();
    const dropped = new Set(patterns.filter((pattern) => base?.patterns?.has(pattern)));
    for (const pattern of dropped) {
      log.warn(
        `no file matches ${JSON.stringify(pattern)} any more, so its entries are dropped. Remove it from include: after this change, it is an error`,
      );
    }
    return dropped;
  };
}

/**
 * Returns the policy with the outcome of its tests. If that is unknown, because the test file was
 * not valid, no test counts as one that failed before.
 */
function withEarlierTests(policy: Policy, tests: Uint8Array | undefined): Policy {
  try {
    return withTests(policy, tests);
  } catch (error) {
    if (error instanceof AuditError) return policy;
    throw error;
  }
}

/** Returns the policy of a file as the one before a change. Throws `AuditError` `BAD_POLICY`. */
export async function readBaseFile(file: string, path: string, log: Logger): Promise<BasePolicy> {
  const bytes = await readPolicyBytes(file);
  const tests = await readTestsIfAny(toTestPath(file));
  return await toBasePolicy({ path, bytes, tests, folder: openDiskFolder(file) }, path, log);
}

/**
 * Returns the policy at the same path in a Git commit as the one before a change. Throws
 * `AuditError` if the commit or the file cannot be read.
 */
export async function readBaseRevision(
  revision: string,
  file: string,
  path: string,
  log: Logger,
): Promise<BasePolicy> {
  const commit = await findCommit(revision, file);
  const bytes = await readCommitFile(commit, file);
  if (bytes === undefined) return await toBasePolicy(undefined, path, log);
  const why = findUnreadable(bytes);
  // A policy that cannot be read is not a policy that was wrong.
  if (why !== undefined) {
    const message = `cannot compare with the policy at "${revision}": there, "${path}" is ${why}. Compare with a file, with --base.`;
    throw new AuditError("BAD_POLICY", message);
  }
  const tests = await readCommitFile(commit, toTestPath(file));
  return await toBasePolicy({ path, bytes, tests, folder: openGitFolder(commit) }, path, log);
}

/**
 * Returns what changed; `new` if there was no policy, `unknown` if the policy before is unknown or
 * invalid.
 */
export function changesSince(
  base: BasePolicy | undefined,
  policy: Policy,
  now: Date,
): readonly DescribedChange[] | "new" | "unknown" {
  if (base?.policy !== undefined) return describePolicyChanges(base.policy, policy, now);
  return base === undefined || base.invalid ? "unknown" : "new";
}

/**
 * Returns the error from reading a pull request's policy, with a clearer message if the pull
 * request deleted the policy.
 */
export async function explainDeleted(
  given: unknown,
  readBefore: (() => Promise<PolicyFile | undefined>) | undefined,
  path: string,
): Promise<unknown> {
  const cause = given instanceof AuditError ? given.cause : undefined;
  const isMissing = (cause as NodeJS.ErrnoException | undefined)?.code === "ENOENT";
  if (!isMissing || readBefore === undefined) return given;
  // If the file before is unknown, the original error is used.
  const before = await readBefore().catch(() => undefined);
  if (before === undefined) return given;
  return new AuditError(
    "BAD_POLICY",
    `cannot audit without a policy: this pull request deletes "${path}", or moves it. Restore it, or set policy to its new path.`,
    { cause: given },
  );
}

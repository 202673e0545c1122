/** Reads the policy of a run, and on a pull request the one before it. */

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { requireConfirmedWorkspace } from "../sources/requested-workspace.ts";
import { explainDeleted, toBasePolicy, tolerateDropped } from "../sources/base-policy.ts";
import { AuditError, describeError } from "../errors.ts";
import { readBounded } from "../files/read-bounded.ts";
import type { GitHubDelivery } from "../github/delivery.ts";
import type { Checkout } from "../github/pull-request/checkout.ts";
import type { PullRequestAsData } from "../github/pull-request/pull-request-as-data.ts";
import { silentLogger, type Logger } from "../log.ts";
import type { BasePolicy } from "../policy/base-policy.ts";
import type { Policy } from "../policy/policy.ts";
import { openDiskFolder } from "../sources/disk-folder.ts";
import { findIncluded, readWholePolicy, toTestPath } from "../sources/policy-file.ts";
import { readTestedPolicy, withTests } from "../sources/policy-tests.ts";

export interface Proposal {
  /** The policy's path on this machine. */
  readonly file: string;
  /** The policy's path in the repository. */
  readonly policyPath: string;
  /** The workspace that the settings name. */
  readonly requested: string | undefined;
  /** A pull request whose policy is read as data. */
  readonly pull: PullRequestAsData | undefined;
  readonly github: GitHubDelivery;
  readonly log: Logger;
}

export type Policies =
  | { readonly policy: Policy; readonly base: BasePolicy | undefined }
  /**
   * The change does not modify the policy or its tests; `invalid`: the path of the unchanged file
   * that is not valid.
   */
  | { readonly untouched: true; readonly invalid: string | undefined };

/**
 * Returns the policy, and on a pull request or a merge group the one before it, or that there is
 * nothing to judge. Comments on the pull request if the policy is not valid. Throws `AuditError`.
 */
export async function readPolicies(proposal: Proposal): Promise<Policies> {
  const { file, policyPath, requested, pull, github, log } = proposal;
  const resolve = github.readPolicyChange;
  const read = await readPolicy(proposal).catch((error: unknown) => ({ error }));
  if (resolve === undefined) {
    if ("error" in read) throw read.error;
    if (pull !== undefined) requireConfirmedWorkspace(requested, read, undefined);
    return { policy: read, base: undefined };
  }
  const onDisk = pull === undefined ? await readCheckout(file) : undefined;
  const readChange = pull === undefined && onDisk === undefined ? undefined : () => resolve(onDisk);
  if ("error" in read) {
    // The error of the proposed policy comes first, whatever the base policy was.
    const change = await readChange?.().catch(() => undefined);
    if (change?.isTouched === false) {
      return { untouched: true, invalid: pathOf(read.error) ?? policyPath };
    }
    const error = await explainDeleted(
      read.error,
      async () => {
        const { before, isDeleted } = await resolve(undefined);
        return isDeleted ? before : undefined;
      },
      policyPath,
    );
    const isPolicyError = error instanceof AuditError && error.code === "BAD_POLICY";
    if (isPolicyError) await commentProblem(github, error.message, log);
    throw error;
  }
  const { before, isTouched } = await resolve(onDisk);
  // A comment from an earlier commit must still be updated.
  if (!isTouched && (await github.hasComment?.()) !== true) {
    return { untouched: true, invalid: undefined };
  }
  const base = await toBasePolicy(before, policyPath, log);
  if (pull !== undefined) requireConfirmedWorkspace(requested, read, base.policy);
  return { policy: read, base };
}

async function readPolicy({ file, policyPath, pull, github, log }: Proposal): Promise<Policy> {
  const readBase = async () => {
    const change = await github.readPolicyChange?.(undefined);
    return await toBasePolicy(change?.before, policyPath, silentLogger);
  };
  const tolerate = tolerateDropped(readBase, log);
  if (pull === undefined) return await readTestedPolicy(file, policyPath, tolerate);
  const bytes = await pull.readFile(policyPath);
  const given = { path: policyPath, bytes, folder: pull.openFolder(policyPath) };
  const policy = await readWholePolicy(given, tolerate);
  return withTests(policy, await pull.readFileIfAny(toTestPath(policyPath)));
}

/** Returns the files on disk; undefined if the policy cannot be read. */
async function readCheckout(file: string): Promise<Checkout | undefined> {
  const policy = await readIfAny(file);
  if (policy === undefined) return undefined;
  const tests = await readIfAny(toTestPath(file));
  return { policy, tests, included: await readIncludedOnDisk(file, policy) };
}

/** The limit for all files of a policy together. */
const maxBytes = 512 * 1024;

/** Returns what the policy on disk includes. */
async function readIncludedOnDisk(file: string, policy: Uint8Array): Promise<Checkout["included"]> {
  const included = new Map<string, Uint8Array | undefined>();
  const found = await findIncluded(policy, file, openDiskFolder(file)).catch(() => []);
  for (const { path, kind } of found) {
    const at = join(dirname(file), path);
    const bytes =
      kind === "file" ? await readBounded(at, maxBytes).catch(() => undefined) : undefined;
    included.set(path, bytes);
  }
  return included;
}

/** Returns the bytes of a file; undefined if it cannot be read. */
async function readIfAny(path: string): Promise<Uint8Array | undefined> {
  return await readFile(path).catch(() => undefined);
}

/** Returns the path of the file that an error is about, if it has problems on lines. */
function pathOf(error: unknown): string | undefined {
  return error instanceof AuditError ? error.problems[0]?.path : undefined;
}

/** The author of the change reads the pull request, not the log. */
async function commentProblem(github: GitHubDelivery, message: string, log: Logger): Promise<void> {
  try {
    await github.commentProblem?.(message);
  } catch (error) {
    log.error(describeError(error));
  }
}

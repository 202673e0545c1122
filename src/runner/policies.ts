/** The policy of a run, and on a pull request the one before it. */

import { readFile } from "node:fs/promises";

import { requireAgreedWorkspace } from "../sources/agreed-workspace.ts";
import { explainDeleted, toBasePolicy } from "../sources/base-policy.ts";
import { AuditError, describeError } from "../errors.ts";
import type { GitHubDelivery } from "../github/delivery.ts";
import type { PullRequestAsData } from "../github/pull-request/pull-request-as-data.ts";
import type { Logger } from "../log.ts";
import type { BasePolicy } from "../policy/base-policy.ts";
import type { Policy } from "../policy/policy.ts";
import { decodeFile, readPolicyFile, toPolicy } from "../sources/policy-file.ts";

export interface Proposal {
  /** The policy's path on this machine. */
  readonly file: string;
  /** The policy's path in the repository. */
  readonly policyPath: string;
  /** The workspace that the settings name. */
  readonly requested: string | undefined;
  /** One whose policy is fetched as data. */
  readonly pull: PullRequestAsData | undefined;
  readonly github: GitHubDelivery;
  readonly log: Logger;
}

export type Policies =
  | { readonly policy: Policy; readonly base: BasePolicy | undefined }
  /** The change leaves the policy alone; `invalid`: it is not valid, before and after alike. */
  | { readonly untouched: true; readonly invalid: boolean };

/**
 * Returns the policy, and on a pull request or a merge group the one before it, or that there is nothing
 * to judge. A broken policy is reported on the pull request. Throws `AuditError`.
 */
export async function readPolicies(proposal: Proposal): Promise<Policies> {
  const { file, policyPath, requested, pull, github, log } = proposal;
  const resolve = github.readPolicyChange;
  const read = await readPolicy(proposal).catch((error: unknown) => ({ error }));
  if (resolve === undefined) {
    if ("error" in read) throw read.error;
    if (pull !== undefined) requireAgreedWorkspace(requested, read, undefined);
    return { policy: read, base: undefined };
  }
  const onDisk = pull === undefined ? await readIfAny(file) : undefined;
  const isAlone = pull === undefined && onDisk === undefined ? undefined : () => resolve(onDisk);
  if ("error" in read) {
    // Whose policy is broken is told first, whatever was before it.
    const change = await isAlone?.().catch(() => undefined);
    if (change?.isTouched === false) return { untouched: true, invalid: true };
    const error = await explainDeleted(
      read.error,
      async () => {
        const { before, isDeleted } = await resolve(undefined);
        return isDeleted ? before : undefined;
      },
      policyPath,
    );
    const isPolicys = error instanceof AuditError && error.code === "BAD_POLICY";
    if (isPolicys) await tellProblem(github, error.message, log);
    throw error;
  }
  const { before, isTouched } = await resolve(onDisk);
  // A comment that an earlier commit brought about is still to be kept up to date.
  if (!isTouched && (await github.hasComment?.()) !== true) {
    return { untouched: true, invalid: false };
  }
  const base = toBasePolicy(before, policyPath, log);
  if (pull !== undefined) requireAgreedWorkspace(requested, read, base.policy);
  return { policy: read, base };
}

async function readPolicy({
  file,
  policyPath,
  pull,
}: Pick<Proposal, "file" | "policyPath" | "pull">): Promise<Policy> {
  if (pull === undefined) return await readPolicyFile(file, policyPath);
  return toPolicy(decodeFile(policyPath, await pull.readFile(policyPath)), policyPath);
}

/** Returns the bytes of a file; undefined where it cannot be read. */
async function readIfAny(path: string): Promise<Uint8Array | undefined> {
  return await readFile(path).catch(() => undefined);
}

/** Whoever changes the policy reads the pull request, not the log. */
async function tellProblem(github: GitHubDelivery, message: string, log: Logger): Promise<void> {
  try {
    await github.tellProblem?.(message);
  } catch (error) {
    log.error(describeError(error));
  }
}

/** Finds the commits before and after a pull request or a merge group. */

import { z } from "zod";

import { AuditError } from "../../errors.ts";
import { ask, type GitHub } from "../client/ask.ts";

/** The commits in an event or in GitHub's reply about a pull request. */
export type ProposedChange =
  | {
      readonly kind: "pull request";
      /** The commit of the run: GitHub's test merge, or the head. */
      readonly sha: string | undefined;
      readonly headSha: string | undefined;
      /** The tip of the base branch at the time of the event. */
      readonly baseSha: string | undefined;
      readonly number: number;
      /** Set if the commits are already known. */
      readonly revisions?: Revisions | undefined;
    }
  | {
      readonly kind: "merge group";
      readonly sha: string | undefined;
      readonly baseSha: string | undefined;
    };

export interface Revisions {
  readonly before: string;
  readonly after: string;
  /** The pull request's head; undefined if the run is not on a test merge. */
  readonly head: string | undefined;
}

const commitId = z.string().regex(/^[0-9a-f]{40,64}$/u);
const Commit = z.object({ parents: z.array(z.object({ sha: commitId })) });
const Comparison = z.object({ merge_base_commit: z.object({ sha: commitId }) });

/**
 * Returns the commits to compare: for a test merge, its first parent and itself; for a head, the
 * merge base and itself. Throws `AuditError` `DELIVERY_FAILED` if neither is known.
 */
export async function findRevisions(github: GitHub, change: ProposedChange): Promise<Revisions> {
  const { kind, sha, baseSha } = change;
  if (kind === "merge group") {
    if (sha !== undefined && baseSha !== undefined) {
      return { before: baseSha, after: sha, head: undefined };
    }
    throw noBase("merge group", "merge_group");
  }
  if (change.revisions !== undefined) return change.revisions;
  if (sha === undefined) throw noBase("pull request", "pull_request");
  const { headSha } = change;
  const [first, second, third] = await readParents(github, sha);
  const isTestMerge =
    second !== undefined && third === undefined && (headSha === undefined || second === headSha);
  if (first !== undefined && isTestMerge) return { before: first, after: sha, head: second };
  const head = headSha ?? sha;
  if (baseSha === undefined) throw noBase("pull request", "pull_request");
  return { before: await findMergeBase(github, baseSha, head), after: head, head: undefined };
}

function noBase(what: string, event: string): AuditError {
  return new AuditError(
    "DELIVERY_FAILED",
    `cannot determine what the policy was before this ${what}: neither the event nor the commit names a base. Run this on the event ${event}.`,
  );
}

/** Returns the ids of a commit's parents, in their order. */
async function readParents({ octokit, owner, repo }: GitHub, sha: string): Promise<string[]> {
  const commit = await ask("read the commit that this run is about", "contents: read", () =>
    octokit.rest.git.getCommit({ owner, repo, commit_sha: sha }),
  );
  const { success, data } = Commit.safeParse(commit.data);
  return success ? data.parents.map((parent) => parent.sha) : [];
}

/** Returns the merge base of a base branch and a head. */
export async function findMergeBase(
  { octokit, owner, repo }: GitHub,
  base: string,
  head: string,
): Promise<string> {
  const reply = await ask("find the merge base of the pull request", "contents: read", () =>
    octokit.rest.repos.compareCommitsWithBasehead({
      owner,
      repo,
      basehead: `${base}...${head}`,
      per_page: 1,
    }),
  );
  const { success, data } = Comparison.safeParse(reply.data);
  if (success) return data.merge_base_commit.sha;
  throw new AuditError(
    "DELIVERY_FAILED",
    "cannot find the merge base of the pull request: GitHub's reply names no commit. Try again later.",
  );
}

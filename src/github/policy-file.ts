/** The policy as it stands elsewhere in the repository's history: read as data, never checked out. */

import { RequestError } from "@octokit/request-error";
import { z } from "zod";

import { AuditError } from "../errors.ts";
import type { RunContext } from "./context.ts";
import { ask, type GitHub } from "./ask.ts";

const permission = "contents: read";

const Commit = z.object({ parents: z.array(z.object({ sha: z.string() })) });

/**
 * Returns the text of a file before a pull request: at the first parent of the commit that GitHub
 * merged to test it, because a shallow checkout has no base. Undefined when there was no such file.
 * Throws `AuditError` `DELIVERY_FAILED` when that cannot be told.
 */
export async function readBaseFile(
  github: GitHub,
  context: Pick<RunContext, "sha" | "baseSha">,
  path: string,
): Promise<string | undefined> {
  const before = await readFileAt(github, await findBase(github, context), path);
  if (before === undefined && context.sha !== undefined) {
    await requireFile(github, context.sha, path);
  }
  return before;
}

/**
 * A path that is not the repository's, say of a checkout in a folder of its own, was in no commit.
 * Taken for a first policy, under which everything is there already, it would never fail.
 */
async function requireFile(github: GitHub, sha: string, path: string): Promise<void> {
  if ((await readFileAt(github, sha, path)) !== undefined) return;
  throw new AuditError(
    "DELIVERY_FAILED",
    `cannot tell what the policy was before this pull request: the repository has no file "${path}", before or after it. Check the repository out without a path of its own, and give policy as its path in the repository.`,
  );
}

/** A run on the pull request's own head has no merge commit; the event's base is close enough then. */
async function findBase(
  { octokit, owner, repo }: GitHub,
  { sha, baseSha }: Pick<RunContext, "sha" | "baseSha">,
): Promise<string> {
  const commit = await ask("read the commit that this run is about", permission, async () =>
    sha === undefined
      ? undefined
      : await octokit.rest.git.getCommit({ owner, repo, commit_sha: sha }),
  );
  const parsed = Commit.safeParse(commit?.data);
  const [first, second] = parsed.success ? parsed.data.parents : [];
  const base = first !== undefined && second !== undefined ? first.sha : baseSha;
  if (base !== undefined) return base;
  throw new AuditError(
    "DELIVERY_FAILED",
    "cannot tell what the policy was before this pull request: neither the event nor the commit names a base. Run this on the event pull_request.",
  );
}

async function readFileAt(
  { octokit, owner, repo }: GitHub,
  ref: string,
  path: string,
): Promise<string | undefined> {
  const reply = await ask("read the policy of this pull request", permission, () =>
    octokit.rest.repos
      .getContent({
        owner,
        repo,
        ref,
        path,
        mediaType: { format: "raw" },
      })
      .catch((error: unknown) => {
        // The commit was readable, so this is no missing permission.
        if (error instanceof RequestError && error.status === 404) return undefined;
        throw error;
      }),
  );
  const data: unknown = reply?.data;
  return typeof data === "string" ? data : undefined;
}

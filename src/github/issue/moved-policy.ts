/** Checks whether the policy that an issue names was moved: then its old path does not exist. */

import { RequestError } from "@octokit/request-error";

import type { GitHub } from "../client/ask.ts";

/**
 * Returns true if the repository has no file `gone` but has the file `there`. Returns false if
 * GitHub does not say, because the issue may be about another policy.
 */
export async function isPolicyGone(
  github: GitHub,
  {
    gone,
    there,
    ref,
  }: { readonly gone: string; readonly there: string; readonly ref: string | undefined },
): Promise<boolean> {
  if ((await hasFile(github, gone, ref)) !== false) return false;
  // A 404 alone proves nothing: the policy may be in another repository.
  return (await hasFile(github, there, ref)) === true;
}

async function hasFile(
  { octokit, owner, repo }: GitHub,
  path: string,
  ref: string | undefined,
): Promise<boolean | undefined> {
  try {
    await octokit.rest.repos.getContent({ owner, repo, path, ...(ref !== undefined && { ref }) });
    return true;
  } catch (error) {
    return error instanceof RequestError && error.status === 404 ? false : undefined;
  }
}

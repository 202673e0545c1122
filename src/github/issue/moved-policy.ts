/** Whether a policy that an issue names is still there: where it is not, it has another path now. */

import { RequestError } from "@octokit/request-error";

import type { GitHub } from "../client/ask.ts";

/**
 * Returns true where the repository has no file `gone` and has the file `there`. Where GitHub does not
 * say, it returns false: the issue may be another policy's.
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
  // Without this one GitHub's "not found" says nothing: the policy may be of another repository.
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

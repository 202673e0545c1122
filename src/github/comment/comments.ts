/** Our own comments on a pull request or an issue. */

import { RequestError } from "@octokit/request-error";

import type { OwnAccounts } from "../client/account.ts";
import { ask, type GitHub } from "../client/ask.ts";

/** Concurrent runs leave only a few duplicates. The limit bounds the deletions per run. */
const maxDuplicates = 3;

export interface Thread {
  readonly number: number;
  /** The name for messages. */
  readonly name: "pull request" | "tracking issue";
  /** The permission that writing a comment needs. */
  readonly permission: string;
}

export interface OwnComment {
  readonly id: number;
  readonly body: string;
  readonly url: string;
}

/**
 * Returns the accounts' comments that `matches` accepts, oldest first. `since` excludes comments
 * that were last updated earlier.
 */
export async function listOwnComments(
  { octokit, owner, repo }: GitHub,
  { number, name, permission }: Thread,
  wanted: {
    readonly accounts: OwnAccounts;
    readonly matches: (body: string) => boolean;
    readonly since?: string;
  },
): Promise<OwnComment[]> {
  const { accounts, matches, since } = wanted;
  const comments = await ask(`list the comments of the ${name}`, permission, () =>
    octokit.paginate(octokit.rest.issues.listComments, {
      owner,
      repo,
      issue_number: number,
      per_page: 100,
      ...(since !== undefined && { since }),
    }),
  );
  return comments
    .filter(({ user, body }) => accounts.include(user) && matches(body ?? ""))
    .map(({ id, body = "", html_url: url }) => ({ id, body, url }))
    .sort((a, b) => a.id - b.id);
}

/** Returns the comment from GitHub's reply, because a list may not show it yet. */
export async function addComment(
  { octokit, owner, repo }: GitHub,
  { number, name, permission }: Thread,
  body: string,
): Promise<OwnComment> {
  const { data } = await ask(`write a comment on the ${name}`, permission, () =>
    octokit.rest.issues.createComment({ owner, repo, issue_number: number, body }),
  );
  return { id: data.id, body, url: data.html_url };
}

export async function removeDuplicates(
  { octokit, owner, repo }: GitHub,
  { name, permission }: Thread,
  duplicates: readonly { readonly id: number }[],
): Promise<void> {
  for (const { id } of duplicates.slice(0, maxDuplicates)) {
    await ask(`remove a second comment from the ${name}`, permission, () =>
      octokit.rest.issues.deleteComment({ owner, repo, comment_id: id }).catch(unlessGone),
    );
  }
}

/** A concurrent run may have removed the same duplicate. */
function unlessGone(error: unknown): void {
  if (!(error instanceof RequestError && error.status === 404)) throw error;
}

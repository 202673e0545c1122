/** Our own comments, on a pull request or on an issue. */

import { RequestError } from "@octokit/request-error";

import type { OwnAccounts } from "../client/account.ts";
import { ask, type GitHub } from "../client/ask.ts";

/** More duplicates than this are no race: they are left for the next runs, a few at a time. */
const maxDuplicates = 3;

export interface Thread {
  readonly number: number;
  /** As it reads in a message. */
  readonly name: "pull request" | "tracking issue";
  /** What commenting there needs. */
  readonly permission: string;
}

export interface OwnComment {
  readonly id: number;
  readonly body: string;
  readonly url: string;
}

/** Returns the accounts' comments that `matches`, oldest first; `since` leaves out older ones. */
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

/** Returns the comment as GitHub's reply describes it, because a list may not show it yet. */
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

/** The other run may have removed the same duplicate. */
function unlessGone(error: unknown): void {
  if (!(error instanceof RequestError && error.status === 404)) throw error;
}

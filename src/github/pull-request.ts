/** The one comment on a pull request. */

import type { OwnAccounts } from "./account.ts";
import { addComment, listOwnComments, removeTwins, type Thread } from "./comments.ts";
import { hasMarker, isSameBody, withMarker } from "./marker.ts";
import { ask, type GitHub } from "./ask.ts";

const permission = "pull-requests: write";

export interface Kept {
  readonly url: string | undefined;
  readonly written: "created" | "updated" | "unchanged";
}

/** Returns whether one of the accounts has a comment with that marker on the pull request. */
export async function hasComment(
  github: GitHub,
  {
    number,
    accounts,
    marker,
  }: { readonly number: number; readonly accounts: OwnAccounts; readonly marker: string },
): Promise<boolean> {
  const thread: Thread = { number, name: "pull request", permission };
  const matches = (body: string) => hasMarker(body, marker);
  return (await listOwnComments(github, thread, { accounts, matches })).length > 0;
}

/**
 * Makes the comment say what `body` says: created when there is none and `create` is set, updated in
 * place when it differs, left alone otherwise.
 */
export async function keepComment(
  github: GitHub,
  comment: {
    readonly number: number;
    readonly accounts: OwnAccounts;
    readonly marker: string;
    readonly body: string;
    readonly create: boolean;
  },
): Promise<Kept> {
  const { octokit, owner, repo } = github;
  const { number, accounts, marker } = comment;
  const thread: Thread = { number, name: "pull request", permission };
  const matches = (body: string) => hasMarker(body, marker);
  const listOwn = () => listOwnComments(github, thread, { accounts, matches });
  const body = withMarker(comment.body, marker);
  const [oldest, ...younger] = await listOwn();
  if (oldest !== undefined) {
    await removeTwins(github, thread, younger);
    if (isSameBody(oldest.body, body)) return { url: oldest.url, written: "unchanged" };
    await ask("update the comment on the pull request", permission, () =>
      octokit.rest.issues.updateComment({ owner, repo, comment_id: oldest.id, body }),
    );
    return { url: oldest.url, written: "updated" };
  }
  if (!comment.create) return { url: undefined, written: "unchanged" };
  await addComment(github, thread, body);
  // GitHub has no atomic "create unless there": two runs at once both did, and both look again.
  const [kept, ...twins] = await listOwn();
  await removeTwins(github, thread, twins);
  return { url: kept?.url, written: "created" };
}

/** The only comment on a pull request. */

import type { OwnAccounts } from "../client/account.ts";
import { addComment, listOwnComments, removeDuplicates, type Thread } from "../comment/comments.ts";
import {
  hasMarker,
  isSameBody,
  joinBody,
  splitBody,
  withEnd,
  withMarker,
  type SplitBody,
} from "../marker.ts";
import { ask, type GitHub } from "../client/ask.ts";

const permission = "pull-requests: write";

export interface WriteResult {
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
 * Creates the comment with the text of `render` if there is none and `create` is set, and updates
 * it in place if it differs. It preserves the text that people added around our part.
 */
export async function updateComment(
  github: GitHub,
  comment: {
    readonly number: number;
    readonly accounts: OwnAccounts;
    readonly marker: string;
    /** The marker of the policy before the pull request moved it. */
    readonly formerMarker?: string | undefined;
    /** Returns the text to show, at most `maxBytes` long in UTF-8. */
    readonly render: (maxBytes: number) => string;
    readonly create: boolean;
  },
): Promise<WriteResult> {
  const { octokit, owner, repo } = github;
  const { number, accounts, marker, formerMarker } = comment;
  const thread: Thread = { number, name: "pull request", permission };
  const listOf = (wanted: string) =>
    listOwnComments(github, thread, { accounts, matches: (body) => hasMarker(body, wanted) });
  const own = await listOf(marker);
  const former = own.length === 0 && formerMarker !== undefined ? await listOf(formerMarker) : [];
  const [oldest, ...younger] = own.length === 0 ? former : own;
  if (oldest !== undefined) {
    await removeDuplicates(github, thread, younger.filter(hasOnlyOurText(marker)));
    const split = splitBody(oldest.body, own.length === 0 ? (formerMarker ?? marker) : marker);
    const body = compose(comment, split ?? noText);
    if (isSameBody(oldest.body, body)) return { url: oldest.url, written: "unchanged" };
    await ask("update the comment on the pull request", permission, () =>
      octokit.rest.issues.updateComment({ owner, repo, comment_id: oldest.id, body }),
    );
    return { url: oldest.url, written: "updated" };
  }
  if (!comment.create) return { url: undefined, written: "unchanged" };
  const added = await addComment(github, thread, compose(comment, noText));
  // GitHub has no atomic "create if absent". Concurrent runs may each create a comment, so each
  // looks again. The list may not show the created comment yet.
  const others = (await listOf(marker)).filter(({ id }) => id !== added.id);
  const [first = added, ...duplicates] = [added, ...others].sort((a, b) => a.id - b.id);
  await removeDuplicates(github, thread, duplicates);
  return { url: first.url, written: "created" };
}

/** GitHub rejects a longer body. This counts bytes, which are never fewer than characters. */
const maxBodyBytes = 65_536;
const noText = { before: "", after: "" };

function compose(
  { marker, render }: Pick<Parameters<typeof updateComment>[1], "marker" | "render">,
  around: Pick<SplitBody, "before" | "after">,
): string {
  const toBody = (text: string) => joinBody(around, withEnd(withMarker(text, marker)));
  const room = maxBodyBytes - Buffer.byteLength(toBody(""));
  return toBody(render(Math.max(0, room)));
}

/** Returns true if nobody added text to the comment, so that removing it loses nothing. */
function hasOnlyOurText(marker: string) {
  return ({ body }: { readonly body: string }): boolean => {
    const split = splitBody(body, marker);
    return split !== undefined && `${split.before}${split.after}`.trim() === "";
  };
}

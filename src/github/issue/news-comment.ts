/** The comment that notifies people of new and cleared findings, once per change. */

import { AuditError } from "../../errors.ts";
import type { OwnAccounts } from "../client/account.ts";
import { addComment, listOwnComments, removeDuplicates, type Thread } from "../comment/comments.ts";
import type { GitHub } from "../client/ask.ts";

export interface News {
  /** The same for concurrent runs with the same news. */
  readonly id: string;
  readonly text: string;
}

/** Where to look for a comment, and since when. */
export interface NewsPlace {
  readonly thread: Thread;
  readonly accounts: OwnAccounts;
  /** Comments before this time are ignored; ISO 8601. */
  readonly since: string;
}

/** Returns whether the comment with this news already exists. */
export async function isPosted(github: GitHub, place: NewsPlace, id: string): Promise<boolean> {
  return (await list(github, place, id)).length > 0;
}

/**
 * Writes the comment unless it already exists; concurrent runs leave one. Returns the error if it
 * could not be written, otherwise undefined. After a failed request it looks for the comment,
 * because GitHub may have stored it.
 */
export async function postNews(
  github: GitHub,
  place: NewsPlace,
  { id, text }: News,
): Promise<AuditError | undefined> {
  try {
    if (await isPosted(github, place, id)) return undefined;
  } catch (error) {
    return asFailure(error);
  }
  try {
    await addComment(github, place.thread, `${text.trimEnd()}\n\n${markerOf(id)}`);
  } catch (error) {
    const failure = asFailure(error);
    const arrived = await isPosted(github, place, id).catch(() => false);
    return arrived ? undefined : failure;
  }
  const [, ...duplicates] = await list(github, place, id);
  await removeDuplicates(github, place.thread, duplicates);
  return undefined;
}

async function list(github: GitHub, { thread, accounts, since }: NewsPlace, id: string) {
  const marker = markerOf(id);
  const matches = (body: string) => body.trimEnd().endsWith(marker);
  return await listOwnComments(github, thread, { accounts, matches, since });
}

function markerOf(id: string): string {
  return `<!-- cloudsmith-access-audit v1 news ${id} -->`;
}

function asFailure(error: unknown): AuditError {
  if (error instanceof AuditError) return error;
  throw error;
}

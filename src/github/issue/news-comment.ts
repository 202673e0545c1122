/** The comment by which people hear what came and what went: each piece of news once. */

import { AuditError } from "../../errors.ts";
import type { OwnAccounts } from "../client/account.ts";
import { addComment, listOwnComments, removeDuplicates, type Thread } from "../comment/comments.ts";
import type { GitHub } from "../client/ask.ts";

export interface News {
  /** Two runs at once give the same one. */
  readonly id: string;
  readonly text: string;
}

/** Where and since when to look for a comment. */
export interface NewsPlace {
  readonly thread: Thread;
  readonly accounts: OwnAccounts;
  /** Earlier comments are not ours to look for; ISO 8601. */
  readonly since: string;
}

/** Returns whether a piece of news is on the thread already. */
export async function isTold(github: GitHub, place: NewsPlace, id: string): Promise<boolean> {
  return (await list(github, place, id)).length > 0;
}

/**
 * Writes the comment, if it is not there yet; two runs at once leave one. Returns why it could not be
 * written; undefined where it is there. A reply that says otherwise is not believed before a look.
 */
export async function tellNews(
  github: GitHub,
  place: NewsPlace,
  { id, text }: News,
): Promise<AuditError | undefined> {
  try {
    if (await isTold(github, place, id)) return undefined;
  } catch (error) {
    return asFailure(error);
  }
  try {
    await addComment(github, place.thread, `${text.trimEnd()}\n\n${markerOf(id)}`);
  } catch (error) {
    const failure = asFailure(error);
    const arrived = await isTold(github, place, id).catch(() => false);
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

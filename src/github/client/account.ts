/** Decides which comments and issues are ours, by their author. */

import { z } from "zod";

import { AuditError } from "../../errors.ts";
import { fold } from "../../roster/fold.ts";
import { ask, type GitHub } from "./ask.ts";

const Viewer = z.object({ viewer: z.object({ login: z.string(), databaseId: z.int() }) });

/** The author in GitHub's replies. Replies have null for a deleted account. */
export interface Author {
  readonly id: number;
  readonly login: string;
}

export interface OwnAccounts {
  /** Logins for filtering lists; undefined if one of the accounts is given by its id only. */
  readonly logins: readonly string[] | undefined;
  include(author: Author | null | undefined): boolean;
}

/**
 * Returns the token's account and the accounts in `previousAuthors`, which are logins or ids. The
 * token's account is compared by id (`databaseId`, the same as `user.id` in REST), because GraphQL
 * and REST spell a bot's login differently. It is read with GraphQL, because `GET /user` returns
 * 403 for a job's token.
 */
export async function readOwnAccounts(
  { octokit }: GitHub,
  previousAuthors: readonly string[],
): Promise<OwnAccounts> {
  const reply = await ask("determine which account the token belongs to", "contents: read", () =>
    octokit.graphql("query { viewer { login databaseId } }"),
  );
  const parsed = Viewer.safeParse(reply);
  if (!parsed.success) {
    throw new AuditError(
      "DELIVERY_FAILED",
      "cannot determine which account the token belongs to: GitHub's reply names none. Use the job's own token.",
    );
  }
  const { databaseId: own, login } = parsed.data.viewer;
  const previous = new Set(previousAuthors.map((name) => fold(name)));
  const areLogins = previousAuthors.every((name) => !/^\d+$/u.test(name));
  return {
    logins: areLogins ? [login, ...previousAuthors] : undefined,
    include: (author) =>
      author !== null &&
      author !== undefined &&
      (author.id === own || previous.has(String(author.id)) || previous.has(fold(author.login))),
  };
}

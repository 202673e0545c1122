/** Whose comments and issues are ours. */

import { z } from "zod";

import { AuditError } from "../../errors.ts";
import { fold } from "../../roster/fold.ts";
import { ask, type GitHub } from "./ask.ts";

const Viewer = z.object({ viewer: z.object({ login: z.string(), databaseId: z.int() }) });

/** Who wrote something, as GitHub's replies tell; null for an account that is gone. */
export interface Author {
  readonly id: number;
  readonly login: string;
}

export interface OwnAccounts {
  /** By which lists can be filtered; undefined where one of the accounts is known by its id only. */
  readonly logins: readonly string[] | undefined;
  include(author: Author | null | undefined): boolean;
}

/**
 * Returns the account that the token acts as, and with it those it acted as before, by login or id.
 * The token's own is compared by id, the same as `user.id` in REST, because the two interfaces spell
 * a bot's login differently; it is asked by GraphQL, because `GET /user` is 403 for a job's token.
 */
export async function readOwnAccounts(
  { octokit }: GitHub,
  previousAuthors: readonly string[],
): Promise<OwnAccounts> {
  const reply = await ask("tell which account the token belongs to", "contents: read", () =>
    octokit.graphql("query { viewer { login databaseId } }"),
  );
  const parsed = Viewer.safeParse(reply);
  if (!parsed.success) {
    throw new AuditError(
      "DELIVERY_FAILED",
      "cannot tell which account the token belongs to: GitHub's reply names none. Use the job's own token.",
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

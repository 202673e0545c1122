/** Which entitlement tokens a policy allows on a repository. */

import { fold } from "../roster/fold.ts";
import type { EntitlementToken } from "../roster/token.ts";
import type { Policy, RepositoryPolicy, TokenPolicy } from "./policy.ts";
import type { WrittenName } from "./position.ts";
import { fitsWildcard } from "./wildcard.ts";

/**
 * Returns the list that applies to a repository: that of its entry, or else the one for all
 * repositories. Null: its tokens are not managed.
 */
export function tokensFor(
  { tokens }: Pick<Policy, "tokens">,
  entry: RepositoryPolicy | undefined,
): TokenPolicy | null {
  return entry?.tokens ?? tokens;
}

/** Returns the first name that lists a token; undefined if none does, or if the list allows any. */
export function listingOf(
  { name, id }: Pick<EntitlementToken, "name" | "id">,
  { names }: TokenPolicy,
): WrittenName | undefined {
  return names?.find(({ text }) => fold(text) === fold(id) || fitsWildcard(text, name));
}

/** Returns whether a policy says anything of tokens. */
export function managesTokens({
  tokens,
  repositories,
}: Pick<Policy, "tokens" | "repositories">): boolean {
  return tokens !== null || (repositories ?? []).some((entry) => entry.tokens !== null);
}

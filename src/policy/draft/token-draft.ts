/** The lists of entitlement tokens of a draft: what all repositories have, and what single ones have. */

import { fold } from "../../roster/fold.ts";
import { compareIds, type Roster } from "../../roster/model.ts";
import type { Repository } from "../../roster/repository.ts";
import { sawAllRepositories } from "../../roster/requested.ts";
import type { EntitlementToken } from "../../roster/token.ts";
import { keepsUnchanged } from "../exceptions/keeps-unchanged.ts";
import { isWildcard } from "../wildcard.ts";

export interface TokenDraft {
  /** The tokens that every repository has; undefined if not all tokens were read. */
  readonly shared: readonly string[] | undefined;
  /** Returns the tokens of a repository that has others; undefined if the shared list is right. */
  readonly of: (repository: Repository) => readonly string[] | undefined;
}

/** Returns the lists for today's tokens. Without all of them, a list would call the others drift. */
export function draftTokens({ repositories, coverage }: Roster): TokenDraft {
  const isRead =
    repositories.some(({ tokens }) => tokens !== undefined) &&
    repositories.every(({ tokens }) => tokens?.coverage.status === "complete") &&
    sawAllRepositories({ repositories, coverage });
  if (!isRead) return { shared: undefined, of: () => undefined };
  const lists = new Map(repositories.map((repository) => [repository, namesOf(repository)]));
  const [first = [], ...others] = [...lists.values()];
  const shared = first.filter((name) =>
    others.every((names) => names.some((other) => fold(other) === fold(name))),
  );
  return {
    shared,
    of: (repository) => {
      const names = lists.get(repository) ?? [];
      return names.length === shared.length ? undefined : names;
    },
  };
}

/** Returns each name once, although case does not matter. */
function namesOf({ tokens }: Repository): readonly string[] {
  const names = new Map((tokens?.list ?? []).map(nameOf).map((name) => [fold(name), name]));
  return [...names.values()].toSorted(compareIds);
}

/** A name that the policy would read as something else is replaced by the permanent id. */
function nameOf({ name, id }: EntitlementToken): string {
  return keepsUnchanged(name, 320) && !isWildcard(name) ? name : id;
}

/** Matches the roster's repositories with the policy's. */

import type { Roster } from "../roster/model.ts";
import type { Repository } from "../roster/repository.ts";
import { fold } from "../roster/fold.ts";
import type { Policy, RepositoryPolicy } from "./policy.ts";
import { indexEntries } from "./entry-index.ts";
import { isWildcard } from "./wildcard.ts";

export interface RepositoryIndex {
  /** The repositories that were seen and that the policy lists. */
  readonly managed: readonly ManagedRepository[];
  /** The policy's entries that match no repository that was seen. */
  readonly unseen: readonly RepositoryPolicy[];
  /** The repositories that were seen and that the policy does not list. */
  readonly unlisted: readonly Repository[];
}

export interface ManagedRepository {
  readonly repository: Repository;
  readonly policy: RepositoryPolicy;
}

/**
 * A policy names a repository by slug or permanent id; the slug wins if one repository's slug is
 * another one's id. An entry with the repository's own name wins over patterns.
 */
export function indexRepositories(
  { repositories }: Roster,
  policy: Pick<Policy, "repositories">,
): RepositoryIndex {
  const entries = policy.repositories ?? [];
  const { fitting, patternFor } = indexEntries(entries);
  const seen = new Set(repositories.flatMap(({ slug }) => fitting(slug)));
  const byId = Map.groupBy(repositories, ({ id }) => fold(id));
  // Two repositories with one slug contradict each other, so the entry applies to both of them.
  const bySlug = Map.groupBy(repositories, ({ slug }) => fold(slug));
  const managed: ManagedRepository[] = [];
  const unseen: RepositoryPolicy[] = [];
  const named = new Set<Repository>();
  for (const entry of entries) {
    if (isWildcard(entry.name.text)) {
      if (!seen.has(entry)) unseen.push(entry);
      continue;
    }
    const name = fold(entry.name.text);
    const found = bySlug.get(name) ?? byId.get(name) ?? [];
    if (found.length === 0) unseen.push(entry);
    for (const repository of found) {
      named.add(repository);
      managed.push({ repository, policy: entry });
    }
  }
  const unlisted: Repository[] = [];
  for (const repository of repositories) {
    if (named.has(repository)) continue;
    const family = patternFor(repository.slug);
    if (family === undefined) unlisted.push(repository);
    else managed.push({ repository, policy: family });
  }
  return { managed, unseen, unlisted };
}

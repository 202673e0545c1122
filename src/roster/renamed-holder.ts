/** Follows the renames of people and teams, because a privilege names its holder by slug only. */

import type { Roster } from "./model.ts";
import type { Privilege, PrivilegeHolder } from "./repository.ts";

/**
 * Returns a function that gives a privilege of the earlier roster under its holder's current slug.
 * Service accounts cannot be renamed.
 */
export function holderRenamer(before: Roster, after: Roster): (was: Privilege) => Privilege {
  const renames = new Map([
    ...renamed("team", before.teams, after.teams),
    ...renamed("user", before.members.map(toEntry), after.members.map(toEntry)),
  ]);
  if (renames.size === 0) return (was) => was;
  return (was) => {
    const slug = renames.get(keyOf(was));
    return slug === undefined ? was : { ...was, slug };
  };
}

/** Returns the key of a privilege within one repository. */
export function keyOf({ kind, slug }: Pick<Privilege, "kind" | "slug">): string {
  return `${kind} ${slug}`;
}

interface Entry {
  readonly id: string;
  readonly slug: string;
}

function toEntry({ id, username }: Roster["members"][number]): Entry {
  return { id, slug: username };
}

/** Returns the current slugs by the earlier keys. */
function renamed(
  kind: PrivilegeHolder,
  before: readonly Entry[],
  after: readonly Entry[],
): (readonly [string, string])[] {
  const slugs = new Map(after.map(({ id, slug }) => [id, slug]));
  return before.flatMap(({ id, slug }) => {
    const current = slugs.get(id);
    return current === undefined || current === slug
      ? []
      : [[keyOf({ kind, slug }), current] as const];
  });
}

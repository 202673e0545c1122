/** Identifies who has a privilege, although the privilege names its holder by slug only. */

import type { Roster } from "./model.ts";
import type { Privilege, PrivilegeHolder } from "./repository.ts";

/** Returns a key of a privilege within one repository. */
export type HolderKey = (privilege: Pick<Privilege, "kind" | "slug">) => string;

/**
 * Returns the key functions of two rosters. A person or team that is in both has one key, also after
 * a rename. Service accounts cannot be renamed, and a slug that is nobody's stands for itself.
 */
export function holderKeys(before: Roster, after: Roster): { was: HolderKey; is: HolderKey } {
  const [earlier, later] = [entriesOf(before), entriesOf(after)];
  const known = new Set(earlier.map(({ key }) => key));
  const inBoth = new Set(later.map(({ key }) => key).filter((key) => known.has(key)));
  return { was: toHolderKey(earlier, inBoth), is: toHolderKey(later, inBoth) };
}

interface Entry {
  /** From the permanent id. */
  readonly key: string;
  readonly bySlug: string;
}

function entriesOf({ teams, members }: Roster): readonly Entry[] {
  const toEntry = (kind: PrivilegeHolder, id: string, slug: string): Entry => ({
    key: JSON.stringify([kind, id]),
    bySlug: slugKey({ kind, slug }),
  });
  return [
    ...teams.map(({ id, slug }) => toEntry("team", id, slug)),
    ...members.map(({ id, username }) => toEntry("user", id, username)),
  ];
}

function toHolderKey(entries: readonly Entry[], inBoth: ReadonlySet<string>): HolderKey {
  const keys = new Map<string, string>();
  for (const { key, bySlug } of entries) if (inBoth.has(key)) keys.set(bySlug, key);
  return (privilege) => keys.get(slugKey(privilege)) ?? slugKey(privilege);
}

function slugKey({ kind, slug }: Pick<Privilege, "kind" | "slug">): string {
  return `${kind} ${slug}`;
}

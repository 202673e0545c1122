/** Compares the repositories of two rosters, if both have read them. */

import type { Change, HolderWithLevel } from "./change.ts";
import {
  addition,
  compareFact,
  pair,
  pairRows,
  removal,
  valueOrNull,
  type Difference,
  type Scope,
} from "./difference.ts";
import { holderKeys, type HolderKey } from "./holder.ts";
import { partyOf } from "./party.ts";
import type { Privilege, Repository } from "./repository.ts";
import { canCompareRepositories } from "./requested.ts";
import { compareTokens, hidesTokens } from "./token-changes.ts";

/** Returns the differences. A repository that was added or removed names its privileges. */
export function compareRepositories(scope: Scope): Difference[] {
  const { before, after, hidden } = scope;
  if (!canCompareRepositories(before, after)) return [];
  const keys = holderKeys(before, after);
  const all = [...before.repositories, ...after.repositories];
  if (all.some(({ coverage }) => coverage.status !== "complete") || hidesTokens(before, after)) {
    hidden.add("repositories");
  }
  const pairs = pair(scope, "repositories", before.repositories, after.repositories, idOf);
  return pairs.flatMap((found) => {
    if (found.was === undefined) {
      const subject = partyOf("repository", found.is);
      return [withChange(addition("added", subject, found), { privileges: listOf(found.is) })];
    }
    const { was, is } = found;
    if (is === undefined) {
      const subject = partyOf("repository", was);
      return [withChange(removal("removed", subject), { privileges: listOf(was) })];
    }
    return compareRepository(scope, { was, is }, keys);
  });
}

function compareRepository(
  scope: Scope,
  { was, is }: { readonly was: Repository; readonly is: Repository },
  keys: { readonly was: HolderKey; readonly is: HolderKey },
): Difference[] {
  const list = "repositories";
  const subject = partyOf("repository", is);
  return [
    ...compareFact(scope, list, "renamed", subject, { was: was.slug, is: is.slug }),
    ...compareFact(scope, list, "broadcast", subject, { was: was.broadcast, is: is.broadcast }),
    ...compareFact(scope, list, "default-privilege", subject, {
      was: was.defaultPrivilege,
      is: is.defaultPrivilege,
    }),
    ...pairRows(sideOf(was, keys.was), sideOf(is, keys.is)).flatMap((found) => {
      if (found.was === undefined) {
        const added = addition("privilege-added", subject, found, found.is.level);
        return [withHolder(found.is, added)];
      }
      if (found.is === undefined) {
        return [withHolder(found.was, removal("privilege-removed", subject, found.was.level))];
      }
      const { is: now } = found;
      const levels = { was: found.was.level, is: now.level };
      return compareFact(scope, list, "privilege-changed", subject, levels).map((one) =>
        withHolder(now, one),
      );
    }),
    ...compareTokens(scope, { was, is }),
  ];
}

function idOf({ id }: Repository): string {
  return id;
}

function sideOf({ privileges, coverage }: Repository, key: HolderKey) {
  return { rows: privileges, isComplete: coverage.status === "complete", key };
}

function listOf({ privileges }: Repository): readonly HolderWithLevel[] {
  return privileges.map(({ kind, slug, level }) => ({
    holder: { kind, slug },
    level: valueOrNull(level),
  }));
}

function withHolder({ kind, slug }: Privilege, difference: Difference): Difference {
  return withChange(difference, { holder: { kind, slug } });
}

function withChange(
  { isFirstSeen, change }: Difference,
  more: Pick<Change, "holder" | "privileges">,
): Difference {
  return { isFirstSeen, change: { ...change, ...more } };
}

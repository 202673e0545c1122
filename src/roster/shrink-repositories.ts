/** Detects that the privileges or tokens of repositories shrank implausibly since the baseline. */

import { holderKeys } from "./holder.ts";
import type { Roster } from "./model.ts";
import type { Repository } from "./repository.ts";
import type { PartLimit, PartShrinkage, ShrinkingPart } from "./shrink-part.ts";

/** What one repository lost. */
interface Loss {
  readonly id: string;
  readonly before: number;
  readonly lost: number;
}

type RepositoryPart = Extract<ShrinkingPart, "privileges" | "tokens">;

/** Returns the keys of one part of a repository; undefined if they cannot be compared. */
type KeysOf = (repository: Repository) => readonly string[] | undefined;

/**
 * Returns the implausible losses of privileges and of tokens, as `isTooMany` judges them: of all
 * repositories together, or else of single ones. A repository that is gone, or of which this part
 * was not read completely, does not count.
 */
export function findPartShrinkage(
  baseline: Roster,
  roster: Roster,
  limit: PartLimit,
): PartShrinkage[] {
  const holders = holderKeys(baseline, roster);
  // Of the baseline, what was seen counts, although it may not have been everything.
  const keys: Readonly<Record<RepositoryPart, { readonly was: KeysOf; readonly is: KeysOf }>> = {
    privileges: {
      was: ({ privileges }) => privileges.map(holders.was),
      is: ({ privileges, coverage }) =>
        coverage.status === "complete" ? privileges.map(holders.is) : undefined,
    },
    tokens: {
      was: ({ tokens }) => tokens?.list.map(({ id }) => id),
      is: ({ tokens }) =>
        tokens?.coverage.status === "complete" ? tokens.list.map(({ id }) => id) : undefined,
    },
  };
  return (["privileges", "tokens"] as const).flatMap((part) =>
    findShrunk(part, findLosses(baseline, roster, keys[part]), limit),
  );
}

function findShrunk(
  part: RepositoryPart,
  losses: readonly Loss[],
  limit: PartLimit,
): PartShrinkage[] {
  const sum = (name: "lost" | "before") => losses.reduce((total, one) => total + one[name], 0);
  const ofSome = losses.filter(({ lost }) => lost > 0);
  const shrunk = limit.isTooMany(sum("lost"), sum("before"))
    ? [{ losses: ofSome, lost: sum("lost"), before: sum("before") }]
    : ofSome
        .filter(({ lost, before }) => limit.isTooMany(lost, before))
        .map((loss) => ({ ...loss, losses: [loss] }));
  return shrunk.map(({ losses: some, lost, before }) => ({
    part,
    of: new Set(some.map(({ id }) => id)),
    reason: limit.describe(lost, before, part),
  }));
}

function findLosses(
  baseline: Roster,
  roster: Roster,
  { was, is }: { readonly was: KeysOf; readonly is: KeysOf },
): Loss[] {
  const current = new Map(roster.repositories.map((repository) => [repository.id, repository]));
  return baseline.repositories.flatMap((repository) => {
    const { id } = repository;
    const now = current.get(id);
    const [before, after] = [was(repository), now === undefined ? undefined : is(now)];
    if (before === undefined || after === undefined) return [];
    const left = new Set(after);
    const lost = before.filter((key) => !left.has(key)).length;
    return [{ id, before: before.length, lost }];
  });
}

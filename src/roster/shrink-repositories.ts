/** Detects that repositories or privileges shrank implausibly since the baseline. */

import { holderKeys } from "./holder.ts";
import type { Roster } from "./model.ts";

/** What one repository lost. */
interface Loss {
  readonly id: string;
  readonly before: number;
  readonly lost: number;
}

export interface PrivilegeShrinkage {
  /** Permanent ids of the repositories that lost privileges. */
  readonly repositories: ReadonlySet<string>;
  /** A sentence without a final period, with the numbers. */
  readonly reason: string;
}

/**
 * Returns the implausible losses of privileges, as `isTooMany` judges them: of all repositories
 * together, or else of single ones. A repository that is gone, or whose privileges were not read
 * completely, does not count.
 */
export function findPrivilegeShrinkage(
  baseline: Roster,
  roster: Roster,
  limit: {
    readonly isTooMany: (lost: number, before: number) => boolean;
    readonly describe: (lost: number, before: number) => string;
  },
): PrivilegeShrinkage[] {
  const losses = findLosses(baseline, roster);
  const sum = (name: "lost" | "before") => losses.reduce((total, one) => total + one[name], 0);
  const ofSome = losses.filter(({ lost }) => lost > 0);
  const shrunk = limit.isTooMany(sum("lost"), sum("before"))
    ? [{ losses: ofSome, lost: sum("lost"), before: sum("before") }]
    : ofSome
        .filter(({ lost, before }) => limit.isTooMany(lost, before))
        .map((loss) => ({ ...loss, losses: [loss] }));
  return shrunk.map(({ losses: of, lost, before }) => ({
    repositories: new Set(of.map(({ id }) => id)),
    reason: limit.describe(lost, before),
  }));
}

function findLosses(baseline: Roster, roster: Roster): Loss[] {
  const keys = holderKeys(baseline, roster);
  const current = new Map(roster.repositories.map((repository) => [repository.id, repository]));
  return baseline.repositories.flatMap(({ id, privileges }) => {
    const now = current.get(id);
    if (now?.coverage.status !== "complete") return [];
    const left = new Set(now.privileges.map(keys.is));
    const lost = privileges.filter((one) => !left.has(keys.was(one))).length;
    return [{ id, before: privileges.length, lost }];
  });
}

/**
 * The circuit breaker: a roster that lost much since an earlier one is more likely to be badly read
 * than true. Peers deleted whole directories after a list came back empty with status 200.
 */

import type { ListName } from "./coverage.ts";
import type { Roster } from "./model.ts";
import { isUnknown } from "./fact.ts";

/** What one list lost. */
export interface Shrinkage {
  readonly list: ListName;
  /** A sentence without a final stop, with the numbers. */
  readonly reason: string;
}

/** Small workspaces lose a large share of themselves when a few people leave. */
const alwaysBelieved = 5;

/**
 * Returns what the roster lost against the baseline beyond belief: more than `maxShrinkPercent` of
 * its people or teams and more than 5 of them, a whole list, or its last active Owner. 100 believes
 * everything.
 */
export function findShrinkage(
  baseline: Roster,
  roster: Roster,
  maxShrinkPercent: number,
): Shrinkage[] {
  if (maxShrinkPercent >= 100) return [];
  const found: Shrinkage[] = [];
  const lists = [
    ["members", idsOf(baseline.members), idsOf(roster.members)],
    ["teams", idsOf(baseline.teams), idsOf(roster.teams)],
    ["services", slugsOf(baseline.services), slugsOf(roster.services)],
  ] as const;
  for (const [list, before, after] of lists) {
    const lost = [...before].filter((id) => !after.has(id)).length;
    const percent = before.size === 0 ? 0 : (lost / before.size) * 100;
    if (before.size > 0 && after.size === 0) {
      found.push({ list, reason: `it is empty, and the baseline has ${before.size}` });
    } else if (list !== "services" && lost > alwaysBelieved && percent > maxShrinkPercent) {
      found.push({
        list,
        reason: `${lost} of the baseline's ${before.size} are gone, ${Math.floor(percent)} % where at most ${maxShrinkPercent} % are believed at once`,
      });
    }
  }
  if (hasActiveOwner(baseline) && !hasActiveOwner(roster)) {
    found.push({ list: "members", reason: "no active Owner is left, and the baseline has one" });
  }
  return found;
}

/** Returns the roster with the lists that shrank beyond belief no longer counted as whole. */
export function quarantine(roster: Roster, shrinkages: readonly Shrinkage[]): Roster {
  const reasons = new Map(shrinkages.map(({ list, reason }) => [list, reason]));
  const lists = roster.coverage.lists.map((list) => {
    const reason = reasons.get(list.name);
    // Whatever the list claims, unless it admits to another gap.
    if (reason === undefined || list.status === "partial" || list.status === "refused") return list;
    return {
      ...list,
      status: "partial" as const,
      reason: `${reason}; if that is true, accept it with max-shrink: 100 for one run`,
    };
  });
  return { ...roster, coverage: { ...roster.coverage, lists } };
}

function idsOf(entries: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(entries.map(({ id }) => id));
}

function slugsOf(entries: readonly { readonly slug: string }[]): ReadonlySet<string> {
  return new Set(entries.map(({ slug }) => slug));
}

/** One whose role or activity was not seen may be the one. */
function hasActiveOwner({ members }: Roster): boolean {
  return members.some(
    ({ role, active }) =>
      (role === "Owner" || isUnknown(role)) && (active === true || isUnknown(active)),
  );
}

/**
 * Finds repositories and privileges that an artifact would lose, although nobody saw that they are
 * gone.
 */

import { count } from "./count.ts";
import { listCoverage } from "./coverage.ts";
import { isUnknown } from "./fact.ts";
import { holderKeys } from "./holder.ts";
import type { Roster } from "./model.ts";
import type { Privilege } from "./repository.ts";
import { canCompareRepositories } from "./requested.ts";
import type { Shrinkage } from "./shrink.ts";

/**
 * Returns what the roster lost since the baseline, as a sentence without a final period; undefined
 * if nothing is in doubt. In doubt are an implausible loss, and privileges that were not seen because
 * the repository's privileges, or the list of repositories, were not read completely. With a limit
 * of 100, every loss is accepted.
 */
export function findLostRepositories(
  baseline: Roster,
  roster: Roster,
  given: { readonly shrinkages: readonly Shrinkage[]; readonly maxShrinkPercent: number },
): string | undefined {
  if (given.maxShrinkPercent >= 100 || !canCompareRepositories(baseline, roster)) return undefined;
  // Nobody loses access with the tokens of an artifact: C1 does not have them.
  const implausible = given.shrinkages.find(
    ({ list, part }) => list === "repositories" && part !== "tokens",
  );
  return implausible?.reason ?? findUnseen(baseline, roster);
}

function findUnseen(baseline: Roster, roster: Roster): string | undefined {
  const keys = holderKeys(baseline, roster);
  const current = new Map(roster.repositories.map((repository) => [repository.id, repository]));
  const list = listCoverage(roster.coverage, "repositories");
  for (const { id, slug, privileges: all } of baseline.repositories) {
    const privileges = all.filter(isGrant);
    const now = current.get(id);
    if (now === undefined) {
      if (list.status === "complete" || privileges.length === 0) continue;
      return `${slug}, on which the baseline has ${count(privileges.length, "privilege")}, was not seen, and the list of repositories is ${list.status}: ${list.reason}`;
    }
    if (now.coverage.status === "complete") continue;
    const seen = new Set(now.privileges.filter(isGrant).map(keys.is));
    const unseen = privileges.filter((one) => !seen.has(keys.was(one))).length;
    if (unseen === 0) continue;
    return `${unseen} of the baseline's ${privileges.length} privileges on ${now.slug} were not seen, and the privileges on it are ${now.coverage.status}: ${now.coverage.reason}`;
  }
  return undefined;
}

/** Without its level, a privilege is not in the artifact's records. */
function isGrant({ level }: Privilege): boolean {
  return !isUnknown(level);
}

/**
 * Returns why no repository was seen, as a sentence without a final period; null if the workspace
 * has none.
 */
export function whyNoRepository({ repositories, coverage }: Roster): string | null {
  const { status, reason } = listCoverage(coverage, "repositories");
  if (repositories.length > 0 || status === "complete") return null;
  return `no repositories were read: ${reason}`;
}

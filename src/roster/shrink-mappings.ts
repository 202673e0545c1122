/** Detects that the dynamic mappings of an OIDC provider shrank implausibly since the baseline. */

import { isUnknown } from "./fact.ts";
import type { DynamicMapping, Roster } from "./model.ts";

export interface MappingShrinkage {
  /** Permanent id of the provider that lost mappings. */
  readonly provider: string;
  /** A sentence without a final period, with the numbers. */
  readonly reason: string;
}

/**
 * Returns the implausible losses of single providers, as `isTooMany` judges them. A provider that is
 * gone, or whose mappings were not read completely, does not count.
 */
export function findMappingShrinkage(
  baseline: Roster,
  roster: Roster,
  limit: {
    readonly isTooMany: (lost: number, before: number) => boolean;
    readonly describe: (lost: number, before: number) => string;
  },
): MappingShrinkage[] {
  const current = new Map(roster.oidcProviders.map((provider) => [provider.id, provider]));
  return baseline.oidcProviders.flatMap(({ id, slug, mappings: before }) => {
    const now = current.get(id)?.mappings;
    if (now === undefined || isUnknown(now) || isUnknown(before)) return [];
    const left = new Set(now.map(keyOf));
    const lost = before.filter((mapping) => !left.has(keyOf(mapping))).length;
    if (!limit.isTooMany(lost, before.length)) return [];
    const reason = `of OIDC provider "${slug}", ${limit.describe(lost, before.length)}`;
    return [{ provider: id, reason }];
  });
}

function keyOf({ value, service }: DynamicMapping): string {
  return JSON.stringify([value, service]);
}

/** Detects that the dynamic mappings of an OIDC provider shrank implausibly since the baseline. */

import { isUnknown } from "./fact.ts";
import type { DynamicMapping, Roster } from "./model.ts";
import type { PartLimit, PartShrinkage } from "./shrink-part.ts";

/**
 * Returns the implausible losses of single providers, as `isTooMany` judges them. A provider that is
 * gone, or whose mappings were not read completely, does not count.
 */
export function findMappingShrinkage(
  baseline: Roster,
  roster: Roster,
  limit: PartLimit,
): PartShrinkage[] {
  const current = new Map(roster.oidcProviders.map((provider) => [provider.id, provider]));
  return baseline.oidcProviders.flatMap(({ id, slug, mappings: before }) => {
    const now = current.get(id)?.mappings;
    if (now === undefined || isUnknown(now) || isUnknown(before)) return [];
    const left = new Set(now.map(keyOf));
    const lost = before.filter((mapping) => !left.has(keyOf(mapping))).length;
    if (!limit.isTooMany(lost, before.length)) return [];
    const described = limit.describe(lost, before.length, "dynamic mappings");
    const reason = `of OIDC provider "${slug}", ${described}`;
    return [{ part: "dynamic mappings" as const, of: new Set([id]), reason }];
  });
}

function keyOf({ value, service }: DynamicMapping): string {
  return JSON.stringify([value, service]);
}

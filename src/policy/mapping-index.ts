/** Which group mappings of the workspace the policy lists, and which of its entries are missing. */

import { fold } from "../roster/fold.ts";
import type { GroupMapping, Team } from "../roster/model.ts";
import type { MappingPolicy } from "./policy.ts";
import type { RuleContext } from "./rule.ts";

export interface MappingIndex {
  /** Mappings that no entry lists, with any role. */
  readonly unlisted: readonly GroupMapping[];
  /** Mappings that entries list, with these entries: they differ at most in the role. */
  readonly listed: ReadonlyMap<GroupMapping, readonly MappingPolicy[]>;
  /** Entries that no mapping fits, whatever its role. */
  readonly missing: readonly MappingPolicy[];
}

type Context = Pick<RuleContext<unknown>, "roster" | "policy">;

/** Returns the index of a roster's group mappings. Groups and attributes are compared exactly. */
export function indexMappings({ roster, policy }: Context): MappingIndex {
  const entries = Map.groupBy(policy.groupSync ?? [], ({ group }) => group.text);
  const teams = new Map(roster.teams.map((team) => [team.id, team]));
  const listed = new Map<GroupMapping, readonly MappingPolicy[]>();
  const unlisted: GroupMapping[] = [];
  for (const mapping of roster.groupSync.mappings) {
    const found = (entries.get(mapping.value) ?? []).filter((entry) =>
      fits(entry, mapping, teams.get(mapping.team)),
    );
    if (found.length === 0) unlisted.push(mapping);
    else listed.set(mapping, found);
  }
  const used = new Set([...listed.values()].flat());
  const missing = (policy.groupSync ?? []).filter((entry) => !used.has(entry));
  return { unlisted, listed, missing };
}

function fits(
  { team: name, attribute }: MappingPolicy,
  mapping: GroupMapping,
  team: Team | undefined,
): boolean {
  const names = [mapping.team, ...(team === undefined ? [] : [team.slug])].map(fold);
  return names.includes(fold(name.text)) && (attribute === null || attribute === mapping.attribute);
}

/** Which group mappings of the workspace the policy lists, and which of its entries are missing. */

import { fold } from "../roster/fold.ts";
import type { GroupMapping } from "../roster/model.ts";
import { needList } from "./need-list.ts";
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

type Context = Pick<RuleContext<unknown>, "roster" | "policy" | "cannotJudge">;

/**
 * Returns the index of a roster's group mappings. Groups and attributes are compared exactly. A
 * mapping whose team was not seen may be the one of an entry: it is then on no list, and the rule is
 * not judged.
 */
export function indexMappings(context: Context): MappingIndex {
  const { roster, policy } = context;
  const entries = Map.groupBy(policy.groupSync ?? [], ({ group }) => group.text);
  const slugs = new Map(roster.teams.map(({ id, slug }) => [id, slug]));
  const known = new Set(roster.teams.flatMap(({ id, slug }) => [fold(id), fold(slug)]));
  const listed = new Map<GroupMapping, readonly MappingPolicy[]>();
  const unlisted: GroupMapping[] = [];
  for (const mapping of roster.groupSync.mappings) {
    const ofGroup = (entries.get(mapping.value) ?? []).filter(
      ({ attribute }) => attribute === null || attribute === mapping.attribute,
    );
    const slug = slugs.get(mapping.team);
    const names = new Set([mapping.team, ...(slug === undefined ? [] : [slug])].map(fold));
    const found = ofGroup.filter(({ team }) => names.has(fold(team.text)));
    const isOpen = slug === undefined && ofGroup.some(({ team }) => !known.has(fold(team.text)));
    if (found.length > 0) listed.set(mapping, found);
    else if (!isOpen || needList(context, "teams")) unlisted.push(mapping);
  }
  const used = new Set([...listed.values()].flat());
  const missing = (policy.groupSync ?? []).filter((entry) => !used.has(entry));
  return { unlisted, listed, missing };
}

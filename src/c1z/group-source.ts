/** Where the members of a team come from, as far as the mappings of group sync show it. */

import { listCoverage } from "../roster/coverage.ts";
import { isUnknown } from "../roster/fact.ts";
import type { GroupMapping, Roster } from "../roster/model.ts";

export interface GroupSource {
  /** The SDK's word; undefined if it is not known. */
  readonly type: "directory_synced" | "native" | undefined;
  /** The mappings in words; undefined if none was seen. */
  readonly mappings: string | undefined;
}

/**
 * Returns a function from a team's id to its source. A team is native if no mapping feeds it: the
 * list of mappings was read completely and has none for the team, or group sync is off. If it is
 * unknown whether group sync is on, a mapping proves nothing.
 */
export function createGroupSources({
  groupSync,
  coverage,
}: Pick<Roster, "groupSync" | "coverage">): (team: string) => GroupSource {
  const byTeam = Map.groupBy(groupSync.mappings, ({ team }) => team);
  const isComplete = listCoverage(coverage, "group-sync").status === "complete";
  const isOff = groupSync.enabled === false;
  return (team) => {
    const mappings = byTeam.get(team);
    const isNative = isOff || (isComplete && mappings === undefined);
    const isSynced = groupSync.enabled === true && mappings !== undefined;
    return {
      type: isNative ? "native" : isSynced ? "directory_synced" : undefined,
      mappings: mappings?.map(describeMapping).join("; "),
    };
  };
}

/** Like `groups = platform (Member)`. The role is left out if it is unknown. */
function describeMapping({ attribute, value, role }: GroupMapping): string {
  return `${attribute} = ${value}${isUnknown(role) ? "" : ` (${role})`}`;
}

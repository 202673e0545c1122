/** Compares the grants on resources of one type with those that this program would write. */

import type { DatabaseSync } from "node:sqlite";

import type { GrantGroup } from "../grant-groups.ts";
import { hasGrantIndex } from "./read-grants.ts";

export interface MatchedGrants {
  /** How many grants the sync has on resources of the type. */
  readonly count: number;
  /** Whether they are exactly the expected ones, byte for byte. */
  readonly asWritten: boolean;
}

/** Compares the grants of a sync on resources of a type with the expected ones. */
export function matchGrants(
  database: DatabaseSync,
  { syncId, type }: { readonly syncId: string; readonly type: string },
  expected: Iterable<GrantGroup>,
): MatchedGrants {
  const all = database
    .prepare("select count(*) as n from v1_grants where sync_id = ? and resource_type_id = ?")
    .get(syncId, type);
  const count = Number(all?.["n"]);
  // Without the index, SQLite would search all grants for each of the expected ones.
  if (!hasGrantIndex(database)) return { count, asWritten: false };
  // A cross join keeps the order: each id is looked up in the index.
  const match = database.prepare(`
    select count(*) as n from json_each(:ids) cross join v1_grants
      on entitlement_id = :entitlement and principal_resource_type_id = :principalType
      and principal_resource_id = value
    where sync_id = :syncId and resource_type_id = :resourceType and resource_id = :resourceId
      and external_id = :entitlement || ':' || :principalType || ':' || value
      and expansion is :expansion and needs_expansion = (:expansion is not null)
      and data = cast(:head || value || :tail || value || :rest as blob)`);
  let found = 0;
  for (const { principalIds, entitlementId: entitlement, ...group } of expected) {
    const ids = JSON.stringify(principalIds);
    if (match.get({ ...group, entitlement, ids, syncId })?.["n"] !== principalIds.length) {
      return { count, asWritten: false };
    }
    found += principalIds.length;
  }
  return { count, asWritten: found === count };
}

/** Reads what identifies the parts of a sync in C1. */

import type { DatabaseSync } from "node:sqlite";

import type { EntitlementIdentity, SyncIdentities } from "../roster/connector-sync.ts";
import { readForeign } from "./foreign-entitlements.ts";
import { toGranted, type RoleEntitlements } from "./grant-index.ts";
import { resourceTypes } from "./identity.ts";
import { decodeRecord } from "./protobuf/decode-record.ts";
import { EntitlementSchema } from "./protobuf/gen/c1/connector/v2/connector_pb.js";
import { withDatabase } from "./read.ts";
import { readRecords } from "./sqlite/read-records.ts";

const accountTypes: ReadonlySet<string> = new Set([resourceTypes.user, resourceTypes.service]);

/** Returns the ids of a sync of an artifact. Throws like `readArtifact`. */
export async function readIdentities(path: string, syncId: string): Promise<SyncIdentities> {
  return await withDatabase(path, (database) => {
    const resources = selectText(
      database,
      "select resource_type_id, external_id from v1_resources where sync_id = ? order by id",
      syncId,
    );
    if (resources.length === 0) throw new Error("it was changed while it was read");
    const keysOf = (isWanted: (type: string) => boolean) =>
      resources.flatMap(([type = "", key = ""]) => (isWanted(type) ? [key] : []));
    const entitlements = () => readRecords(database, "v1_entitlements", { sync_id: syncId });
    const { roleEntitlements } = readForeign(entitlements());
    const grants = "select external_id from v1_grants where sync_id = ? order by id";
    return {
      accounts: keysOf((type) => accountTypes.has(type)),
      teams: keysOf((type) => type === resourceTypes.team),
      otherResources: keysOf((type) => !accountTypes.has(type) && type !== resourceTypes.team),
      entitlements: [...entitlements()].map((data) => toIdentity(data, roleEntitlements)),
      grants: selectText(database, grants, syncId).flat(),
    };
  });
}

function selectText(database: DatabaseSync, sql: string, syncId: string): string[][] {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  const rows = statement.all(syncId) as unknown as unknown[][];
  return rows.map((row) => row.map((value) => (typeof value === "string" ? value : "")));
}

function toIdentity(data: Uint8Array, roleEntitlements: RoleEntitlements): EntitlementIdentity {
  const { id, displayName, resource } = decodeRecord(EntitlementSchema, data);
  const on = { type: resource?.id?.resourceType ?? "", id: resource?.id?.resource ?? "" };
  const { role, membership } = toGranted({ id, on }, roleEntitlements);
  return { id, displayName, given: membership ?? (role === undefined ? undefined : { role }) };
}

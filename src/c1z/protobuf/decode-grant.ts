/**
 * Reads only the principal and the entitlement of a grant's record. A grant of another connector
 * may contain two complete resources that are not needed here.
 */

import { decodeRecord } from "./decode-record.ts";
import { GrantKeySchema, type GrantKey_ResourceKey } from "./gen/c1/connector/v2/connector_pb.js";

export interface DecodedGrant {
  readonly what: GrantedEntitlement;
  readonly who: TypedId;
}

export interface GrantedEntitlement {
  readonly id: string;
  readonly on: TypedId;
}

export interface TypedId {
  readonly type: string;
  readonly id: string;
}

/**
 * Returns a function that decodes a `Grant`. Missing values are empty strings. The function throws
 * `Error` for bytes that are not a grant. Consecutive grants of one entitlement share its object.
 */
export function createGrantDecoder(): (data: Uint8Array) => DecodedGrant {
  let what: GrantedEntitlement = { id: "", on: { type: "", id: "" } };
  return (data) => {
    const { entitlement, principal } = decodeRecord(GrantKeySchema, data);
    const { id = "", resource } = entitlement ?? {};
    const on = toTypedId(resource);
    const isSame = id === what.id && on.type === what.on.type && on.id === what.on.id;
    if (!isSame) what = { id, on };
    return { what, who: toTypedId(principal) };
  };
}

function toTypedId(key: GrantKey_ResourceKey | undefined): TypedId {
  return { type: key?.id?.resourceType ?? "", id: key?.id?.resource ?? "" };
}

/** The common bytes of one entitlement's grants, for principals whose ids have the same length. */

import { create, toBinary } from "@bufbuild/protobuf";
import { anyPack } from "@bufbuild/protobuf/wkt";

import type { GrantedEntitlement, TypedId } from "./decode-grant.ts";
import {
  GrantExpandableSchema,
  GrantImmutableSchema,
  GrantSchema,
} from "./gen/c1/connector/v2/connector_pb.js";
import { grantId } from "../identity.ts";

/** A record is `head`, the principal's id, `tail`, the id again, and `rest`. */
export interface GrantTemplate {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  readonly rest: Uint8Array;
}

/** Where a grant comes from, if it does not only come from its own entitlement. */
export interface GrantOrigin {
  /** Ids of entitlements, sorted. */
  readonly sources: readonly string[];
  /** Whether the grant follows from others only. */
  readonly isDerived: boolean;
}

/**
 * Returns the template for principals whose ids have as many bytes as this one's. The principal and
 * the grant's id both end with the principal's id; the origin follows.
 */
export function toTemplate(
  { id: entitlement, on }: GrantedEntitlement,
  who: TypedId,
  origin?: GrantOrigin,
): GrantTemplate {
  const grant = grantId(entitlement, who.type, who.id);
  const bytes = toBinary(
    GrantSchema,
    create(GrantSchema, {
      id: grant,
      entitlement: {
        id: entitlement,
        resource: { id: { resourceType: on.type, resource: on.id } },
      },
      principal: { id: { resourceType: who.type, resource: who.id } },
    }),
  );
  const idField = toBinary(GrantSchema, create(GrantSchema, { id: grant }));
  const tailStart = bytes.length - idField.length;
  const length = Buffer.byteLength(who.id);
  return {
    head: bytes.subarray(0, tailStart - length),
    tail: bytes.subarray(tailStart, bytes.length - length),
    rest: origin === undefined ? new Uint8Array() : encodeOrigin(origin),
  };
}

/** The last fields of a record. The readers' own expansion marks each source as direct. */
function encodeOrigin({ sources, isDerived }: GrantOrigin): Uint8Array {
  const annotations = isDerived
    ? [anyPack(GrantImmutableSchema, create(GrantImmutableSchema))]
    : [];
  const entries = sources.map((id) => [id, { isDirect: true }] as const);
  const message = { annotations, sources: { sources: Object.fromEntries(entries) } };
  return toBinary(GrantSchema, create(GrantSchema, message));
}

/** Returns what a grant to a team says about its members, in the form of the grants table. */
export function encodeExpansion(entitlement: string): Uint8Array {
  return toBinary(
    GrantExpandableSchema,
    create(GrantExpandableSchema, { entitlementIds: [entitlement] }),
  );
}

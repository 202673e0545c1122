/** The common bytes of one entitlement's grants, for principals whose ids have the same length. */

import { create, toBinary } from "@bufbuild/protobuf";

import type { GrantedEntitlement, TypedId } from "./decode-grant.ts";
import { GrantSchema } from "./gen/c1/connector/v2/connector_pb.js";
import { grantId } from "../identity.ts";

/** A record is `head`, the principal's id, `tail`, and the id again. */
export interface GrantTemplate {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

/**
 * Returns the template for principals whose ids have as many bytes as this one's. The last two
 * fields of a record, the principal and the grant's id, both end with the principal's id.
 */
export function toTemplate(
  { id: entitlement, on }: GrantedEntitlement,
  who: TypedId,
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
  };
}

/** Groups the principals of one entitlement, so that each group's grants have common bytes. */

import {
  encodeExpansion,
  toTemplate,
  type GrantOrigin,
  type GrantTemplate,
} from "./protobuf/grant-template.ts";
import { entitlementId, type PrincipalType } from "./identity.ts";
import type { Principal } from "./principals.ts";

/**
 * Grants of one entitlement whose messages differ only in the principal's id. Each message's bytes
 * are `head`, the id, `tail`, the id again, and `rest`.
 */
export interface GrantGroup extends GrantTemplate {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly entitlementId: string;
  readonly principalType: PrincipalType;
  /** In id order; all have the same length in UTF-8. */
  readonly principalIds: readonly string[];
  /** Set if the grant means something for the members of a team. */
  readonly expansion: Uint8Array | null;
}

/** A principal of one entitlement. */
export interface Grantee extends Principal {
  /** Absent if the entitlement is only held directly. */
  readonly origin?: GrantOrigin | undefined;
  /** The entitlement whose holders also get this one. */
  readonly expandsTo?: string | undefined;
}

/** Yields groups of an entitlement's principals, which are in the order of type and id. */
export function* groupsOf(
  resourceType: string,
  resourceId: string,
  slug: string,
  grantees: readonly Grantee[],
): Generator<GrantGroup> {
  const entitlement = entitlementId(resourceType, resourceId, slug);
  for (let start = 0; start < grantees.length;) {
    const first = grantees[start];
    if (first === undefined) return;
    const length = Buffer.byteLength(first.id);
    const belongsToGroup = ({ type, id, origin, expandsTo }: Grantee) =>
      type === first.type &&
      Buffer.byteLength(id) === length &&
      isSameOrigin(origin, first.origin) &&
      expandsTo === first.expandsTo;
    const end = grantees.findIndex((grantee, at) => at > start && !belongsToGroup(grantee));
    const group = grantees.slice(start, end < 0 ? undefined : end);
    const what = { id: entitlement, on: { type: resourceType, id: resourceId } };
    yield {
      resourceType,
      resourceId,
      entitlementId: entitlement,
      principalType: first.type,
      principalIds: group.map(({ id }) => id),
      expansion: first.expandsTo === undefined ? null : encodeExpansion(first.expandsTo),
      ...toTemplate(what, first, first.origin),
    };
    start += group.length;
  }
}

function isSameOrigin(a: GrantOrigin | undefined, b: GrantOrigin | undefined): boolean {
  if (a === b || a === undefined || b === undefined) return a === b;
  return (
    a.isDerived === b.isDerived &&
    a.sources.length === b.sources.length &&
    a.sources.every((source, at) => source === b.sources[at])
  );
}

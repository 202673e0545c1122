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

/**
 * Yields groups of an entitlement's principals, which are in the order of type and id. A group has
 * every principal whose message has the same bytes around the id, and comes where its first one is:
 * people who get a repository through the same teams are rarely neighbors.
 */
export function* groupsOf(
  resourceType: string,
  resourceId: string,
  slug: string,
  grantees: readonly Grantee[],
): Generator<GrantGroup> {
  const entitlement = entitlementId(resourceType, resourceId, slug);
  const what = { id: entitlement, on: { type: resourceType, id: resourceId } };
  for (const group of groupAlike(grantees)) {
    const [first] = group;
    if (first === undefined) continue;
    const { type, id, origin, expandsTo } = first;
    yield {
      resourceType,
      resourceId,
      entitlementId: entitlement,
      principalType: type,
      principalIds: group.map((grantee) => grantee.id),
      expansion: expandsTo === undefined ? null : encodeExpansion(expandsTo),
      ...toTemplate(what, { type, id }, origin),
    };
  }
}

function groupAlike(grantees: readonly Grantee[]): Iterable<readonly Grantee[]> {
  const groups = new Map<string, Grantee[]>();
  let group: Grantee[] = [];
  for (const grantee of grantees) {
    // Most are like the one before, and need no key.
    if (!isAlike(grantee, group[0])) {
      const key = keyOf(grantee);
      group = groups.get(key) ?? [];
      groups.set(key, group);
    }
    group.push(grantee);
  }
  return groups.values();
}

function isAlike({ type, id, origin, expandsTo }: Grantee, other: Grantee | undefined): boolean {
  return (
    type === other?.type &&
    Buffer.byteLength(id) === Buffer.byteLength(other.id) &&
    origin === other.origin &&
    expandsTo === other.expandsTo
  );
}

function keyOf({ type, id, origin, expandsTo }: Grantee): string {
  return JSON.stringify([type, Buffer.byteLength(id), origin, expandsTo]);
}

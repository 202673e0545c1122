/**
 * What the entitlements of another connector's sync mean. A workspace role may be an entitlement on
 * the organization or a resource of its own, and a team may have an entitlement for its managers.
 */

import { fold } from "../roster/fold.ts";
import { roles, type Role } from "../roster/roles.ts";
import type { RoleEntitlements } from "./grant-index.ts";
import { entitlementId, resourceTypes, roleSlugs, teamSlugs } from "./identity.ts";
import { decodeRecord } from "./protobuf/decode-record.ts";
import {
  Entitlement_Purpose,
  EntitlementSchema,
  type Entitlement,
  type Resource,
} from "./protobuf/gen/c1/connector/v2/connector_pb.js";

export interface ForeignEntitlements {
  readonly teamsWithManager: ReadonlySet<string>;
  readonly roleEntitlements: RoleEntitlements;
}

/** Returns what the entitlements of a sync without our document mean. */
export function readForeign(blobs: Iterable<Uint8Array>): ForeignEntitlements {
  const teamsWithManager = new Set<string>();
  const roleEntitlements = new Map<string, Role>();
  for (const data of blobs) {
    const entitlement = decodeRecord(EntitlementSchema, data);
    const { id, resource } = entitlement;
    const on = resource?.id;
    if (on?.resourceType === resourceTypes.team) {
      const manager = entitlementId(on.resourceType, on.resource, teamSlugs.Manager);
      if (fold(id) === fold(manager)) teamsWithManager.add(on.resource);
    }
    const role = roleGivenBy(entitlement);
    if (role !== undefined) roleEntitlements.set(id, role);
  }
  return { teamsWithManager, roleEntitlements };
}

/** A permission on a role, such as to edit it, does not give the role. */
function roleGivenBy({ resource, purpose }: Entitlement): Role | undefined {
  const isAssignment =
    purpose === Entitlement_Purpose.ASSIGNMENT || purpose === Entitlement_Purpose.UNSPECIFIED;
  return isAssignment && resource !== undefined ? roleOf(resource) : undefined;
}

/** Whether the resource is one of the workspace roles. */
export function isRoleResource(resource: Resource): boolean {
  return roleOf(resource) !== undefined;
}

/** Undefined if neither id nor name is a role's, or if they are those of two roles. */
function roleOf({ id, displayName }: Resource): Role | undefined {
  if (id?.resourceType !== resourceTypes.role) return undefined;
  const names = new Set([fold(id.resource), fold(displayName)]);
  const named = roles.filter((role) => names.has(roleSlugs[role]));
  return named.length === 1 ? named[0] : undefined;
}

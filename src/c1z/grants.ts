/**
 * Converts a roster to C1's grants. They come in groups, because there are as many as people times
 * teams.
 */

import { compareIds, type Roster } from "../roster/model.ts";
import { isUnknown } from "../roster/fact.ts";
import { toTemplate, type GrantTemplate } from "./protobuf/grant-template.ts";
import {
  entitlementId,
  resourceTypes,
  roleSlugs,
  teamSlugs,
  type PrincipalType,
} from "./identity.ts";

/**
 * Grants of one entitlement whose messages differ only in the principal's id. Each message's bytes
 * are `head`, the id, `tail`, and the id again.
 */
export interface GrantGroup extends GrantTemplate {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly entitlementId: string;
  readonly principalType: PrincipalType;
  /** In id order; all have the same length in UTF-8. */
  readonly principalIds: readonly string[];
}

interface Principal {
  readonly type: PrincipalType;
  readonly id: string;
}

/**
 * Yields the grants in id order. They contain ids only; readers take the names from the rows that
 * the ids refer to.
 */
export function* grantGroups(roster: Roster): Generator<GrantGroup> {
  const { byRole, byTeam } = collectPrincipals(roster);
  const { id: workspaceId } = roster.workspace;
  const roles = Object.entries(roleSlugs).sort(([, a], [, b]) => compareIds(a, b));
  for (const [role, slug] of roles) {
    yield* groupsOf(resourceTypes.organization, workspaceId, slug, byRole.get(role) ?? []);
  }
  for (const { id } of roster.teams) {
    const team = byTeam.get(id);
    if (team === undefined) continue;
    yield* groupsOf(resourceTypes.team, id, teamSlugs.Manager, team.managers);
    yield* groupsOf(resourceTypes.team, id, teamSlugs.Member, team.all);
  }
}

interface Principals {
  readonly byRole: ReadonlyMap<string, readonly Principal[]>;
  readonly byTeam: ReadonlyMap<string, Team>;
}

interface Team {
  readonly all: Principal[];
  readonly managers: Principal[];
}

function collectPrincipals({ members, services }: Roster): Principals {
  const byRole = new Map<string, Principal[]>();
  const byTeam = new Map<string, Team>();
  const add = (
    principal: Principal,
    { role, teams }: Pick<Roster["members"][number], "role" | "teams">,
  ) => {
    if (!isUnknown(role)) push(byRole, role, principal);
    for (const membership of isUnknown(teams) ? [] : teams) {
      const team = byTeam.get(membership.team) ?? { all: [], managers: [] };
      byTeam.set(membership.team, team);
      team.all.push(principal);
      if (membership.role === "Manager") team.managers.push(principal);
    }
  };
  // Service accounts come first, because their type sorts first.
  for (const service of services) add({ type: resourceTypes.service, id: service.slug }, service);
  for (const member of members) add({ type: resourceTypes.user, id: member.id }, member);
  return { byRole, byTeam };
}

function* groupsOf(
  resourceType: string,
  resourceId: string,
  slug: string,
  principals: readonly Principal[],
): Generator<GrantGroup> {
  const entitlement = entitlementId(resourceType, resourceId, slug);
  for (let start = 0; start < principals.length;) {
    const first = principals[start];
    if (first === undefined) return;
    const length = Buffer.byteLength(first.id);
    const belongsToGroup = ({ type, id }: Principal) =>
      type === first.type && Buffer.byteLength(id) === length;
    const end = principals.findIndex((principal, at) => at > start && !belongsToGroup(principal));
    const group = principals.slice(start, end < 0 ? undefined : end);
    yield {
      resourceType,
      resourceId,
      entitlementId: entitlement,
      principalType: first.type,
      principalIds: group.map(({ id }) => id),
      ...toTemplate({ id: entitlement, on: { type: resourceType, id: resourceId } }, first),
    };
    start += group.length;
  }
}

function push<Key, Value>(groups: Map<Key, Value[]>, key: Key, value: Value): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}

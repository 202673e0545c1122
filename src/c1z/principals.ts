/** Who has which workspace role and is in which team, in the form of C1's principals. */

import type { Roster } from "../roster/model.ts";
import { isUnknown } from "../roster/fact.ts";
import { resourceTypes, type PrincipalType } from "./identity.ts";

export interface Principal {
  readonly type: PrincipalType;
  readonly id: string;
}

export interface Principals {
  readonly byRole: ReadonlyMap<string, readonly Principal[]>;
  /** By the team's permanent id. */
  readonly byTeam: ReadonlyMap<string, TeamPrincipals>;
}

/** Both lists are in the order of type and id. */
export interface TeamPrincipals {
  readonly all: readonly Principal[];
  readonly managers: readonly Principal[];
}

/** Returns the accounts of a roster by role and by team. */
export function collectPrincipals({ members, services }: Roster): Principals {
  const byRole = new Map<string, Principal[]>();
  const byTeam = new Map<string, { all: Principal[]; managers: Principal[] }>();
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

function push<Key, Value>(groups: Map<Key, Value[]>, key: Key, value: Value): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}

/** Compares how many rows were encoded with how many the roster needs. */

import { isUnknown, type Fact } from "../roster/fact.ts";
import type { Membership, Roster } from "../roster/model.ts";
import type { SummarizedBatch } from "./batches.ts";
import { entitlementId, resourceTypes, roleSlugs, teamSlugs } from "./identity.ts";

/** How many rows there are, by resource type or by entitlement. */
type Counts = Map<string, number>;

/**
 * Returns what has too few or too many rows; undefined if nothing has. Ids differ in each table, so
 * the right number of rows means that none is missing. Repositories' grants are not counted: several
 * privileges may give one grant.
 */
export function findMissing(roster: Roster, added: readonly SummarizedBatch[]): string | undefined {
  const found: Counts = new Map();
  for (const { table, rows } of added.filter((batch) => batch.table !== "assets")) {
    if (table === "resources") count(found, rows.type, rows.count);
    if (table === "grants") count(found, rows.entitlementId, rows.count);
  }
  for (const [name, expected] of countNeeded(roster)) {
    if ((found.get(name) ?? 0) !== expected) return `the number of rows of ${name}`;
  }
  return undefined;
}

function countNeeded({ workspace, members, services, teams }: Roster): Counts {
  const grants: Counts = new Map();
  const add = (role: Fact<keyof typeof roleSlugs>, memberships: Fact<readonly Membership[]>) => {
    if (!isUnknown(role)) count(grants, roleSlugs[role]);
    for (const { team, role: inTeam } of isUnknown(memberships) ? [] : memberships) {
      count(grants, `${team} ${teamSlugs.Member}`);
      if (inTeam === "Manager") count(grants, `${team} ${teamSlugs.Manager}`);
    }
  };
  for (const member of members) add(member.role, member.teams);
  for (const service of services) add(service.role, service.teams);
  const { organization, service, team: teamType, user } = resourceTypes;
  return new Map([
    [user, members.length],
    [service, services.length],
    [teamType, teams.length],
    ...Object.values(roleSlugs).map(
      (slug) => [entitlementId(organization, workspace.id, slug), grants.get(slug) ?? 0] as const,
    ),
    // A team that is not on the list has no entitlement.
    ...teams.flatMap(({ id }) =>
      Object.values(teamSlugs).map(
        (slug) => [entitlementId(teamType, id, slug), grants.get(`${id} ${slug}`) ?? 0] as const,
      ),
    ),
  ]);
}

function count(counts: Counts, name: string, rows = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + rows);
}

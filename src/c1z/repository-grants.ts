/**
 * Converts the privileges on repositories to C1's grants, as the SDK's syncer leaves them after
 * expansion: a team's grant, and one for each account in the team, with the team's entitlement as
 * its source. A privilege of unknown level, or of a slug that nobody has, is not a grant.
 */

import { compareIds, type Roster } from "../roster/model.ts";
import { holderKey, type PrivilegeHolder, type Repository } from "../roster/repository.ts";
import { groupsOf, type Grantee, type GrantGroup } from "./grant-groups.ts";
import { entitlementId, levelSlugs, resourceTypes, teamSlugs } from "./identity.ts";
import { collectPrincipals, type Principal, type Principals } from "./principals.ts";

/** The levels in the order of their entitlements' ids. */
export const sortedLevels = (Object.keys(levelSlugs) as (keyof typeof levelSlugs)[]).sort((a, b) =>
  compareIds(levelSlugs[a], levelSlugs[b]),
);

/**
 * Yields the grants on repositories. A privilege gives its own level only: C1 can then revoke what
 * Cloudsmith can remove.
 */
export function* repositoryGrantGroups(
  roster: Roster,
  principals: Principals = collectPrincipals(roster),
): Generator<GrantGroup> {
  const holders = indexHolders(roster);
  for (const repository of roster.repositories) {
    for (const level of sortedLevels) {
      const slug = levelSlugs[level];
      const own = entitlementId(resourceTypes.repository, repository.id, slug);
      const direct = directHolders(repository, level, holders);
      const grantees = expand(direct, own, principals);
      yield* groupsOf(resourceTypes.repository, repository.id, slug, grantees);
    }
  }
}

type HolderIndex = ReadonlyMap<string, Principal>;

/** Two entries with one slug would both be the holder, so neither is. */
function indexHolders({ members, services, teams }: Roster): HolderIndex {
  const found = new Map<string, Principal>();
  const ambiguous = new Set<string>();
  const add = (kind: PrivilegeHolder, slug: string, principal: Principal) => {
    const key = holderKey({ kind, slug });
    if (found.has(key)) ambiguous.add(key);
    found.set(key, principal);
  };
  for (const { id, username } of members) add("user", username, { type: resourceTypes.user, id });
  for (const { slug } of services) add("service", slug, { type: resourceTypes.service, id: slug });
  for (const { id, slug } of teams) add("team", slug, { type: resourceTypes.team, id });
  for (const key of ambiguous) found.delete(key);
  return found;
}

function directHolders(
  { privileges }: Repository,
  level: keyof typeof levelSlugs,
  holders: HolderIndex,
): readonly Principal[] {
  const found = privileges
    .filter((privilege) => privilege.level === level)
    .map((privilege) => holders.get(holderKey(privilege)))
    .filter((principal) => principal !== undefined);
  // Two spellings of one slug are one holder.
  return [...new Set(found)];
}

/** Returns the direct holders and the accounts in their teams, in the order of type and id. */
function expand(
  direct: readonly Principal[],
  own: string,
  { byTeam }: Principals,
): readonly Grantee[] {
  const sources = new Map<string, { principal: Principal; through: string[] }>();
  const teams = direct.filter(({ type }) => type === resourceTypes.team);
  for (const { id } of teams) {
    const source = memberEntitlement(id);
    for (const principal of byTeam.get(id)?.all ?? []) {
      const key = `${principal.type}:${principal.id}`;
      const known = sources.get(key);
      if (known === undefined) sources.set(key, { principal, through: [source] });
      else known.through.push(source);
    }
  }
  const grantees: Grantee[] = [];
  for (const principal of direct) {
    const key = `${principal.type}:${principal.id}`;
    const through = sources.get(key)?.through;
    sources.delete(key);
    const origin = through && { sources: [own, ...through].sort(compareIds), isDerived: false };
    const expandsTo =
      principal.type === resourceTypes.team ? memberEntitlement(principal.id) : undefined;
    grantees.push({ ...principal, origin, expandsTo });
  }
  for (const { principal, through } of sources.values()) {
    grantees.push({ ...principal, origin: { sources: through.sort(compareIds), isDerived: true } });
  }
  return grantees.sort((a, b) => compareIds(a.type, b.type) || compareIds(a.id, b.id));
}

function memberEntitlement(team: string): string {
  return entitlementId(resourceTypes.team, team, teamSlugs.Member);
}

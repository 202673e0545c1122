/**
 * Converts a roster to C1's grants. They come in groups, because there are as many as people times
 * teams.
 */

import { compareIds, type Roster } from "../roster/model.ts";
import { groupsOf, type GrantGroup } from "./grant-groups.ts";
import { resourceTypes, roleSlugs, teamSlugs } from "./identity.ts";
import { collectPrincipals } from "./principals.ts";
import { repositoryGrantGroups } from "./repository-grants.ts";

/**
 * Yields the grants, one entitlement after the other. They contain ids only; readers take the names
 * from the rows that the ids refer to.
 */
export function* grantGroups(
  roster: Roster,
  { withRepositories = false }: { readonly withRepositories?: boolean | undefined } = {},
): Generator<GrantGroup> {
  const principals = collectPrincipals(roster);
  const { byRole, byTeam } = principals;
  const { id: workspaceId } = roster.workspace;
  const roles = Object.entries(roleSlugs).sort(([, a], [, b]) => compareIds(a, b));
  for (const [role, slug] of roles) {
    yield* groupsOf(resourceTypes.organization, workspaceId, slug, byRole.get(role) ?? []);
  }
  if (withRepositories) yield* repositoryGrantGroups(roster, principals);
  for (const { id } of roster.teams) {
    const team = byTeam.get(id);
    if (team === undefined) continue;
    yield* groupsOf(resourceTypes.team, id, teamSlugs.Manager, team.managers);
    yield* groupsOf(resourceTypes.team, id, teamSlugs.Member, team.all);
  }
}

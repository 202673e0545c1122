/** Teams that the identity provider fills: a change in the workspace does not last there. */

import type { Team } from "../roster/model.ts";
import type { Finding } from "./finding.ts";
import type { TeamIndex } from "./rule.ts";

/**
 * Returns a fact for findings about people, which exists only if group sync fills the team. Service
 * accounts do not come from the identity provider.
 */
export function syncedFact(teams: TeamIndex, team: Team): { readonly synced?: true } {
  return teams.isSynced(team) ? { synced: true } : {};
}

/** Returns the remedy for a team that group sync fills; undefined for any other team. */
export function remedyAtProvider({ facts }: Pick<Finding, "facts">): string | undefined {
  return facts["synced"] === true
    ? "Fix it at the identity provider: group sync fills this team from a group there, and reverts changes in the workspace. Or change the policy."
    : undefined;
}

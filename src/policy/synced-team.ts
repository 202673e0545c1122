/** Teams that the identity provider fills, where a change in the workspace does not last. */

import type { Team } from "../roster/model.ts";
import type { Finding } from "./finding.ts";
import type { TeamIndex } from "./rule.ts";

/**
 * Returns a fact for people's findings that is there only where group sync fills the team. Service
 * accounts come from no identity provider.
 */
export function syncedFact(teams: TeamIndex, team: Team): { readonly synced?: true } {
  return teams.isSynced(team) ? { synced: true } : {};
}

/** Returns the remedy for a team that group sync fills; undefined for any other. */
export function remedyAtProvider({ facts }: Pick<Finding, "facts">): string | undefined {
  return facts["synced"] === true
    ? "Fix it at the identity provider: group sync fills this team from a group there, and undoes what is changed in the workspace. Or change what the policy says."
    : undefined;
}

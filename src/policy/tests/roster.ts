/**
 * The roster of a policy test. It begins as the one that the policy describes: everybody it lists is
 * there, healthy, and holds what it lists. Then the test's fragment changes that.
 */

import { listNames } from "../../roster/coverage.ts";
import type { GroupMapping, Roster, Team } from "../../roster/model.ts";
import type { Policy } from "../policy.ts";
import type { PolicyTestEntry } from "./format.ts";
import { createPlace, toFact } from "./fragment.ts";
import { toMembers } from "./members.ts";
import { toInvites, toServices } from "./services.ts";
import { toTeams } from "./teams.ts";
import { fitsWildcard } from "../wildcard.ts";

/** Returns the roster as it is on the day of the test. */
export function toRoster(policy: Policy, fragment: PolicyTestEntry, now: Date): Roster {
  const teams = toTeams(policy, fragment);
  const place = createPlace(now, teams);
  const sso = fragment["single-sign-on"] ?? {};
  return {
    workspace: {
      id: policy.organization,
      slug: policy.organization,
      name: policy.organization,
      createdAt: "2020-01-01T00:00:00.000Z",
    },
    members: toMembers(policy, fragment, place),
    teams,
    services: toServices(policy, fragment, place),
    invites: toInvites(fragment, place),
    singleSignOn: {
      enabled: toFact(sso.enabled ?? true),
      enforced: toFact(sso.enforced ?? true),
    },
    groupSync: { enabled: true, mappings: toMappings(policy, teams) },
    oidcProviders: [],
    coverage: {
      readAs: { kind: "service", slug: null, role: "Manager" },
      lists: listNames.map((name) => ({
        name,
        status: "complete" as const,
        count: 0,
        expected: null,
        reason: null,
      })),
    },
    readAt: now.toISOString(),
  };
}

/** The identity provider feeds the teams that the policy says it feeds. */
function toMappings(policy: Policy, teams: readonly Team[]): GroupMapping[] {
  const synced = policy.teams.filter((team) => team.synced).map(({ name }) => name.text);
  return teams
    .filter(({ slug, id }) =>
      synced.some((name) => fitsWildcard(name, slug) || fitsWildcard(name, id)),
    )
    .map(({ id, slug }) => ({
      id: `mapping-${slug}`,
      team: id,
      role: "Member",
      attribute: "groups",
      value: slug,
    }));
}

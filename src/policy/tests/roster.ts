/**
 * The roster of a policy test. It begins as the roster that the policy describes: everybody it
 * lists exists, is healthy, and has what the policy lists. Then the test's fragment changes that.
 */

import { listNames, type Coverage } from "../../roster/coverage.ts";
import type { GroupMapping, Roster, Team } from "../../roster/model.ts";
import type { Policy } from "../policy.ts";
import type { PolicyTestEntry } from "./format.ts";
import { fold } from "../../roster/fold.ts";
import { createTestContext, toFact } from "./fragment.ts";
import { toMembers } from "./members.ts";
import { toInvites, toServices } from "./services.ts";
import { toTeams } from "./teams.ts";
import { fitsWildcard } from "../wildcard.ts";

/** Returns the roster on the day of the test. */
export function toRoster(policy: Policy, fragment: PolicyTestEntry, now: Date): Roster {
  const teams = toTeams(policy, fragment);
  const context = createTestContext(now, teams);
  const sso = fragment["single-sign-on"] ?? {};
  const sync = fragment["group-sync"] ?? {};
  const gaps = new Set(fragment.gaps);
  return {
    workspace: {
      id: policy.organization,
      slug: policy.organization,
      name: policy.organization,
      createdAt: "2020-01-01T00:00:00.000Z",
    },
    members: toMembers(policy, fragment, context),
    teams,
    services: toServices(policy, fragment, context),
    invites: toInvites(fragment, context),
    singleSignOn: {
      enabled: toFact(sso.enabled ?? true),
      enforced: toFact(sso.enforced ?? true),
    },
    groupSync: {
      enabled: toFact(sync.enabled ?? true),
      mappings: toMappings(sync.feeds ?? syncedTeams(policy), teams),
    },
    oidcProviders: [],
    coverage: {
      readAs: toReader(fragment),
      lists: listNames.map((name) => ({
        name,
        ...(gaps.has(name)
          ? { status: "partial" as const, reason: "the test says so" }
          : { status: "complete" as const, reason: null }),
        count: 0,
        expected: null,
      })),
    },
    readAt: now.toISOString(),
  };
}

/** An account that is not a service account of the test is a user. */
function toReader(fragment: PolicyTestEntry): Coverage["readAs"] {
  const slug = fragment["read-as"] ?? null;
  const isUser =
    slug !== null &&
    [...(fragment.members?.keys() ?? [])].some((name) => fold(name) === fold(slug));
  return { kind: isUser ? "user" : "service", slug, role: "Manager" };
}

/** The identity provider fills the teams that the policy marks as synced. */
function syncedTeams(policy: Policy): readonly string[] {
  return policy.teams.filter((team) => team.synced).map(({ name }) => name.text);
}

function toMappings(synced: readonly string[], teams: readonly Team[]): GroupMapping[] {
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

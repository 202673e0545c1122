/**
 * The roster of a policy test. It begins as the roster that the policy describes: everybody it
 * lists exists, is healthy, and has what the policy lists. Then the test's fragment changes that.
 */

import { listNames, type Coverage } from "../../roster/coverage.ts";
import { compareIds, type Roster, type Workspace } from "../../roster/model.ts";
import { fold } from "../../roster/fold.ts";
import type { Policy } from "../policy.ts";
import { describedPolicy } from "./described-policy.ts";
import type { RosterFragment } from "./format-roster.ts";
import { createTestContext, toFact, toTime, usernamesOf } from "./fragment.ts";
import { toGroupSync } from "./group-sync.ts";
import { toMembers } from "./members.ts";
import { toOidcProviders } from "./oidc-providers.ts";
import { toRepositories } from "./repositories.ts";
import { toInvites, toServices } from "./services.ts";
import { toTeams } from "./teams.ts";

/** Returns the roster on the day of the test. */
export function toRoster(written: Policy, fragment: RosterFragment, now: Date): Roster {
  const policy = describedPolicy(written, now);
  const gaps = new Set(fragment.gaps);
  const teams = toTeams(policy, fragment);
  const context = createTestContext(now, [
    ...teams,
    ...(gaps.has("teams") ? unseenTeams(fragment) : []),
  ]);
  const members = toMembers(policy, fragment, context);
  const usernameOf = usernamesOf(members);
  const services = toServices(policy, fragment, { ...context, usernameOf });
  const sso = fragment["single-sign-on"] ?? {};
  return {
    workspace: toWorkspace(policy, fragment.workspace ?? {}),
    members,
    teams,
    services,
    invites: toInvites(fragment, { ...context, usernameOf }),
    singleSignOn: {
      enabled: toFact(sso.enabled ?? true),
      enforced: toFact(sso.enforced ?? true),
    },
    groupSync: toGroupSync(policy, fragment["group-sync"] ?? {}, teams),
    oidcProviders: toOidcProviders(policy, fragment["oidc-providers"]),
    repositories: toRepositories(policy, fragment, { teams, members, services }, now),
    coverage: {
      readAs: toReader(fragment["read-as"], { members, services, usernameOf }),
      lists: listNames.map((name) => ({
        name,
        ...(gaps.has(name)
          ? {
              status: "partial" as const,
              reason: "the test says so",
              // The audit's account is a Manager, who does not see them all.
              ...(name === "repositories" && { allVisible: true as const }),
            }
          : { status: "complete" as const, reason: null }),
        count: 0,
        expected: null,
      })),
    },
    readAt: now.toISOString(),
  };
}

function toWorkspace(
  { organization }: Policy,
  { id, slug, name, created }: NonNullable<RosterFragment["workspace"]>,
): Workspace {
  return {
    id: id ?? organization,
    slug: slug ?? organization,
    name: name ?? slug ?? organization,
    createdAt: toTime(created ?? "2020-01-01"),
  };
}

/** If the list of teams has gaps, accounts may be in a team that it does not contain. */
function unseenTeams({ teams }: RosterFragment): readonly { id: string; slug: string }[] {
  return [...(teams ?? [])]
    .flatMap(([slug, entry]) => (entry === "absent" ? [{ id: `team-${slug}`, slug }] : []))
    .sort((a, b) => compareIds(a.id, b.id));
}

/** An account that is not a service account of the test may be a user. */
function toReader(
  name: string | undefined,
  given: Pick<Roster, "members" | "services"> & { usernameOf: (name: string) => string },
): Coverage["readAs"] {
  const slug = name === undefined ? null : given.usernameOf(name);
  const isNamed = (account: string) => slug !== null && fold(account) === fold(slug);
  const isUser =
    given.members.some(({ username }) => isNamed(username)) &&
    !given.services.some(({ slug: other }) => isNamed(other));
  return { kind: isUser ? "user" : "service", slug, role: "Manager" };
}

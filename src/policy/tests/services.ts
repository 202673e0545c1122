/** The service accounts and invites of a policy test's roster. */

import { compareIds, type Invite, type ServiceAccount } from "../../roster/model.ts";
import type { TeamRole } from "../../roster/roles.ts";
import type { Fact } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import { addDays } from "../exceptions/exception.ts";
import type { Policy, ServicePolicy } from "../policy.ts";
import type { InviteEntry, RosterFragment, ServiceEntry } from "./format-roster.ts";
import {
  absentIn,
  capitalize,
  presentIn,
  toFact,
  toTeamRoles,
  toTime,
  toTimeOrNever,
  type AccountContext,
} from "./fragment.ts";
import { holdersOf } from "./repositories.ts";

/** Returns the service accounts that the policy lists, changed by the fragment. */
export function toServices(
  policy: Policy,
  fragment: RosterFragment,
  { now, toMemberships, usernameOf }: AccountContext,
): readonly ServiceAccount[] {
  const absent = absentIn(fragment.services);
  const teamsOf = new Map<string, Map<string, Fact<TeamRole>>>();
  const slugs = new Map<string, string>();
  for (const team of policy.teams) {
    for (const { text } of team.services ?? []) {
      const teams = teamsOf.get(fold(text)) ?? new Map<string, Fact<TeamRole>>();
      teamsOf.set(fold(text), teams.set(team.name.text, "Member"));
      if (!absent.has(fold(text))) slugs.set(fold(text), text);
    }
  }
  const becoming = (policy.oidc ?? []).flatMap(({ services }) =>
    typeof services === "string" ? [] : services.map(({ text }) => text),
  );
  for (const slug of [...holdersOf("service", policy, fragment), ...becoming]) {
    const known = slugs.get(fold(slug));
    if (known === undefined && !absent.has(fold(slug))) slugs.set(fold(slug), slug);
  }
  const agreed = new Map<string, ServicePolicy>();
  for (const entry of policy.services ?? []) {
    const { text } = entry.name;
    agreed.set(fold(text), entry);
    if (!absent.has(fold(text))) slugs.set(fold(text), text);
    const teams = teamsOf.get(fold(text)) ?? new Map<string, Fact<TeamRole>>();
    for (const team of entry.teams ?? []) teams.set(team.text, teams.get(team.text) ?? "Member");
    teamsOf.set(fold(text), teams);
  }
  const changes = new Map<string, ServiceEntry>();
  for (const [slug, entry] of presentIn<ServiceEntry>(fragment.services)) {
    slugs.set(fold(slug), slug);
    changes.set(fold(slug), entry);
  }
  const reader = fragment["read-as"];
  const own = reader === undefined ? undefined : slugs.get(fold(reader));
  return [...slugs]
    .map(([key, slug]): ServiceAccount => {
      const { name, role, created, teams, ...rest } = changes.get(key) ?? {};
      const roles = teams === undefined ? teamsOf.get(key) : toTeamRoles(teams);
      return {
        slug,
        name: name ?? slug,
        description: rest.description ?? null,
        role: role === undefined ? (agreed.get(key)?.role ?? "Member") : toFact(capitalize(role)),
        createdAt: toTime(created ?? addDays(now, -365)),
        createdBy: toFact(usernameOf(rest["created-by"] ?? "somebody")),
        keyExpiresAt: toTimeOrNever(
          rest["key-expires"] ??
            addDays(now, slug === own ? daysOfOwnKey(agreed.get(key), policy) : 1),
        ),
        teams: toMemberships(roles ?? new Map()),
      };
    })
    .sort((a, b) => compareIds(a.slug, b.slug));
}

/** A healthy key of the audit's own account ends within the policy's limit, but not soon. */
function daysOfOwnKey(entry: ServicePolicy | undefined, policy: Policy): number {
  const { within } = (policy.rules.get("service-key-expiry")?.options ?? {}) as { within?: string };
  const limit = entry?.keyExpiresWithin ?? within;
  return limit === undefined ? usualDays : Math.min(usualDays, Number.parseInt(limit, 10));
}

const usualDays = 30;

/** Returns the fragment's invites, by address; a policy describes no invites. */
export function toInvites(
  fragment: RosterFragment,
  { now, toMemberships, usernameOf }: AccountContext,
): readonly Invite[] {
  return presentIn<InviteEntry>(fragment.invites)
    .map(([key, { id, email, username, role, inviter, expires, teams }]): Invite => ({
      id: id ?? `invite-${key}`,
      email: toFact(email ?? key),
      username: toFact(username ?? null),
      role: role === undefined ? "Member" : toFact(capitalize(role)),
      inviter: toFact(usernameOf(inviter ?? "somebody")),
      expiresAt: toTime(expires ?? addDays(now, 7)),
      teams: toMemberships(toTeamRoles(teams ?? [])),
    }))
    .sort((a, b) => compareIds(a.id, b.id));
}

/** What a roster of a sandbox's workspace must say, told without any of the reader's code. */

import type { ListName } from "../../src/roster/coverage.ts";
import { isUnknown } from "../../src/roster/fact.ts";
import type { Roster } from "../../src/roster/model.ts";
import type { Repository } from "../../src/roster/repository.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";

/** Entries of a list by their permanent keys, each with its facts. */
export type Told = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Returns each list as the workspace has it. */
export function truthOf(workspace: SandboxWorkspace): Readonly<Partial<Record<ListName, Told>>> {
  const { organization, members, teams, services, invites, groupSync, saml, oidc } = workspace;
  const { repositories } = workspace;
  const idOf = (slug: string) => teams.find((team) => team.slug === slug)?.slug_perm ?? "nowhere";
  const places = (held: readonly { slug: string; role: string }[]) =>
    Object.fromEntries(held.map(({ slug, role }) => [idOf(slug), role]));
  return {
    organization: byKey([organization], "slug_perm", ({ slug, name, created_at }) => ({
      slug,
      name,
      createdAt: millis(created_at),
    })),
    members: byKey(members, "user_id", (row) => ({
      username: row.user,
      name: row.user_name,
      email: row.email,
      role: row.role,
      active: row.is_active,
      twoFactor: row.has_two_factor,
      joinedAt: millis(row.joined_at),
      lastLoginAt: row.last_login_at === null ? null : millis(row.last_login_at),
      lastLoginMethod: row.last_login_method,
      visibility: row.visibility,
      teams: places(row.teams),
    })),
    teams: byKey(teams, "slug_perm", ({ slug, name, description, visibility }) => ({
      slug,
      name,
      description,
      visibility,
    })),
    services: byKey(services, "slug", (row) => ({
      name: row.name,
      description: row.description,
      role: row.role,
      createdAt: millis(row.created_at),
      createdBy: row.created_by,
      keyExpiresAt: row.key_expires_at === null ? null : millis(row.key_expires_at),
      teams: places(row.teams),
    })),
    invites: byKey(invites, "slug_perm", (row) => ({
      email: row.email,
      username: row.user,
      role: row.role,
      inviter: row.inviter,
      expiresAt: millis(row.expires_at),
      teams: places(row.teams.map(({ team, role }) => ({ slug: team, role }))),
    })),
    saml: {
      "": { enabled: saml?.saml_auth_enabled, enforced: saml?.saml_auth_enforced },
    },
    "group-sync": {
      "": { enabled: groupSync.enabled },
      ...byKey(groupSync.mappings, "slug_perm", (row) => ({
        team: idOf(row.team),
        role: row.role,
        attribute: row.idp_key,
        value: row.idp_value,
      })),
    },
    oidc: byKey(oidc, "slug_perm", (row) => ({
      slug: row.slug,
      name: row.name,
      issuer: row.provider_url,
      enabled: row.enabled,
      services: row.service_accounts.toSorted(),
      claims: Object.entries(row.claims)
        .map(([name, value]) => ({ name, value }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      mappingClaim: row.mapping_claim,
      mappings: Object.fromEntries(
        (workspace.dynamicMappings[row.slug_perm] ?? []).map(
          ({ claim_value: value, service_account: service }) => [`${value} ${service}`, true],
        ),
      ),
    })),
    repositories: Object.fromEntries(
      repositories
        .filter(({ row }) => row.deleted_at === null)
        .map(({ row, privileges }) => [
          row.slug_perm,
          {
            slug: row.slug,
            name: row.name,
            broadcast: row.broadcast_state,
            defaultPrivilege: row.default_privilege,
            privileges: Object.fromEntries(
              privileges.map(({ privilege, user, team, service }) => [
                user === null
                  ? team === null
                    ? `service ${service}`
                    : `team ${team}`
                  : `user ${user}`,
                privilege,
              ]),
            ),
          },
        ]),
    ),
  };
}

/** Returns each list as a roster tells it, in the same form. */
export function toldBy(roster: Roster): Readonly<Partial<Record<ListName, Told>>> {
  return {
    organization: byKey([roster.workspace], "id", withPlaces),
    members: byKey(roster.members, "id", withPlaces),
    teams: byKey(roster.teams, "id", withPlaces),
    services: byKey(roster.services, "slug", withPlaces),
    invites: byKey(roster.invites, "id", withPlaces),
    saml: { "": { ...roster.singleSignOn } },
    "group-sync": {
      "": { enabled: roster.groupSync.enabled },
      ...byKey(roster.groupSync.mappings, "id", withPlaces),
    },
    oidc: byKey(roster.oidcProviders, "id", ({ mappings, ...row }) => ({
      ...withPlaces(row),
      mappings: isUnknown(mappings)
        ? mappings
        : Object.fromEntries(mappings.map(({ value, service }) => [`${value} ${service}`, true])),
    })),
    repositories: byKey(roster.repositories, "id", ({ privileges, ...row }) => ({
      slug: row.slug,
      name: row.name,
      broadcast: row.broadcast,
      defaultPrivilege: row.defaultPrivilege,
      privileges: Object.fromEntries(
        privileges.map(({ kind, slug, level }) => [`${kind} ${slug}`, level]),
      ),
    })),
  };
}

/** Returns the tokens of a repository as the workspace has them, by id. */
export function tokensIn(workspace: SandboxWorkspace, repository: string): Told {
  const found = workspace.repositories.find(({ row }) => row.slug_perm === repository);
  return byKey(found?.tokens ?? [], "slug_perm", (row) => ({
    name: row.name,
    active: row.is_active,
    isDefault: row.default,
    user: row.user,
    createdBy: row.created_by,
    createdAt: millis(row.created_at),
    endsAt: row.limit_date_range_to === null ? null : millis(row.limit_date_range_to),
    limited: row.has_limits,
    privateBroadcasts: row.access_private_broadcasts,
  }));
}

/** Returns the tokens of a repository as a roster tells them. */
export function tokensToldBy({ tokens }: Repository): Told {
  return byKey(tokens?.list ?? [], "id", (token) => ({ ...token }));
}

/** Memberships as an object, so that one that is missing is told from one that is wrong. */
function withPlaces(entry: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]: [string, unknown]) => [
      name,
      name === "teams" && Array.isArray(value)
        ? Object.fromEntries(
            (value as { team: string; role: unknown }[]).map(({ team, role }) => [team, role]),
          )
        : value,
    ]),
  );
}

function byKey<Row extends object>(
  rows: readonly Row[],
  key: keyof Row & string,
  tell: (row: Row) => Record<string, unknown>,
): Told {
  return Object.fromEntries(
    rows.map((row) => {
      const { [key]: id, ...facts } = { ...tell(row), [key]: row[key] };
      return [String(id), facts];
    }),
  );
}

/** The API tells microseconds, a roster milliseconds. */
function millis(time: string): string {
  return `${time.slice(0, 23)}Z`;
}

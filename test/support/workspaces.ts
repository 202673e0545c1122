/** Any workspace that the API could serve, small enough to be read in a moment. */

import fc from "fast-check";

import { broadcastStates, defaultPrivileges } from "../../src/roster/repository.ts";
import { repositoryRow, toPrivileges } from "../../src/sandbox/repositories.ts";
import { toToken } from "../../src/sandbox/tokens.ts";
import type {
  SandboxRepository,
  SandboxWorkspace,
  WireInvite,
  WireMember,
  WireService,
  WireTeam,
  WireTeamReference,
  WireToken,
  WireDynamicMapping,
} from "../../src/sandbox/wire.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";

const slugs = ["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath"] as const;
const roles = ["Owner", "Manager", "Member", "Collaborator"] as const;
const teamRoles = ["Manager", "Member"] as const;
const times = ["2021-03-14T09:12:44.100000Z", "2026-11-20T07:55:02.000000Z"] as const;
const texts = ["Plain", "", "李 雷", "<b>&amp;</b>", "a | b", "=1+1", "\u202Eright"] as const;

const anyTime = fc.constantFrom(...times);
const anyText = fc.constantFrom(...texts);

/** Returns Fernwick's organization with other members, teams, accounts, invites and settings. */
export function arbitraryWorkspace(): fc.Arbitrary<SandboxWorkspace> {
  return anyTeams().chain((teams) =>
    fc
      .record({
        members: anyMembers(teams),
        services: anyServices(teams),
        invites: anyInvites(teams),
        saml: fc.option(fc.record({ enabled: fc.boolean(), enforced: fc.boolean() })),
        groupSync: fc.record({
          enabled: fc.boolean(),
          mappings: fc.array(fc.constantFrom(...teamRoles), { maxLength: teams.length && 3 }),
        }),
        providers: fc.nat({ max: 2 }),
        repositories: anyRepositories(),
      })
      .map(({ saml, groupSync, providers, ...accounts }) => {
        const made = fernwick();
        const [provider] = made.oidc;
        if (provider === undefined || made.saml === null) throw new Error("Fernwick has changed");
        return {
          ...made,
          ...accounts,
          teams,
          saml: saml && {
            ...made.saml,
            saml_auth_enabled: saml.enabled,
            saml_auth_enforced: saml.enforced,
          },
          groupSync: {
            enabled: groupSync.enabled,
            mappings: groupSync.mappings.map((role, index) => ({
              slug_perm: `gs${index}`,
              idp_key: "groups",
              idp_value: `group ${index}`,
              role,
              team: teams[index % teams.length]?.slug ?? "",
            })),
          },
          oidc: Array.from({ length: providers }, (_, index) => ({
            ...provider,
            slug: `provider-${index}`,
            slug_perm: `oi${index}`,
            ...(index % 2 === 1 && { service_accounts: [], mapping_claim: "sub" }),
          })),
          dynamicMappings: Object.fromEntries(
            Array.from({ length: providers }, (_, index) => [`oi${index}`, dynamicMappings(index)]),
          ),
        };
      }),
  );
}

/** Only every other provider has any, and they fill more than a page of the smallest size. */
function dynamicMappings(index: number): WireDynamicMapping[] {
  return Array.from({ length: index % 2 === 1 ? 5 : 0 }, (_, at) => ({
    claim_value: `repo-${at}`,
    service_account: "svc-a",
  }));
}

const levels = ["Read", "Write", "Admin"] as const;

/** Some holders are nobody: a privilege may name whoever is gone. */
function anyRepositories(): fc.Arbitrary<SandboxRepository[]> {
  const holders = slugs.flatMap((slug) => [
    `user ${slug}`,
    `team team-${slug}`,
    `service svc-${slug}`,
  ]);
  const anyPrivileges = fc
    .uniqueArray(fc.constantFrom(...holders), { maxLength: 8 })
    .chain((chosen) =>
      fc
        .tuple(...chosen.map(() => fc.constantFrom(...levels)))
        .map((held) =>
          toPrivileges(Object.fromEntries(chosen.map((who, at) => [who, held[at] ?? "Read"]))),
        ),
    );
  return fc.uniqueArray(fc.constantFrom(...slugs), { maxLength: 7 }).chain((chosen) =>
    fc.tuple(
      ...chosen.map((slug, index) =>
        fc.record({
          row: fc
            .record({
              name: anyText.map((text) => `${slug} ${text}`),
              slug_perm: fc.constant(`rp${slug}`),
              created_at: fc.constant(`2025-02-0${index + 1}T00:00:00.000000Z`),
              broadcast_state: fc.constantFrom(...broadcastStates),
              default_privilege: fc.constantFrom(...defaultPrivileges),
            })
            .map((facts) => repositoryRow("fernwick", `repo-${slug}`, facts)),
          privileges: anyPrivileges,
          tokens: anyTokens(`repo-${slug}`),
        }),
      ),
    ),
  );
}

function anyTokens(repository: string): fc.Arbitrary<WireToken[]> {
  const facts = fc.record({
    name: anyText.map((text) => `token ${text}`),
    is_active: fc.boolean(),
    default: fc.boolean(),
    user: fc.constantFrom(null, ...slugs),
    created_by: fc.constantFrom(...slugs),
    limit_date_range_to: fc.option(anyTime),
    has_limits: fc.boolean(),
    access_private_broadcasts: fc.boolean(),
  });
  return fc
    .array(facts, { maxLength: 4 })
    .map((list) => list.map((one, at) => toToken(repository, one.name, `tk${at}`, one)));
}

function anyTeams(): fc.Arbitrary<WireTeam[]> {
  return fc.uniqueArray(fc.constantFrom(...slugs), { maxLength: 6 }).chain((chosen) =>
    fc.tuple(
      ...chosen.map((slug) =>
        fc.record({
          slug: fc.constant(`team-${slug}`),
          slug_perm: fc.constant(`tm${slug}`),
          name: anyText.map((text) => `${slug} ${text}`),
          description: fc.option(anyText),
          visibility: fc.constantFrom("Visible" as const, "Hidden" as const),
        }),
      ),
    ),
  );
}

function anyPlaces(teams: readonly WireTeam[]): fc.Arbitrary<WireTeamReference[]> {
  return fc
    .subarray([...teams])
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map(({ name, slug }) =>
          fc.constantFrom(...teamRoles).map((role) => ({ name, slug, role })),
        ),
      ),
    );
}

/** The first is an active Owner, as every workspace has one. */
function anyMembers(teams: readonly WireTeam[]): fc.Arbitrary<WireMember[]> {
  return fc.uniqueArray(fc.constantFrom(...slugs), { minLength: 1 }).chain((chosen) =>
    fc.tuple(
      ...chosen.map((slug, index) =>
        fc.record({
          user: fc.constant(slug),
          user_id: fc.constant(`us${slug}`),
          user_name: anyText,
          user_url: fc.constant(""),
          email: fc.constant(`${slug}@fernwick.example`),
          role: index === 0 ? fc.constant("Owner" as const) : fc.constantFrom(...roles),
          is_active: index === 0 ? fc.constant(true) : fc.boolean(),
          has_two_factor: fc.boolean(),
          joined_at: anyTime,
          last_login_at: fc.option(anyTime),
          last_login_method: fc.constantFrom("Password" as const, "SAML" as const),
          visibility: fc.constantFrom("Public" as const, "Private" as const),
          teams: anyPlaces(teams),
        }),
      ),
    ),
  );
}

/** The first is the account that the audit reads as. */
function anyServices(teams: readonly WireTeam[]): fc.Arbitrary<WireService[]> {
  const [reader] = fernwick().services;
  if (reader === undefined) throw new Error("Fernwick has no service account");
  return fc
    .uniqueArray(fc.constantFrom(...slugs), { maxLength: 4 })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((slug, index) =>
          fc.record({
            ...Object.fromEntries(
              Object.entries(reader).map(([name, value]) => [name, fc.constant(value)]),
            ),
            slug: fc.constant(`svc-${slug}`),
            role: fc.constantFrom(...teamRoles),
            teams: anyPlaces(teams),
            key_expires_at: fc.option(anyTime),
            created_at: fc.constant(`2025-01-0${index + 1}T00:00:00.000000Z`),
          }),
        ),
      ),
    )
    .map((others) => [reader, ...(others as unknown as WireService[])]);
}

function anyInvites(teams: readonly WireTeam[]): fc.Arbitrary<WireInvite[]> {
  return fc.uniqueArray(fc.constantFrom(...slugs), { maxLength: 3 }).chain((chosen) =>
    fc.tuple(
      ...chosen.map((slug) =>
        fc.record({
          slug_perm: fc.constant(`iv${slug}`),
          email: fc.constant(`new.${slug}@fernwick.example`),
          user: fc.option(fc.constant(slug)),
          user_url: fc.constant(null),
          role: fc.constantFrom(...roles),
          teams: anyPlaces(teams).map((places) =>
            places.map(({ slug: team, role }) => ({ team, role })),
          ),
          inviter: fc.constant("amber"),
          inviter_url: fc.constant(null),
          org: fc.constant("fernwick"),
          expires_at: anyTime,
        }),
      ),
    ),
  );
}

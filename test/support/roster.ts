/** Rosters for tests: a whole and healthy one, of which a test changes what it is about. */

import fc from "fast-check";

import {
  workspaceLists,
  listStatuses,
  type Coverage,
  type ListCoverage,
  type ListName,
} from "../../src/roster/coverage.ts";
import {
  compareIds,
  loginMethods,
  memberVisibilities,
  teamVisibilities,
  type GroupSync,
  type DynamicMapping,
  type Invite,
  type Member,
  type Membership,
  type OidcProvider,
  type Roster,
  type ServiceAccount,
  type SingleSignOn,
  type Team,
  type Workspace,
} from "../../src/roster/model.ts";
import {
  broadcastStates,
  defaultPrivileges,
  privilegeHolders,
  privilegeLevels,
  type Privilege,
  type PrivilegeCoverage,
  type Repository,
  type TokenList,
} from "../../src/roster/repository.ts";
import type { EntitlementToken } from "../../src/roster/token.ts";
import { compareMappings, impliedMappings } from "../../src/roster/dynamic-mapping.ts";
import { roles, serviceRoles, teamRoles } from "../../src/roster/roles.ts";
import { unknown, unknownReasons, type Fact, type UnknownReason } from "../../src/roster/fact.ts";

export function aMember(overrides: Partial<Member> = {}): Member {
  const username = overrides.username ?? "amara-okoye";
  return {
    id: `id-${username}`,
    username,
    name: username
      .split("-")
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(" "),
    email: `${username}@fernwick.example`,
    role: "Member",
    active: true,
    twoFactor: true,
    joinedAt: "2022-03-14T09:12:44.100Z",
    lastLoginAt: "2026-11-20T07:55:02.000Z",
    lastLoginMethod: "Password",
    visibility: "Private",
    teams: [],
    ...overrides,
  };
}

export function aTeam(overrides: Partial<Team> = {}): Team {
  const slug = overrides.slug ?? "platform";
  return {
    id: `tm-${slug}`,
    slug,
    name: slug.charAt(0).toUpperCase() + slug.slice(1),
    description: null,
    visibility: "Visible",
    ...overrides,
  };
}

export function aService(overrides: Partial<ServiceAccount> = {}): ServiceAccount {
  const slug = overrides.slug ?? "ci-publish-7hq2";
  return {
    slug,
    name: "ci publish",
    description: null,
    role: "Member",
    createdAt: "2024-04-08T10:00:00.000Z",
    createdBy: "amara-okoye",
    keyExpiresAt: null,
    teams: [],
    ...overrides,
  };
}

export function aWorkspace(overrides: Partial<Workspace> = {}): Workspace {
  return {
    id: "wsFernwick01",
    slug: "fernwick",
    name: "Fernwick",
    createdAt: "2021-01-04T08:00:00.000Z",
    ...overrides,
  };
}

export function anInvite(overrides: Partial<Invite> = {}): Invite {
  return {
    id: "ivB3mK8xTq0z",
    email: "new.hire@fernwick.example",
    username: null,
    role: "Member",
    inviter: "amara-okoye",
    expiresAt: "2026-12-08T09:00:00.000Z",
    teams: [],
    ...overrides,
  };
}

export function anOidcProvider(overrides: Partial<OidcProvider> = {}): OidcProvider {
  return {
    id: "oidGitHub001",
    slug: "github",
    name: "GitHub",
    issuer: "https://token.actions.githubusercontent.com",
    enabled: true,
    services: ["ci-publish-7hq2"],
    claims: [{ name: "repository_owner", value: "fernwick" }],
    mappingClaim: null,
    mappings: impliedMappings(overrides.mappingClaim ?? null),
    ...overrides,
  };
}

/** Returns a coverage that saw everything, but for the lists that are given. */
export function aCoverage(gaps: Partial<Coverage> = {}): Coverage {
  return {
    readAs: { kind: "service", slug: "access-audit", role: "Manager" },
    lists: workspaceLists.map((name) => ({
      name,
      status: "complete" as const,
      count: 1,
      expected: 1,
      reason: null,
    })),
    ...gaps,
  };
}

/** Returns a roster with the given entries, in the order a roster has them. */
export function aRoster(overrides: Partial<Roster> = {}): Roster {
  return {
    workspace: aWorkspace(),
    singleSignOn: { enabled: false, enforced: false },
    groupSync: { enabled: false, mappings: [] },
    oidcProviders: [],
    repositories: [],
    coverage: aCoverage(),
    readAt: "2026-11-23T06:00:00.000Z",
    ...overrides,
    members: (overrides.members ?? [aMember({ role: "Owner" })]).toSorted((a, b) =>
      a.id < b.id ? -1 : 1,
    ),
    teams: (overrides.teams ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    services: (overrides.services ?? []).toSorted((a, b) => (a.slug < b.slug ? -1 : 1)),
    invites: (overrides.invites ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** A record as the program makes them: with the ordinary prototype. */
function record<T>(model: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<T> {
  return fc.record<T>(model, { noNullPrototype: true });
}

/** Texts as people and attackers write them; always well-formed, as the reader makes them. */
const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }).map((text) => text.toWellFormed()),
  fc.constantFrom("", " ", "__proto__", "a:b:c", "é".repeat(600), "🦊".repeat(300), "<b>&amp;"),
);

const anyId = fc.oneof(
  fc.string({
    unit: fc.constantFrom("a", "b", "X", "Y", "0", "9", "_", "-"),
    minLength: 1,
    maxLength: 14,
  }),
  fc.constantFrom("__proto__", "constructor", "a:b", "user:1:member"),
);

const anyTime = fc
  .date({ min: new Date("1970-01-01"), max: new Date("2090-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());

function anyFact<T>(known: fc.Arbitrary<T>): fc.Arbitrary<Fact<T>> {
  const reasons = Object.keys(unknownReasons) as UnknownReason[];
  return fc.oneof(
    { weight: 4, arbitrary: known },
    { weight: 1, arbitrary: fc.constantFrom(...reasons).map((reason) => unknown(reason)) },
  );
}

function anyMemberships(teamIds: readonly string[]): fc.Arbitrary<Fact<readonly Membership[]>> {
  const memberships = fc
    .subarray([...teamIds])
    .chain((ids) =>
      fc.tuple(
        ...ids.map((team) =>
          anyFact(fc.constantFrom(...teamRoles)).map((role): Membership => ({ team, role })),
        ),
      ),
    );
  return anyFact(memberships.map((list) => [...list].sort((a, b) => compareIds(a.team, b.team))));
}

/** Any roster that the reader could make, with every fact known or unknown. */
export function arbitraryRoster(): fc.Arbitrary<Roster> {
  const teams = fc.uniqueArray(
    record<Team>({
      id: anyId,
      slug: anyId,
      name: anyText,
      description: fc.option(anyText),
      visibility: anyFact(fc.constantFrom(...teamVisibilities)),
    }),
    { selector: (team) => team.id, maxLength: 5 },
  );
  return teams.chain((teamList) => {
    const teamIds = teamList.map((team) => team.id);
    return record<Omit<Roster, "teams">>({
      workspace: record<Workspace>({
        id: anyId,
        slug: fc.constantFrom("fernwick", "__proto__", "constructor", "a.b-c_d", "0"),
        name: anyText,
        createdAt: anyFact(anyTime),
      }),
      members: fc.uniqueArray(anyMember(teamIds), {
        selector: (member) => member.id,
        maxLength: 8,
      }),
      services: fc.uniqueArray(anyService(teamIds), {
        selector: (service) => service.slug,
        maxLength: 4,
      }),
      invites: fc.uniqueArray(anyInvite(teamIds), { selector: ({ id }) => id, maxLength: 3 }),
      singleSignOn: record<SingleSignOn>({
        enabled: anyFact(fc.boolean()),
        enforced: anyFact(fc.boolean()),
      }),
      groupSync: record<GroupSync>({
        enabled: anyFact(fc.boolean()),
        mappings: fc.array(
          record<GroupSync["mappings"][number]>({
            id: anyId,
            team: anyId,
            role: anyFact(fc.constantFrom(...teamRoles)),
            attribute: anyText,
            value: anyText,
          }),
          { maxLength: 3 },
        ),
      }),
      oidcProviders: fc.uniqueArray(anyOidcProvider, { selector: ({ id }) => id, maxLength: 3 }),
      repositories: fc.uniqueArray(anyRepository, { selector: ({ id }) => id, maxLength: 4 }),
      coverage: anyCoverage,
      readAt: anyTime,
    }).map((roster) => aRoster({ ...roster, teams: teamList }));
  });
}

function anyMember(teamIds: readonly string[]): fc.Arbitrary<Member> {
  return record<Member>({
    id: anyId,
    username: anyId,
    name: anyText,
    email: anyFact(fc.oneof(fc.emailAddress(), fc.constantFrom("a@b", "ü@é.example", "x..y@z"))),
    role: anyFact(fc.constantFrom(...roles)),
    active: anyFact(fc.boolean()),
    twoFactor: anyFact(fc.boolean()),
    joinedAt: anyFact(anyTime),
    lastLoginAt: anyFact(fc.option(anyTime)),
    lastLoginMethod: anyFact(fc.constantFrom(...loginMethods)),
    visibility: anyFact(fc.constantFrom(...memberVisibilities)),
    teams: anyMemberships(teamIds),
  });
}

function anyService(teamIds: readonly string[]): fc.Arbitrary<ServiceAccount> {
  return record<ServiceAccount>({
    slug: anyId,
    name: anyText,
    description: fc.option(anyText),
    role: anyFact(fc.constantFrom(...serviceRoles)),
    createdAt: anyFact(anyTime),
    createdBy: anyFact(anyText),
    keyExpiresAt: anyFact(fc.option(anyTime)),
    teams: anyMemberships(teamIds),
  });
}

function anyInvite(teamIds: readonly string[]): fc.Arbitrary<Invite> {
  return record<Invite>({
    id: anyId,
    email: anyFact(fc.emailAddress()),
    username: anyFact(fc.option(anyId)),
    role: anyFact(fc.constantFrom(...roles)),
    inviter: anyFact(anyText),
    expiresAt: anyFact(anyTime),
    teams: anyMemberships(teamIds),
  });
}

const anyMappings = fc
  .uniqueArray(record<DynamicMapping>({ value: anyText, service: anyId }), {
    selector: ({ value, service }) => JSON.stringify([value, service]),
    maxLength: 3,
  })
  .map((mappings) => mappings.toSorted(compareMappings));

const anyOidcProvider: fc.Arbitrary<OidcProvider> = record<OidcProvider>({
  id: anyId,
  slug: anyText,
  name: anyText,
  issuer: anyFact(fc.webUrl()),
  enabled: anyFact(fc.boolean()),
  services: anyFact(fc.array(anyId, { maxLength: 3 })),
  claims: anyFact(
    fc.array(record<{ name: string; value: string }>({ name: anyText, value: anyText }), {
      maxLength: 3,
    }),
  ),
  mappingClaim: anyFact(fc.option(anyText)),
  mappings: anyFact(anyMappings),
}).map((provider) => (provider.mappingClaim === null ? { ...provider, mappings: [] } : provider));

const anyTokens: fc.Arbitrary<TokenList> = record<TokenList>({
  list: fc.uniqueArray(
    record<EntitlementToken>({
      id: anyId,
      name: anyText,
      active: anyFact(fc.boolean()),
      isDefault: anyFact(fc.boolean()),
      user: anyFact(fc.option(anyId)),
      createdBy: anyFact(anyId),
      createdAt: anyFact(anyTime),
      endsAt: anyFact(fc.option(anyTime)),
      limited: anyFact(fc.boolean()),
      privateBroadcasts: anyFact(fc.boolean()),
    }),
    { selector: ({ id }) => id, maxLength: 3 },
  ),
  coverage: record<PrivilegeCoverage>({
    status: fc.constantFrom("complete", "partial", "refused", "unknown"),
    reason: fc.option(anyText),
  }),
});

const anyRepository: fc.Arbitrary<Repository> = fc
  .tuple(
    record<Omit<Repository, "tokens">>({
      id: anyId,
      slug: anyId,
      name: anyText,
      broadcast: anyFact(fc.constantFrom(...broadcastStates)),
      defaultPrivilege: anyFact(fc.constantFrom(...defaultPrivileges)),
      privileges: fc.uniqueArray(
        record<Privilege>({
          kind: fc.constantFrom(...privilegeHolders),
          slug: anyId,
          level: anyFact(fc.constantFrom(...privilegeLevels)),
        }),
        { selector: ({ kind, slug }) => `${kind} ${slug}`, maxLength: 4 },
      ),
      coverage: record<PrivilegeCoverage>({
        status: fc.constantFrom("complete", "partial", "refused", "unknown"),
        reason: fc.option(anyText),
      }),
    }),
    fc.option(anyTokens),
  )
  .map(([repository, tokens]) => (tokens === null ? repository : { ...repository, tokens }));

const anyCoverage: fc.Arbitrary<Coverage> = record({
  readAs: record({
    kind: fc.constantFrom("user", "service", "unknown"),
    slug: fc.option(anyText),
    role: anyFact(fc.constantFrom(...roles)),
  }),
  lists: fc
    .tuple(
      fc.tuple(...workspaceLists.map(anyListCoverage)),
      fc.option(anyListCoverage("repositories")),
    )
    .map(([lists, ofRepositories]) => [
      ...lists,
      ...(ofRepositories === null ? [] : [ofRepositories]),
    ]),
});

function anyListCoverage(name: ListName): fc.Arbitrary<ListCoverage> {
  return record<ListCoverage>({
    name: fc.constant(name),
    status: fc.constantFrom(...listStatuses),
    count: fc.nat(),
    expected: fc.option(fc.nat()),
    reason: fc.option(anyText),
  });
}

/** Returns the roster with a coverage that counts what it holds. */
export function counted(
  roster: Roster,
  gaps: Readonly<Partial<Record<ListName, Pick<ListCoverage, "status" | "reason">>>> = {},
): Roster {
  const counts: Readonly<Record<ListName, number>> = {
    organization: 1,
    members: roster.members.length,
    teams: roster.teams.length,
    services: roster.services.length,
    invites: roster.invites.length,
    saml: 1,
    "group-sync": roster.groupSync.mappings.length,
    oidc: roster.oidcProviders.length,
    repositories: roster.repositories.length,
  };
  const lists = workspaceLists.map((name): ListCoverage => {
    const base = { name, count: counts[name], expected: counts[name], reason: null };
    return { ...base, status: "complete", ...gaps[name] };
  });
  const [reader] = roster.services;
  const { slug = null, role = "Manager" } = reader ?? {};
  const readAs = { kind: "service", slug, role } as const;
  return { ...roster, coverage: aCoverage({ readAs, lists }) };
}

/**
 * The part of a roster that C1's records have no field for: its coverage, which facts are unknown
 * and why, invites, and the settings that control access. It is stored as one versioned JSON asset,
 * which both generations of readers ignore.
 */

import { z } from "zod";

import { listNames, workspaceLists, listStatuses, type Coverage } from "../roster/coverage.ts";
import { impliedMappings, withoutImpliedMappings } from "../roster/dynamic-mapping.ts";
import type {
  GroupSync,
  Invite,
  Membership,
  OidcProvider,
  Roster,
  SingleSignOn,
} from "../roster/model.ts";
import { requestedRepositories } from "../roster/requested.ts";
import { roles, teamRoles } from "../roster/roles.ts";
import type { EntitlementToken } from "../roster/token.ts";
import type { UnlistedMembers } from "../roster/unlisted.ts";
import {
  broadcastStates,
  defaultPrivileges,
  privilegeHolders,
  privilegeLevels,
  privilegeStatuses,
  type Repository,
} from "../roster/repository.ts";
import {
  isUnknown,
  unknown,
  unknownReasons,
  type Fact,
  type UnknownReason,
} from "../roster/fact.ts";

import { Integrity } from "./integrity.ts";
import { list } from "./list.ts";

const reasonCodes = Object.keys(unknownReasons) as UnknownReason[];
const reason = z.enum(reasonCodes);

function fact<T>(known: z.ZodType<T>): z.ZodType<Fact<T>> {
  return z.union([
    known,
    z.strictObject({ unknown: reason }).transform((value) => unknown(value.unknown)),
  ]);
}

const text = z.string();
const membership = z.strictObject({ team: text, role: fact(z.enum(teamRoles)) });

const invite: z.ZodType<Invite> = z.strictObject({
  id: text,
  email: fact(text),
  username: fact(text.nullable()),
  role: fact(z.enum(roles)),
  inviter: fact(text),
  expiresAt: fact(z.iso.datetime()),
  teams: fact(list(membership)),
});

const singleSignOn: z.ZodType<SingleSignOn> = z.strictObject({
  enabled: fact(z.boolean()),
  enforced: fact(z.boolean()),
});

const groupSync: z.ZodType<GroupSync> = z.strictObject({
  enabled: fact(z.boolean()),
  mappings: list(
    z.strictObject({
      id: text,
      team: text,
      role: fact(z.enum(teamRoles)),
      attribute: text,
      value: text,
    }),
  ),
});

const storedProvider = z.strictObject({
  id: text,
  slug: text,
  name: text,
  issuer: fact(text),
  enabled: fact(z.boolean()),
  services: fact(list(text).readonly()),
  claims: fact(list(z.strictObject({ name: text, value: text })).readonly()),
  mappingClaim: fact(text.nullable()),
  /** Absent if the claim implies them, and in files of earlier versions. */
  mappings: fact(list(z.strictObject({ value: text, service: text })).readonly()).optional(),
});

const repositoryCoverage = z.strictObject({
  status: z.enum(privilegeStatuses),
  reason: text.nullable(),
});

const token: z.ZodType<EntitlementToken> = z.strictObject({
  id: text,
  name: text,
  active: fact(z.boolean()),
  isDefault: fact(z.boolean()),
  user: fact(text.nullable()),
  createdBy: fact(text),
  createdAt: fact(z.iso.datetime()),
  endsAt: fact(z.iso.datetime().nullable()),
  limited: fact(z.boolean()),
  privateBroadcasts: fact(z.boolean()),
});

const repository: z.ZodType<Repository> = z.strictObject({
  id: text,
  slug: text,
  name: text,
  broadcast: fact(z.enum(broadcastStates)),
  defaultPrivilege: fact(z.enum(defaultPrivileges)),
  privileges: list(
    z.strictObject({
      kind: z.enum(privilegeHolders),
      slug: text,
      level: fact(z.enum(privilegeLevels)),
    }),
  ),
  coverage: repositoryCoverage,
  /** Absent if they were not requested, and in files of earlier versions. */
  tokens: z
    .strictObject({ list: list(token).readonly(), coverage: repositoryCoverage })
    .exactOptional(),
});

const ids = list(text).readonly();
const unlistedMembers: z.ZodType<UnlistedMembers> = z.strictObject({ all: ids, leaving: ids });

/** Id, the fact's name in the roster, reason. */
const unknownFacts = list(z.tuple([z.string(), z.string(), reason]));

const RosterDocument = z.object({
  version: z.literal(1),
  readAt: z.iso.datetime(),
  coverage: z.object({
    readAs: z.object({
      kind: z.enum(["user", "service", "unknown"]),
      slug: z.string().nullable(),
      role: fact(z.enum(roles)),
    }),
    lists: list(
      z.object({
        name: z.enum(listNames),
        status: z.enum(listStatuses),
        count: z.int().nonnegative(),
        expected: z.int().nonnegative().nullable(),
        reason: z.string().nullable(),
        note: z.string().optional(),
        allVisible: z.literal(true).optional(),
      }),
    ),
  }),
  unknowns: z.object({
    workspace: unknownFacts,
    members: unknownFacts,
    teams: unknownFacts,
    services: unknownFacts,
  }),
  /** Unknown roles of memberships: account id, team id, reason. */
  membershipRoles: z.object({
    members: unknownFacts,
    services: unknownFacts,
  }),
  invites: list(invite).readonly(),
  singleSignOn,
  groupSync,
  oidcProviders: list(storedProvider).readonly(),
  /** Absent if they were not requested. */
  repositories: list(repository).readonly().optional(),
  /** Absent if the policy of the run did not report unlisted members. */
  unlistedMembers: unlistedMembers.optional(),
  /** Absent in files of the first versions. */
  integrity: Integrity.optional(),
});

export type RosterDocument = z.infer<typeof RosterDocument>;

/** A longer value is not read from a database: see `maxValueBytes`. */
const largestDocument = 63 * 1024 ** 2;

/**
 * Returns how long the document of a sync with so many resources can be, in bytes. A longer one is
 * not written, and readers refuse it. Tokens and unknown facts take the most: 16 MiB have room for
 * 50,000 tokens.
 */
export function maxDocumentBytes(resources: number): number {
  return Math.min(largestDocument, 16 * 1024 ** 2 + 1024 * resources);
}

/** Returns the OIDC providers of a document, with the mappings that it implies. */
export function providersIn({ oidcProviders }: RosterDocument): readonly OidcProvider[] {
  return oidcProviders.map((provider) => ({
    ...provider,
    mappings: provider.mappings ?? impliedMappings(provider.mappingClaim),
  }));
}

/** Returns the document of a roster, as JSON. `integrity` describes the rows of its sync. */
export function encodeDocument(
  roster: Roster,
  integrity: Integrity,
  unlisted?: UnlistedMembers,
): string {
  const document: RosterDocument = {
    version: 1,
    readAt: roster.readAt,
    coverage: {
      readAs: { ...roster.coverage.readAs },
      lists: roster.coverage.lists.map((list) => ({ ...list })),
    },
    unknowns: {
      workspace: unknownsOf(roster.workspace.id, roster.workspace),
      members: roster.members.flatMap((member) => unknownsOf(member.id, member)),
      teams: roster.teams.flatMap((team) => unknownsOf(team.id, team)),
      services: roster.services.flatMap((service) => unknownsOf(service.slug, service)),
    },
    membershipRoles: {
      members: roster.members.flatMap(({ id, teams }) => unknownRoles(id, teams)),
      services: roster.services.flatMap(({ slug, teams }) => unknownRoles(slug, teams)),
    },
    invites: roster.invites,
    singleSignOn: roster.singleSignOn,
    groupSync: roster.groupSync,
    oidcProviders: roster.oidcProviders.map(withoutImpliedMappings),
    ...(requestedRepositories(roster) && { repositories: roster.repositories }),
    ...(unlisted !== undefined && { unlistedMembers: unlisted }),
    integrity,
  };
  return JSON.stringify(document);
}

/**
 * Returns the parsed document of an artifact, or undefined if this version does not understand it.
 */
export function decodeDocument(json: string): RosterDocument | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const parsed = RosterDocument.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/**
 * Returns the coverage of an artifact without a document: another connector or an older version of
 * this tool wrote it.
 */
export function coverageWithoutDocument(
  count: (list: Coverage["lists"][number]["name"]) => number,
): Coverage {
  return {
    readAs: { kind: "unknown", slug: null, role: unknown("missing") },
    lists: workspaceLists.map((name) => ({
      name,
      status: "unknown",
      count: count(name),
      expected: null,
      reason: "the artifact does not say which part of the workspace it contains",
    })),
  };
}

type UnknownFact = [id: string, fact: string, reason: UnknownReason];

function unknownsOf(id: string, entry: object): UnknownFact[] {
  const found: UnknownFact[] = [];
  for (const name in entry) {
    const fact = (entry as Readonly<Record<string, Fact<unknown>>>)[name];
    if (fact !== undefined && isUnknown(fact)) found.push([id, name, fact.unknown]);
  }
  return found;
}

function unknownRoles(id: string, teams: Fact<readonly Membership[]>): UnknownFact[] {
  if (isUnknown(teams)) return [];
  return teams.flatMap(({ team, role }) =>
    isUnknown(role) ? [[id, team, role.unknown] satisfies UnknownFact] : [],
  );
}

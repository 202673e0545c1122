/**
 * What a roster knows and C1's records have no place for: its coverage, and which facts are unknown
 * and why. It travels as one versioned JSON asset, which both generations of readers leave alone.
 */

import { z } from "zod";

import { listNames, listStatuses, type Coverage } from "../roster/coverage.ts";
import {
  isUnknown,
  roles,
  unknown,
  unknownReasons,
  type Fact,
  type Membership,
  type Roster,
  type UnknownReason,
} from "../roster/model.ts";

/** The asset's id; with the version inside, the contract of this document. */
export const documentAssetId = "cloudsmith-access-audit/roster";

const reasonCodes = Object.keys(unknownReasons) as UnknownReason[];
const reason = z.enum(reasonCodes);
const roleFact = z.union([z.enum(roles), z.strictObject({ unknown: reason })]);

/** Id, the fact's name in the roster, reason. */
const unknownFacts = z.array(z.tuple([z.string(), z.string(), reason]));

const RosterDocument = z.object({
  version: z.literal(1),
  readAt: z.iso.datetime(),
  coverage: z.object({
    readAs: z.object({
      kind: z.enum(["user", "service", "unknown"]),
      slug: z.string().nullable(),
      role: roleFact,
    }),
    lists: z.array(
      z.object({
        name: z.enum(listNames),
        status: z.enum(listStatuses),
        count: z.int().nonnegative(),
        expected: z.int().nonnegative().nullable(),
        reason: z.string().nullable(),
      }),
    ),
  }),
  unknowns: z.object({
    workspace: unknownFacts,
    members: unknownFacts,
    teams: unknownFacts,
    services: unknownFacts,
  }),
  /** Roles of memberships that were not seen: account id, team id, reason. */
  membershipRoles: z.object({
    members: unknownFacts,
    services: unknownFacts,
  }),
});

export type RosterDocument = z.infer<typeof RosterDocument>;

/** Returns the document of a roster, as JSON. */
export function encodeDocument(roster: Roster): string {
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
  };
  return JSON.stringify(document);
}

/** Returns the document of an artifact; undefined when it is not one that this version understands. */
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

/** Returns the coverage that a document tells. */
export function toCoverage({ coverage }: RosterDocument): Coverage {
  const { role } = coverage.readAs;
  return {
    readAs: { ...coverage.readAs, role: isUnknown(role) ? unknown(role.unknown) : role },
    lists: coverage.lists,
  };
}

/** Returns the coverage of an artifact that somebody else wrote, or an older version of this tool. */
export function untoldCoverage(
  count: (list: Coverage["lists"][number]["name"]) => number,
): Coverage {
  return {
    readAs: { kind: "unknown", slug: null, role: unknown("missing") },
    lists: listNames.map((name) => ({
      name,
      status: "partial",
      count: count(name),
      expected: null,
      reason: "the artifact does not tell how much of the workspace it holds",
    })),
  };
}

type UnknownFact = [id: string, fact: string, reason: UnknownReason];

function unknownsOf(id: string, entry: object): UnknownFact[] {
  return Object.entries(entry).flatMap(([name, value]) => {
    const fact = value as Fact<unknown>;
    return isUnknown(fact) ? [[id, name, fact.unknown] satisfies UnknownFact] : [];
  });
}

function unknownRoles(id: string, teams: Fact<readonly Membership[]>): UnknownFact[] {
  if (isUnknown(teams)) return [];
  return teams.flatMap(({ team, role }) =>
    isUnknown(role) ? [[id, team, role.unknown] satisfies UnknownFact] : [],
  );
}

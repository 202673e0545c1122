/** Compares the ids and names that two connectors give to the same entitlements. */

import type { EntitlementIdentity, Given } from "./connector-sync.ts";
import { isUnknown } from "./fact.ts";
import type { Match } from "./match-rows.ts";
import type { Team } from "./model.ts";
import { partyOf, type TeamParty } from "./party.ts";
import { roles, teamRoles } from "./roles.ts";

export const entitlementDifferenceKinds = [
  "only-ours",
  "only-theirs",
  "other-id",
  "other-name",
] as const;

export interface EntitlementDifference {
  readonly kind: (typeof entitlementDifferenceKinds)[number];
  /** The role that it gives; null if it is not a role of Cloudsmith. */
  readonly role: string | null;
  /** The team in which it gives the role; absent for the workspace, and if it gives no role. */
  readonly team?: TeamParty;
  /** The id, or the display name for kind `other-name`; null for nothing. */
  readonly ours: string | null;
  readonly theirs: string | null;
}

/**
 * Returns the differences between entitlements on the workspace and on the teams that both syncs
 * have: first workspace roles, highest first, then teams, then what gives no role.
 */
export function compareEntitlements(
  ours: readonly EntitlementIdentity[],
  theirs: readonly EntitlementIdentity[],
  teams: readonly Match<Team, Team>[],
): EntitlementDifference[] {
  const named = nameOnlyOnes(theirs);
  const [is, other] = [indexOf(ours), indexOf(named)];
  return [
    ...roles.flatMap((role) =>
      compare({ role }, is.get(keyOf({ role })), other.get(keyOf({ role }))),
    ),
    ...teams.flatMap((team) =>
      teamRoles.toReversed().flatMap((role) => {
        const [a, b] = [
          is.get(keyOf({ role, team: team.ours.id })),
          other.get(keyOf({ role, team: team.theirs.id })),
        ];
        return compare({ role, team: partyOf("team", team.ours) }, a, b);
      }),
    ),
    ...named
      .filter(({ given }) => given === undefined)
      .map(({ id }): EntitlementDifference => ({
        kind: "only-theirs",
        role: null,
        ours: null,
        theirs: id,
      })),
  ];
}

type Index = ReadonlyMap<string, EntitlementIdentity>;

/** Of several entitlements that give the same, the first one counts. */
function indexOf(entitlements: readonly EntitlementIdentity[]): Index {
  const index = new Map<string, EntitlementIdentity>();
  for (const entitlement of entitlements) {
    if (entitlement.given === undefined) continue;
    const key = keyOf(entitlement.given);
    if (!index.has(key)) index.set(key, entitlement);
  }
  return index;
}

/** If a team has only one entitlement, it is for the members, whatever it is called. */
function nameOnlyOnes(
  entitlements: readonly EntitlementIdentity[],
): readonly EntitlementIdentity[] {
  const counts = new Map<string, number>();
  for (const { given } of entitlements) {
    if (given?.team !== undefined) counts.set(given.team, (counts.get(given.team) ?? 0) + 1);
  }
  return entitlements.map((one) => {
    const { given } = one;
    if (given?.team === undefined || !isUnknown(given.role)) return one;
    return counts.get(given.team) === 1
      ? { ...one, given: { role: "Member", team: given.team } }
      : { ...one, given: undefined };
  });
}

function keyOf({ role, team }: Given): string {
  return JSON.stringify([team ?? null, role]);
}

function compare(
  given: Pick<EntitlementDifference, "role" | "team">,
  ours: EntitlementIdentity | undefined,
  theirs: EntitlementIdentity | undefined,
): EntitlementDifference[] {
  if (ours === undefined || theirs === undefined) {
    const kind = ours === undefined ? "only-theirs" : "only-ours";
    const isNone = ours === undefined && theirs === undefined;
    return isNone ? [] : [{ kind, ...given, ours: ours?.id ?? null, theirs: theirs?.id ?? null }];
  }
  const differs = (kind: "other-id" | "other-name", a: string, b: string) =>
    a === b ? [] : [{ kind, ...given, ours: a, theirs: b }];
  return [
    ...differs("other-id", ours.id, theirs.id),
    ...differs("other-name", ours.displayName, theirs.displayName),
  ];
}

/**
 * Compares a sync of this program with one of another connector for the same workspace. It is not
 * about time: a difference may be a change in the workspace, or something that the two see
 * differently. What the other sync does not contain is listed as unseen, never as a difference.
 */

import type { ConnectorSync } from "./connector-sync.ts";
import { compareEntitlements, type EntitlementDifference } from "./connector-entitlements.ts";
import type { ListName } from "./coverage.ts";
import { isComplete } from "./difference.ts";
import { isUnknown, type Fact } from "./fact.ts";
import type { Match, MatchedBy } from "./match-rows.ts";
import type { Account, MatchedSyncs } from "./match-syncs.ts";
import type { Membership, Roster, Team } from "./model.ts";
import { partyOf, partyOfMember, partyOfService, type Party, type TeamParty } from "./party.ts";
import { findUnseen, type Unseen } from "./connector-unseen.ts";

export const connectorDifferenceKinds = [
  "only-ours",
  "only-theirs",
  "other-id",
  "active",
  "role",
  "two-factor",
  "team",
  "team-role",
] as const;

export interface ConnectorDifference {
  readonly kind: (typeof connectorDifferenceKinds)[number];
  readonly subject: Party;
  /** The team, for kinds `team` and `team-role`. */
  readonly object?: TeamParty;
  /** What shows that the two are the same, for kind `other-id`. */
  readonly by?: MatchedBy;
  /** An id, or the fact; null for nothing. */
  readonly ours: string | boolean | null;
  readonly theirs: string | boolean | null;
}

/** How many ids of one kind the two syncs have, and how many are in both. */
export interface IdCounts {
  readonly what: "accounts" | "teams" | "other resources" | "entitlements" | "grants";
  readonly ours: number;
  readonly theirs: number;
  readonly shared: number;
}

export interface ConnectorComparison {
  readonly differences: readonly ConnectorDifference[];
  readonly entitlements: readonly EntitlementDifference[];
  /** What only our sync can contain. */
  readonly unseen: readonly Unseen[];
  readonly ids: readonly IdCounts[];
  /** Lists with gaps in our sync: what is missing there may exist. */
  readonly gaps: readonly ListName[];
}

/** Returns how two syncs of one workspace differ. */
export function compareConnectors(
  ours: ConnectorSync,
  theirs: ConnectorSync,
  { accounts, teams }: MatchedSyncs,
): ConnectorComparison {
  const sameTeams = mapTeams(teams.both);
  const differences = [
    ...compareWorkspaces(ours.roster, theirs.roster),
    ...accounts.onlyOurs.filter(isMember).map((one) => onlyIn("only-ours", partyOfAccount(one))),
    ...accounts.onlyTheirs.map((one) => onlyIn("only-theirs", partyOfAccount(one))),
    ...accounts.both.flatMap(compareIds),
    ...accounts.both.flatMap((match) => compareFacts(match, sameTeams)),
    ...teams.onlyOurs.map((team) => onlyIn("only-ours", partyOf("team", team))),
    ...teams.onlyTheirs.map((team) => onlyIn("only-theirs", partyOf("team", team))),
    ...teams.both.flatMap(({ ours, theirs, by }) =>
      otherId(partyOf("team", ours), { ours: ours.id, theirs: theirs.id, by }),
    ),
  ];
  return {
    differences,
    entitlements: compareEntitlements(
      ours.identities.entitlements,
      theirs.identities.entitlements,
      teams.both,
    ),
    unseen: findUnseen(ours.roster, theirs.roster, accounts),
    ids: countIds(ours, theirs),
    gaps: (["members", "teams", "services"] as const).filter(
      (name) => !isComplete(ours.roster, name),
    ),
  };
}

/** Only our sync can have service accounts, so they are unseen, not missing. */
function isMember({ kind }: Account): boolean {
  return kind === "member";
}

function partyOfAccount({ kind, row }: Account): Party {
  return kind === "member" ? partyOfMember(row) : partyOfService(row);
}

function idOf({ kind, row }: Account): string {
  return kind === "member" ? row.id : row.slug;
}

function onlyIn(kind: "only-ours" | "only-theirs", subject: Party): ConnectorDifference {
  const isOurs = kind === "only-ours";
  return { kind, subject, ours: isOurs ? subject.id : null, theirs: isOurs ? null : subject.id };
}

function otherId(
  subject: Party,
  { ours, theirs, by }: Match<string, string>,
): ConnectorDifference[] {
  return by === "id" ? [] : [{ kind: "other-id", subject, by, ours, theirs }];
}

function compareWorkspaces(ours: Roster, theirs: Roster): ConnectorDifference[] {
  const ids = { ours: ours.workspace.id, theirs: theirs.workspace.id };
  const by = ids.ours === ids.theirs ? "id" : "slug";
  return otherId(partyOf("workspace", ours.workspace), { ...ids, by });
}

function compareIds({ ours, theirs, by }: Match<Account, Account>): ConnectorDifference[] {
  return otherId(partyOfAccount(ours), { ours: idOf(ours), theirs: idOf(theirs), by });
}

function compareFacts(
  { ours, theirs }: Match<Account, Account>,
  teams: SameTeams,
): ConnectorDifference[] {
  const subject = partyOfAccount(ours);
  const [is, other] = [ours.row, theirs.row];
  const compare = (
    kind: "active" | "role" | "two-factor",
    a: Fact<string | boolean>,
    b: Fact<string | boolean>,
  ): ConnectorDifference[] =>
    isUnknown(a) || isUnknown(b) || a === b ? [] : [{ kind, subject, ours: a, theirs: b }];
  const bothMembers =
    ours.kind === "member" && theirs.kind === "member"
      ? [
          ...compare("active", ours.row.active, theirs.row.active),
          ...compare("two-factor", ours.row.twoFactor, theirs.row.twoFactor),
        ]
      : [];
  return [
    ...compare("role", is.role, other.role),
    ...bothMembers,
    ...compareTeams(subject, { ours: is.teams, theirs: other.teams }, teams),
  ];
}

/** The teams that both syncs have, by our id, and our ids of them by theirs. */
interface SameTeams {
  readonly ours: ReadonlyMap<string, Team>;
  readonly ourIds: ReadonlyMap<string, string>;
}

function mapTeams(teams: readonly Match<Team, Team>[]): SameTeams {
  return {
    ours: new Map(teams.map(({ ours }) => [ours.id, ours])),
    ourIds: new Map(teams.map(({ ours, theirs }) => [theirs.id, ours.id])),
  };
}

/** Teams that only one of the syncs has are differences of their own. */
function compareTeams(
  subject: Party,
  { ours, theirs }: Readonly<Record<"ours" | "theirs", Fact<readonly Membership[]>>>,
  teams: SameTeams,
): ConnectorDifference[] {
  if (isUnknown(ours) || isUnknown(theirs)) return [];
  const is = new Map(ours.map(({ team, role }) => [team, role]));
  const other = new Map(theirs.map(({ team, role }) => [teams.ourIds.get(team), role]));
  return [...new Set([...is.keys(), ...other.keys()])].flatMap((id): ConnectorDifference[] => {
    const team = id === undefined ? undefined : teams.ours.get(id);
    if (id === undefined || team === undefined) return [];
    const object = partyOf("team", team);
    const [role, otherRole] = [is.get(id), other.get(id)];
    if (role === undefined || otherRole === undefined) {
      const [isIn, isInTheirs] = [role !== undefined, otherRole !== undefined];
      return [{ kind: "team", subject, object, ours: isIn, theirs: isInTheirs }];
    }
    if (isUnknown(role) || isUnknown(otherRole) || role === otherRole) return [];
    return [{ kind: "team-role", subject, object, ours: role, theirs: otherRole }];
  });
}

function countIds({ identities: ours }: ConnectorSync, { identities: theirs }: ConnectorSync) {
  const entitlementIds = ({ entitlements }: typeof ours) => entitlements.map(({ id }) => id);
  const count = (what: IdCounts["what"], a: readonly string[], b: readonly string[]): IdCounts => {
    const known = new Set(a);
    const shared = b.filter((id) => known.has(id)).length;
    return { what, ours: a.length, theirs: b.length, shared };
  };
  return [
    count("accounts", ours.accounts, theirs.accounts),
    count("teams", ours.teams, theirs.teams),
    count("other resources", ours.otherResources, theirs.otherResources),
    count("entitlements", entitlementIds(ours), entitlementIds(theirs)),
    count("grants", ours.grants, theirs.grants),
  ];
}

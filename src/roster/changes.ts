/** What changed between two rosters of one workspace, as far as both of them saw it. */

import type { Change, ChangeKind, HeldTeam } from "./change.ts";
import { listCoverage, type ListName } from "./coverage.ts";
import { compareIds, type Membership, type Roster } from "./model.ts";
import { isUnknown, type Fact } from "./fact.ts";
import { newcomerFinder } from "./newcomer.ts";
import {
  partyOf,
  partyOfInvite,
  partyOfMember,
  partyOfService,
  teamFinder,
  type Party,
  type TeamParty,
} from "./party.ts";

export interface Changes {
  /** By kind of subject, then by whom it is about. */
  readonly list: readonly Change[];
  /** What only the later roster saw: it may have been there before, where the earlier one did not look. */
  readonly appeared: readonly Change[];
  /** Lists of which one of the rosters has gaps: who is missing there may be there all the same. */
  readonly incomplete: readonly ListName[];
}

/** Returns what changed. What the later roster did not see is neither a change nor news. */
export function compareRosters(before: Roster, after: Roster): Changes {
  const compared: readonly ListName[] = ["members", "teams", "services", "invites"];
  const incomplete = compared.filter((name) => !isWhole(before, name) || !isWhole(after, name));
  const scope: Scope = { before, after, teamOf: teamFinder(before, after) };
  const found = [
    ...compareSettings(before, after),
    ...compareTeams(scope),
    ...compareMembers(scope),
    ...compareServices(scope),
    ...compareInvites(scope),
  ];
  return {
    list: found.flatMap(({ isNews, change }) => (isNews ? [] : [change])),
    appeared: found.flatMap(({ isNews, change }) => (isNews ? [change] : [])),
    incomplete,
  };
}

/** A difference, and whether it is one to what the earlier roster did not see. */
interface Difference {
  readonly isNews: boolean;
  readonly change: Change;
}

interface Scope {
  readonly before: Roster;
  readonly after: Roster;
  readonly teamOf: (id: string) => TeamParty;
}

/** A list that the plan does not have hides nothing. */
function isWhole(roster: Roster, name: ListName): boolean {
  const { status } = listCoverage(roster.coverage, name);
  return status === "complete" || status === "not-in-plan";
}

function compareSettings(before: Roster, after: Roster): Difference[] {
  const subject = partyOf("workspace", after.workspace);
  const settings = [
    ["single sign-on", before.singleSignOn.enabled, after.singleSignOn.enabled],
    ["single sign-on enforced", before.singleSignOn.enforced, after.singleSignOn.enforced],
    ["group sync", before.groupSync.enabled, after.groupSync.enabled],
  ] as const;
  return [
    ...compareFact("renamed", subject, before.workspace.slug, after.workspace.slug),
    ...settings.flatMap(([setting, was, is]) =>
      compareFact("setting", subject, was, is).map(({ isNews, change }) => ({
        isNews,
        change: { ...change, setting },
      })),
    ),
  ];
}

function compareTeams({ before, after }: Scope): Difference[] {
  return pair(before, after, "teams", before.teams, after.teams, ({ id }) => id).flatMap(
    (found) => {
      if (found.was === undefined) return [came("added", partyOf("team", found.is), found)];
      if (found.is === undefined) return [went("removed", partyOf("team", found.was))];
      const { was, is } = found;
      const subject = partyOf("team", is);
      return [
        ...compareFact("renamed", subject, was.slug, is.slug),
        ...compareFact("team-visibility", subject, was.visibility, is.visibility),
      ];
    },
  );
}

function compareMembers(scope: Scope): Difference[] {
  const { before, after } = scope;
  const pairs = pair(before, after, "members", before.members, after.members, ({ id }) => id);
  return pairs.flatMap((found) => {
    const { was, is } = found;
    if (was === undefined) {
      return [
        came("joined", partyOfMember(found.is), found, found.is.role, teamsOf(scope, found.is)),
      ];
    }
    if (is === undefined) return [went("left", partyOfMember(was), was.role, teamsOf(scope, was))];
    const subject = partyOfMember(is);
    return [
      ...compareFact("renamed", subject, was.username, is.username),
      ...compareFact("role", subject, was.role, is.role),
      ...compareFact("two-factor", subject, was.twoFactor, is.twoFactor),
      ...compareFact("active", subject, was.active, is.active),
      ...compareMemberships(scope, subject, was.teams, is.teams),
    ];
  });
}

function compareServices(scope: Scope): Difference[] {
  const { before, after } = scope;
  const pairs = pair(before, after, "services", before.services, after.services, (s) => s.slug);
  return pairs.flatMap((found) => {
    const { was, is } = found;
    if (was === undefined) {
      return [
        came("added", partyOfService(found.is), found, found.is.role, teamsOf(scope, found.is)),
      ];
    }
    if (is === undefined) {
      return [went("removed", partyOfService(was), was.role, teamsOf(scope, was))];
    }
    const subject = partyOfService(is);
    return [
      ...compareFact("role", subject, was.role, is.role),
      ...compareMemberships(scope, subject, was.teams, is.teams),
    ];
  });
}

function compareInvites(scope: Scope): Difference[] {
  const { before, after } = scope;
  const newcomer = newcomerFinder(before, after);
  const pairs = pair(before, after, "invites", before.invites, after.invites, ({ id }) => id);
  return pairs.flatMap((found) => {
    const { was, is } = found;
    if (was === undefined) {
      return [
        came("invited", partyOfInvite(found.is), found, found.is.role, teamsOf(scope, found.is)),
      ];
    }
    if (is !== undefined) return compareFact("role", partyOfInvite(is), was.role, is.role);
    const who = newcomer(was);
    const subject = partyOfInvite(was);
    if (who === undefined) return [went("invite-gone", subject, was.role)];
    const change = { subject, before: known(was.role), after: known(who.role) };
    return [{ isNews: false, change: { kind: "invite-taken", ...change } }];
  });
}

/** Whoever comes or goes does so with all their teams at once, so that one change names them all. */
function teamsOf(
  { teamOf }: Scope,
  { teams }: { readonly teams: Fact<readonly Membership[]> },
): readonly HeldTeam[] {
  if (isUnknown(teams)) return [];
  return teams.map(({ team, role }) => ({ team: teamOf(team), role: known(role) }));
}

/** A team that either list of teams does not show may hide its members. */
function compareMemberships(
  { before, after, teamOf }: Scope,
  subject: Party,
  was: Fact<readonly Membership[]>,
  is: Fact<readonly Membership[]>,
): Difference[] {
  if (isUnknown(is)) return [];
  if (isUnknown(was)) {
    return is.map(({ team, role }) =>
      onTeam(teamOf(team), came("team-joined", subject, { isNews: true }, role)),
    );
  }
  // Most people are where they were, and there may be a hundred thousand.
  const same = ({ team, role }: Membership, at: number) =>
    team === is[at]?.team && role === is[at]?.role;
  if (was.length === is.length && was.every(same)) return [];
  return pair(before, after, "teams", was, is, ({ team }) => team).flatMap((found) => {
    const { was: held, is: holds } = found;
    if (held === undefined) {
      return [onTeam(teamOf(found.is.team), came("team-joined", subject, found, found.is.role))];
    }
    const team = teamOf(held.team);
    if (holds === undefined) return [onTeam(team, went("team-left", subject, held.role))];
    return compareFact("team-role", subject, held.role, holds.role).map((one) => onTeam(team, one));
  });
}

function onTeam(object: TeamParty, { isNews, change }: Difference): Difference {
  return { isNews, change: { ...change, object } };
}

type Pair<Row> =
  | { readonly was: Row; readonly is: Row | undefined }
  /** `isNews`: the earlier list has gaps, so it may have been there unseen. */
  | { readonly was: undefined; readonly is: Row; readonly isNews: boolean };

/**
 * Returns the rows of two lists by key, in the order of the keys. One that only the earlier list has is
 * left out where the later one has gaps: it may be there unseen.
 */
function pair<Row>(
  before: Roster,
  after: Roster,
  list: ListName,
  were: readonly Row[],
  are: readonly Row[],
  key: (row: Row) => string,
): Pair<Row>[] {
  const wereByKey = new Map(were.map((row) => [key(row), row]));
  const areByKey = new Map(are.map((row) => [key(row), row]));
  const [isNews, areWhole] = [!isWhole(before, list), isWhole(after, list)];
  return [...new Set([...wereByKey.keys(), ...areByKey.keys()])]
    .sort(compareIds)
    .flatMap((id): Pair<Row>[] => {
      const [was, is] = [wereByKey.get(id), areByKey.get(id)];
      if (was !== undefined) return is === undefined && !areWhole ? [] : [{ was, is }];
      return is === undefined ? [] : [{ was: undefined, is, isNews }];
    });
}

/** Facts that an earlier roster may lack, and that a later one has to show when it sees them. */
const showsAccess: ReadonlySet<ChangeKind> = new Set(["role", "two-factor", "active", "team-role"]);

function compareFact(
  kind: ChangeKind,
  subject: Party,
  before: Fact<string | boolean>,
  after: Fact<string | boolean>,
): Difference[] {
  if (isUnknown(after) || before === after) return [];
  if (!isUnknown(before)) return [{ isNews: false, change: { kind, subject, before, after } }];
  return showsAccess.has(kind)
    ? [{ isNews: true, change: { kind, subject, before: null, after } }]
    : [];
}

function came(
  kind: ChangeKind,
  subject: Party,
  { isNews }: { readonly isNews: boolean },
  role?: Fact<string>,
  teams: readonly HeldTeam[] = [],
): Difference {
  return { isNews, change: toChange(kind, subject, teams, null, known(role)) };
}

function went(
  kind: ChangeKind,
  subject: Party,
  role?: Fact<string>,
  teams: readonly HeldTeam[] = [],
): Difference {
  return { isNews: false, change: toChange(kind, subject, teams, known(role), null) };
}

function toChange(
  kind: ChangeKind,
  subject: Party,
  teams: readonly HeldTeam[],
  before: Change["before"],
  after: Change["after"],
): Change {
  return { kind, subject, ...(teams.length > 0 && { teams }), before, after };
}

function known(role: Fact<string> | undefined): string | null {
  return role === undefined || isUnknown(role) ? null : role;
}

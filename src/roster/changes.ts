/** What changed between two rosters of one workspace, as far as both of them saw it. */

import type { Change, ChangeKind, HeldTeam } from "./change.ts";
import { listCoverage, type ListName } from "./coverage.ts";
import { compareIds, isUnknown, type Fact, type Membership, type Roster } from "./model.ts";
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
  /** Lists of which one of the rosters has gaps: who is missing there may be there all the same. */
  readonly incomplete: readonly ListName[];
}

/** Returns what changed. A fact that either roster did not see is no change. */
export function compareRosters(before: Roster, after: Roster): Changes {
  const compared: readonly ListName[] = ["members", "teams", "services", "invites"];
  const incomplete = compared.filter((name) => !isWhole(before, name) || !isWhole(after, name));
  const scope: Scope = { before, after, teamOf: teamFinder(before, after) };
  return {
    list: [
      ...compareSettings(before, after),
      ...compareTeams(scope),
      ...compareMembers(scope),
      ...compareServices(scope),
      ...compareInvites(scope),
    ],
    incomplete,
  };
}

interface Scope {
  readonly before: Roster;
  readonly after: Roster;
  readonly teamOf: (id: string) => TeamParty;
}

function isWhole(roster: Roster, name: ListName): boolean {
  return listCoverage(roster.coverage, name).status === "complete";
}

function compareSettings(before: Roster, after: Roster): Change[] {
  const subject = partyOf("workspace", after.workspace);
  const settings = [
    ["single sign-on", before.singleSignOn.enabled, after.singleSignOn.enabled],
    ["single sign-on enforced", before.singleSignOn.enforced, after.singleSignOn.enforced],
    ["group sync", before.groupSync.enabled, after.groupSync.enabled],
  ] as const;
  return [
    ...fact("renamed", subject, before.workspace.slug, after.workspace.slug),
    ...settings.flatMap(([setting, was, is]) =>
      fact("setting", subject, was, is).map((change) => ({ ...change, setting })),
    ),
  ];
}

function compareTeams({ before, after }: Scope): Change[] {
  return pair(before, after, "teams", before.teams, after.teams, ({ id }) => id).flatMap(
    ({ was, is }) => {
      if (was === undefined) return is === undefined ? [] : [came("added", partyOf("team", is))];
      if (is === undefined) return [went("removed", partyOf("team", was))];
      const subject = partyOf("team", is);
      return [
        ...fact("renamed", subject, was.slug, is.slug),
        ...fact("team-visibility", subject, was.visibility, is.visibility),
      ];
    },
  );
}

function compareMembers(scope: Scope): Change[] {
  const { before, after } = scope;
  const pairs = pair(before, after, "members", before.members, after.members, ({ id }) => id);
  return pairs.flatMap(({ was, is }) => {
    if (was === undefined) {
      return is === undefined
        ? []
        : [came("joined", partyOfMember(is), is.role, teamsOf(scope, is))];
    }
    if (is === undefined) return [went("left", partyOfMember(was), was.role, teamsOf(scope, was))];
    const subject = partyOfMember(is);
    return [
      ...fact("renamed", subject, was.username, is.username),
      ...fact("role", subject, was.role, is.role),
      ...fact("two-factor", subject, was.twoFactor, is.twoFactor),
      ...fact("active", subject, was.active, is.active),
      ...compareMemberships(scope, subject, was.teams, is.teams),
    ];
  });
}

function compareServices(scope: Scope): Change[] {
  const { before, after } = scope;
  const pairs = pair(before, after, "services", before.services, after.services, (s) => s.slug);
  return pairs.flatMap(({ was, is }) => {
    if (was === undefined) {
      return is === undefined
        ? []
        : [came("added", partyOfService(is), is.role, teamsOf(scope, is))];
    }
    if (is === undefined)
      return [went("removed", partyOfService(was), was.role, teamsOf(scope, was))];
    const subject = partyOfService(is);
    return [
      ...fact("role", subject, was.role, is.role),
      ...compareMemberships(scope, subject, was.teams, is.teams),
    ];
  });
}

function compareInvites(scope: Scope): Change[] {
  const { before, after } = scope;
  const newcomer = newcomerFinder(before, after);
  const pairs = pair(before, after, "invites", before.invites, after.invites, ({ id }) => id);
  return pairs.flatMap(({ was, is }) => {
    if (was === undefined) {
      return is === undefined
        ? []
        : [came("invited", partyOfInvite(is), is.role, teamsOf(scope, is))];
    }
    if (is !== undefined) return fact("role", partyOfInvite(is), was.role, is.role);
    const who = newcomer(was);
    if (who === undefined) return [went("invite-gone", partyOfInvite(was), was.role)];
    return [{ ...came("invite-taken", partyOfInvite(was), who.role), before: known(was.role) }];
  });
}

/** Whoever comes or goes does so with all their teams at once, so that they are told at once. */
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
): Change[] {
  if (isUnknown(was) || isUnknown(is)) return [];
  // Most people are where they were, and there may be a hundred thousand.
  const same = ({ team, role }: Membership, at: number) =>
    team === is[at]?.team && role === is[at]?.role;
  if (was.length === is.length && was.every(same)) return [];
  return pair(before, after, "teams", was, is, ({ team }) => team).flatMap((membership) => {
    const { was: held, is: holds } = membership;
    if (held === undefined) {
      if (holds === undefined) return [];
      return [{ ...came("team-joined", subject, holds.role), object: teamOf(holds.team) }];
    }
    const object = teamOf(held.team);
    if (holds === undefined) return [{ ...went("team-left", subject, held.role), object }];
    return fact("team-role", subject, held.role, holds.role).map((change) => ({
      ...change,
      object,
    }));
  });
}

interface Pair<Entry> {
  readonly was: Entry | undefined;
  readonly is: Entry | undefined;
}

/**
 * Returns the entries of two lists by key, in the order of the keys. One that only one of them has is
 * left out where the other list has gaps: it may be there unseen.
 */
function pair<Entry>(
  before: Roster,
  after: Roster,
  list: ListName,
  were: readonly Entry[],
  are: readonly Entry[],
  key: (entry: Entry) => string,
): Pair<Entry>[] {
  const wereByKey = new Map(were.map((entry) => [key(entry), entry]));
  const areByKey = new Map(are.map((entry) => [key(entry), entry]));
  const [wereWhole, areWhole] = [isWhole(before, list), isWhole(after, list)];
  return [...new Set([...wereByKey.keys(), ...areByKey.keys()])]
    .sort(compareIds)
    .map((id) => ({ was: wereByKey.get(id), is: areByKey.get(id) }))
    .filter(({ was, is }) => (was !== undefined || wereWhole) && (is !== undefined || areWhole));
}

function fact(
  kind: ChangeKind,
  subject: Party,
  before: Fact<string | boolean>,
  after: Fact<string | boolean>,
): Change[] {
  if (isUnknown(before) || isUnknown(after) || before === after) return [];
  return [{ kind, subject, before, after }];
}

function came(
  kind: ChangeKind,
  subject: Party,
  role?: Fact<string>,
  teams: readonly HeldTeam[] = [],
): Change {
  return { kind, subject, ...(teams.length > 0 && { teams }), before: null, after: known(role) };
}

function went(...args: Parameters<typeof came>): Change {
  const change = came(...args);
  return { ...change, before: change.after, after: null };
}

function known(role: Fact<string> | undefined): string | null {
  return role === undefined || isUnknown(role) ? null : role;
}

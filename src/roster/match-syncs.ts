/** The accounts and teams that the syncs of two connectors have in common. */

import { isUnknown, type Fact } from "./fact.ts";
import { matchRows, type Matched, type Named } from "./match-rows.ts";
import {
  compareIds,
  type Member,
  type Membership,
  type Roster,
  type ServiceAccount,
  type Team,
} from "./model.ts";

/** A service account may be a user in the other sync, so both are one kind here. */
export type Account =
  | { readonly kind: "member"; readonly row: Member }
  | { readonly kind: "service"; readonly row: ServiceAccount };

export interface MatchedSyncs {
  readonly accounts: Matched<Account, Account>;
  readonly teams: Matched<Team, Team>;
}

/**
 * Returns which accounts and teams are the same: by id, else by e-mail address or login, and teams
 * by slug or name.
 */
export function matchSyncs(ours: Roster, theirs: Roster): MatchedSyncs {
  return {
    accounts: matchRows(accountsOf(ours), accountsOf(theirs)),
    teams: matchRows(teamsOf(ours), teamsOf(theirs)),
  };
}

function accountsOf({ members, services }: Roster): readonly Named<Account>[] {
  return [
    ...members.map((row): Named<Account> => ({
      row: { kind: "member", row },
      key: `member:${row.id}`,
      names: [
        ...(isUnknown(row.email) ? [] : [["e-mail", row.email] as const]),
        ["login", row.username],
      ],
    })),
    ...services.map((row): Named<Account> => ({
      row: { kind: "service", row },
      key: `service:${row.slug}`,
      names: [["login", row.slug]],
    })),
  ];
}

function teamsOf({ teams }: Roster): readonly Named<Team>[] {
  return teams.map((row) => ({
    row,
    key: row.id,
    names: [
      ["slug", row.slug],
      ["name", row.name],
    ],
  }));
}

/** Returns their roster with our ids for the accounts and teams that are the same. */
export function withOurIds(
  theirs: Roster,
  ours: Roster,
  { accounts, teams }: MatchedSyncs,
): Roster {
  const teamIds = new Map(teams.both.map((match) => [match.theirs.id, match.ours.id]));
  const memberIds = new Map(
    accounts.both.flatMap((match): [string, string][] =>
      match.ours.kind === "member" && match.theirs.kind === "member"
        ? [[match.theirs.row.id, match.ours.row.id]]
        : [],
    ),
  );
  const renamed = (ids: ReadonlyMap<string, string>, id: string) => ids.get(id) ?? id;
  const renameTeams = (memberships: Fact<readonly Membership[]>) =>
    isUnknown(memberships)
      ? memberships
      : memberships
          .map(({ team, role }) => ({ team: renamed(teamIds, team), role }))
          .toSorted((a, b) => compareIds(a.team, b.team));
  return {
    ...theirs,
    workspace: { ...theirs.workspace, id: ours.workspace.id },
    members: theirs.members
      .map((row) => ({ ...row, id: renamed(memberIds, row.id), teams: renameTeams(row.teams) }))
      .toSorted((a, b) => compareIds(a.id, b.id)),
    teams: theirs.teams
      .map((row) => ({ ...row, id: renamed(teamIds, row.id) }))
      .toSorted((a, b) => compareIds(a.id, b.id)),
  };
}

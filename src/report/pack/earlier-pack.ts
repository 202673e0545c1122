/** The earlier pack of the folder, as far as its accounts can be compared. */

import { accountLists } from "../../roster/changes.ts";
import {
  compareIds,
  teamVisibilities,
  type Invite,
  type Member,
  type Membership,
  type Roster,
  type ServiceAccount,
} from "../../roster/model.ts";
import { isSameWorkspace } from "../../roster/same-workspace.ts";
import { roles, serviceRoles, teamRoles } from "../../roster/roles.ts";
import { unknown, type Fact } from "../../roster/fact.ts";
import { describeChanges } from "../changes.ts";
import type { Report } from "../report.ts";
import { Pack, type PackAccount } from "./pack.ts";

/** Returns the pack in a JSON text; undefined for any other text. */
export function parsePack(text: string): Pack | undefined {
  try {
    return Pack.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * Returns the changes since the earlier pack, or since the baseline if there is no earlier pack of
 * this workspace. If the earlier pack is of the same roster, keeps its changes.
 */
export function changesOf(
  report: Report,
  roster: Roster,
  before: Pack | undefined,
): Pick<Pack, "changes" | "changesSince"> {
  if (before === undefined || !isSameWorkspace(before.organization, roster.workspace)) {
    const { changes = null } = report;
    return { changes, changesSince: changes === null ? null : "baseline" };
  }
  if (before.population.rosterDigest === report.rosterDigest && before.readAt === report.readAt) {
    return { changes: before.changes, changesSince: before.changesSince };
  }
  return {
    changes: describeChanges(toRoster(before), roster, accountLists),
    changesSince: "last pack",
  };
}

/** Facts that a pack does not contain are unknown: only its lists of accounts are compared. */
const notInPack = unknown("missing");

function toRoster(pack: Pack): Roster {
  const { coverage, organization, teams } = pack;
  const members = pack.accounts.filter(({ kind }) => kind === "member");
  const services = pack.accounts.filter(({ kind }) => kind === "service");
  return {
    workspace: { ...organization, createdAt: notInPack },
    members: members.map(toMember),
    teams: teams.map((team) => ({
      ...team,
      description: null,
      visibility: oneOf(teamVisibilities, team.visibility),
    })),
    services: services.map(toService),
    invites: pack.invites.map(toInvite),
    singleSignOn: { enabled: notInPack, enforced: notInPack },
    groupSync: { enabled: notInPack, mappings: [] },
    oidcProviders: [],
    repositories: [],
    coverage: {
      readAs: { ...coverage.readAs, role: oneOf(roles, coverage.readAs.role) },
      lists: coverage.lists,
    },
    readAt: pack.readAt,
  };
}

function toMember({ id, username, name, email, ...account }: PackAccount): Member {
  return {
    id,
    username,
    name,
    email: email ?? notInPack,
    role: oneOf(roles, account.role),
    active: toBoolean(account.active),
    twoFactor: toBoolean(account.twoFactor),
    joinedAt: notInPack,
    lastLoginAt: notInPack,
    lastLoginMethod: notInPack,
    visibility: notInPack,
    teams: toMemberships(account.teams),
  };
}

function toService({ id, name, role, teams }: PackAccount): ServiceAccount {
  return {
    slug: id,
    name,
    description: null,
    role: oneOf(serviceRoles, role),
    createdAt: notInPack,
    createdBy: notInPack,
    keyExpiresAt: notInPack,
    teams: toMemberships(teams),
  };
}

function toInvite({ id, email, username, role, teams }: Pack["invites"][number]): Invite {
  return {
    id,
    email: email ?? notInPack,
    username: username ?? notInPack,
    role: oneOf(roles, role),
    inviter: notInPack,
    expiresAt: notInPack,
    teams: toMemberships(teams),
  };
}

function toMemberships(teams: PackAccount["teams"]): Fact<readonly Membership[]> {
  if (teams === null) return notInPack;
  return teams
    .map(({ id, role }) => ({ team: id, role: oneOf(teamRoles, role) }))
    .sort((a, b) => compareIds(a.team, b.team));
}

function toBoolean(word: "yes" | "no" | "unknown" | null): Fact<boolean> {
  return word === "yes" ? true : word === "no" ? false : notInPack;
}

function oneOf<const T extends string>(values: readonly T[], word: string | null): Fact<T> {
  return values.find((value) => value === word) ?? notInPack;
}

/**
 * A workspace as another connector on the reference SDK tells of it, and the roster that should be
 * read from its file. `test/conformance` has the SDK write it; a copy is in `test/c1z`.
 */

import { workspaceLists } from "../../src/roster/coverage.ts";
import type { Member, Roster } from "../../src/roster/model.ts";
import type { Role } from "../../src/roster/roles.ts";
import { unknown } from "../../src/roster/fact.ts";

interface Named {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export interface SdkMember {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly visibility: "Public" | "Private";
  readonly active?: boolean;
  readonly twoFactor?: boolean;
  readonly joinedAt?: string;
  readonly lastLoginAt?: string;
  readonly teams: readonly string[];
  /** Needs `teamManagers`. */
  readonly manages?: readonly string[];
}

export interface SdkWorkspace {
  readonly organization: Named;
  readonly teams: readonly Named[];
  readonly members: readonly SdkMember[];
  /** Of a type that a roster has no place for. */
  readonly repositories: readonly Named[];
  /** Each role is a resource, instead of an entitlement on the organization. */
  readonly roleResources?: boolean;
  /** Each team has an entitlement for its managers. */
  readonly teamManagers?: boolean;
}

/** Returns a workspace of four, as it was and as it is. */
export function sdkWorkspaces(): readonly [SdkWorkspace, SdkWorkspace] {
  const before: SdkWorkspace = {
    organization: { id: "wsFernwick01", slug: "fernwick", name: "Fernwick" },
    teams: [
      { id: "tmPlatform01", slug: "platform", name: "Platform" },
      { id: "tmRelease001", slug: "release", name: "Release: the team" },
    ],
    members: [
      {
        id: "usAmara00001",
        username: "amara-okoye",
        name: "Amara Okoye",
        email: "amara@fernwick.example",
        role: "Owner",
        visibility: "Public",
        active: true,
        twoFactor: true,
        joinedAt: "2021-01-04T08:00:00.000Z",
        lastLoginAt: "2026-11-20T07:55:02.250Z",
        teams: ["tmPlatform01", "tmRelease001"],
      },
      {
        id: "usBo:0000002",
        username: "bo",
        name: "Bo | <b>",
        email: "bo@fernwick.example",
        role: "Collaborator",
        visibility: "Private",
        active: false,
        twoFactor: false,
        teams: ["tmRelease001"],
      },
      {
        id: "usCleo000003",
        username: "cleo",
        name: "Cléo 🦊",
        email: "cleo@fernwick.example",
        role: "Member",
        visibility: "Private",
        teams: [],
      },
    ],
    repositories: [{ id: "rpStable0001", slug: "stable", name: "Stable" }],
  };
  const [amara, bo, cleo] = before.members;
  if (amara === undefined || bo === undefined || cleo === undefined) throw new Error("no people");
  const dora: SdkMember = { ...cleo, id: "usDora000004", username: "dora", name: "Dora" };
  const after = {
    ...before,
    members: [
      { ...amara, role: "Manager" as const },
      { ...cleo, active: true, teams: ["tmPlatform01"] },
      { ...dora, email: "dora@fernwick.example", teams: ["tmRelease001"] },
    ],
  };
  return [before, after];
}

/** Returns what should be read of a workspace: what it tells, and of the rest that it is not known. */
export function expectedRoster(workspace: SdkWorkspace, readAt: string): Roster {
  const unseen = unknown("missing");
  const { organization, members, teams, teamManagers = false } = workspace;
  const roleIn = ({ manages = [] }: SdkMember, team: string) => {
    if (!teamManagers) return unseen;
    return manages.includes(team) ? ("Manager" as const) : ("Member" as const);
  };
  const counts: Record<string, number> = {
    organization: 1,
    members: members.length,
    teams: teams.length,
  };
  return {
    workspace: { ...organization, createdAt: unseen },
    members: members.map((member): Member => ({
      id: member.id,
      username: member.username,
      name: member.name,
      email: member.email,
      role: member.role,
      active: member.active ?? unseen,
      twoFactor: member.twoFactor ?? unseen,
      joinedAt: member.joinedAt ?? unseen,
      lastLoginAt: member.lastLoginAt ?? unseen,
      lastLoginMethod: unseen,
      visibility: member.visibility,
      // Without an entitlement for them, a team's managers are not known.
      teams: member.teams.map((team) => ({ team, role: roleIn(member, team) })),
    })),
    teams: teams.map((team) => ({ ...team, description: null, visibility: unseen })),
    services: [],
    invites: [],
    singleSignOn: { enabled: unseen, enforced: unseen },
    groupSync: { enabled: unseen, mappings: [] },
    oidcProviders: [],
    repositories: [],
    coverage: {
      readAs: { kind: "unknown", slug: null, role: unseen },
      lists: workspaceLists.map((name) => ({
        name,
        status: "unknown",
        count: counts[name] ?? 0,
        expected: null,
        reason: "the artifact does not say which part of the workspace it contains",
      })),
    },
    readAt,
  };
}

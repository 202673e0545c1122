/** The workspace of a commit, as an audit would read it. Does not use the policy of the commit. */

import { workspaceLists, type Coverage, type ListName } from "../../../src/roster/coverage.ts";
import {
  compareIds,
  type Member,
  type Membership,
  type Roster,
} from "../../../src/roster/model.ts";
import type { Commit, Person, WorkspaceRole } from "./history.ts";

const roleNames = {
  owner: "Owner",
  manager: "Manager",
  member: "Member",
  collaborator: "Collaborator",
} as const satisfies Record<WorkspaceRole, Member["role"]>;

/** When the workspace and its accounts were made. */
const madeAt = "2020-01-06T09:00:00.000Z";

/** Returns the roster that was read at this time. Everybody has just logged in. */
export function workspaceRoster(workspace: string, commit: Commit, readAt: string): Roster {
  const places = new Map(commit.people.map(({ id }) => [id, [] as Membership[]]));
  for (const { id, managers, members } of commit.teams) {
    for (const person of managers) places.get(person)?.push({ team: teamId(id), role: "Manager" });
    for (const person of members) places.get(person)?.push({ team: teamId(id), role: "Member" });
  }
  const members = commit.people.map((person) =>
    toMember(person, places.get(person.id) ?? [], readAt),
  );
  return {
    workspace: {
      id: `workspace:${workspace}`,
      slug: workspace,
      name: workspace,
      createdAt: madeAt,
    },
    members: members.sort((a, b) => compareIds(a.id, b.id)),
    teams: commit.teams
      .map(({ id, slug }) => ({
        id: teamId(id),
        slug,
        name: slug,
        description: null,
        visibility: "Visible" as const,
      }))
      .sort((a, b) => compareIds(a.id, b.id)),
    services: [
      {
        slug: reader,
        name: reader,
        description: null,
        role: "Manager",
        createdAt: madeAt,
        createdBy: members[0]?.username ?? "",
        keyExpiresAt: null,
        teams: [],
      },
    ],
    invites: [],
    singleSignOn: { enabled: false, enforced: false },
    groupSync: { enabled: false, mappings: [] },
    oidcProviders: [],
    repositories: [],
    coverage: everythingSeen(commit),
    readAt,
  };
}

/** The account that the audit reads with. */
const reader = "access-audit";

function toMember(
  { id, username, role }: Person,
  places: readonly Membership[],
  readAt: string,
): Member {
  return {
    // A colon is in no username and no slug, so that a permanent id is never also a name.
    id: `person:${id}`,
    username,
    name: username,
    email: `${id}@people.example`,
    role: roleNames[role],
    active: true,
    twoFactor: true,
    joinedAt: madeAt,
    lastLoginAt: readAt,
    lastLoginMethod: "Password",
    visibility: "Private",
    teams: places.toSorted((a, b) => compareIds(a.team, b.team)),
  };
}

function teamId(id: string): string {
  return `team:${id}`;
}

function everythingSeen({ people, teams }: Commit): Coverage {
  const counts: Readonly<Partial<Record<ListName, number>>> = {
    organization: 1,
    members: people.length,
    teams: teams.length,
    services: 1,
    saml: 1,
  };
  const lists = workspaceLists.map((name) => {
    const count = counts[name] ?? 0;
    return { name, status: "complete" as const, count, expected: count, reason: null };
  });
  return { readAs: { kind: "service", slug: reader, role: "Manager" }, lists };
}

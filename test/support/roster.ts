/** Rosters for tests: a whole and healthy one, of which a test changes what it is about. */

import { listNames, type Coverage } from "../../src/roster/coverage.ts";
import type { Member, Roster, ServiceAccount, Team, Workspace } from "../../src/roster/model.ts";

export function aMember(overrides: Partial<Member> = {}): Member {
  const username = overrides.username ?? "amara-okoye";
  return {
    id: `id-${username}`,
    username,
    name: username
      .split("-")
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(" "),
    email: `${username}@fernwick.example`,
    role: "Member",
    active: true,
    twoFactor: true,
    joinedAt: "2022-03-14T09:12:44.100Z",
    lastLoginAt: "2026-11-20T07:55:02.000Z",
    lastLoginMethod: "Password",
    visibility: "Private",
    teams: [],
    ...overrides,
  };
}

export function aTeam(overrides: Partial<Team> = {}): Team {
  const slug = overrides.slug ?? "platform";
  return {
    id: `tm-${slug}`,
    slug,
    name: slug.charAt(0).toUpperCase() + slug.slice(1),
    description: null,
    visibility: "Visible",
    ...overrides,
  };
}

export function aService(overrides: Partial<ServiceAccount> = {}): ServiceAccount {
  const slug = overrides.slug ?? "ci-publish-7hq2";
  return {
    slug,
    name: "ci publish",
    description: null,
    role: "Member",
    createdAt: "2024-04-08T10:00:00.000Z",
    createdBy: "amara-okoye",
    keyExpiresAt: null,
    teams: [],
    ...overrides,
  };
}

export function aWorkspace(overrides: Partial<Workspace> = {}): Workspace {
  return {
    id: "wsFernwick01",
    slug: "fernwick",
    name: "Fernwick",
    createdAt: "2021-01-04T08:00:00.000Z",
    ...overrides,
  };
}

/** Returns a coverage that saw everything, but for the lists that are given. */
export function aCoverage(gaps: Partial<Coverage> = {}): Coverage {
  return {
    readAs: { kind: "service", slug: "access-audit", role: "Manager" },
    lists: listNames.map((name) => ({
      name,
      status: "complete" as const,
      count: 1,
      expected: 1,
      reason: null,
    })),
    ...gaps,
  };
}

/** Returns a roster with the given entries, in the order a roster has them. */
export function aRoster(overrides: Partial<Roster> = {}): Roster {
  return {
    workspace: aWorkspace(),
    coverage: aCoverage(),
    readAt: "2026-11-23T06:00:00.000Z",
    ...overrides,
    members: (overrides.members ?? [aMember({ role: "Owner" })]).toSorted((a, b) =>
      a.id < b.id ? -1 : 1,
    ),
    teams: (overrides.teams ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    services: (overrides.services ?? []).toSorted((a, b) => (a.slug < b.slug ? -1 : 1)),
  };
}

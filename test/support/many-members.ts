/** A synthetic workspace of any size, for benchmarks and tests. */

import { dayMs } from "../../src/clock.ts";
import { repositoryRow, toPrivileges } from "../../src/sandbox/repositories.ts";
import type {
  SandboxRepository,
  SandboxWorkspace,
  WireMember,
  WireTeam,
  WireTeamReference,
} from "../../src/sandbox/wire.ts";

export interface ManyMembersOptions {
  readonly members: number;
  readonly teams: number;
  /** Another seed gives other team memberships and other logins. Default 1. */
  readonly seed?: number;
  /** Each has the privileges of three teams and a person. Default 0. */
  readonly repositories?: number;
}

const teamsPerMember = 5;
/** Two Owners, four Managers, ten Collaborators; everybody else is a Member. */
const roleLimits: readonly (readonly [WireMember["role"], below: number])[] = [
  ["Owner", 2],
  ["Manager", 6],
  ["Collaborator", 16],
];
const newestLogin = Date.parse("2026-11-22T12:00:00Z");

/**
 * Returns a workspace with this number of members. Each is in five of the teams (in all of them if
 * there are fewer); one in fifty is inactive. The same options give the same workspace.
 */
export function manyMembers(options: ManyMembersOptions): SandboxWorkspace {
  const random = createRandom(options.seed ?? 1);
  const teams = Array.from({ length: options.teams }, (_, index) => toTeam(index));
  return {
    organization: {
      name: "Many Members",
      slug: "many-members",
      slug_perm: "wsMany000001",
      created_at: "2020-01-01T00:00:00.000000Z",
      country: null,
      location: null,
      tagline: null,
    },
    members: Array.from({ length: options.members }, (_, index) => toMember(index, teams, random)),
    teams,
    services: [
      {
        name: "access audit",
        slug: "access-audit",
        description: "Access audit",
        role: "Manager",
        teams: [],
        key: "********0000",
        key_expires_at: null,
        created_at: "2024-04-08T10:00:00.000000Z",
        created_by: "member-0",
        created_by_url: "https://api.cloudsmith.io/v1/users/profile/member-0/",
      },
    ],
    invites: [],
    saml: null,
    groupSync: { enabled: false, mappings: [] },
    oidc: [],
    dynamicMappings: {},
    repositories: Array.from({ length: options.repositories ?? 0 }, (_, index) =>
      toRepository(index, options),
    ),
  };
}

function toTeam(index: number): WireTeam {
  return {
    name: `Team ${index}`,
    slug: `team-${index}`,
    slug_perm: `tm${String(index).padStart(10, "0")}`,
    description: null,
    visibility: index % 20 === 19 ? "Hidden" : "Visible",
  };
}

function toRepository(index: number, { members, teams }: ManyMembersOptions): SandboxRepository {
  const row = repositoryRow("many-members", `repository-${index}`, {
    name: `Repository ${index}`,
    slug_perm: `rp${String(index).padStart(10, "0")}`,
    created_at: new Date(newestLogin - index * dayMs).toISOString(),
  });
  const team = (offset: number) => `team team-${(index + offset) % teams}`;
  const privileges = toPrivileges({
    [team(0)]: "Admin",
    [team(1)]: "Write",
    [team(2)]: "Read",
    [`user member-${index % members}`]: "Read",
  });
  return { row, privileges };
}

function toMember(index: number, teams: readonly WireTeam[], random: Random): WireMember {
  const user = `member-${index}`;
  const role = roleLimits.find(([, below]) => index < below)?.[0] ?? "Member";
  return {
    user,
    user_id: `us${String(index).padStart(10, "0")}`,
    user_name: `Member ${index}`,
    user_url: `https://api.cloudsmith.io/v1/users/profile/${user}/`,
    email: `${user}@many-members.example`,
    role,
    is_active: index % 50 !== 49,
    has_two_factor: true,
    joined_at: "2022-05-02T08:00:00.000000Z",
    last_login_at: new Date(newestLogin - random(60) * dayMs).toISOString(),
    last_login_method: "Password",
    visibility: "Private",
    teams: pickTeams(teams, random),
  };
}

/** Returns different teams: consecutive ones, from a random start. */
function pickTeams(teams: readonly WireTeam[], random: Random): WireTeamReference[] {
  const first = random(teams.length);
  const count = Math.min(teamsPerMember, teams.length);
  return Array.from({ length: count }, (_, step) => teams[(first + step) % teams.length])
    .filter((team) => team !== undefined)
    .map(({ name, slug }, step) => ({ name, slug, role: step === 0 ? "Manager" : "Member" }));
}

/** Returns an integer from 0 up to, but not including, the limit; 0 for a limit of 0. */
type Random = (limit: number) => number;

/**
 * A linear congruential generator: good enough to distribute people, and the same on every machine.
 */
function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Who is in which team: joined from account rows where they tell, else from the teams' own lists. */

import { AuditError } from "../errors.ts";
import { compareIds, isUnknown, unknown, type Fact, type Membership } from "../roster/model.ts";
import { endpoint } from "./endpoints.ts";
import { detailOf } from "./pages.ts";
import type { Transport } from "./transport.ts";
import { TeamMembers, type TeamReference, type TeamRow } from "./wire.ts";

/** An account row as far as memberships go. */
export interface AccountRow {
  readonly slug: string;
  readonly teams: Fact<readonly TeamReference[]>;
}

export interface Memberships {
  /** By account slug; an account that is absent here has unknown teams. */
  readonly ofMember: ReadonlyMap<string, Fact<readonly Membership[]>>;
  readonly ofService: ReadonlyMap<string, Fact<readonly Membership[]>>;
  /** What makes the team list partial; a sentence without a final stop. */
  readonly problem: string | null;
}

export interface MembershipRequest {
  readonly transport: Transport;
  readonly org: string;
  readonly members: readonly AccountRow[];
  readonly services: readonly AccountRow[];
  readonly teams: readonly TeamRow[];
}

/** Returns every account's teams by permanent id, and what contradicts the team list. */
export async function readMemberships(request: MembershipRequest): Promise<Memberships> {
  const idBySlug = new Map(request.teams.map((team) => [team.slug, team.slug_perm]));
  const problems = new Set<string>();
  const membersTell = request.members.every((row) => !isUnknown(row.teams));
  const servicesTell = request.services.every((row) => !isUnknown(row.teams));
  const [people, services] = await Promise.all([
    membersTell ? null : readTeamLists(request, "user", problems),
    servicesTell ? null : readTeamLists(request, "service", problems),
  ]);
  return {
    ofMember: joinTeams(request.members, people, idBySlug, problems),
    ofService: joinTeams(request.services, services, idBySlug, problems),
    problem: problems.values().next().value ?? null,
  };
}

type TeamLists = ReadonlyMap<string, readonly TeamReference[]>;

/** Returns the teams of each account by reading every team; null when a team could not be read. */
async function readTeamLists(
  request: MembershipRequest,
  kind: "user" | "service",
  problems: Set<string>,
): Promise<TeamLists | null> {
  const byAccount = new Map<string, TeamReference[]>();
  let failed = false;
  await Promise.all(
    request.teams.map(async ({ slug }) => {
      const list = await readTeam(request, slug, kind);
      if (typeof list === "string") {
        failed = true;
        problems.add(`the members of team "${slug}" could not be read: ${list}`);
        return;
      }
      for (const { user, role } of list.members) {
        const teams = byAccount.get(user) ?? [];
        teams.push({ slug, role });
        byAccount.set(user, teams);
      }
    }),
  );
  return failed ? null : byAccount;
}

/** Returns a team's accounts of one kind, or why they could not be read. */
async function readTeam(
  request: MembershipRequest,
  team: string,
  kind: "user" | "service",
): Promise<TeamMembers | string> {
  try {
    const reply = await request.transport.get(
      endpoint("/orgs/{org}/teams/{team}/members", { org: request.org, team }),
      // Left out, the parameter means people only.
      { user_kind: kind },
    );
    if (reply.status !== 200) return `${reply.status} ${detailOf(reply) ?? ""}`.trim();
    const parsed = TeamMembers.safeParse(reply.body);
    return parsed.success ? parsed.data : "the reply is not a list of members";
  } catch (error) {
    if (error instanceof AuditError) return error.message;
    throw error;
  }
}

function joinTeams(
  accounts: readonly AccountRow[],
  lists: TeamLists | null,
  idBySlug: ReadonlyMap<string, string>,
  problems: Set<string>,
): Map<string, Fact<readonly Membership[]>> {
  const joined = new Map<string, Fact<readonly Membership[]>>();
  for (const { slug, teams } of accounts) {
    const references = isUnknown(teams) ? (lists === null ? null : (lists.get(slug) ?? [])) : teams;
    joined.set(
      slug,
      references === null ? unknown("not-listed") : toMemberships(references, idBySlug, problems),
    );
  }
  return joined;
}

function toMemberships(
  references: readonly TeamReference[],
  idBySlug: ReadonlyMap<string, string>,
  problems: Set<string>,
): readonly Membership[] {
  const memberships = new Map<string, Membership>();
  for (const { slug, role } of references) {
    const team = idBySlug.get(slug);
    if (team === undefined) problems.add(`team "${slug}" has members but is on no list of teams`);
    else memberships.set(team, { team, role });
  }
  return [...memberships.values()].sort((a, b) => compareIds(a.team, b.team));
}

/**
 * Who is in which team: joined from account rows where they tell, else from the teams' own lists;
 * and whether rows and teams tell the same story.
 */

import { isDeepStrictEqual } from "node:util";

import { AuditError } from "../errors.ts";
import { compareIds, type Membership } from "../roster/model.ts";
import { isUnknown, unknown, type Fact } from "../roster/fact.ts";
import { endpoint } from "./endpoints.ts";
import { forEachAtOnce } from "./pool.ts";
import { heldSecret } from "./read-page.ts";
import { countHeader, describeReply, type Reply } from "./reply.ts";
import type { Transport } from "./transport.ts";
import { TeamMembers, type TeamReference, type TeamRow } from "./wire.ts";

/** An account row as far as memberships go. */
export interface AccountRow {
  /** Permanent. */
  readonly id: string;
  /** What the teams' own lists call it. */
  readonly slug: string;
  readonly teams: Fact<readonly TeamReference[]>;
}

export interface Memberships {
  /** By the accounts' permanent ids. */
  readonly ofMember: ReadonlyMap<string, Fact<readonly Membership[]>>;
  readonly ofService: ReadonlyMap<string, Fact<readonly Membership[]>>;
  readonly ofInvite: ReadonlyMap<string, Fact<readonly Membership[]>>;
  /** What makes a list partial; a sentence without a final stop. */
  readonly problems: Readonly<Record<"members" | "services" | "invites" | "teams", string | null>>;
  /** The lists contradict each other, so that reading all of them again may help. */
  readonly inconsistent: boolean;
}

export interface MembershipRequest {
  readonly transport: Transport;
  readonly org: string;
  readonly members: readonly AccountRow[];
  readonly services: readonly AccountRow[];
  readonly invites: readonly AccountRow[];
  readonly teams: readonly TeamRow[];
  /** Whether the accounts were read whole, so that a team which none of them names is odd. */
  readonly whole: boolean;
  /** Whether the teams were, without which their own lists do not tell all that somebody is in. */
  readonly teamsWhole: boolean;
}

/** Returns every account's teams by permanent id, and what contradicts the team list. */
export async function readMemberships(request: MembershipRequest): Promise<Memberships> {
  const { members, services, invites } = request;
  const idBySlug = new Map(request.teams.map((team) => [team.slug, team.slug_perm]));
  const failures = new Set<string>();
  const contradictions = new Set<string>();
  if (idBySlug.size < request.teams.length) contradictions.add("two teams have one slug");
  const membersTell = members.every((row) => !isUnknown(row.teams));
  const servicesTell = services.every((row) => !isUnknown(row.teams));
  const [people, programs] = await Promise.all([
    membersTell ? null : readTeamLists(request, "user", failures),
    servicesTell ? null : readTeamLists(request, "service", failures),
    request.whole
      ? checkEmptyTeams(request, { membersTell, servicesTell }, failures, contradictions)
      : null,
  ]);
  const ofMember = joinTeams(members, people, idBySlug);
  const ofService = joinTeams(services, programs, idBySlug);
  // Nothing else tells which teams somebody is invited to.
  const ofInvite = joinTeams(invites, undefined, idBySlug);
  for (const { problem } of [ofMember, ofService, ofInvite]) {
    if (problem !== null) contradictions.add(problem);
  }
  const [ofTeams = null] = [...failures, ...contradictions];
  return {
    ofMember: ofMember.teams,
    ofService: ofService.teams,
    ofInvite: ofInvite.teams,
    problems: {
      members: ofMember.problem,
      services: ofService.problem,
      invites: ofInvite.problem,
      teams: ofTeams,
    },
    inconsistent: contradictions.size > 0,
  };
}

/**
 * A team that no row mentions is read itself, because an empty team and an unseen one look alike. Where
 * the rows of one kind do not tell, every team's list of that kind is read anyway.
 */
async function checkEmptyTeams(
  request: MembershipRequest,
  { membersTell, servicesTell }: { readonly membersTell: boolean; readonly servicesTell: boolean },
  failures: Set<string>,
  contradictions: Set<string>,
): Promise<void> {
  const kinds = [
    ...(membersTell ? (["user"] as const) : []),
    ...(servicesTell ? (["service"] as const) : []),
  ];
  const telling = [
    ...(membersTell ? request.members : []),
    ...(servicesTell ? request.services : []),
  ];
  const mentioned = new Set<string>();
  for (const { teams } of telling) {
    if (!isUnknown(teams)) for (const { slug } of teams) mentioned.add(slug);
  }
  const empty = request.teams.filter(({ slug }) => !mentioned.has(slug));
  const tooMany = request.transport.forecast(empty.length * kinds.length);
  if (tooMany !== null) {
    failures.add(`the teams without members were not read: ${tooMany}`);
    return;
  }
  const reads = empty.flatMap(({ slug }) => kinds.map((kind) => ({ slug, kind })));
  await forEachAtOnce(reads, async ({ slug, kind }) => {
    // The first that cannot be read makes the list of teams partial: the others change nothing.
    if (failures.size > 0) return;
    const list = await readTeam(request, slug, kind);
    if (typeof list === "string") failures.add(unreadable(slug, list));
    else if (list.members.length > 0) {
      contradictions.add(`team "${slug}" has members whose own rows do not name it`);
    }
  });
}

function unreadable(team: string, reason: string): string {
  return `the members of team "${team}" could not be read: ${reason}`;
}

type TeamLists = ReadonlyMap<string, readonly TeamReference[]>;

/** Returns the teams of each account by reading every team; null when a team could not be read. */
async function readTeamLists(
  request: MembershipRequest,
  kind: "user" | "service",
  failures: Set<string>,
): Promise<TeamLists | null> {
  if (!request.teamsWhole) return null;
  const tooMany = request.transport.forecast(request.teams.length);
  if (tooMany !== null) {
    failures.add(`the members of the teams were not read: ${tooMany}`);
    return null;
  }
  const byAccount = new Map<string, TeamReference[]>();
  let failed = false;
  await forEachAtOnce(request.teams, async ({ slug }) => {
    if (failed) return;
    const list = await readTeam(request, slug, kind);
    if (typeof list === "string") {
      failed = true;
      failures.add(unreadable(slug, list));
      return;
    }
    for (const { user, role } of list.members) {
      const teams = byAccount.get(user) ?? [];
      teams.push({ slug, role });
      byAccount.set(user, teams);
    }
  });
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
    if (reply.status !== 200) return describeReply(reply);
    if (reply.heldSecret) return heldSecret;
    const parsed = TeamMembers.safeParse(reply.body);
    if (!parsed.success) return "the reply is not a list of members";
    return whyMoreAnnounced(reply, parsed.data.members.length) ?? parsed.data;
  } catch (error) {
    if (error instanceof AuditError) return error.message;
    throw error;
  }
}

/** The API documents no pages here; what announces more than came has some all the same. */
function whyMoreAnnounced(reply: Reply, came: number): string | null {
  const count = countHeader(reply, "x-pagination-count") ?? came;
  const pages = countHeader(reply, "x-pagination-pagetotal") ?? 1;
  if (count === came && (pages === 1 || pages === 0)) return null;
  return `it announces ${count} accounts on ${pages} pages, and ${came} came`;
}

interface Joined {
  readonly teams: ReadonlyMap<string, Fact<readonly Membership[]>>;
  /** A membership that could not be joined to a team is not told, and this tells so. */
  readonly problem: string | null;
}

function joinTeams(
  accounts: readonly AccountRow[],
  lists: TeamLists | null | undefined,
  idBySlug: ReadonlyMap<string, string>,
): Joined {
  const joined = new Map<string, Fact<readonly Membership[]>>();
  const share = shareMemberships();
  const slugs = new Set<string>();
  let problem: string | null = null;
  for (const { id, slug, teams } of accounts) {
    if (slugs.has(slug)) problem ??= `two of its accounts are called "${slug}"`;
    slugs.add(slug);
    const listed = lists && (lists.get(slug) ?? []);
    if (!isUnknown(teams) && listed) problem ??= whyOtherTeams(slug, teams, listed);
    const references = isUnknown(teams) ? listed : teams;
    if (references === undefined && isUnknown(teams)) {
      joined.set(id, teams);
      continue;
    }
    if (references === null || references === undefined) {
      joined.set(id, unknown("not-listed"));
      continue;
    }
    const memberships: Membership[] = [];
    for (const reference of references) {
      const team = idBySlug.get(reference.slug);
      if (team === undefined) {
        problem ??= `team "${reference.slug}" has members but is on no list of teams`;
      } else memberships.push(share(team, reference.role));
    }
    const sorted = memberships.toSorted((a, b) => compareIds(a.team, b.team));
    const distinct = withoutRepeats(sorted);
    if (distinct === null) problem ??= `"${slug}" has two roles in one team`;
    joined.set(id, distinct ?? unknown("malformed"));
  }
  const ghost = [...(lists?.keys() ?? [])].find((slug) => !slugs.has(slug));
  if (ghost !== undefined) problem ??= `a team names "${ghost}", who is not on it`;
  return { teams: joined, problem };
}

/** Returns why an account's own row and the teams' lists contradict each other; null where they do not. */
function whyOtherTeams(
  account: string,
  own: readonly TeamReference[],
  listed: readonly TeamReference[],
): string | null {
  // By slug: a reply may name too many teams to compare each with each.
  const bySlug = (references: readonly TeamReference[]) =>
    new Map(references.map((one) => [one.slug, one.role]));
  const [ofOwn, ofListed] = [bySlug(own), bySlug(listed)];
  const unnamed = listed.find(({ slug }) => !ofOwn.has(slug))?.slug;
  if (unnamed !== undefined) return `team "${unnamed}" has members whose own rows do not name it`;
  const unlisted = own.find(({ slug }) => !ofListed.has(slug))?.slug;
  if (unlisted !== undefined) {
    return `team "${unlisted}" does not list "${account}", whose row names it`;
  }
  // DeadlinePassed the lists, which may name an account twice; a row that does is found elsewhere.
  const differs = listed.some(({ slug, role }) => {
    const other = ofOwn.get(slug);
    return other !== undefined && !isUnknown(role) && !isUnknown(other) && other !== role;
  });
  return differs ? `"${account}" has two roles in one team` : null;
}

/** Returns each team once; null where one is named twice and the roles differ. */
function withoutRepeats(sorted: readonly Membership[]): readonly Membership[] | null {
  const repeats = (at: number) => sorted[at]?.team === sorted[at + 1]?.team;
  for (const at of sorted.keys()) {
    if (repeats(at) && !isDeepStrictEqual(sorted[at]?.role, sorted[at + 1]?.role)) return null;
  }
  return sorted.filter((_, at) => !repeats(at));
}

/** Returns the function that makes one membership for all who have the same, half a million may. */
function shareMemberships(): (team: string, role: Membership["role"]) => Membership {
  const known = new Map<Membership["role"], Map<string, Membership>>();
  return (team, role) => {
    let ofRole = known.get(role);
    if (ofRole === undefined) known.set(role, (ofRole = new Map()));
    let membership = ofRole.get(team);
    if (membership === undefined) ofRole.set(team, (membership = { team, role }));
    return membership;
  };
}

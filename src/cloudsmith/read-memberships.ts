/**
 * Reads who is in which team, from account rows if they list teams, otherwise from the teams' own
 * lists. Also checks whether rows and teams match.
 */

import { isDeepStrictEqual } from "node:util";

import { AuditError } from "../errors.ts";
import { compareIds, type Membership } from "../roster/model.ts";
import { isUnknown, unknown, type Fact } from "../roster/fact.ts";
import { endpoint } from "./endpoints.ts";
import { forEachConcurrently } from "./pool.ts";
import { repeatedSecret } from "./read-page.ts";
import { countHeader, describeReply, type Reply } from "./reply.ts";
import type { Transport } from "./transport.ts";
import { TeamMembers, type TeamReference, type TeamRow } from "./wire.ts";

/** The part of an account row that memberships need. */
export interface AccountRow {
  /** Permanent. */
  readonly id: string;
  /** The name in the teams' own lists. */
  readonly slug: string;
  readonly teams: Fact<readonly TeamReference[]>;
}

export interface Memberships {
  /** By the account's permanent id, like the two below. */
  readonly ofMember: ReadonlyMap<string, Fact<readonly Membership[]>>;
  readonly ofService: ReadonlyMap<string, Fact<readonly Membership[]>>;
  readonly ofInvite: ReadonlyMap<string, Fact<readonly Membership[]>>;
  /** Why a list is partial, as a sentence without a final period; null if it is not. */
  readonly problems: Readonly<Record<"members" | "services" | "invites" | "teams", string | null>>;
  /** Whether the lists contradict each other, so that reading all of them again may help. */
  readonly inconsistent: boolean;
}

export interface MembershipRequest {
  readonly transport: Transport;
  readonly org: string;
  readonly members: readonly AccountRow[];
  readonly services: readonly AccountRow[];
  readonly invites: readonly AccountRow[];
  readonly teams: readonly TeamRow[];
  /** Whether the accounts were read completely. If so, a team without accounts is checked. */
  readonly accountsComplete: boolean;
  /**
   * Whether the teams were read completely. If not, their own lists do not show all memberships.
   */
  readonly teamsComplete: boolean;
}

/** Returns every account's teams by permanent id, and what contradicts the list of teams. */
export async function readMemberships(request: MembershipRequest): Promise<Memberships> {
  const { members, services, invites } = request;
  const idBySlug = new Map(request.teams.map((team) => [team.slug, team.slug_perm]));
  const failures = new Set<string>();
  const contradictions = new Set<string>();
  if (idBySlug.size < request.teams.length) contradictions.add("two teams have one slug");
  const membersListTeams = members.every((row) => !isUnknown(row.teams));
  const servicesListTeams = services.every((row) => !isUnknown(row.teams));
  const [memberLists, serviceLists] = await Promise.all([
    membersListTeams ? null : readTeamLists(request, "user", failures),
    servicesListTeams ? null : readTeamLists(request, "service", failures),
    request.accountsComplete
      ? checkEmptyTeams(request, { membersListTeams, servicesListTeams }, failures, contradictions)
      : null,
  ]);
  const ofMember = joinTeams(members, memberLists, idBySlug);
  const ofService = joinTeams(services, serviceLists, idBySlug);
  // Nothing else says which teams an invite is for.
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
 * Reads each team that no row mentions, because an empty team and an unseen one look the same. If
 * the rows of one kind do not list teams, all teams are read for that kind anyway.
 */
async function checkEmptyTeams(
  request: MembershipRequest,
  {
    membersListTeams,
    servicesListTeams,
  }: { readonly membersListTeams: boolean; readonly servicesListTeams: boolean },
  failures: Set<string>,
  contradictions: Set<string>,
): Promise<void> {
  const kinds = [
    ...(membersListTeams ? (["user"] as const) : []),
    ...(servicesListTeams ? (["service"] as const) : []),
  ];
  const accountsWithTeams = [
    ...(membersListTeams ? request.members : []),
    ...(servicesListTeams ? request.services : []),
  ];
  const mentioned = new Set<string>();
  for (const { teams } of accountsWithTeams) {
    if (!isUnknown(teams)) for (const { slug } of teams) mentioned.add(slug);
  }
  const empty = request.teams.filter(({ slug }) => !mentioned.has(slug));
  const overLimit = request.transport.forecast(empty.length * kinds.length);
  if (overLimit !== null) {
    failures.add(`the teams without members were not read: ${overLimit}`);
    return;
  }
  const reads = empty.flatMap(({ slug }) => kinds.map((kind) => ({ slug, kind })));
  await forEachConcurrently(reads, async ({ slug, kind }) => {
    // One unreadable team makes the list of teams partial, so the others would change nothing.
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

/** Returns the teams of each account by reading every team; null if a team could not be read. */
async function readTeamLists(
  request: MembershipRequest,
  kind: "user" | "service",
  failures: Set<string>,
): Promise<TeamLists | null> {
  if (!request.teamsComplete) return null;
  const overLimit = request.transport.forecast(request.teams.length);
  if (overLimit !== null) {
    failures.add(`the members of the teams were not read: ${overLimit}`);
    return null;
  }
  const byAccount = new Map<string, TeamReference[]>();
  let failed = false;
  await forEachConcurrently(request.teams, async ({ slug }) => {
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
      // Without this parameter, the API lists people only.
      { user_kind: kind },
    );
    if (reply.status !== 200) return describeReply(reply);
    if (reply.containedSecret) return repeatedSecret;
    const parsed = TeamMembers.safeParse(reply.body);
    if (!parsed.success) return "the reply is not a list of members";
    return whyMoreAnnounced(reply, parsed.data.members.length) ?? parsed.data;
  } catch (error) {
    if (error instanceof AuditError) return error.message;
    throw error;
  }
}

/**
 * The API documents no pages here, but a reply that announces more than it contains must have some.
 */
function whyMoreAnnounced(reply: Reply, received: number): string | null {
  const count = countHeader(reply, "x-pagination-count") ?? received;
  const pages = countHeader(reply, "x-pagination-pagetotal") ?? 1;
  if (count === received && (pages === 1 || pages === 0)) return null;
  return `it announces ${count} accounts on ${pages} pages, but ${received} were received`;
}

interface Joined {
  readonly teams: ReadonlyMap<string, Fact<readonly Membership[]>>;
  /** Why a membership could not be matched with a team; that membership is left out. */
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
        problem ??= `team "${reference.slug}" has members but is not on the list of teams`;
      } else memberships.push(share(team, reference.role));
    }
    const sorted = memberships.toSorted((a, b) => compareIds(a.team, b.team));
    const distinct = withoutRepeats(sorted);
    if (distinct === null) problem ??= `"${slug}" has two roles in one team`;
    joined.set(id, distinct ?? unknown("malformed"));
  }
  const unlistedAccount = [...(lists?.keys() ?? [])].find((slug) => !slugs.has(slug));
  if (unlistedAccount !== undefined)
    problem ??= `a team names "${unlistedAccount}", who is not on it`;
  return { teams: joined, problem };
}

/**
 * Returns why an account's own row and the teams' lists contradict each other, or null if they do
 * not.
 */
function whyOtherTeams(
  account: string,
  own: readonly TeamReference[],
  listed: readonly TeamReference[],
): string | null {
  // By slug, because a reply may have too many teams for a comparison of all pairs.
  const bySlug = (references: readonly TeamReference[]) =>
    new Map(references.map((one) => [one.slug, one.role]));
  const [ofOwn, ofListed] = [bySlug(own), bySlug(listed)];
  const unnamed = listed.find(({ slug }) => !ofOwn.has(slug))?.slug;
  if (unnamed !== undefined) return `team "${unnamed}" has members whose own rows do not name it`;
  const unlisted = own.find(({ slug }) => !ofListed.has(slug))?.slug;
  if (unlisted !== undefined) {
    return `team "${unlisted}" does not list "${account}", whose row names it`;
  }
  // Compare each entry of the lists, which may name an account twice. `withoutRepeats` finds
  // duplicates in the account's own row.
  const differs = listed.some(({ slug, role }) => {
    const other = ofOwn.get(slug);
    return other !== undefined && !isUnknown(role) && !isUnknown(other) && other !== role;
  });
  return differs ? `"${account}" has two roles in one team` : null;
}

/** Returns each team once; null if one occurs twice with different roles. */
function withoutRepeats(sorted: readonly Membership[]): readonly Membership[] | null {
  const repeats = (at: number) => sorted[at]?.team === sorted[at + 1]?.team;
  for (const at of sorted.keys()) {
    if (repeats(at) && !isDeepStrictEqual(sorted[at]?.role, sorted[at + 1]?.role)) return null;
  }
  return sorted.filter((_, at) => !repeats(at));
}

/**
 * Returns a function that shares one membership object between all accounts with the same team and
 * role: half a million may have it.
 */
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

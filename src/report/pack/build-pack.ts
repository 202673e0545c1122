/** Builds the pack of an access review from a report and its roster. */

import type { Policy } from "../../policy/policy.ts";
import {
  compareIds,
  type Invite,
  type Member,
  type Membership,
  type Roster,
  type ServiceAccount,
} from "../../roster/model.ts";
import { createPaths, type Account } from "../../roster/access.ts";
import { isUnknown, type Fact } from "../../roster/fact.ts";
import { requestedRepositories } from "../../roster/requested.ts";
import type { Report } from "../report.ts";
import { eachGapOf, extent } from "../wording.ts";
import { changesOf } from "./earlier-pack.ts";
import { createPolicyLookup, type PolicyLookup } from "./in-policy.ts";
import type { Pack, PackAccount } from "./pack.ts";
import { toPackKeys } from "./pack-keys.ts";
import { toPackRepositories } from "./pack-repositories.ts";
import { toPackFinding, toWord, toYesNo } from "./pack-values.ts";

export interface PackInput {
  readonly report: Report;
  readonly roster: Roster;
  readonly policy: Policy;
  /** The commit that the policy was read from; undefined if unknown. */
  readonly commit: string | undefined;
  /** The pack that this one replaces. */
  readonly before?: Pack | undefined;
}

/** Returns the pack: every account with its access and its findings. Pure. */
export function buildPack({ report, roster, policy, commit, before }: PackInput): Pack {
  const { members, services, invites } = roster;
  const lookup = createPolicyLookup(policy, roster);
  const shared = {
    toTeam: createTeams(roster),
    outcomes: gatherOutcomes(report),
    whyWithoutAccess: createWithoutAccess(roster),
  };
  return {
    notice: toNotice(report),
    kind: "access-review-pack",
    version: 1,
    tool: report.tool,
    organization: report.organization,
    readAt: report.readAt,
    archive: report.archive ?? null,
    generatedAt: report.generatedAt,
    verdict: report.verdict,
    counts: report.counts,
    population: {
      members: members.length,
      services: services.length,
      invites: invites.length,
      rosterDigest: report.rosterDigest,
    },
    policy: { ...report.policy, commit: commit ?? null },
    coverage: report.coverage,
    accounts: [
      ...members.map((member) => ofMember(member, lookup, shared)),
      ...services.map((service) => ofService(service, lookup, shared)),
    ],
    teams: roster.teams.map(({ id, slug, name, visibility }) => ({
      id,
      slug,
      name,
      visibility: toWord(visibility),
    })),
    invites: invites.map((invite) => ofInvite(invite, shared)),
    ...toPackRepositories(report, roster, policy),
    ...toPackKeys(report, roster),
    rules: report.rules,
    findings: report.findings,
    exceptions: report.exceptions,
    ...changesOf(report, roster, before),
  };
}

function ofInvite(invite: Invite, { toTeam }: Shared): Pack["invites"][number] {
  const { id, email, username, role, inviter, expiresAt } = invite;
  return {
    id,
    email: isUnknown(email) ? null : email,
    username: isUnknown(username) ? null : username,
    role: toWord(role),
    teams: toTeams(invite.teams, toTeam),
    inviter: toWord(inviter),
    expires: toWord(expiresAt),
  };
}

interface Shared {
  readonly toTeam: ToTeam;
  readonly outcomes: Outcomes;
  /** Returns why the roster shows no access of an account; null if it shows some. */
  readonly whyWithoutAccess: (account: Account) => string | null;
}

interface Outcomes {
  readonly byAccount: ReadonlyMap<string, PackAccount["findings"]>;
  /** Whether a rule was not judged, so that the absence of findings means nothing. */
  readonly blind: boolean;
}

function toNotice(report: Report): string {
  const { privileges, tokens } = report.coverage;
  const gaps = [
    ...eachGapOf(report).map(({ list, seen }) => `${list} (${seen})`),
    ...unreadOf("privileges", privileges),
    ...unreadOf("entitlement tokens", tokens),
  ];
  if (report.coverage.status === "complete") {
    const unseen = gaps.length === 0 ? "" : `; not seen: ${gaps.join("; ")}`;
    return `Complete: every list of accounts was read completely (${extent(report)})${unseen}.`;
  }
  return `PARTIAL, do not sign this off as a complete review: ${gaps.join("; ")}.`;
}

function unreadOf(what: string, counts: Report["coverage"]["privileges"]): readonly string[] {
  const { complete = 0, ...rest } = counts ?? {};
  const unread = Object.values(rest).reduce((sum, number) => sum + number, 0);
  if (unread === 0) return [];
  return [`${what} (complete on ${complete} of ${complete + unread} repositories)`];
}

type AccountTeam = NonNullable<PackAccount["teams"]>[number];
type ToTeam = (membership: Membership) => AccountTeam;

/** Accounts share membership objects, so they also share the converted ones. */
function createTeams({ teams }: Roster): ToTeam {
  const slugs = new Map(teams.map(({ id, slug }) => [id, slug]));
  const cache = new Map<Membership, AccountTeam>();
  return (membership) => {
    const { team, role } = membership;
    let converted = cache.get(membership);
    if (converted === undefined) {
      cache.set(
        membership,
        (converted = { id: team, slug: slugs.get(team) ?? team, role: toWord(role) }),
      );
    }
    return converted;
  };
}

function gatherOutcomes({ findings, counts }: Report): Outcomes {
  const byAccount = Map.groupBy(findings, ({ subject: { kind, id } }) => keyOf(kind, id));
  return {
    blind: counts.notJudged > 0,
    byAccount: new Map([...byAccount].map(([key, found]) => [key, found.map(toPackFinding)])),
  };
}

function keyOf(kind: string, id: string): string {
  return `${kind} ${id}`;
}

function ofMember(member: Member, lookup: PolicyLookup, shared: Shared): PackAccount {
  const { id, username, name, email, role, teams, active, twoFactor, lastLoginAt } = member;
  return {
    kind: "member",
    id,
    username,
    name,
    email: isUnknown(email) ? null : email,
    role: toWord(role),
    teams: toTeams(teams, shared.toTeam),
    active: toYesNo(active),
    twoFactor: toYesNo(twoFactor),
    lastLogin: toWord(lastLoginAt),
    keyExpires: null,
    withoutAccess:
      active === false ? "inactive" : shared.whyWithoutAccess({ kind: "member", entry: member }),
    ...lookup.member(member),
    ...outcomeOf(keyOf("member", id), shared.outcomes),
  };
}

function ofService(service: ServiceAccount, lookup: PolicyLookup, shared: Shared): PackAccount {
  const { slug, name, role, teams, keyExpiresAt } = service;
  return {
    kind: "service",
    id: slug,
    username: slug,
    name,
    email: null,
    role: toWord(role),
    teams: toTeams(teams, shared.toTeam),
    active: null,
    twoFactor: null,
    lastLogin: null,
    keyExpires: toWord(keyExpiresAt),
    withoutAccess: shared.whyWithoutAccess({ kind: "service", entry: service }),
    ...lookup.service(service),
    ...outcomeOf(keyOf("service", slug), shared.outcomes),
  };
}

/** If repositories were not requested, the roster does not contain what they grant. */
function createWithoutAccess(roster: Roster): Shared["whyWithoutAccess"] {
  const pathsOf = createPaths(roster);
  const rest = requestedRepositories(roster)
    ? " and without a path to a repository that was seen"
    : "";
  return (account) => {
    const { role, teams } = account.entry;
    if (isUnknown(role) || isUnknown(teams) || teams.length > 0) return null;
    if (role === "Owner" || role === "Manager") return null;
    const paths = [...pathsOf(account).values()].flat();
    // What everybody can download is not the account's access.
    if (paths.some(({ via }) => via !== "broadcast")) return null;
    return `${role} in no team${rest}`;
  };
}

function outcomeOf(
  key: string,
  { byAccount, blind }: Outcomes,
): Pick<PackAccount, "outcome" | "findings"> {
  const findings = byAccount.get(key) ?? [];
  if (findings.some(({ state }) => state !== "accepted")) return { outcome: "drift", findings };
  if (blind) return { outcome: "not judged", findings };
  return { outcome: findings.length > 0 ? "accepted" : "nothing found", findings };
}

function toTeams(teams: Fact<readonly Membership[]>, toTeam: ToTeam): PackAccount["teams"] {
  if (isUnknown(teams)) return null;
  return teams.map(toTeam).sort((a, b) => compareIds(a.slug, b.slug));
}

/** Reads a workspace's roster, with its coverage, from the Cloudsmith API. */

import { AuditError, settingName } from "../errors.ts";
import type { Logger } from "../log.ts";
import { withoutFalseClaims } from "../roster/contradictions.ts";
import type { ListCoverage, ListName } from "../roster/coverage.ts";
import {
  compareIds,
  type Invite,
  type Member,
  type Roster,
  type ServiceAccount,
  type Team,
  type Workspace,
} from "../roster/model.ts";
import { unknown, type Fact } from "../roster/fact.ts";
import type { RepositoriesRequest } from "../roster/requested.ts";
import { fold } from "../roster/fold.ts";
import { endpoint, type Endpoint } from "./endpoints.ts";
import type { Listing } from "./pages.ts";
import { readAccounts } from "./read-accounts.ts";
import { readCaller, limitedViewReason } from "./read-caller.ts";
import type { Memberships } from "./read-memberships.ts";
import { readRepositories } from "./read-repositories.ts";
import {
  readSettings,
  toGroupSync,
  toOidcProviders,
  toSingleSignOn,
  withMappingsNote,
} from "./read-settings.ts";
import { describeReply } from "./reply.ts";
import type { Transport } from "./transport.ts";
import {
  Organization,
  type InviteRow,
  type MemberRow,
  type ServiceRow,
  type TeamRow,
} from "./wire.ts";

export interface RosterRequest {
  readonly transport: Transport;
  /** The workspace's slug or its permanent slug. */
  readonly organization: string;
  /** Default: no request for them is sent. */
  readonly repositories?: RepositoriesRequest | undefined;
  readonly now: Date;
  readonly log: Logger;
}

/**
 * Returns the roster, as far as the credential can see it; the coverage says what is missing.
 * Throws `AuditError` if nothing can be reported: the key is not recognized, the workspace is not
 * found, or there is no answer.
 */
export async function readRoster(request: RosterRequest): Promise<Roster> {
  const { transport, organization: org, log } = request;
  // Created before any request starts: a name that is not a slug ends the run here.
  const workspaceEndpoint = endpoint("/orgs/{org}/", { org });
  const reading = Promise.all([
    readWorkspace(transport, workspaceEndpoint, org),
    readAccounts(transport, org, log),
    readSettings(transport, org),
  ]);
  // With a wrong key, all requests fail. The error of `readCaller` describes the cause best.
  reading.catch(() => {});
  const readAs = await readCaller(transport, org);
  const [workspace, accounts, settings] = await reading;
  // Last, so that they do not use up what the rate limit allows for people and teams.
  const repositories =
    request.repositories === undefined || request.repositories === "none"
      ? undefined
      : await readRepositories(transport, {
          workspace,
          readAs,
          withTokens: request.repositories === "with-tokens",
          log,
        });
  const { members, teams, services, invites, memberships } = accounts;
  const { problems } = memberships;
  const limitedView = limitedViewReason(readAs);
  const { groupSync, coverage: groupSyncCoverage } = toGroupSync(settings, teams.rows);
  const oidcProviders = toOidcProviders(settings);
  const sortedMembers = members.rows
    .map((row) => toMember(row, memberships, limitedView !== null))
    .sort((a, b) => compareIds(a.id, b.id));
  const sortedServices = services.rows
    .map((row) => toService(row, memberships))
    .sort((a, b) => compareIds(a.slug, b.slug));
  return withoutFalseClaims({
    workspace,
    members: sortedMembers,
    teams: teams.rows.map(toTeam).sort((a, b) => compareIds(a.id, b.id)),
    services: sortedServices,
    invites: invites.rows
      .map((row) => toInvite(row, memberships))
      .sort((a, b) => compareIds(a.id, b.id)),
    singleSignOn: toSingleSignOn(settings),
    groupSync,
    oidcProviders,
    repositories: repositories?.repositories ?? [],
    coverage: {
      readAs,
      lists: [
        { name: "organization", status: "complete", count: 1, expected: 1, reason: null },
        toCoverage("members", members, limitedView, problems.members),
        toCoverage("teams", teams, limitedView, problems.teams),
        toCoverage("services", services, limitedView, problems.services),
        toCoverage("invites", invites, limitedView, problems.invites),
        toCoverage("saml", settings.saml, null),
        groupSyncCoverage,
        withMappingsNote(toCoverage("oidc", settings.oidc, limitedView), oidcProviders),
        ...(repositories === undefined ? [] : [repositories.coverage]),
      ],
    },
    readAt: request.now.toISOString(),
  });
}

async function readWorkspace(
  transport: Transport,
  from: Endpoint,
  org: string,
): Promise<Workspace> {
  const reply = await transport.get(from);
  const parsed = Organization.safeParse(reply.body);
  if (reply.status === 200 && parsed.success) {
    const { slug_perm, slug, name, created_at } = parsed.data;
    if ([slug, slug_perm].every((one) => fold(one) !== fold(org))) {
      throw new AuditError(
        "CLOUDSMITH_UNEXPECTED",
        `cannot read workspace "${org}": the API answers with workspace "${slug}" (${slug_perm}). Check ${settingName("organization")} and ${settingName("api-url")}.`,
      );
    }
    return { id: slug_perm, slug, name, createdAt: created_at };
  }
  if (reply.status === 200) {
    throw new AuditError(
      "CLOUDSMITH_UNEXPECTED",
      `cannot read workspace "${org}": the reply does not name a workspace. Check ${settingName("api-url")}.`,
    );
  }
  throw new AuditError(
    "CLOUDSMITH_REFUSED",
    `cannot read workspace "${org}": it is not found, or this credential cannot see it (${describeReply(reply)}). Check the spelling of ${settingName("organization")}, and that the account behind the key belongs to it.`,
  );
}

/** The credential's limits come first, because they explain other gaps of the list. */
function toCoverage<Row>(
  name: ListName,
  listing: Listing<Row>,
  limitedView: string | null,
  problem: string | null = null,
): ListCoverage {
  const { status, expected, rows, reason, note } = listing;
  const count = rows.length;
  const gap = limitedView ?? (status === "complete" ? problem : null);
  if (gap !== null && (status === "complete" || status === "partial")) {
    return { name, status: "partial", count, expected, reason: gap };
  }
  return { name, status, count, expected, reason, ...(note !== undefined && { note }) };
}

function toMember(row: MemberRow, memberships: Memberships, weak: boolean): Member {
  return {
    id: row.user_id,
    username: row.user,
    name: row.user_name,
    email: row.email,
    role: row.role,
    active: row.is_active,
    twoFactor: reliable(row.has_two_factor, weak),
    joinedAt: row.joined_at,
    lastLoginAt: reliable(row.last_login_at, weak),
    lastLoginMethod: row.last_login_method,
    visibility: row.visibility,
    teams: memberships.ofMember.get(row.user_id) ?? unknown("not-listed"),
  };
}

/**
 * No source says that a credential with a limited view gets correct values for logins and
 * two-factor.
 */
function reliable<T>(fact: Fact<T>, weak: boolean): Fact<T> {
  return weak ? unknown("weak-credential") : fact;
}

function toTeam(row: TeamRow): Team {
  return {
    id: row.slug_perm,
    slug: row.slug,
    name: row.name,
    description: row.description,
    visibility: row.visibility,
  };
}

function toService(row: ServiceRow, memberships: Memberships): ServiceAccount {
  return {
    slug: row.slug,
    name: row.name,
    description: row.description,
    role: row.role,
    createdAt: row.created_at,
    createdBy: row.created_by,
    keyExpiresAt: row.key_expires_at,
    teams: memberships.ofService.get(row.slug) ?? unknown("not-listed"),
  };
}

function toInvite(row: InviteRow, memberships: Memberships): Invite {
  return {
    id: row.slug_perm,
    email: row.email,
    username: row.user,
    role: row.role,
    inviter: row.inviter,
    expiresAt: row.expires_at,
    teams: memberships.ofInvite.get(row.slug_perm) ?? unknown("not-listed"),
  };
}

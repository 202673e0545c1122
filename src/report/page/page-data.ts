/** The page's input: the report, and the roster in columns, because no report contains it. */

import type {
  LoginMethod,
  MemberVisibility,
  Membership,
  OidcProvider,
  Roster,
  Team,
} from "../../roster/model.ts";
import { requestedRepositories } from "../../roster/requested.ts";
import type { Role, TeamRole } from "../../roster/roles.ts";
import { isUnknown, unknown, type Fact } from "../../roster/fact.ts";
import { shareContext } from "../../policy/shared-context.ts";
import type { Policy } from "../../policy/policy.ts";
import type { PastSync } from "../past-sync.ts";
import type { Report } from "../report.ts";
import { countUnjudged, toSyncFacts } from "../sync-facts.ts";
import { packAllowances, type PageAllowances } from "./allowances.ts";
import { packColumn, type Column } from "./column.ts";
import { packRepositories, type PageRepositories } from "./repositories.ts";

export const accountKinds = ["member", "service", "invite"] as const;
export type AccountKind = (typeof accountKinds)[number];

/** A team that the workspace lists, or one that only an account's membership names. */
export type PageTeam = Pick<Team, "id" | "slug" | "name" | "description" | "visibility">;

/** Members, then service accounts, then invites: one row for each in every column. */
export interface AccountColumns {
  readonly kind: readonly number[];
  readonly id: readonly string[];
  readonly slug: readonly string[];
  readonly name: readonly string[];
  readonly email: Column<string | null>;
  readonly role: Column<Role>;
  readonly active: Column<boolean | null>;
  readonly twoFactor: Column<boolean | null>;
  readonly lastLoginAt: Column<string | null>;
  readonly lastLoginMethod: Column<LoginMethod | null>;
  readonly visibility: Column<MemberVisibility | null>;
  /** When a member joined or a service account was created; null for an invite. */
  readonly since: Column<string | null>;
  /** When a service account's key or an invite expires; null: never, or not applicable. */
  readonly until: Column<string | null>;
  /** Who created the service account or sent the invite. */
  readonly by: Column<string | null>;
  /** A flat list of pairs: a position in `teams`, then one in `teamRoles`. */
  readonly teams: readonly Fact<readonly number[]>[];
}

export interface PageData {
  readonly report: Report;
  /**
   * For each file of the policy, the URL of its lines at the audited commit, without the line's
   * number at its end. Absent if the commit is not known.
   */
  readonly policyLinks?: Readonly<Record<string, string>>;
  /** Which lines of the policy allow what the accounts have; absent if they were not looked up. */
  readonly allowances?: PageAllowances;
  /** The earlier syncs that are available, oldest first. */
  readonly history: readonly PastSync[];
  /** The same numbers of this sync. */
  readonly now: PastSync;
  readonly teams: readonly PageTeam[];
  readonly teamRoles: readonly Fact<TeamRole>[];
  readonly accounts: AccountColumns;
  /** Absent if they were not requested. */
  readonly repositories?: PageRepositories;
  readonly groupSync: Roster["groupSync"];
  readonly singleSignOn: Roster["singleSignOn"];
  readonly oidcProviders: readonly OidcProvider[];
}

/**
 * Returns the page's data. It contains the complete report, except for remedies that its rules
 * contain already.
 */
export function toPageData(
  report: Report,
  roster: Roster,
  history: readonly PastSync[],
  { policy, lineUrl }: PageExtras = {},
): PageData {
  const teams = allTeams(roster);
  const teamRoles: Fact<TeamRole>[] = [];
  const remedies = new Map(report.rules.map(({ id, remedy }) => [id, remedy]));
  const context =
    policy === undefined ? undefined : shareContext(roster, policy, new Date(report.generatedAt));
  const policyLinks = lineUrl === undefined ? undefined : toPolicyLinks(report, policy, lineUrl);
  return {
    report: {
      ...report,
      findings: report.findings.map((finding) => ({
        ...finding,
        remedy: finding.remedy === remedies.get(finding.rule) ? "" : finding.remedy,
      })),
    },
    ...(policyLinks !== undefined && { policyLinks }),
    ...(context !== undefined && { allowances: packAllowances(context, teams) }),
    history,
    now: {
      ...report.counts,
      readAt: report.readAt,
      unjudged: countUnjudged(report.rules),
      ...toSyncFacts(roster),
    },
    teams,
    accounts: toColumns(
      [
        ...roster.members.map(ofMember),
        ...roster.services.map(ofService),
        ...roster.invites.map(ofInvite),
      ],
      createPlaces(teams, teamRoles),
    ),
    teamRoles,
    ...(requestedRepositories(roster) && { repositories: packRepositories(roster, context) }),
    groupSync: roster.groupSync,
    singleSignOn: roster.singleSignOn,
    oidcProviders: roster.oidcProviders,
  };
}

/** What the page shows in addition, if the run knows it. */
export interface PageExtras {
  readonly policy?: Policy;
  /** Returns the URL of a line of a file at the audited commit; it ends with the line's number. */
  readonly lineUrl?: (file: string, line: number) => string | undefined;
}

function toPolicyLinks(
  report: Report,
  policy: Policy | undefined,
  lineUrl: NonNullable<PageExtras["lineUrl"]>,
): Readonly<Record<string, string>> {
  const places = [
    ...[...report.findings, ...report.resolved].flatMap((finding) => [
      finding.policy?.path,
      finding.accepted?.policy.path,
    ]),
    ...report.exceptions.map((exception) => exception.policy.path),
  ];
  const files = new Set([report.policy.path, ...(policy?.files ?? []), ...places]);
  const links = [...files].flatMap((file): [string, string][] => {
    const url = file === undefined ? undefined : lineUrl(file, 1);
    if (file === undefined || url === undefined) return [];
    if (!url.endsWith("1")) throw new Error(`bug: the URL of a line must end with it: ${url}`);
    return [[file, url.slice(0, -1)]];
  });
  return Object.fromEntries(links);
}

/** The facts of a person, a service account or an invite; null if a fact does not apply. */
export interface AccountFacts {
  readonly kind: AccountKind;
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly email: Fact<string | null>;
  readonly role: Fact<Role>;
  readonly active: Fact<boolean | null>;
  readonly twoFactor: Fact<boolean | null>;
  readonly lastLoginAt: Fact<string | null>;
  readonly lastLoginMethod: Fact<LoginMethod | null>;
  readonly visibility: Fact<MemberVisibility | null>;
  readonly since: Fact<string | null>;
  readonly until: Fact<string | null>;
  readonly by: Fact<string | null>;
}

interface Row extends AccountFacts {
  readonly teams: Fact<readonly Membership[]>;
}

/** For accounts that are not people: the facts that do not apply. */
const noPersonFacts = {
  active: null,
  twoFactor: null,
  lastLoginAt: null,
  lastLoginMethod: null,
  visibility: null,
} as const;

function ofMember({ username, joinedAt, ...member }: Roster["members"][number]): Row {
  return { ...member, kind: "member", slug: username, since: joinedAt, until: null, by: null };
}

function ofService(service: Roster["services"][number]): Row {
  const { slug, name, role, createdAt: since, keyExpiresAt: until, createdBy: by, teams } = service;
  const named = { kind: "service", id: slug, slug, name, email: null } as const;
  return { ...noPersonFacts, ...named, role, since, until, by, teams };
}

function ofInvite(invite: Roster["invites"][number]): Row {
  const { id, email, username, role, expiresAt: until, inviter: by, teams } = invite;
  const known = [username, email].find((fact) => typeof fact === "string");
  const slug = typeof known === "string" ? known : id;
  const named = { kind: "invite", id, slug, name: "", email } as const;
  return { ...noPersonFacts, ...named, role, since: null, until, by, teams };
}

function toColumns(rows: readonly Row[], toPlaces: ToPlaces): AccountColumns {
  return {
    kind: rows.map(({ kind }) => accountKinds.indexOf(kind)),
    id: rows.map(({ id }) => id),
    slug: rows.map(({ slug }) => slug),
    name: rows.map(({ name }) => name),
    email: packColumn(rows.map(({ email }) => email)),
    role: packColumn(rows.map(({ role }) => role)),
    active: packColumn(rows.map(({ active }) => active)),
    twoFactor: packColumn(rows.map(({ twoFactor }) => twoFactor)),
    lastLoginAt: packColumn(rows.map(({ lastLoginAt }) => lastLoginAt)),
    lastLoginMethod: packColumn(rows.map(({ lastLoginMethod }) => lastLoginMethod)),
    visibility: packColumn(rows.map(({ visibility }) => visibility)),
    since: packColumn(rows.map(({ since }) => since)),
    until: packColumn(rows.map(({ until }) => until)),
    by: packColumn(rows.map(({ by }) => by)),
    teams: rows.map(({ teams }) => (isUnknown(teams) ? teams : toPlaces(teams))),
  };
}

type ToPlaces = (memberships: readonly Membership[]) => readonly number[];

function createPlaces(teams: readonly PageTeam[], teamRoles: Fact<TeamRole>[]): ToPlaces {
  const positions = new Map(teams.map(({ id }, position) => [id, position]));
  // There is one shared object for each reason why a role is unknown, so `indexOf` finds it like a
  // string.
  const positionOf = (role: Fact<TeamRole>) => {
    const position = teamRoles.indexOf(role);
    return position === -1 ? teamRoles.push(role) - 1 : position;
  };
  return (memberships) =>
    memberships.flatMap(({ team, role }) => [positions.get(team) ?? -1, positionOf(role)]);
}

/** Includes the teams of accounts, because the list of teams may have gaps. */
function allTeams({ teams, members, services, invites }: Roster): readonly PageTeam[] {
  const listed = new Set(teams.map(({ id }) => id));
  const membershipTeams = [...members, ...services, ...invites].flatMap((account) =>
    isUnknown(account.teams) ? [] : account.teams.map(({ team }) => team),
  );
  const unlisted = [...new Set(membershipTeams)].filter((id) => !listed.has(id)).toSorted();
  const visibility = unknown("not-listed");
  return [
    ...teams,
    ...unlisted.map((id) => ({ id, slug: id, name: id, description: null, visibility })),
  ];
}

/**
 * The roster in the columns that C1's file connectors know, so that nobody has to map columns
 * there. Sources: c1.ai/docs/baton/file-connectors, and the same page as text in ConductorOne/docs,
 * baton/file-connectors.mdx ("Expected data values"). An unknown value is an empty cell.
 */

import {
  describeTeamRole,
  describeWorkspaceRole,
  type AccessWording,
} from "../roster/access-wording.ts";
import {
  compareIds,
  type Member,
  type Membership,
  type Roster,
  type ServiceAccount,
} from "../roster/model.ts";
import { isUnknown, type Fact } from "../roster/fact.ts";
import type { Role, TeamRole } from "../roster/roles.ts";
import { createServiceIdentities, type ServiceIdentity } from "../roster/service-identity.ts";
import { csvLines, csvParts, joinCells, type Cell } from "./escape/escape-csv.ts";
import { shownName } from "../roster/visible.ts";

const identityColumns = [
  "Full Name",
  "User ID",
  "Username",
  "Email Address",
  "User Status",
  "User Type",
  "Account Owner",
  "Last Login",
] as const;

const entitlementColumns = [
  "User ID",
  "Username",
  "Email Address",
  "User Type",
  "Resource Type",
  "Resource Name",
  "Entitlement",
  "Entitlement Description",
  "Entitlement Display Name",
  "Entitlement Slug",
] as const;

/**
 * An account in the form that both files use. The ids are those of the artifact, with a prefix if a
 * service account has the id of a member: C1 would take two rows of one id for one account.
 */
interface Account {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly status: "Enabled" | "Disabled" | null;
  /** C1 takes an account without a type for a person's account. */
  readonly type: "Service" | null;
  /** The address of the member who created a service account. */
  readonly owner: string | null;
  readonly lastLogin: string | null;
  readonly role: Fact<Role>;
  readonly teams: Fact<readonly Membership[]>;
}

/**
 * Yields the file of accounts, one row each: members by permanent id, then service accounts by
 * slug.
 */
export function renderIdentities(roster: Roster): Generator<string> {
  return csvParts(identityRows(roster));
}

function* identityRows(roster: Roster): Generator<readonly Cell[]> {
  yield identityColumns;
  for (const { id, username, name, email, status, type, owner, lastLogin } of accountsOf(roster)) {
    yield [name, id, username, email, status, type, owner, lastLogin];
  }
}

/**
 * Yields the file of grants, one row each, in the order of the accounts and then by team id. A
 * team's manager is also its member. An entitlement that no account has is not in the file: only an
 * artifact can show it.
 */
export function renderEntitlements(roster: Roster): Generator<string> {
  return csvLines(entitlementRows(roster));
}

/**
 * Each account has about six rows, but there are only as many different entitlements as roles and
 * teams: their cells are joined once.
 */
function* entitlementRows(roster: Roster): Generator<string> {
  yield joinCells(entitlementColumns);
  const grantOf = createGrants(roster);
  for (const { id, username, email, type, role, teams } of accountsOf(roster)) {
    const who = joinCells([id, username, email, type]);
    if (!isUnknown(role)) yield `${who},${grantOf.role(role)}`;
    for (const { team, role: teamRole } of isUnknown(teams) ? [] : teams) {
      // If the role in a team is unknown, the membership was still seen.
      if (teamRole === "Manager") yield `${who},${grantOf.team(team, "Manager")}`;
      yield `${who},${grantOf.team(team, "Member")}`;
    }
  }
}

/** Returns functions that return the cells of an entitlement. */
function createGrants(roster: Roster) {
  const teams = new Map(roster.teams.map((team) => [team.id, team]));
  const known = new Map<string, string>();
  const once = (key: string, cells: () => Cell[]): string => {
    let joined = known.get(key);
    if (joined === undefined) known.set(key, (joined = joinCells(cells())));
    return joined;
  };
  return {
    role: (role: Role) => once(role, () => organizationGrant(roster, role)),
    team: (id: string, role: TeamRole) =>
      once(`${role} ${id}`, () => {
        const { slug, name } = teams.get(id) ?? { slug: id, name: id };
        const wording = describeTeamRole({ name: shownName(name, slug), slug }, role);
        return toGrant("Team", slug, role, wording);
      }),
  };
}

function organizationGrant({ workspace: { slug, name } }: Roster, role: Role): Cell[] {
  const wording = describeWorkspaceRole({ name: shownName(name, slug), slug }, role);
  return toGrant("Organization", slug, role, wording);
}

/** Display names may repeat but slugs may not, so the slug names the resource. */
function toGrant(
  type: string,
  resource: string,
  role: string,
  { displayName, description }: AccessWording,
): Cell[] {
  const slug = role.toLowerCase();
  return [type, resource, slug, description, displayName, slug];
}

function* accountsOf(roster: Roster): Generator<Account> {
  const { members, services } = roster;
  for (const member of members.toSorted((a, b) => compareIds(a.id, b.id))) yield ofMember(member);
  const identityOf = createServiceIdentities(roster);
  for (const service of services.toSorted((a, b) => compareIds(a.slug, b.slug))) {
    yield ofService(service, identityOf(service));
  }
}

function ofMember(member: Member): Account {
  const { id, username, name, email, active, lastLoginAt, role, teams } = member;
  return {
    id,
    username,
    name: shownName(name, username),
    email: isUnknown(email) ? null : email,
    status: toStatus(active),
    type: null,
    owner: null,
    lastLogin: isUnknown(lastLoginAt) ? null : lastLoginAt,
    role,
    teams,
  };
}

function ofService(
  { slug, name, role, teams }: ServiceAccount,
  { id, creator }: ServiceIdentity,
): Account {
  return {
    id,
    username: slug,
    name: shownName(name, slug),
    email: null,
    // As in the artifact: a listed service account can sign in.
    status: "Enabled",
    type: "Service",
    owner: creator === undefined || isUnknown(creator.email) ? null : creator.email,
    lastLogin: null,
    role,
    teams,
  };
}

function toStatus(active: Fact<boolean>): Account["status"] {
  if (isUnknown(active)) return null;
  return active ? "Enabled" : "Disabled";
}

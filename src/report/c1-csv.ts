/**
 * The roster in the columns that C1's file connectors know, so that nobody has to map columns
 * there. Sources: c1.ai/docs/baton/file-connectors, and the same page as text in ConductorOne/docs,
 * baton/file-connectors.mdx ("Expected data values"). An unknown value is an empty cell.
 */

import {
  compareIds,
  type Member,
  type Membership,
  type Roster,
  type ServiceAccount,
} from "../roster/model.ts";
import { isUnknown, type Fact } from "../roster/fact.ts";
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

/** An account in the form that both files use; the ids are those of the artifact. */
interface Account {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly status: "Enabled" | "Disabled" | null;
  /** C1 takes an account without a type for a person's account. */
  readonly type: "Service" | null;
  readonly lastLogin: string | null;
  readonly role: Fact<string>;
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
  for (const { id, username, name, email, status, type, lastLogin } of accountsOf(roster)) {
    // The workspace does not have the owner of a service account; its creator may have left.
    const owner = null;
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
    role: (role: string) => once(role, () => organizationGrant(roster, role)),
    team: (id: string, role: "Manager" | "Member") =>
      once(`${role} ${id}`, () => {
        const { slug, name } = teams.get(id) ?? { slug: id, name: id };
        return teamGrant(slug, name, role);
      }),
  };
}

/** Display names may repeat but slugs may not, so the slug names the resource. */
function organizationGrant({ workspace: { slug, name } }: Roster, role: string): Cell[] {
  return toGrant("Organization", slug, name, role, `Holds the workspace role ${role}`);
}

function teamGrant(slug: string, name: string, role: "Manager" | "Member"): Cell[] {
  const plain = shownName(name, slug);
  const description =
    role === "Manager" ? `Manages the team ${plain}` : `Belongs to the team ${plain}`;
  return toGrant("Team", slug, plain, role, description);
}

function toGrant(
  type: string,
  resource: string,
  name: string,
  role: string,
  description: string,
): Cell[] {
  const slug = role.toLowerCase();
  return [type, resource, slug, description, `${shownName(name, resource)} ${role}`, slug];
}

function* accountsOf({ members, services }: Roster): Generator<Account> {
  for (const member of members.toSorted((a, b) => compareIds(a.id, b.id))) yield ofMember(member);
  for (const service of services.toSorted((a, b) => compareIds(a.slug, b.slug))) {
    yield ofService(service);
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
    lastLogin: isUnknown(lastLoginAt) ? null : lastLoginAt,
    role,
    teams,
  };
}

function ofService({ slug, name, role, teams }: ServiceAccount): Account {
  return {
    id: slug,
    username: slug,
    name: shownName(name, slug),
    email: null,
    // As in the artifact: a listed service account can sign in.
    status: "Enabled",
    type: "Service",
    lastLogin: null,
    role,
    teams,
  };
}

function toStatus(active: Fact<boolean>): Account["status"] {
  if (isUnknown(active)) return null;
  return active ? "Enabled" : "Disabled";
}

/** C1's records back to a roster: the inverse of records.ts, with the document filling the gaps. */

import { fromBinary } from "@bufbuild/protobuf";

import {
  compareIds,
  loginMethods,
  memberVisibilities,
  roles,
  serviceRoles,
  teamVisibilities,
  unknown,
  type Fact,
  type Member,
  type Membership,
  type Roster,
  type ServiceAccount,
  type Team,
  type UnknownReason,
  type Workspace,
} from "../roster/model.ts";
import { decodeDocument, untoldCoverage, type RosterDocument } from "./document.ts";
import { GrantSchema, ResourceSchema, type Resource } from "./gen/c1/connector/v2/connector_pb.js";
import { resourceTypes, roleSlugs, teamSlugs } from "./identity.ts";

/** The rows of one sync. The functions read anew at each call, so that nothing is held twice. */
export interface SyncRows {
  readonly startedAt: Date;
  readonly resources: () => Iterable<Uint8Array>;
  readonly grants: () => Iterable<Uint8Array>;
  /** The JSON of our own asset; undefined where there is none. */
  readonly document: string | undefined;
}

/** Returns the roster. Throws `Error` when the records are not those of a workspace. */
export function toRoster(rows: SyncRows): Roster {
  const document = rows.document === undefined ? undefined : decodeDocument(rows.document);
  const facts = createFacts(document);
  const held = collectGrants(rows.grants());
  const workspaces: Workspace[] = [];
  const members: Member[] = [];
  const teams: Team[] = [];
  const services: ServiceAccount[] = [];
  for (const data of rows.resources()) {
    const resource = fromBinary(ResourceSchema, data);
    const id = resource.id?.resource ?? "";
    if (id === "") throw new Error("a resource has no id");
    const entry = createEntry(resource, facts);
    switch (resource.id?.resourceType) {
      case resourceTypes.organization:
        workspaces.push(toWorkspace(id, entry));
        break;
      case resourceTypes.user:
        members.push(toMember(id, entry, held));
        break;
      case resourceTypes.team:
        teams.push(toTeam(id, entry));
        break;
      case resourceTypes.service:
        services.push(toService(id, entry, held));
        break;
      default:
        break;
    }
  }
  const [workspace] = workspaces;
  if (workspace === undefined || workspaces.length > 1) {
    throw new Error(`it holds ${workspaces.length} organizations where one is expected`);
  }
  const counts = {
    organization: 1,
    members: members.length,
    teams: teams.length,
    services: services.length,
    invites: 0,
    saml: 0,
    "group-sync": 0,
    oidc: 0,
  };
  return {
    workspace,
    members: members.sort((a, b) => compareIds(a.id, b.id)),
    teams: teams.sort((a, b) => compareIds(a.id, b.id)),
    services: services.sort((a, b) => compareIds(a.slug, b.slug)),
    invites: document?.invites ?? [],
    singleSignOn: document?.singleSignOn ?? {
      enabled: unknown("missing"),
      enforced: unknown("missing"),
    },
    groupSync: document?.groupSync ?? { enabled: unknown("missing"), mappings: [] },
    oidcProviders: document?.oidcProviders ?? [],
    coverage: document?.coverage ?? untoldCoverage((name) => counts[name]),
    readAt: document?.readAt ?? rows.startedAt.toISOString(),
  };
}

/** Why facts are unknown, by what they are about. */
interface Facts {
  reason(
    list: keyof RosterDocument["unknowns"],
    id: string,
    fact: string,
  ): UnknownReason | undefined;
  membershipReason(
    list: "members" | "services",
    id: string,
    team: string,
  ): UnknownReason | undefined;
}

function createFacts(document: RosterDocument | undefined): Facts {
  const reasons = new Map<string, UnknownReason>();
  const key = (...parts: readonly string[]) => JSON.stringify(parts);
  for (const [list, unknowns] of Object.entries(document?.unknowns ?? {})) {
    for (const [id, fact, reason] of unknowns) reasons.set(key(list, id, fact), reason);
  }
  for (const [list, unknowns] of Object.entries(document?.membershipRoles ?? {})) {
    for (const [id, team, reason] of unknowns) reasons.set(key("role", list, id, team), reason);
  }
  // Most rosters have few unknown facts, or none: a key is made only where there may be one.
  if (reasons.size === 0) return { reason: () => undefined, membershipReason: () => undefined };
  return {
    reason: (list, id, fact) => reasons.get(key(list, id, fact)),
    membershipReason: (list, id, team) => reasons.get(key("role", list, id, team)),
  };
}

/** One resource's profile, and the reasons for what is not in it. */
interface Entry {
  readonly resource: Resource;
  readonly facts: Facts;
  text(key: string): string | undefined;
  boolean(key: string): boolean | undefined;
}

function createEntry(resource: Resource, facts: Facts): Entry {
  const profile = resource.profile ?? {};
  return {
    resource,
    facts,
    text: (key) => {
      const value = profile[key];
      return typeof value === "string" ? value : undefined;
    },
    boolean: (key) => {
      const value = profile[key];
      return typeof value === "boolean" ? value : undefined;
    },
  };
}

function toWorkspace(id: string, entry: Entry): Workspace {
  const see = reader(entry, "workspace", id);
  return {
    id,
    slug: entry.text("slug") ?? id,
    name: entry.text("name") ?? entry.resource.displayName,
    createdAt: see("createdAt", entry.text("created_at")),
  };
}

function toTeam(id: string, entry: Entry): Team {
  const see = reader(entry, "teams", id);
  return {
    id,
    slug: entry.text("slug") ?? id,
    name: entry.text("name") ?? entry.resource.displayName,
    description: entry.text("description") ?? null,
    visibility: see("visibility", oneOf(teamVisibilities, entry.text("visibility"))),
  };
}

function toMember(id: string, entry: Entry, held: Held): Member {
  const see = reader(entry, "members", id);
  const account = accountKey(resourceTypes.user, id);
  return {
    id,
    username: entry.text("username") ?? id,
    name: entry.text("name") ?? entry.resource.displayName,
    email: see("email", entry.text("email")),
    role: see("role", oneOf(roles, held.roles.get(account))),
    active: see("active", entry.boolean("is_active")),
    twoFactor: see("twoFactor", entry.boolean("two_factor_enabled")),
    joinedAt: see("joinedAt", entry.text("joined_at")),
    lastLoginAt: seeOrNull(entry, "members", id, "lastLoginAt", entry.text("last_login_at")),
    lastLoginMethod: see("lastLoginMethod", oneOf(loginMethods, entry.text("last_login_method"))),
    visibility: see("visibility", oneOf(memberVisibilities, entry.text("visibility"))),
    teams: see("teams", memberships(entry.facts, "members", id, held.teams.get(account))),
  };
}

function toService(slug: string, entry: Entry, held: Held): ServiceAccount {
  const see = reader(entry, "services", slug);
  const account = accountKey(resourceTypes.service, slug);
  return {
    slug,
    name: entry.text("name") ?? entry.resource.displayName,
    description: entry.text("description") ?? null,
    role: see("role", oneOf(serviceRoles, held.roles.get(account))),
    createdAt: see("createdAt", entry.text("created_at")),
    createdBy: see("createdBy", entry.text("created_by")),
    keyExpiresAt: seeOrNull(entry, "services", slug, "keyExpiresAt", entry.text("key_expires_at")),
    teams: see("teams", memberships(entry.facts, "services", slug, held.teams.get(account))),
  };
}

type List = keyof RosterDocument["unknowns"];

/** Returns a function that gives a value, or why there is none; the document's word comes first. */
function reader({ facts }: Entry, list: List, id: string) {
  return <T>(fact: string, value: T | undefined): Fact<T> => {
    const reason = facts.reason(list, id, fact);
    if (reason !== undefined) return unknown(reason);
    return value ?? unknown("missing");
  };
}

/** An absent value is null, unless the document tells that it is unknown. */
function seeOrNull(
  { facts }: Entry,
  list: List,
  id: string,
  fact: string,
  value: string | undefined,
): Fact<string | null> {
  const reason = facts.reason(list, id, fact);
  return reason === undefined ? (value ?? null) : unknown(reason);
}

function oneOf<const T extends string>(
  values: readonly T[],
  text: string | undefined,
): T | undefined {
  return values.find((value) => value === text);
}

/** What accounts hold, by account key. */
interface Held {
  readonly roles: ReadonlyMap<string, string>;
  readonly teams: ReadonlyMap<string, ReadonlyMap<string, "Manager" | "Member">>;
}

function accountKey(type: string, id: string): string {
  return `${type}:${id}`;
}

function collectGrants(blobs: Iterable<Uint8Array>): Held {
  const roleBySlug = new Map<string, string>(
    Object.entries(roleSlugs).map(([role, slug]) => [slug, role]),
  );
  const rolesHeld = new Map<string, string>();
  const teams = new Map<string, Map<string, "Manager" | "Member">>();
  for (const data of blobs) {
    const { entitlement, principal } = fromBinary(GrantSchema, data);
    const on = entitlement?.resource?.id;
    const who = principal?.id;
    if (entitlement === undefined || on === undefined || who === undefined) {
      throw new Error("a grant does not say who holds what");
    }
    const account = accountKey(who.resourceType, who.resource);
    // Ids are plain joins, and the resource's id may hold a colon itself.
    const slug = entitlement.id.slice(`${on.resourceType}:${on.resource}:`.length);
    if (on.resourceType === resourceTypes.organization) {
      const role = roleBySlug.get(slug);
      if (role !== undefined) rolesHeld.set(account, role);
    } else if (on.resourceType === resourceTypes.team) {
      const held = teams.get(account) ?? new Map<string, "Manager" | "Member">();
      teams.set(account, held);
      if (slug === teamSlugs.Manager) held.set(on.resource, "Manager");
      else if (!held.has(on.resource)) held.set(on.resource, "Member");
    }
  }
  return { roles: rolesHeld, teams };
}

function memberships(
  facts: Facts,
  list: "members" | "services",
  id: string,
  held: ReadonlyMap<string, "Manager" | "Member"> = new Map(),
): readonly Membership[] {
  return [...held]
    .map(([team, role]): Membership => {
      const reason = facts.membershipReason(list, id, team);
      return { team, role: reason === undefined ? role : unknown(reason) };
    })
    .sort((a, b) => compareIds(a.team, b.team));
}

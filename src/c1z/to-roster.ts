/**
 * Converts C1's records to a roster: the reverse of records.ts. The document supplies what the
 * records lack.
 */

import { withoutFalseClaims } from "../roster/contradictions.ts";
import {
  compareIds,
  loginMethods,
  memberVisibilities,
  teamVisibilities,
  type Member,
  type Membership,
  type Roster,
  type ServiceAccount,
  type Team,
  type Workspace,
} from "../roster/model.ts";
import { roles, serviceRoles } from "../roster/roles.ts";
import { unknown, type Fact } from "../roster/fact.ts";
import type { UnlistedMembers } from "../roster/unlisted.ts";
import {
  gapInEveryList,
  findOrphans,
  findTampering,
  mergeGaps,
  withGaps,
  withoutMemberships,
} from "./coverage-gaps.ts";
import {
  coverageWithoutDocument,
  decodeDocument,
  providersIn,
  type RosterDocument,
} from "./document.ts";
import { decodeRecord } from "./protobuf/decode-record.ts";
import { countByType, describeTypes, type OtherResource } from "./describe-others.ts";
import { ResourceView } from "./resource-view.ts";
import { createFacts, type Facts } from "./facts.ts";
import { ResourceSchema } from "./protobuf/gen/c1/connector/v2/connector_pb.js";
import { isRoleResource, readForeign } from "./foreign-entitlements.ts";
import {
  collectGrants,
  memberships,
  type CollectedGrants,
  type GrantIndex,
  type AccountGrants,
} from "./grant-index.ts";
import { resourceTypes } from "./identity.ts";
import { RowCounter, sealOfUnlisted, type Integrity } from "./integrity.ts";
import type { GrantGroup } from "./grant-groups.ts";
import { repositoryGrantGroups } from "./repository-grants.ts";
import type { MatchedGrants } from "./sqlite/match-grants.ts";
import type { Grants } from "./sqlite/read-grants.ts";

/**
 * The rows of one sync. Each call of a function reads the rows again, so that they are not in
 * memory twice.
 */
export interface SyncRows {
  readonly startedAt: Date;
  readonly resourceTypes: () => Iterable<Uint8Array>;
  readonly resources: () => Iterable<Uint8Array>;
  readonly entitlements: () => Iterable<Uint8Array>;
  /** The grants, except those on resources of one type. */
  readonly grants: (exceptType?: string) => Iterable<Grants>;
  /** Compares the grants on resources of one type with the expected ones. */
  readonly matchGrants: (type: string, expected: Iterable<GrantGroup>) => MatchedGrants;
  /** The JSON of our own asset; undefined if there is none. */
  readonly document: string | undefined;
}

export interface SyncContents {
  readonly roster: Roster;
  /** Whether this program wrote the sync, and the roster says what it does not contain. */
  readonly isOurs: boolean;
  /** The members that the policy of the run did not name; undefined if that is not known. */
  readonly unlisted: UnlistedMembers | undefined;
  /** In the order of the rows. */
  readonly others: readonly OtherResource[];
}

/**
 * Twice the largest workspace that was tested. A file with more is an attempt to fill the memory.
 */
const maxResources = 2_000_000;

/**
 * Returns the contents of a sync. Lists are complete only if no row has changed since the document
 * was written.
 * Throws `Error` if the records are not those of one workspace.
 */
export function toRoster(rows: SyncRows): SyncContents {
  const document = rows.document === undefined ? undefined : decodeDocument(rows.document);
  const foreign = document === undefined ? readForeign(rows.entitlements()) : undefined;
  const facts = createFacts(document, (team) => foreign?.teamsWithManager.has(team) === true);
  const integrity = document?.integrity;
  const isOurs = integrity !== undefined;
  const grants = collectGrants(
    rows.grants(isOurs ? resourceTypes.repository : undefined),
    foreign?.roleEntitlements,
  );
  // In the order in which they were hashed. Without a hash to compare with, this is not needed.
  const counter = new RowCounter();
  if (integrity !== undefined) counter.takeAll("resource types", rows.resourceTypes());
  const resources =
    integrity === undefined ? rows.resources() : counter.take("resources", rows.resources());
  const found = collectResources(resources, {
    facts,
    index: grants.index,
    isOurs,
  });
  if (integrity !== undefined) counter.takeAll("entitlements", rows.entitlements());
  const { workspaces, members, teams, services, others } = found;
  const [workspace] = workspaces;
  if (workspace === undefined || workspaces.length > 1) {
    throw new Error(
      `it is not of one Cloudsmith workspace: it contains ${describeTypes(countTypes(found))}`,
    );
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
    repositories: 0,
  };
  const roster: Roster = {
    workspace,
    members: sortUnique(members, "member", ({ id }) => id),
    teams: sortUnique(teams, "team", ({ id }) => id),
    services: sortUnique(services, "service account", ({ slug }) => slug),
    ...settingsOf(document),
    coverage: document?.coverage ?? coverageWithoutDocument((name) => counts[name]),
    readAt: document?.readAt ?? rows.startedAt.toISOString(),
  };
  // The document has what the roster needs of repositories, so their rows are only compared.
  const onRepositories = isOurs
    ? rows.matchGrants(
        resourceTypes.repository,
        found.repositoryCount === 0 ? [] : repositoryGrantGroups(roster),
      )
    : noGrants;
  const input = { roster, integrity, counter, grants, onRepositories, others };
  return {
    roster: withFoundGaps(input),
    isOurs: document !== undefined,
    unlisted: unlistedIn(document),
    others,
  };
}

const noGrants: MatchedGrants = { count: 0, asWritten: true };

/** Undefined if the list was changed after it was written. */
function unlistedIn(document: RosterDocument | undefined): UnlistedMembers | undefined {
  const { unlistedMembers, integrity } = document ?? {};
  if (unlistedMembers === undefined) return undefined;
  return sealOfUnlisted(unlistedMembers) === integrity?.unlisted ? unlistedMembers : undefined;
}

function withFoundGaps({
  roster,
  integrity,
  counter,
  grants,
  onRepositories,
  others,
}: {
  readonly roster: Roster;
  readonly integrity: Integrity | undefined;
  readonly counter: RowCounter;
  readonly grants: CollectedGrants;
  readonly onRepositories: MatchedGrants;
  readonly others: readonly OtherResource[];
}): Roster {
  const tampering =
    integrity === undefined
      ? undefined
      : findTampering(integrity, { roster, counter, grants: [grants, onRepositories] });
  // The coverage of an unchanged sync already lists its gaps.
  if (integrity !== undefined && tampering === undefined) return roster;
  const seen = withoutMemberships(roster, grants);
  return withGaps(
    withoutFalseClaims(seen),
    mergeGaps(
      findOrphans(seen, grants, others),
      tampering === undefined ? new Map() : gapInEveryList(seen.coverage, tampering),
    ),
  );
}

function settingsOf(
  document: RosterDocument | undefined,
): Pick<Roster, "invites" | "singleSignOn" | "groupSync" | "oidcProviders" | "repositories"> {
  const missing = unknown("missing");
  return {
    invites: document?.invites ?? [],
    singleSignOn: document?.singleSignOn ?? { enabled: missing, enforced: missing },
    groupSync: document?.groupSync ?? { enabled: missing, mappings: [] },
    oidcProviders: document === undefined ? [] : providersIn(document),
    repositories: document?.repositories ?? [],
  };
}

function collectResources(
  blobs: Iterable<Uint8Array>,
  {
    facts,
    index,
    isOurs,
  }: {
    readonly facts: Facts;
    readonly index: GrantIndex;
    /** Whether the document has what the roster needs of repositories and keys. */
    readonly isOurs: boolean;
  },
) {
  const workspaces: Workspace[] = [];
  const members: Member[] = [];
  const teams: Team[] = [];
  const services: ServiceAccount[] = [];
  const others: OtherResource[] = [];
  let count = 0;
  let repositoryCount = 0;
  for (const data of blobs) {
    if (++count > maxResources) throw new Error(`it contains more than ${maxResources} resources`);
    const resource = decodeRecord(ResourceSchema, data);
    const { resourceType: type = "", resource: id = "" } = resource.id ?? {};
    if (id === "") throw new Error("a resource has no id");
    if (type === resourceTypes.organization) {
      workspaces.push(toWorkspace(id, new ResourceView(resource), facts));
    } else if (type === resourceTypes.user) {
      members.push(toMember(id, new ResourceView(resource), facts, index));
    } else if (type === resourceTypes.team) {
      teams.push(toTeam(id, new ResourceView(resource), facts));
    } else if (type === resourceTypes.service) {
      services.push(toService(id, new ResourceView(resource), facts, index));
    } else if (isOurs && type === resourceTypes.repository) {
      repositoryCount += 1;
    } else if (isOurs ? type !== resourceTypes.secret : !isRoleResource(resource)) {
      others.push({ type, id, displayName: resource.displayName });
    }
  }
  return { workspaces, members, teams, services, others, repositoryCount };
}

function countTypes(found: ReturnType<typeof collectResources>): ReadonlyMap<string, number> {
  const known: readonly [string, number][] = [
    [resourceTypes.organization, found.workspaces.length],
    [resourceTypes.user, found.members.length],
    [resourceTypes.team, found.teams.length],
    [resourceTypes.service, found.services.length],
  ];
  return new Map([...known.filter(([, count]) => count > 0), ...countByType(found.others)]);
}

function toWorkspace(id: string, view: ResourceView, facts: Facts): Workspace {
  return {
    id,
    slug: view.text("slug") ?? id,
    name: view.text("name") ?? view.displayName,
    createdAt: facts.read("workspace", id, "createdAt", view.time("created_at")),
  };
}

function toTeam(id: string, view: ResourceView, facts: Facts): Team {
  const visibility = view.choice(teamVisibilities, "visibility");
  return {
    id,
    slug: view.text("slug") ?? id,
    name: view.text("name") ?? view.displayName,
    description: view.text("description") ?? null,
    visibility: facts.read("teams", id, "visibility", visibility),
  };
}

/** If there is no document, the trait of another connector supplies what the profile lacks. */
function toMember(id: string, view: ResourceView, facts: Facts, index: GrantIndex): Member {
  const read = <T>(fact: string, value: Fact<T> | undefined) =>
    facts.read("members", id, fact, value);
  const granted = index.get(resourceTypes.user)?.get(id);
  const withFallback = <T>(value: T | undefined, elsewhere: () => T | undefined) =>
    value ?? (facts.hasDocument ? undefined : elsewhere());
  const lastLoginAt = withFallback(view.time("last_login_at"), () => view.lastLoginAt());
  const role = withFallback<Fact<Member["role"]>>(granted?.role, () => view.choice(roles, "role"));
  const twoFactor = view.boolean("two_factor_enabled", "has_two_factor");
  return {
    id,
    username: withFallback(view.text("username"), () => view.login() ?? view.text("login")) ?? id,
    name: view.text("name") ?? view.displayName,
    email: read(
      "email",
      withFallback(view.text("email"), () => view.email()),
    ),
    role: read("role", role),
    active: read(
      "active",
      withFallback(view.boolean("is_active"), () => view.active()),
    ),
    twoFactor: read(
      "twoFactor",
      withFallback(twoFactor, () => view.twoFactor()),
    ),
    joinedAt: read(
      "joinedAt",
      withFallback(view.time("joined_at"), () => view.createdAt()),
    ),
    lastLoginAt: facts.readOrNull("members", id, "lastLoginAt", lastLoginAt),
    lastLoginMethod: read("lastLoginMethod", view.choice(loginMethods, "last_login_method")),
    visibility: read("visibility", view.choice(memberVisibilities, "visibility")),
    teams: read("teams", teamsOf("members", id, facts, granted)),
  };
}

function toService(
  slug: string,
  view: ResourceView,
  facts: Facts,
  index: GrantIndex,
): ServiceAccount {
  const read = <T>(fact: string, value: Fact<T> | undefined) =>
    facts.read("services", slug, fact, value);
  const granted = index.get(resourceTypes.service)?.get(slug);
  const expiry = view.time("key_expires_at");
  return {
    slug,
    name: view.text("name") ?? view.displayName,
    description: view.text("description") ?? null,
    role: read(
      "role",
      serviceRoles.find((role) => role === granted?.role),
    ),
    createdAt: read("createdAt", view.time("created_at")),
    createdBy: read("createdBy", view.text("created_by")),
    keyExpiresAt: facts.readOrNull("services", slug, "keyExpiresAt", expiry),
    teams: read("teams", teamsOf("services", slug, facts, granted)),
  };
}

/**
 * If an account has no grant, and the document does not declare its role unknown, the account was
 * not read completely. Then its teams are unknown.
 */
function teamsOf(
  list: "members" | "services",
  id: string,
  facts: Facts,
  granted: AccountGrants | undefined,
): readonly Membership[] | undefined {
  if (granted === undefined && !facts.isDeclaredUnknown(list, id, "role")) return undefined;
  return memberships(granted?.teams ?? [], (team, role) => facts.roleIn(list, id, team, role));
}

/** Sorts by id. Throws `Error` for a duplicate id, which no file of the SDK contains. */
function sortUnique<T>(list: T[], kind: string, idOf: (entry: T) => string): T[] {
  const sorted = list.sort((a, b) => compareIds(idOf(a), idOf(b)));
  for (const [index, entry] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next !== undefined && idOf(next) === idOf(entry)) {
      throw new Error(`it contains two entries of one ${kind}`);
    }
  }
  return sorted;
}

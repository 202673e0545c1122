/** A roster as C1's records: resource types, resources, entitlements and grants, each in id order. */

import { create, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { anyPack, timestampFromDate, type Any, type Timestamp } from "@bufbuild/protobuf/wkt";

import {
  compareIds,
  isUnknown,
  type Fact,
  type Member,
  type Roster,
  type ServiceAccount,
  type Team,
} from "../roster/model.ts";
import {
  ChildResourceTypeSchema,
  Entitlement_Purpose,
  EntitlementSchema,
  GrantSchema,
  GroupTraitSchema,
  ResourceSchema,
  ResourceType_Trait,
  ResourceTypeSchema,
  SkipEntitlementsAndGrantsSchema,
  Status_State,
  StatusSchema,
  UserTrait_AccountType,
  UserTrait_EmailSchema,
  UserTrait_MfaStatusSchema,
  UserTrait_StructuredNameSchema,
  UserTraitSchema,
  type Status,
  type UserTrait_Email,
  type UserTrait_MfaStatus,
  type UserTrait_StructuredName,
} from "./gen/c1/connector/v2/connector_pb.js";
import {
  entitlementId,
  grantId,
  resourceKey,
  resourceTypes,
  roleSlugs,
  teamSlugs,
  type PrincipalType,
} from "./identity.ts";
import {
  memberProfile,
  serviceProfile,
  splitName,
  teamProfile,
  workspaceProfile,
  type Profile,
} from "./profile.ts";

export interface ResourceTypeRow {
  readonly id: string;
  readonly data: Uint8Array;
}

export interface ResourceRow {
  readonly key: string;
  readonly type: string;
  readonly parentType: string | null;
  readonly parentId: string | null;
  readonly data: Uint8Array;
}

export interface EntitlementRow {
  readonly id: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly data: Uint8Array;
}

export interface GrantRow {
  readonly id: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly entitlementId: string;
  readonly principalType: string;
  readonly principalId: string;
  readonly data: Uint8Array;
}

/** A resource before its parent is known. */
interface ResourceDraft {
  readonly id: { resourceType: string; resource: string };
  readonly displayName: string;
  readonly description?: string;
  readonly annotations: Any[];
  readonly profile: Record<string, string | boolean>;
  readonly status?: Status;
  readonly createdAt?: Timestamp;
}

/** The part of a user trait that is not said on the resource as well. */
interface TraitDraft {
  readonly accountType: UserTrait_AccountType;
  readonly login: string;
  readonly emails?: UserTrait_Email[];
  readonly structuredName?: UserTrait_StructuredName;
  readonly mfaStatus?: UserTrait_MfaStatus;
  readonly lastLogin?: Timestamp;
}

/** The SDK refuses longer names and descriptions; the whole text is in the profile. */
const maxDisplayNameBytes = 1024;
const maxDescriptionBytes = 2048;

/** Returns the types that occur; a user type without a user makes the readers' CSV export stop. */
export function resourceTypeRows(roster: Roster): ResourceTypeRow[] {
  const skip = () => [
    anyPack(SkipEntitlementsAndGrantsSchema, create(SkipEntitlementsAndGrantsSchema)),
  ];
  const types: MessageInitShape<typeof ResourceTypeSchema>[] = [
    { id: resourceTypes.organization, displayName: "Organization" },
    ...(roster.services.length === 0
      ? []
      : [
          {
            id: resourceTypes.service,
            displayName: "Service account",
            traits: [ResourceType_Trait.USER],
            annotations: skip(),
          },
        ]),
    { id: resourceTypes.team, displayName: "Team", traits: [ResourceType_Trait.GROUP] },
    {
      id: resourceTypes.user,
      displayName: "User",
      traits: [ResourceType_Trait.USER],
      annotations: skip(),
    },
  ];
  return types.map((type) => ({
    id: type.id ?? "",
    data: toBinary(ResourceTypeSchema, create(ResourceTypeSchema, type)),
  }));
}

/** Yields the workspace, its service accounts, teams and members, in that order. */
export function* resourceRows(roster: Roster): Generator<ResourceRow> {
  const parent = { type: resourceTypes.organization, id: roster.workspace.id };
  yield toResourceRow(workspaceResource(roster), null);
  for (const service of roster.services) yield toResourceRow(serviceResource(service), parent);
  for (const team of roster.teams) yield toResourceRow(teamResource(team), parent);
  for (const member of roster.members) yield toResourceRow(memberResource(member), parent);
}

function toResourceRow(
  resource: ResourceDraft,
  parent: { type: string; id: string } | null,
): ResourceRow {
  const { resourceType, resource: id } = resource.id;
  const parentResourceId = parent && { resourceType: parent.type, resource: parent.id };
  const message = create(ResourceSchema, {
    ...resource,
    ...(parentResourceId !== null && { parentResourceId }),
  });
  return {
    key: resourceKey(resourceType, id),
    type: resourceType,
    parentType: parent?.type ?? null,
    parentId: parent?.id ?? null,
    data: toBinary(ResourceSchema, message),
  };
}

function workspaceResource({ workspace, services }: Roster): ResourceDraft {
  const children = [
    resourceTypes.user,
    resourceTypes.team,
    ...(services.length === 0 ? [] : [resourceTypes.service]),
  ];
  return {
    id: { resourceType: resourceTypes.organization, resource: workspace.id },
    displayName: displayName(workspace.name, workspace.slug),
    profile: toJson(workspaceProfile(workspace)),
    annotations: children.map((resourceTypeId) =>
      anyPack(ChildResourceTypeSchema, create(ChildResourceTypeSchema, { resourceTypeId })),
    ),
    ...created(workspace.createdAt),
  };
}

function teamResource(team: Team): ResourceDraft {
  const profile = toJson(teamProfile(team));
  return {
    id: { resourceType: resourceTypes.team, resource: team.id },
    displayName: displayName(team.name, team.slug),
    description: cut(team.description ?? "", maxDescriptionBytes),
    profile,
    annotations: [anyPack(GroupTraitSchema, create(GroupTraitSchema, { profile }))],
  };
}

function memberResource(member: Member): ResourceDraft {
  const { twoFactor, lastLoginAt, email } = member;
  return accountResource({
    type: resourceTypes.user,
    id: member.id,
    displayName: displayName(member.name, member.username),
    profile: memberProfile(member),
    state: toState(member.active),
    createdAt: member.joinedAt,
    trait: {
      accountType: UserTrait_AccountType.HUMAN,
      login: member.username,
      ...(!isUnknown(email) &&
        isAcceptedEmail(email) && {
          emails: [create(UserTrait_EmailSchema, { address: email, isPrimary: true })],
        }),
      structuredName: toStructuredName(member),
      ...(!isUnknown(twoFactor) && {
        mfaStatus: create(UserTrait_MfaStatusSchema, { mfaEnabled: twoFactor }),
      }),
      ...(typeof lastLoginAt === "string" && {
        lastLogin: timestampFromDate(new Date(lastLoginAt)),
      }),
    },
  });
}

function serviceResource(service: ServiceAccount): ResourceDraft {
  return accountResource({
    type: resourceTypes.service,
    id: service.slug,
    displayName: displayName(service.name, service.slug),
    profile: serviceProfile(service),
    // The API tells of no inactive service account; one that is listed can sign in.
    state: Status_State.ENABLED,
    createdAt: service.createdAt,
    trait: { accountType: UserTrait_AccountType.SERVICE, login: service.slug },
  });
}

interface Account {
  readonly type: PrincipalType;
  readonly id: string;
  readonly displayName: string;
  readonly profile: Profile;
  readonly state: Status_State;
  readonly createdAt: Fact<string>;
  readonly trait: TraitDraft;
}

/** Profile, status and creation stand in the trait for old readers and on the resource for new ones. */
function accountResource(account: Account): ResourceDraft {
  const { type, id, displayName, trait } = account;
  const shared = {
    profile: toJson(account.profile),
    status: create(StatusSchema, { status: account.state }),
    ...created(account.createdAt),
  };
  const userTrait = anyPack(UserTraitSchema, create(UserTraitSchema, { ...trait, ...shared }));
  return {
    id: { resourceType: type, resource: id },
    displayName,
    annotations: [userTrait],
    ...shared,
  };
}

function toState(active: Fact<boolean>): Status_State {
  if (isUnknown(active)) return Status_State.UNSPECIFIED;
  return active ? Status_State.ENABLED : Status_State.DISABLED;
}

function toStructuredName({ name, username }: Member) {
  const { first, last } = splitName(name === "" ? username : name);
  return create(UserTrait_StructuredNameSchema, { givenName: first, familyName: last });
}

/** Yields the workspace's roles and each team's two, in id order. */
export function* entitlementRows(roster: Roster): Generator<EntitlementRow> {
  const grantableTo = [
    { id: resourceTypes.user },
    ...(roster.services.length === 0 ? [] : [{ id: resourceTypes.service }]),
  ];
  const row = (
    resource: ResourceDraft,
    entitlement: { slug: string; role: string; description: string; purpose: Entitlement_Purpose },
  ): EntitlementRow => {
    const { resourceType, resource: resourceId } = resource.id;
    const id = entitlementId(resourceType, resourceId, entitlement.slug);
    const message = create(EntitlementSchema, {
      id,
      resource,
      slug: entitlement.slug,
      displayName: cut(`${resource.displayName} ${entitlement.role}`, maxDisplayNameBytes),
      description: cut(entitlement.description, maxDescriptionBytes),
      purpose: entitlement.purpose,
      grantableTo,
    });
    return { id, resourceType, resourceId, data: toBinary(EntitlementSchema, message) };
  };
  const workspace = workspaceResource(roster);
  for (const [role, slug] of sortedRoles()) {
    yield row(workspace, {
      slug,
      role,
      description: `Holds the workspace role ${role}`,
      purpose: Entitlement_Purpose.PERMISSION,
    });
  }
  for (const team of roster.teams) {
    const resource = teamResource(team);
    yield row(resource, {
      slug: teamSlugs.Manager,
      role: "Manager",
      description: `Manages the team ${resource.displayName}`,
      purpose: Entitlement_Purpose.PERMISSION,
    });
    yield row(resource, {
      slug: teamSlugs.Member,
      role: "Member",
      description: `Belongs to the team ${resource.displayName}`,
      purpose: Entitlement_Purpose.ASSIGNMENT,
    });
  }
}

interface Principal {
  readonly type: PrincipalType;
  readonly id: string;
}

/** Yields who holds what, as stubs: every reader finds the names in the rows the ids point to. */
export function* grantRows(roster: Roster): Generator<GrantRow> {
  const byRole = new Map<string, Principal[]>();
  const byTeam = new Map<string, { everybody: Principal[]; managers: Principal[] }>();
  // Service accounts first, because that is how their type sorts.
  const accounts = [
    ...roster.services.map((service) => ({
      ...service,
      type: resourceTypes.service,
      id: service.slug,
    })),
    ...roster.members.map((member) => ({ ...member, type: resourceTypes.user })),
  ];
  for (const { type, id, role, teams } of accounts) {
    const principal = { type, id };
    if (!isUnknown(role)) push(byRole, role, principal);
    for (const membership of isUnknown(teams) ? [] : teams) {
      const team = byTeam.get(membership.team) ?? { everybody: [], managers: [] };
      byTeam.set(membership.team, team);
      team.everybody.push(principal);
      if (membership.role === "Manager") team.managers.push(principal);
    }
  }
  const { id: workspaceId } = roster.workspace;
  for (const [role, slug] of sortedRoles()) {
    yield* grantsOf(resourceTypes.organization, workspaceId, slug, byRole.get(role) ?? []);
  }
  for (const { id } of roster.teams) {
    const team = byTeam.get(id);
    if (team === undefined) continue;
    yield* grantsOf(resourceTypes.team, id, teamSlugs.Manager, team.managers);
    yield* grantsOf(resourceTypes.team, id, teamSlugs.Member, team.everybody);
  }
}

function* grantsOf(
  resourceType: string,
  resourceId: string,
  slug: string,
  principals: readonly Principal[],
): Generator<GrantRow> {
  const entitlement = entitlementId(resourceType, resourceId, slug);
  for (const principal of principals) {
    const id = grantId(entitlement, principal.type, principal.id);
    const message = create(GrantSchema, {
      id,
      entitlement: { id: entitlement, resource: { id: { resourceType, resource: resourceId } } },
      principal: { id: { resourceType: principal.type, resource: principal.id } },
    });
    yield {
      id,
      resourceType,
      resourceId,
      entitlementId: entitlement,
      principalType: principal.type,
      principalId: principal.id,
      data: toBinary(GrantSchema, message),
    };
  }
}

function sortedRoles() {
  return Object.entries(roleSlugs).sort(([, a], [, b]) => compareIds(a, b));
}

function push<Key, Value>(groups: Map<Key, Value[]>, key: Key, value: Value): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}

function created(time: Fact<string>) {
  return isUnknown(time) ? {} : { createdAt: timestampFromDate(new Date(time)) };
}

function displayName(name: string, slug: string): string {
  return cut(name.trim() === "" ? slug : name, maxDisplayNameBytes);
}

/** Returns the longest beginning of a text, in whole characters, that fits into so many bytes. */
function cut(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  return new TextDecoder().decode(Buffer.from(text).subarray(0, maxBytes)).replace(/\uFFFD+$/u, "");
}

/** The forms that the SDK's validation accepts; any other address stays in the profile alone. */
function isAcceptedEmail(address: string): boolean {
  const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  const pattern = new RegExp(
    `^(?=.{1,254}$)(?=[^@]{1,64}@)${atom}(?:\\.${atom})*@${label}(?:\\.${label})*$`,
    "u",
  );
  return pattern.test(address);
}

/** protobuf-es takes a Struct as a plain object, whose order of keys it keeps. */
function toJson(profile: Profile): Record<string, string | boolean> {
  return { ...profile };
}

/**
 * Converts a roster to C1's records: resource types, resources and entitlements, each in id order.
 */

import { create, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { anyPack, timestampFromDate, type Any, type Timestamp } from "@bufbuild/protobuf/wkt";

import { compareIds, type Member, type ServiceAccount, type Team } from "../roster/model.ts";
import { isUnknown, type Fact } from "../roster/fact.ts";
import { privilegeLevels, type PrivilegeLevel, type Repository } from "../roster/repository.ts";
import type { Contents } from "./contents.ts";
import {
  ChildResourceTypeSchema,
  Entitlement_Purpose,
  EntitlementSchema,
  GroupTraitSchema,
  ResourceSchema,
  ResourceType_Trait,
  ResourceTypeSchema,
  SkipEntitlementsAndGrantsSchema,
  Status_State,
  UserTrait_AccountType,
} from "./protobuf/gen/c1/connector/v2/connector_pb.js";
import { encodeAccount, type EncodedAccount } from "./protobuf/encode-account.ts";
import { entitlementId, levelSlugs, resourceTypes, roleSlugs, teamSlugs } from "./identity.ts";
import {
  memberProfile,
  repositoryProfile,
  serviceProfile,
  splitName,
  teamProfile,
  workspaceProfile,
  type Profile,
} from "./profile.ts";
import { sortedLevels } from "./repository-grants.ts";
import { shownName } from "../roster/visible.ts";

export interface ResourceTypeRow {
  readonly id: string;
  readonly data: Uint8Array;
}

export interface ResourceRow {
  readonly type: string;
  readonly id: string;
  readonly parentType: string | null;
  readonly parentId: string | null;
  /** Valid until the next row is requested. */
  readonly data: Uint8Array;
}

export interface EntitlementRow {
  readonly id: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly data: Uint8Array;
}

/** A resource without its parent. */
interface ResourceDraft {
  readonly id: { resourceType: string; resource: string };
  readonly displayName: string;
  readonly description?: string;
  readonly annotations: Any[];
  readonly profile: Record<string, string | boolean>;
  readonly createdAt?: Timestamp;
}

/** The SDK rejects longer names and descriptions. The full text is in the profile. */
const maxDisplayNameBytes = 1024;
const maxDescriptionBytes = 2048;

/**
 * Returns the resource types that occur. A user type without any user would stop the CSV export of
 * C1's readers.
 */
export function resourceTypeRows({ roster, withRepositories }: Contents): ResourceTypeRow[] {
  const skip = () => [
    anyPack(SkipEntitlementsAndGrantsSchema, create(SkipEntitlementsAndGrantsSchema)),
  ];
  const types: MessageInitShape<typeof ResourceTypeSchema>[] = [
    { id: resourceTypes.organization, displayName: "Organization" },
    ...(withRepositories === true
      ? [{ id: resourceTypes.repository, displayName: "Repository" }]
      : []),
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

/** Yields the workspace, its repositories, service accounts, teams and members, in that order. */
export function* resourceRows(contents: Contents): Generator<ResourceRow> {
  const { roster } = contents;
  const parent = { type: resourceTypes.organization, id: roster.workspace.id };
  yield toResourceRow(workspaceResource(contents), null);
  for (const repository of repositoriesOf(contents)) {
    yield toResourceRow(repositoryResource(repository), parent);
  }
  for (const service of roster.services) yield toAccountRow(serviceAccount(service, parent));
  for (const team of roster.teams) yield toResourceRow(teamResource(team), parent);
  for (const member of roster.members) yield toAccountRow(memberAccount(member, parent));
}

function toAccountRow(account: EncodedAccount): ResourceRow {
  const { resourceType, id, parent } = account;
  return {
    type: resourceType,
    id,
    parentType: parent.type,
    parentId: parent.id,
    data: encodeAccount(account),
  };
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
    type: resourceType,
    id,
    parentType: parent?.type ?? null,
    parentId: parent?.id ?? null,
    data: toBinary(ResourceSchema, message),
  };
}

function repositoriesOf({ roster, withRepositories }: Contents): readonly Repository[] {
  return withRepositories === true ? roster.repositories : [];
}

function workspaceResource({ roster, withRepositories }: Contents): ResourceDraft {
  const { workspace, services } = roster;
  const children = [
    resourceTypes.user,
    resourceTypes.team,
    ...(services.length === 0 ? [] : [resourceTypes.service]),
    ...(withRepositories === true ? [resourceTypes.repository] : []),
  ];
  return {
    id: { resourceType: resourceTypes.organization, resource: workspace.id },
    displayName: displayName(workspace.name, workspace.slug),
    profile: toJson(workspaceProfile(workspace)),
    annotations: children.map((resourceTypeId) =>
      anyPack(ChildResourceTypeSchema, create(ChildResourceTypeSchema, { resourceTypeId })),
    ),
    ...createdFields(workspace.createdAt),
  };
}

function teamResource(team: Team): ResourceDraft {
  const profile = toJson(teamProfile(team));
  return {
    id: { resourceType: resourceTypes.team, resource: team.id },
    displayName: displayName(team.name, team.slug),
    description: truncate(team.description ?? "", maxDescriptionBytes),
    profile,
    annotations: [anyPack(GroupTraitSchema, create(GroupTraitSchema, { profile }))],
  };
}

/** It has no trait: C1 would derive access from one. */
function repositoryResource(repository: Repository): ResourceDraft {
  return {
    id: { resourceType: resourceTypes.repository, resource: repository.id },
    displayName: displayName(repository.name, repository.slug),
    profile: toJson(repositoryProfile(repository)),
    annotations: [],
  };
}

function memberAccount(member: Member, parent: EncodedAccount["parent"]): EncodedAccount {
  const { twoFactor, lastLoginAt, email, joinedAt, name, username } = member;
  return {
    resourceType: resourceTypes.user,
    id: member.id,
    parent,
    displayName: displayName(name, username),
    profile: memberProfile(member),
    state: toState(member.active),
    createdAt: isUnknown(joinedAt) ? undefined : joinedAt,
    trait: {
      accountType: UserTrait_AccountType.HUMAN,
      login: username,
      email: isUnknown(email) || !isAcceptedEmail(email) ? undefined : email,
      name: splitName(shownName(name, username)),
      twoFactor: isUnknown(twoFactor) ? undefined : twoFactor,
      lastLoginAt: typeof lastLoginAt === "string" ? lastLoginAt : undefined,
    },
  };
}

function serviceAccount(service: ServiceAccount, parent: EncodedAccount["parent"]): EncodedAccount {
  const { slug, createdAt } = service;
  return {
    resourceType: resourceTypes.service,
    id: slug,
    parent,
    displayName: displayName(service.name, slug),
    profile: serviceProfile(service),
    // The API lists only active service accounts.
    state: Status_State.ENABLED,
    createdAt: isUnknown(createdAt) ? undefined : createdAt,
    trait: { accountType: UserTrait_AccountType.SERVICE, login: slug },
  };
}

function toState(active: Fact<boolean>): Status_State {
  if (isUnknown(active)) return Status_State.UNSPECIFIED;
  return active ? Status_State.ENABLED : Status_State.DISABLED;
}

/**
 * Yields the workspace's roles, the levels of each repository and the two roles of each team, in id
 * order.
 */
export function* entitlementRows(contents: Contents): Generator<EntitlementRow> {
  const { roster } = contents;
  const toAccounts = [
    { id: resourceTypes.user },
    ...(roster.services.length === 0 ? [] : [{ id: resourceTypes.service }]),
  ];
  const row = (
    resource: ResourceDraft,
    entitlement: { slug: string; role: string; description: string; purpose: Entitlement_Purpose },
    grantableTo: MessageInitShape<typeof ResourceTypeSchema>[] = toAccounts,
  ): EntitlementRow => {
    const { resourceType, resource: resourceId } = resource.id;
    const id = entitlementId(resourceType, resourceId, entitlement.slug);
    const message = create(EntitlementSchema, {
      id,
      resource,
      slug: entitlement.slug,
      displayName: truncate(`${resource.displayName} ${entitlement.role}`, maxDisplayNameBytes),
      description: truncate(entitlement.description, maxDescriptionBytes),
      purpose: entitlement.purpose,
      grantableTo,
    });
    return { id, resourceType, resourceId, data: toBinary(EntitlementSchema, message) };
  };
  const workspace = workspaceResource(contents);
  for (const [role, slug] of sortedRoles()) {
    yield row(workspace, {
      slug,
      role,
      description: `Holds the workspace role ${role}`,
      purpose: Entitlement_Purpose.PERMISSION,
    });
  }
  const toHolders = [...toAccounts, { id: resourceTypes.team }];
  for (const repository of repositoriesOf(contents)) {
    const resource = repositoryResource(repository);
    for (const level of sortedLevels) {
      const entitlement = {
        slug: levelSlugs[level],
        role: level,
        description: describeLevel(level, resource.displayName),
        purpose: Entitlement_Purpose.PERMISSION,
      };
      yield row(resource, entitlement, toHolders);
    }
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

/** A grant is of one level only, so the text says which levels that includes. */
function describeLevel(level: PrivilegeLevel, repository: string): string {
  const included = privilegeLevels.slice(0, privilegeLevels.indexOf(level)).toReversed();
  const also = included.length === 0 ? "" : `, which includes ${included.join(" and ")}`;
  return `Has the privilege ${level} on the repository ${repository}${also}`;
}

function sortedRoles() {
  return Object.entries(roleSlugs).sort(([, a], [, b]) => compareIds(a, b));
}

function createdFields(time: Fact<string>) {
  return isUnknown(time) ? {} : { createdAt: timestampFromDate(new Date(time)) };
}

function displayName(name: string, slug: string): string {
  return truncate(shownName(name, slug), maxDisplayNameBytes);
}

/** Returns the longest prefix of a text, in complete characters, that fits into `maxBytes`. */
function truncate(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  return new TextDecoder().decode(Buffer.from(text).subarray(0, maxBytes)).replace(/\uFFFD+$/u, "");
}

/** Whether the SDK's validation accepts an address. Any other address is only in the profile. */
function isAcceptedEmail(address: string): boolean {
  return acceptedEmail.test(address);
}

const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const acceptedEmail = new RegExp(
  `^(?=.{1,254}$)(?=[^@]{1,64}@)${atom}(?:\\.${atom})*@${label}(?:\\.${label})*$`,
  "u",
);

/** protobuf-es accepts a plain object as a Struct, and keeps the order of its keys. */
function toJson(profile: Profile): Record<string, string | boolean> {
  return { ...profile };
}

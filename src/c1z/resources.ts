/**
 * Converts the parts of a roster to C1's resources. Each has the id that Cloudsmith gives it as an
 * annotation, so that C1 can match it with other records of the same object.
 */

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { anyPack, timestampFromDate, type Any, type Timestamp } from "@bufbuild/protobuf/wkt";

import type { Member, Roster, ServiceAccount, Team } from "../roster/model.ts";
import { isUnknown, type Fact } from "../roster/fact.ts";
import type { Repository } from "../roster/repository.ts";
import type { ServiceIdentity } from "../roster/service-identity.ts";
import { plainName, shownName } from "../roster/visible.ts";
import { isAcceptedEmail } from "./accepted-email.ts";
import type { Contents } from "./contents.ts";
import type { GroupSource } from "./group-source.ts";
import {
  ChildResourceTypeSchema,
  GroupTraitSchema,
  RawIdSchema,
  SecretTraitSchema,
  Status_State,
  UserTrait_AccountType,
} from "./protobuf/gen/c1/connector/v2/connector_pb.js";
import type { EncodedAccount } from "./protobuf/encode-account.ts";
import { resourceTypes } from "./identity.ts";
import {
  keyProfile,
  memberProfile,
  repositoryProfile,
  serviceProfile,
  splitName,
  teamProfile,
  workspaceProfile,
  type Profile,
} from "./profile.ts";
import { maxDescriptionBytes, maxDisplayNameBytes, truncate } from "./truncate.ts";

type ResourceId = { readonly resourceType: string; readonly resource: string };

/** What the message of a resource is made of. */
export interface ResourceDraft {
  readonly id: ResourceId;
  readonly parentResourceId?: ResourceId;
  readonly displayName: string;
  readonly description?: string;
  readonly annotations: Any[];
  readonly profile: Record<string, string | boolean>;
  readonly createdAt?: Timestamp;
}

/** It has no trait: C1 would derive access from one. */
export function workspaceResource({ roster, withRepositories }: Contents): ResourceDraft {
  const { workspace, services } = roster;
  const children = [
    resourceTypes.user,
    resourceTypes.team,
    ...(services.length === 0 ? [] : [resourceTypes.service, resourceTypes.secret]),
    ...(withRepositories === true ? [resourceTypes.repository] : []),
  ];
  return {
    id: { resourceType: resourceTypes.organization, resource: workspace.id },
    displayName: displayName(workspace.name, workspace.slug),
    profile: toJson(workspaceProfile(workspace)),
    annotations: [
      ...children.map((resourceTypeId) =>
        anyPack(ChildResourceTypeSchema, create(ChildResourceTypeSchema, { resourceTypeId })),
      ),
      rawId(workspace.id),
    ],
    ...createdFields(workspace.createdAt),
  };
}

export function teamResource(team: Team, parent: Parent, source: GroupSource): ResourceDraft {
  const profile = toJson(teamProfile(team, source));
  const { type: groupSourceType = "" } = source;
  return {
    id: { resourceType: resourceTypes.team, resource: team.id },
    parentResourceId: toResourceId(parent),
    displayName: displayName(team.name, team.slug),
    description: truncate(team.description ?? "", maxDescriptionBytes),
    profile,
    annotations: [
      rawId(team.id),
      anyPack(GroupTraitSchema, create(GroupTraitSchema, { profile, groupSourceType })),
    ],
  };
}

/** It has no trait: C1 would derive access from one. */
export function repositoryResource(repository: Repository, parent: Parent): ResourceDraft {
  return {
    id: { resourceType: resourceTypes.repository, resource: repository.id },
    parentResourceId: toResourceId(parent),
    displayName: displayName(repository.name, repository.slug),
    profile: toJson(repositoryProfile(repository)),
    annotations: [rawId(repository.id)],
  };
}

/**
 * The key of a service account. Each account has one, and the API gives it no id, so it has no
 * native id here.
 */
export function keyResource(service: ServiceAccount, parent: Parent): ResourceDraft {
  const { slug, createdAt, keyExpiresAt } = service;
  const name = displayName(service.name, slug);
  const profile = toJson(keyProfile(service));
  const created = createdFields(createdAt);
  const trait: MessageInitShape<typeof SecretTraitSchema> = {
    profile,
    ...created,
    ...(typeof keyExpiresAt === "string" && { expiresAt: toTimestamp(keyExpiresAt) }),
    identityId: { resourceType: resourceTypes.service, resource: slug },
  };
  return {
    id: { resourceType: resourceTypes.secret, resource: slug },
    parentResourceId: toResourceId(parent),
    displayName: truncate(`Key of ${name}`, maxDisplayNameBytes),
    description: truncate(
      `The API key of the service account ${slug}. Its creation is that of the account: the workspace does not report when a key was renewed.`,
      maxDescriptionBytes,
    ),
    profile,
    annotations: [anyPack(SecretTraitSchema, create(SecretTraitSchema, trait))],
    ...created,
  };
}

/** `singleSignOn` says whether the workspace has it. */
export function memberAccount(
  member: Member,
  parent: Parent,
  { enabled: singleSignOn }: Roster["singleSignOn"],
): EncodedAccount {
  const { twoFactor, lastLoginAt, email, joinedAt, name, username } = member;
  const state = toState(member.active);
  return {
    resourceType: resourceTypes.user,
    id: member.id,
    parent,
    displayName: displayName(name, username),
    profile: memberProfile(member),
    state,
    stateDetails: state === Status_State.DISABLED ? "inactive in Cloudsmith" : undefined,
    createdAt: isUnknown(joinedAt) ? undefined : joinedAt,
    trait: {
      accountType: UserTrait_AccountType.HUMAN,
      login: username,
      email: isUnknown(email) || !isAcceptedEmail(email) ? undefined : email,
      name: splitName(shownName(name, username)),
      twoFactor: isUnknown(twoFactor) ? undefined : twoFactor,
      singleSignOn: isUnknown(singleSignOn) ? undefined : singleSignOn,
      lastLoginAt: typeof lastLoginAt === "string" ? lastLoginAt : undefined,
    },
  };
}

export function serviceAccount(
  service: ServiceAccount,
  parent: Parent,
  identity: ServiceIdentity,
): EncodedAccount {
  const { slug, createdAt } = service;
  return {
    resourceType: resourceTypes.service,
    id: slug,
    parent,
    displayName: displayName(service.name, slug),
    profile: serviceProfile(service, identity),
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

/** The resource that all others are in. */
export type Parent = EncodedAccount["parent"];

function toResourceId({ type, id }: Parent): ResourceId {
  return { resourceType: type, resource: id };
}

function rawId(id: string): Any {
  return anyPack(RawIdSchema, create(RawIdSchema, { id }));
}

function createdFields(time: Fact<string>) {
  return isUnknown(time) ? {} : { createdAt: toTimestamp(time) };
}

function toTimestamp(time: string): Timestamp {
  return timestampFromDate(new Date(time));
}

function displayName(name: string, slug: string): string {
  return truncate(plainName(shownName(name, slug)), maxDisplayNameBytes);
}

/** protobuf-es accepts a plain object as a Struct, and keeps the order of its keys. */
function toJson(profile: Profile): Record<string, string | boolean> {
  return { ...profile };
}

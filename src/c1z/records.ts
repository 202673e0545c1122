/**
 * Converts a roster to the rows of C1's tables: resource types, resources and entitlements, each in
 * id order.
 */

import { create, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { anyPack } from "@bufbuild/protobuf/wkt";

import {
  describePrivilege,
  describeTeamRole,
  describeWorkspaceRole,
  type AccessWording,
  type Named,
} from "../roster/access-wording.ts";
import { compareIds, type Roster } from "../roster/model.ts";
import type { Repository } from "../roster/repository.ts";
import { roles, teamRoles } from "../roster/roles.ts";
import { createServiceIdentities } from "../roster/service-identity.ts";
import type { Contents } from "./contents.ts";
import { createGroupSources } from "./group-source.ts";
import {
  Entitlement_Purpose,
  EntitlementSchema,
  ResourceSchema,
  ResourceType_Trait,
  ResourceTypeSchema,
  SkipEntitlementsAndGrantsSchema,
} from "./protobuf/gen/c1/connector/v2/connector_pb.js";
import { encodeAccount, type EncodedAccount } from "./protobuf/encode-account.ts";
import { entitlementId, levelSlugs, resourceTypes, roleSlugs, teamSlugs } from "./identity.ts";
import { sortedLevels } from "./repository-grants.ts";
import {
  keyResource,
  memberAccount,
  repositoryResource,
  serviceAccount,
  teamResource,
  workspaceResource,
  type Parent,
  type ResourceDraft,
} from "./resources.ts";
import { maxDescriptionBytes, maxDisplayNameBytes, truncate } from "./truncate.ts";

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

/**
 * Returns the resource types that occur. A user type without any user would stop the CSV export of
 * C1's readers.
 */
export function resourceTypeRows({ roster, withRepositories }: Contents): ResourceTypeRow[] {
  const skip = () => [
    anyPack(SkipEntitlementsAndGrantsSchema, create(SkipEntitlementsAndGrantsSchema)),
  ];
  const ofServices: MessageInitShape<typeof ResourceTypeSchema>[] = [
    {
      id: resourceTypes.secret,
      displayName: "Service account key",
      traits: [ResourceType_Trait.SECRET],
      annotations: skip(),
    },
    {
      id: resourceTypes.service,
      displayName: "Service account",
      traits: [ResourceType_Trait.USER],
      annotations: skip(),
    },
  ];
  const types: MessageInitShape<typeof ResourceTypeSchema>[] = [
    { id: resourceTypes.organization, displayName: "Organization" },
    ...(withRepositories === true
      ? [{ id: resourceTypes.repository, displayName: "Repository" }]
      : []),
    ...(roster.services.length === 0 ? [] : ofServices),
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

/**
 * Yields the workspace, its repositories, the keys of service accounts, service accounts, teams and
 * members, in that order.
 */
export function* resourceRows(contents: Contents): Generator<ResourceRow> {
  const { roster } = contents;
  const parent = parentOf(roster);
  yield toResourceRow(workspaceResource(contents));
  for (const repository of repositoriesOf(contents)) {
    yield toResourceRow(repositoryResource(repository, parent));
  }
  for (const service of roster.services) yield toResourceRow(keyResource(service, parent));
  const identityOf = createServiceIdentities(roster);
  for (const service of roster.services) {
    yield toAccountRow(serviceAccount(service, parent, identityOf(service)));
  }
  const sourceOf = createGroupSources(roster);
  for (const team of roster.teams) {
    yield toResourceRow(teamResource(team, parent, sourceOf(team.id)));
  }
  for (const member of roster.members) {
    yield toAccountRow(memberAccount(member, parent, roster.singleSignOn));
  }
}

function parentOf({ workspace }: Roster): Parent {
  return { type: resourceTypes.organization, id: workspace.id };
}

function repositoriesOf({ roster, withRepositories }: Contents): readonly Repository[] {
  return withRepositories === true ? roster.repositories : [];
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

function toResourceRow(resource: ResourceDraft): ResourceRow {
  const { id, parentResourceId: parent } = resource;
  return {
    type: id.resourceType,
    id: id.resource,
    parentType: parent?.resourceType ?? null,
    parentId: parent?.resource ?? null,
    data: toBinary(ResourceSchema, create(ResourceSchema, resource)),
  };
}

/**
 * Yields the workspace's roles, the levels of each repository and the two roles of each team, in id
 * order.
 */
export function* entitlementRows(contents: Contents): Generator<EntitlementRow> {
  const { roster } = contents;
  const parent = parentOf(roster);
  const toAccounts = [
    { id: resourceTypes.user },
    ...(roster.services.length === 0 ? [] : [{ id: resourceTypes.service }]),
  ];
  const toHolders = [...toAccounts, { id: resourceTypes.team }];
  const { ASSIGNMENT, PERMISSION } = Entitlement_Purpose;

  const workspace = workspaceResource(contents);
  const namedWorkspace = toNamed(workspace, roster.workspace.slug);
  for (const role of inIdOrder(roles, roleSlugs)) {
    yield toEntitlementRow(workspace, roleSlugs[role], {
      ...describeWorkspaceRole(namedWorkspace, role),
      purpose: PERMISSION,
      grantableTo: toAccounts,
    });
  }
  for (const repository of repositoriesOf(contents)) {
    const resource = repositoryResource(repository, parent);
    const named = toNamed(resource, repository.slug);
    for (const level of sortedLevels) {
      yield toEntitlementRow(resource, levelSlugs[level], {
        ...describePrivilege(named, level),
        purpose: PERMISSION,
        grantableTo: toHolders,
      });
    }
  }
  const sourceOf = createGroupSources(roster);
  for (const team of roster.teams) {
    const resource = teamResource(team, parent, sourceOf(team.id));
    const named = toNamed(resource, team.slug);
    for (const role of inIdOrder(teamRoles, teamSlugs)) {
      yield toEntitlementRow(resource, teamSlugs[role], {
        ...describeTeamRole(named, role),
        purpose: role === "Member" ? ASSIGNMENT : PERMISSION,
        grantableTo: toAccounts,
      });
    }
  }
}

function inIdOrder<Name extends string>(
  names: readonly Name[],
  slugs: Readonly<Record<Name, string>>,
): readonly Name[] {
  return names.toSorted((a, b) => compareIds(slugs[a], slugs[b]));
}

/** Room for what follows a name in an entitlement's display name. */
const maxSuffixBytes = 64;

function toNamed({ displayName }: ResourceDraft, slug: string): Named {
  return { name: truncate(displayName, maxDisplayNameBytes - maxSuffixBytes), slug };
}

function toEntitlementRow(
  resource: ResourceDraft,
  slug: string,
  {
    displayName,
    description,
    ...facts
  }: AccessWording &
    Pick<Required<MessageInitShape<typeof EntitlementSchema>>, "purpose" | "grantableTo">,
): EntitlementRow {
  const { resourceType, resource: resourceId } = resource.id;
  const id = entitlementId(resourceType, resourceId, slug);
  const message = create(EntitlementSchema, {
    id,
    resource,
    slug,
    displayName,
    description: truncate(description, maxDescriptionBytes),
    ...facts,
  });
  return { id, resourceType, resourceId, data: toBinary(EntitlementSchema, message) };
}

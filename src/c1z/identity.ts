/**
 * The ids inside an artifact. C1 keys its configuration on them, so they are a contract for ever:
 * permanent ids only, but for service accounts, to which the API gives nothing but a slug.
 */

export const resourceTypes = {
  organization: "organization",
  user: "user",
  service: "service_account",
  team: "team",
} as const;

export type PrincipalType = typeof resourceTypes.user | typeof resourceTypes.service;

/** Slugs of the entitlements on the workspace, by the role in the API's spelling. */
export const roleSlugs = {
  Owner: "owner",
  Manager: "manager",
  Member: "member",
  Collaborator: "collaborator",
} as const;

/** Slugs of the entitlements on a team: everybody in it holds `member`, managers both. */
export const teamSlugs = { Member: "member", Manager: "manager" } as const;

/** Returns a resource's id as the resources table has it. */
export function resourceKey(type: string, id: string): string {
  return `${type}:${id}`;
}

export function entitlementId(type: string, id: string, slug: string): string {
  return `${type}:${id}:${slug}`;
}

export function grantId(entitlement: string, principalType: string, principalId: string): string {
  return `${entitlement}:${principalType}:${principalId}`;
}

/** The asset that holds what has no record of its own; with the version inside, a contract as well. */
export const documentAssetId = "cloudsmith-access-audit/roster";

/**
 * The ids inside an artifact. C1's configuration refers to them, so they are a contract and never
 * change. They are permanent ids, except for service accounts: the API gives only a slug for these.
 */

export const resourceTypes = {
  organization: "organization",
  user: "user",
  service: "service_account",
  team: "team",
  repository: "repository",
  /** The key of a service account. */
  secret: "secret",
  /** A workspace role as a resource of its own. Another connector may have it; this program never. */
  role: "role",
} as const;

/** Teams hold entitlements on repositories only. */
export type PrincipalType =
  | typeof resourceTypes.user
  | typeof resourceTypes.service
  | typeof resourceTypes.team;

/** Slugs of the entitlements on the workspace, by role as the API spells it. */
export const roleSlugs = {
  Owner: "owner",
  Manager: "manager",
  Member: "member",
  Collaborator: "collaborator",
} as const;

/** Slugs of the entitlements on a team. Everyone in it has `member`; managers have both. */
export const teamSlugs = { Member: "member", Manager: "manager" } as const;

/** Slugs of the entitlements on a repository, by level as the API spells it. */
export const levelSlugs = { Admin: "admin", Write: "write", Read: "read" } as const;

/** Returns a resource's id in the form of the resources table. */
export function resourceKey(type: string, id: string): string {
  return `${type}:${id}`;
}

export function entitlementId(type: string, id: string, slug: string): string {
  return `${type}:${id}:${slug}`;
}

export function grantId(entitlement: string, principalType: string, principalId: string): string {
  return `${entitlement}:${principalType}:${principalId}`;
}

/**
 * The id of the asset that contains what has no record. This id and the version in the asset are a
 * contract.
 */
export const documentAssetId = "cloudsmith-access-audit/roster";

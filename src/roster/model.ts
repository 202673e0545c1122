/**
 * The roster: who is in a workspace and which roles and teams they have, as far as it was seen.
 * Plain readonly data, independent of any vendor's wire format.
 */

import type { Role, ServiceRole, TeamRole } from "./roles.ts";
import type { Fact } from "./fact.ts";
import type { Coverage } from "./coverage.ts";
import type { Repository } from "./repository.ts";

export const loginMethods = ["Unknown", "Password", "Social", "SAML", "OIDC"] as const;
export type LoginMethod = (typeof loginMethods)[number];

export const memberVisibilities = ["Public", "Private"] as const;
export type MemberVisibility = (typeof memberVisibilities)[number];

export const teamVisibilities = ["Visible", "Hidden"] as const;
export type TeamVisibility = (typeof teamVisibilities)[number];

export interface Workspace {
  /** Permanent (`slug_perm`). */
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** ISO 8601, UTC, milliseconds, like every time in a roster. */
  readonly createdAt: Fact<string>;
}

/** One account's membership in one team. */
export interface Membership {
  /** The team's permanent id. */
  readonly team: string;
  readonly role: Fact<TeamRole>;
}

export interface Member {
  /** Permanent (`user_id`). */
  readonly id: string;
  /** The API's `user`: unique today, but it can be renamed. */
  readonly username: string;
  /** Display name, as the user typed it. Untrusted text: escape it before output. May be empty. */
  readonly name: string;
  readonly email: Fact<string>;
  readonly role: Fact<Role>;
  readonly active: Fact<boolean>;
  /** Cloudsmith's own two-factor authentication, not an identity provider's. */
  readonly twoFactor: Fact<boolean>;
  readonly joinedAt: Fact<string>;
  /** null: the workspace says that this account never logged in. */
  readonly lastLoginAt: Fact<string | null>;
  readonly lastLoginMethod: Fact<LoginMethod>;
  readonly visibility: Fact<MemberVisibility>;
  /** Sorted by team id. */
  readonly teams: Fact<readonly Membership[]>;
}

export interface Team {
  /** Permanent (`slug_perm`). */
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly visibility: Fact<TeamVisibility>;
}

export interface ServiceAccount {
  /** The only identifier the API gives a service account; fixed at creation. */
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly role: Fact<ServiceRole>;
  readonly createdAt: Fact<string>;
  /** Username of the account that created it. */
  readonly createdBy: Fact<string>;
  /** null: the key does not expire. */
  readonly keyExpiresAt: Fact<string | null>;
  /** Sorted by team id. */
  readonly teams: Fact<readonly Membership[]>;
}

/** Pending access: someone was invited and has not answered. */
export interface Invite {
  /** Permanent (`slug_perm`). */
  readonly id: string;
  readonly email: Fact<string>;
  /** null: the invited person has no account yet. */
  readonly username: Fact<string | null>;
  readonly role: Fact<Role>;
  /** Username of the account that sent it. */
  readonly inviter: Fact<string>;
  readonly expiresAt: Fact<string>;
  /** Sorted by team id. */
  readonly teams: Fact<readonly Membership[]>;
}

/** Single sign-on (SAML) of the workspace. */
export interface SingleSignOn {
  readonly enabled: Fact<boolean>;
  /** Whether people must sign in this way. */
  readonly enforced: Fact<boolean>;
}

/** Puts users with this attribute value at the identity provider into a team. */
export interface GroupMapping {
  /** Permanent (`slug_perm`). */
  readonly id: string;
  /** The team's permanent id. */
  readonly team: string;
  readonly role: Fact<TeamRole>;
  readonly attribute: string;
  readonly value: string;
}

export interface GroupSync {
  readonly enabled: Fact<boolean>;
  /** Sorted by id. */
  readonly mappings: readonly GroupMapping[];
}

/** An issuer whose tokens can be exchanged for tokens of service accounts. */
export interface OidcProvider {
  /** Permanent (`slug_perm`). */
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly issuer: Fact<string>;
  readonly enabled: Fact<boolean>;
  /** Slugs of the service accounts that a token with the claims below can use, sorted. */
  readonly services: Fact<readonly string[]>;
  /**
   * Claims that a token must have, by name in code unit order. A value that is not text is JSON.
   */
  readonly claims: Fact<readonly Claim[]>;
  /**
   * The claim that chooses the service account; null if no claim does and `services` is the
   * complete list.
   */
  readonly mappingClaim: Fact<string | null>;
  /** By value of that claim, then by service account. Empty if there is no such claim. */
  readonly mappings: DynamicMappings;
}

/**
 * A value of a provider's claim, and the service account that a token with it becomes. Source:
 * `DynamicMapping` in Cloudsmith's OpenAPI description.
 */
export interface DynamicMapping {
  readonly value: string;
  /** Slug of the service account. */
  readonly service: string;
}

export type DynamicMappings = Fact<readonly DynamicMapping[]>;

export interface Claim {
  readonly name: string;
  readonly value: string;
}

export interface Roster {
  readonly workspace: Workspace;
  /** Sorted by id. */
  readonly members: readonly Member[];
  /** Sorted by id. */
  readonly teams: readonly Team[];
  /** Sorted by slug. */
  readonly services: readonly ServiceAccount[];
  /** Sorted by id. */
  readonly invites: readonly Invite[];
  readonly singleSignOn: SingleSignOn;
  readonly groupSync: GroupSync;
  /** Sorted by id. */
  readonly oidcProviders: readonly OidcProvider[];
  /** Sorted by id. Empty if they were not requested. */
  readonly repositories: readonly Repository[];
  readonly coverage: Coverage;
  /** When the reading began. */
  readonly readAt: string;
}

/** Compares two ids by code unit. Rosters, artifacts and reports all use this order. */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

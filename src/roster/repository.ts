/**
 * Repositories and who has which privilege on them, as far as it was seen. The API does not report
 * the workspace's default privilege, so this never says what somebody's complete access is.
 */

import type { Fact } from "./fact.ts";
import { fold } from "./fold.ts";
import type { EntitlementToken } from "./token.ts";

/** Who can download without a privilege, from nobody to everybody on the internet. */
export const broadcastStates = ["Off", "Private", "Internal", "Public", "Open-Source"] as const;
export type BroadcastState = (typeof broadcastStates)[number];

/** Each level includes the levels before it. */
export const privilegeLevels = ["Read", "Write", "Admin"] as const;
export type PrivilegeLevel = (typeof privilegeLevels)[number];

export const defaultPrivileges = ["None", ...privilegeLevels] as const;
export type DefaultPrivilege = (typeof defaultPrivileges)[number];

export const privilegeHolders = ["user", "team", "service"] as const;
export type PrivilegeHolder = (typeof privilegeHolders)[number];

/** What one repository gives to one person, team or service account. */
export interface Privilege {
  readonly kind: PrivilegeHolder;
  /** The only identifier that the API gives; it may be nobody's. */
  readonly slug: string;
  readonly level: Fact<PrivilegeLevel>;
}

export const privilegeStatuses = ["complete", "partial", "refused", "unknown"] as const;

/** How reading the privileges or the tokens of one repository ended. */
export interface PrivilegeCoverage {
  readonly status: (typeof privilegeStatuses)[number];
  /** A sentence without a final period, for every status except complete. */
  readonly reason: string | null;
}

/** The tokens of one repository. */
export interface TokenList {
  /** Sorted by id. */
  readonly list: readonly EntitlementToken[];
  readonly coverage: PrivilegeCoverage;
}

export interface Repository {
  /** Permanent (`slug_perm`). */
  readonly id: string;
  readonly slug: string;
  /** Untrusted text, like every name in a roster. */
  readonly name: string;
  readonly broadcast: Fact<BroadcastState>;
  /** What every member of the workspace has, except Collaborators. */
  readonly defaultPrivilege: Fact<DefaultPrivilege>;
  /** Explicit privileges only. Sorted by kind in the order of `privilegeHolders`, then by slug. */
  readonly privileges: readonly Privilege[];
  readonly coverage: PrivilegeCoverage;
  /** Entitlement tokens; absent if they were not requested. */
  readonly tokens?: TokenList;
}

/** Returns a repository with a gap in its privileges. One that already has a gap keeps its reason. */
export function withPrivilegeGap(repository: Repository, reason: string): Repository {
  if (repository.coverage.status !== "complete") return repository;
  return { ...repository, coverage: { status: "partial", reason } };
}

/** Returns the same with a gap in its entitlement tokens, if they were requested. */
export function withTokenGap(repository: Repository, reason: string): Repository {
  const { tokens } = repository;
  if (tokens?.coverage.status !== "complete") return repository;
  return { ...repository, tokens: { ...tokens, coverage: { status: "partial", reason } } };
}

/** Returns the same text for every way to write one holder; case does not matter. */
export function holderKey({ kind, slug }: Pick<Privilege, "kind" | "slug">): string {
  return `${kind} ${fold(slug)}`;
}

/** Returns why privileges contradict each other, without a final period; null if they do not. */
export function whyHolderTwice(privileges: readonly Privilege[]): string | null {
  return new Set(privileges.map(holderKey)).size < privileges.length
    ? "two of its rows are about one account or team"
    : null;
}

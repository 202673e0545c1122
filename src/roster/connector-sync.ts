/** What identifies the parts of a sync in C1, besides its roster. */

import type { Fact } from "./fact.ts";
import type { Roster } from "./model.ts";
import type { Role, TeamRole } from "./roles.ts";

/** What an entitlement gives: a workspace role, or a role in a team. */
export type Given =
  | { readonly role: Role; readonly team?: undefined }
  /** The team's id in the same sync. */
  | { readonly role: Fact<TeamRole>; readonly team: string };

export interface EntitlementIdentity {
  readonly id: string;
  /** Untrusted text: escape it before output. */
  readonly displayName: string;
  /** Undefined if it gives neither a workspace role nor a role in a team. */
  readonly given: Given | undefined;
}

/** Ids as C1 has them: `type:id` for a resource. C1 compares syncs by these. */
export interface SyncIdentities {
  readonly accounts: readonly string[];
  readonly teams: readonly string[];
  /** The organization, and whatever else the sync contains. */
  readonly otherResources: readonly string[];
  readonly entitlements: readonly EntitlementIdentity[];
  readonly grants: readonly string[];
}

export interface ConnectorSync {
  readonly roster: Roster;
  readonly identities: SyncIdentities;
}

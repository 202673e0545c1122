/** One change between two rosters. */

import type { Party, TeamParty } from "./party.ts";
import type { Privilege } from "./repository.ts";

export const changeKinds = [
  "joined",
  "left",
  "renamed",
  "role",
  "two-factor",
  "active",
  "team-joined",
  "team-left",
  "team-role",
  "team-visibility",
  "added",
  "removed",
  "invited",
  "invite-taken",
  "invite-gone",
  "setting",
  "provider-added",
  "provider-removed",
  "provider-changed",
  "dynamic-mapping-added",
  "dynamic-mapping-removed",
  "mapping-added",
  "mapping-removed",
  "broadcast",
  "default-privilege",
  "privilege-added",
  "privilege-removed",
  "privilege-changed",
  "token-added",
  "token-removed",
  "token-changed",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A team of an account that was added or removed. */
export interface TeamWithRole {
  readonly team: TeamParty;
  /** null if it was not seen. */
  readonly role: string | null;
}

/** A privilege on a repository that was added or removed. */
export interface HolderWithLevel {
  readonly holder: Pick<Privilege, "kind" | "slug">;
  /** null if it was not seen. */
  readonly level: string | null;
}

export type SettingName = "single sign-on" | "single sign-on enforced" | "group sync";

export interface Change {
  readonly kind: ChangeKind;
  readonly subject: Party;
  /** The team, if a membership changed. */
  readonly object?: TeamParty;
  /** The teams of an account that was added or removed, by id; absent if none was seen. */
  readonly teams?: readonly TeamWithRole[];
  /** Who has the privilege, if a privilege changed. */
  readonly holder?: Pick<Privilege, "kind" | "slug">;
  /** The privileges on a repository that was added or removed, by kind and slug. */
  readonly privileges?: readonly HolderWithLevel[];
  /** The name of the setting, for kind `setting`. */
  readonly setting?: SettingName;
  /**
   * The OIDC provider or the entitlement token and its changed field, the claim's value and its
   * OIDC provider, or the identity provider's group. Untrusted text: escape it before output.
   */
  readonly detail?: string;
  /** null if there is no value, or it was not seen. */
  readonly before: string | boolean | null;
  readonly after: string | boolean | null;
}

/** One thing that changed between two rosters. */

import type { Party, TeamParty } from "./party.ts";

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
  "mapping-added",
  "mapping-removed",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A team that came or went together with an account. */
export interface HeldTeam {
  readonly team: TeamParty;
  /** null where it was not seen. */
  readonly role: string | null;
}

export type SettingName = "single sign-on" | "single sign-on enforced" | "group sync";

export interface Change {
  readonly kind: ChangeKind;
  readonly subject: Party;
  /** The team, where a membership changed. */
  readonly object?: TeamParty;
  /** The teams of an account that came or went, by id; absent where none was seen. */
  readonly teams?: readonly HeldTeam[];
  /** The name of the setting, for kind `setting`. */
  readonly setting?: SettingName;
  /** The OIDC provider, what of it changed, or the identity provider's group: hostile until escaped. */
  readonly detail?: string;
  /** null where there was or is nothing, or nothing was seen. */
  readonly before: string | boolean | null;
  readonly after: string | boolean | null;
}

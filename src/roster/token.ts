/** Entitlement tokens: who can download from a repository without an account. */

import type { Fact } from "./fact.ts";

/** A token, never its secret. */
export interface EntitlementToken {
  /** Permanent (`slug_perm`). */
  readonly id: string;
  /** Untrusted text, like every name in a roster. Two tokens may have the same name. */
  readonly name: string;
  /** A token that is not active gives nobody access. */
  readonly active: Fact<boolean>;
  /** Each repository has one default token. */
  readonly isDefault: Fact<boolean>;
  /** Username of the account that the token belongs to; null: it belongs to no account. */
  readonly user: Fact<string | null>;
  /** Username or slug of the account that created it. */
  readonly createdBy: Fact<string>;
  readonly createdAt: Fact<string>;
  /** null: it does not end. */
  readonly endsAt: Fact<string | null>;
  /** Whether it has any limit, such as a number of downloads. */
  readonly limited: Fact<boolean>;
  /** Whether it also opens private broadcasts. */
  readonly privateBroadcasts: Fact<boolean>;
}

/**
 * The members that a policy with `unlisted-members` does not name. An artifact stores them, because
 * the next run must know whose departure was expected.
 */

export interface UnlistedMembers {
  /** Permanent ids, in the order of the roster. */
  readonly all: readonly string[];
  /** Those of them that an earlier policy named: they are expected to leave. */
  readonly leaving: readonly string[];
}

/** What a sync contains. */

import type { Roster } from "../roster/model.ts";
import type { UnlistedMembers } from "../roster/unlisted.ts";

export interface Contents {
  readonly roster: Roster;
  /** The members that the policy does not name; undefined if there is no policy that reports them. */
  readonly unlisted?: UnlistedMembers | undefined;
  /** Whether the roster's repositories also get records. Default: only the document has them. */
  readonly withRepositories?: boolean | undefined;
}

/** What was not seen of the privileges and tokens that expressions read. */

import { UnknownValue } from "../../cel/values.ts";
import type { Repository } from "../../roster/repository.ts";
import { describeUnread, describeUnreadTokens } from "../unread-privileges.ts";

/** Returns why a repository may have more privileges than were seen; undefined if all were seen. */
export function gapOfPrivileges(repositories: readonly Repository[]): UnknownValue | undefined {
  return toGap(describeUnread(repositories));
}

/** Returns the same for entitlement tokens. */
export function gapOfTokens(repositories: readonly Repository[]): UnknownValue | undefined {
  return toGap(describeUnreadTokens(repositories));
}

function toGap(reason: string | undefined): UnknownValue | undefined {
  return reason === undefined ? undefined : new UnknownValue([{ reason, blind: true }]);
}

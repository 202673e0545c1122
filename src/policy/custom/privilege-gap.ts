/** What was not seen of the privileges that expressions read. */

import { UnknownValue } from "../../cel/values.ts";
import type { Repository } from "../../roster/repository.ts";
import { describeUnread } from "../unread-privileges.ts";

/** Returns why a repository may have more privileges than were seen; undefined if all were seen. */
export function gapOfPrivileges(repositories: readonly Repository[]): UnknownValue | undefined {
  const reason = describeUnread(repositories);
  return reason === undefined ? undefined : new UnknownValue([{ reason, blind: true }]);
}

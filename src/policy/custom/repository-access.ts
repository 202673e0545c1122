/** By which paths somebody reaches a repository, as far as they were seen. */

import type { Fact } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import type { Roster } from "../../roster/model.ts";
import type {
  Privilege,
  PrivilegeHolder,
  PrivilegeLevel,
  Repository,
} from "../../roster/repository.ts";
import { targetPrefixes } from "../file/people-schema.ts";
import { describeUnread } from "../unread-privileges.ts";
import { UnknownValue } from "../../cel/values.ts";

/** One privilege that somebody has on a repository. It is never all that the person can do there. */
export interface Access {
  readonly repository: Repository;
  readonly level: Fact<PrivilegeLevel>;
  /** `direct`, or the team that has the privilege, such as `team:docs`. */
  readonly path: string;
}

/** Returns a function that returns what one holder has, without what comes through teams. */
export function indexAccess({
  repositories,
}: Roster): (kind: PrivilegeHolder, slug: string) => readonly Access[] {
  const byHolder = new Map<string, Access[]>();
  const keyOf = ({ kind, slug }: Pick<Privilege, "kind" | "slug">) => `${kind} ${fold(slug)}`;
  for (const repository of repositories) {
    for (const privilege of repository.privileges) {
      const own = { repository, level: privilege.level, path: "direct" };
      const known = byHolder.get(keyOf(privilege));
      if (known === undefined) byHolder.set(keyOf(privilege), [own]);
      else known.push(own);
    }
  }
  return (kind, slug) => byHolder.get(keyOf({ kind, slug })) ?? [];
}

/** Returns a team's access as that of somebody who is in the team. */
export function throughTeam(slug: string, access: readonly Access[]): readonly Access[] {
  return access.map((row) => ({ ...row, path: `${targetPrefixes.team}${slug}` }));
}

/** Returns why a repository may have more privileges than were seen; undefined if all were seen. */
export function gapOfPrivileges(repositories: readonly Repository[]): UnknownValue | undefined {
  const reason = describeUnread(repositories);
  return reason === undefined ? undefined : new UnknownValue([{ reason, blind: true }]);
}

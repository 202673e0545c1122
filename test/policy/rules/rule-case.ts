/** A roster under a policy, and what one rule must say of it. */

import type { Coverage, ListName } from "../../../src/roster/coverage.ts";
import type { GroupMapping, Member, Roster } from "../../../src/roster/model.ts";
import type { Repository } from "../../../src/roster/repository.ts";
import type { TestOutcome } from "../../../src/policy/tests/outcome.ts";
import { aPrivilege, aRepository, repositoryCoverage } from "../../support/repository.ts";
import { aCoverage, aMember, aTeam } from "../../support/roster.ts";

export interface RuleCase {
  readonly says: string;
  readonly rule: string;
  readonly policy?: string;
  /** The outcome of the policy's own tests. */
  readonly tests?: TestOutcome;
  readonly roster: Partial<Roster>;
  readonly finds: readonly string[];
  readonly notJudged?: RegExp;
}

export const platform = aTeam({ slug: "platform" });
export const inPlatform = (role: "Manager" | "Member") => [{ team: platform.id, role }];

/** Repositories, and all else, were seen completely. */
export const complete = { coverage: repositoryCoverage() };

/** Returns the repository `production` with privileges such as `team docs Write`. */
export function production(
  privileges: readonly string[],
  changes: Partial<Repository> = {},
): Repository {
  return aRepository({ privileges: privileges.map(aPrivilege), ...changes });
}

/** The privileges on a repository were refused. */
export const unread = {
  coverage: { status: "refused", reason: "the account is no Admin there" },
} as const;

/** An active Owner who has never logged in. */
export function owner(username: string, changes: Partial<Member>): Member {
  return aMember({ username, role: "Owner", lastLoginAt: null, ...changes });
}

export function feeds(team: string): GroupMapping {
  return { id: "map", team, role: "Member", attribute: "groups", value: "any" };
}

/** Returns a coverage in which one list has gaps. */
export function gapIn(name: ListName): Coverage {
  const lists = aCoverage().lists.map((list) =>
    list.name === name
      ? { ...list, status: "partial" as const, reason: "half of it is gone" }
      : list,
  );
  return aCoverage({ lists });
}

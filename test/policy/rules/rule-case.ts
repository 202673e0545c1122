/** A roster under a policy, and what one rule must say of it. */

import type { Coverage, ListName } from "../../../src/roster/coverage.ts";
import type { GroupMapping, Member, Roster } from "../../../src/roster/model.ts";
import type { TestOutcome } from "../../../src/policy/tests/outcome.ts";
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

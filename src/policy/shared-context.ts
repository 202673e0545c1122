/** What all rules share: a roster, a policy as it is on one day, and their indexes. */

import type { Roster } from "../roster/model.ts";
import { currentPolicy } from "./current-policy.ts";
import { directoryOf } from "./directory.ts";
import type { Policy } from "./policy.ts";
import { indexRepositories } from "./repository-index.ts";
import type { RuleContext } from "./rule.ts";
import { indexTeams } from "./team-index.ts";

/** Returns the input that all rules share, before the exceptions are applied. */
export function shareContext(roster: Roster, written: Policy, now: Date): SharedContext {
  const policy = currentPolicy(written, now);
  return {
    roster,
    policy,
    written,
    now,
    directory: directoryOf(roster),
    teams: indexTeams(roster, policy),
    repositories: indexRepositories(roster, policy),
    baseline: undefined,
    exceptions: [],
  };
}

export type SharedContext = Omit<RuleContext<unknown>, "options" | "readFact" | "cannotJudge">;

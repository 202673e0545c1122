/** Runs policy tests: compares what a policy finds in their rosters with what they expect. */

import { directoryOf } from "../directory.ts";
import { evaluate } from "../evaluate.ts";
import type { Finding } from "../finding.ts";
import type { Policy } from "../policy.ts";
import { entryEnding } from "../rules/entry-ending.ts";
import type { Roster } from "../../roster/model.ts";
import { createAccountOf, type AccountOf } from "./aliases.ts";
import { compareFindings, compareUnjudged, type Difference, type Found } from "./compare.ts";
import { withDefaults } from "./defaults.ts";
import type { PolicyTest } from "./parse.ts";
import { toRoster } from "./roster.ts";

export type { Difference } from "./compare.ts";

export interface TestResult {
  readonly test: PolicyTest;
  /** Empty for a test that passes. */
  readonly differences: readonly Difference[];
}

/** Returns one result for each test, in their order. Pure. */
export function runPolicyTests(
  policy: Policy,
  tests: readonly PolicyTest[],
): readonly TestResult[] {
  const accountOf = createAccountOf(policy);
  return tests.map((test) => {
    // Noon, because an exception is valid until the end of its day.
    const now = new Date(`${test.today}T12:00:00Z`);
    const roster = toRoster(policy, withDefaults(test.defaults, test.fragment), now);
    const { findings, rules } = evaluate(roster, policy, now);
    const isCompared = toFilter(test);
    const messages = new Map(rules.map(({ rule }) => [rule.id, rule.message]));
    const found: Found = {
      open: findings.filter(({ state, rule }) => state !== "accepted" && isCompared(rule)),
      accepted: findings.filter(({ state, rule }) => state === "accepted" && isCompared(rule)),
      messageOf: (finding: Finding) => messages.get(finding.rule)?.(finding) ?? "",
      namesOf: toNames(accountOf, roster),
    };
    const unjudged = rules.filter(
      ({ rule, status }) => status === "not-judged" && isCompared(rule.id),
    );
    return {
      test,
      differences: [
        ...compareFindings(test.findings, "found", found),
        ...compareFindings(test.accepted, "accepted", found),
        ...compareUnjudged(
          test.notJudged,
          unjudged.map(({ rule, reason }) => ({ id: rule.id, reason: reason ?? "" })),
        ),
      ],
    };
  });
}

/** A test checks the rules about days and reasons of the policy's entries only if it names them. */
function toFilter({ only, named, notJudged }: PolicyTest): (rule: string) => boolean {
  if (only !== null) return (rule) => only.has(rule);
  const all = new Set([...named, ...notJudged.map(({ rule }) => rule)]);
  return (rule) => all.has(rule) || !(rule.startsWith("exception-") || rule === entryEnding.id);
}

/** Findings name people by username, and an alias may stand for another name of the account. */
function toNames(accountOf: AccountOf, roster: Roster): Found["namesOf"] {
  const directory = directoryOf(roster);
  return (name) => {
    const account = accountOf(name);
    if (account === name) return [];
    const member = directory.member({ text: account, position: { line: 1, column: 1 } });
    return member === undefined ? [account] : [member.username, account];
  };
}

/** Runs the tests of a policy from their text, and builds their rosters. */

import { formatProblems } from "../../src/policy/file/parse.ts";
import type { Policy } from "../../src/policy/policy.ts";
import type { Roster } from "../../src/roster/model.ts";
import { withDefaults } from "../../src/policy/tests/defaults.ts";
import { parsePolicyTests, type PolicyTest } from "../../src/policy/tests/parse.ts";
import { toRoster } from "../../src/policy/tests/roster.ts";
import { runPolicyTests } from "../../src/policy/tests/run.ts";

const head = "version: 1\ntoday: 2026-11-23\n";

/** Returns the tests of a file without its first two lines. Throws if the text is not valid. */
export function testsFrom(body: string, policy: Policy): readonly PolicyTest[] {
  const parsed = parsePolicyTests(head + body, policy);
  if ("problems" in parsed) throw new Error(formatProblems("t.yml", parsed.problems));
  return parsed.tests;
}

/** Returns the problems of such a file; its first line is line 3. */
export function problemsIn(body: string, policy: Policy): readonly string[] {
  const parsed = parsePolicyTests(head + body, policy);
  return "tests" in parsed ? [] : formatProblems("t.yml", parsed.problems).split("\n");
}

/** Returns the differences of each test. */
export function differencesIn(body: string, policy: Policy): readonly (readonly string[])[] {
  return runPolicyTests(policy, testsFrom(body, policy)).map(({ differences }) =>
    differences.map(({ message }) => message),
  );
}

/** Returns the roster of each test. */
export function rostersIn(body: string, policy: Policy): readonly Roster[] {
  return testsFrom(body, policy).map(({ today, defaults, fragment }) =>
    toRoster(policy, withDefaults(defaults, fragment), new Date(`${today}T12:00:00Z`)),
  );
}

/** Returns the roster of a test with the fields of a mapping, such as `members: {}`. */
export function rosterWith(fields: string, policy: Policy): Roster {
  const [roster] = rostersIn(`tests:\n  - { name: t, ${fields} }\n`, policy);
  if (roster === undefined) throw new Error(fields);
  return roster;
}

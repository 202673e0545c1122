/** What each rule finds in a roster, what it does not, and what it says of facts that were not seen. */

import { expect, test } from "vitest";

import { catalog } from "../../../src/policy/catalog.ts";
import { evaluate, type RuleResult } from "../../../src/policy/evaluate.ts";
import type { Policy } from "../../../src/policy/policy.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { aRoster } from "../../support/roster.ts";
import { invitesCases } from "./invites-cases.ts";
import { keysCases } from "./keys-cases.ts";
import { membersCases } from "./members-cases.ts";
import { policyCases } from "./policy-cases.ts";
import { privilegesCases } from "./privileges-cases.ts";
import { repositoriesCases } from "./repositories-cases.ts";
import { rolesCases } from "./roles-cases.ts";
import { servicesCases } from "./services-cases.ts";
import { signInCases } from "./sign-in-cases.ts";
import { teamsCases } from "./teams-cases.ts";
import { tokensCases } from "./tokens-cases.ts";
import { policyOf } from "../../support/policy.ts";

const now = new Date("2026-11-23T06:00:00Z");

const cases = [
  ...signInCases,
  ...membersCases,
  ...rolesCases,
  ...teamsCases,
  ...servicesCases,
  ...invitesCases,
  ...privilegesCases,
  ...repositoriesCases,
  ...tokensCases,
  ...keysCases,
  ...policyCases,
];

/** Returns what one rule says of a roster under a policy. */
function judge(ruleId: string, policy: Policy, roster: Partial<Roster>): RuleResult {
  const { rules } = evaluate(aRoster(roster), policy, now);
  const result = rules.find(({ rule }) => rule.id === ruleId);
  if (result === undefined) throw new Error(`no rule ${ruleId}`);
  return result;
}

/** Returns the findings in short: subject, object and severity. */
function inShort({ findings }: RuleResult): string[] {
  return findings.map(
    ({ subject, object, severity }) =>
      `${severity} ${subject.slug}${object === undefined ? "" : ` in ${object.slug}`}`,
  );
}

test.each(cases)("$rule: $says", ({ rule, policy = "", tests, roster, finds, notJudged }) => {
  const result = judge(rule, { ...policyOf(policy), ...(tests && { tests }) }, roster);

  expect(inShort(result)).toEqual(finds);
  if (notJudged === undefined) expect(result.reason).toBeNull();
  else expect(result.reason).toMatch(notJudged);
});

test("every rule has a case that finds something and, but for the ones on the policy itself, one that is not judged", () => {
  const finding = new Set(cases.filter(({ finds }) => finds.length > 0).map(({ rule }) => rule));
  // Those on exceptions are in exceptions.test.ts, beside this file.
  const ids = catalog.filter(({ stage }) => stage !== "exceptions").map(({ id }) => id);
  expect(ids.filter((id) => !finding.has(id))).toEqual([]);

  const unjudged = new Set(
    cases.filter((one) => one.notJudged !== undefined).map(({ rule }) => rule),
  );
  const never = ids.filter((id) => !unjudged.has(id));
  expect(never).toEqual([
    "inactive-with-role",
    "team-unlisted",
    "review-overdue",
    "name-ambiguous",
    "policy-test",
    "entry-ending",
  ]);
});

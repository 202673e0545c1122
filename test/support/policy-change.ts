/** Pull requests that change the policy of a small workspace, and their reports. */

import { effectOf } from "../../src/policy/effect.ts";
import { evaluate } from "../../src/policy/evaluate.ts";
import { compareEvaluations } from "../../src/policy/impact.ts";
import { comparePolicies } from "../../src/policy/policy-changes.ts";
import { buildReport } from "../../src/report/build-report.ts";
import type { Report } from "../../src/report/report.ts";
import type { Roster } from "../../src/roster/model.ts";
import { policyOf } from "./policy.ts";
import { aMember, aRoster, aService, aTeam } from "./roster.ts";

export const now = new Date("2026-11-23T06:00:00.000Z");

/** Returns the report of a pull request that changes the first policy to the second one. */
export function change(
  before: string,
  after: string,
  roster: Roster,
  pullRequestTasks: "allow" | "fail" = "allow",
): Report {
  const [base, policy] = [policyOf(before), policyOf(after)];
  const impact = compareEvaluations(
    evaluate(roster, policy, now),
    evaluate(roster, base, now),
    "policy",
  );
  return buildReport({
    roster,
    policy,
    ...impact,
    base: { policy: base, invalid: false },
    failOn: "note",
    pullRequestTasks,
    generatedAt: now,
    tool: { name: "test", version: "0" },
  });
}

export const platform = aTeam({ id: "tm-platform", slug: "platform" });
export const ada = aMember({
  id: "id-ada",
  username: "ada",
  name: "Ada",
  role: "Owner",
  teams: [],
});
export const bo = aMember({
  id: "id-bo",
  username: "bo",
  name: "Bo",
  role: "Member",
  teams: [{ team: "tm-platform", role: "Member" }],
});
export const cy = aMember({
  id: "id-cy",
  username: "cy",
  name: "Cy",
  role: "Member",
  teams: [{ team: "tm-platform", role: "Manager" }],
});
export const robot = aService({
  slug: "robot",
  name: "Robot",
  role: "Member",
  teams: [{ team: "tm-platform", role: "Member" }],
});
export const roster = aRoster({ members: [ada, bo, cy], teams: [platform], services: [robot] });

export const start = `roles: { owner: { members: [ada] } }
teams: { platform: { managers: [cy], members: [bo], services: [robot] } }
`;

/** Returns `EFFECT KIND PART VALUE` for each change between two policies of Fernwick. */
export function effectsOf(before: string, after: string): string[] {
  const [one, other] = [policyOf(before), policyOf(after)];
  return comparePolicies(one, other).map(
    (found) =>
      `${effectOf(found, one, other)} ${found.entry.kind} ${found.part} ${found.after ?? `- ${found.before}`}`,
  );
}

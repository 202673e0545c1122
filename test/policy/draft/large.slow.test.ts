/** Workspaces whose policy may be too large. */

import { expect, test } from "vitest";

import { writeFirstPolicy } from "../../../src/policy/draft/first-policy.ts";
import { evaluate } from "../../../src/policy/evaluate.ts";
import { maxPolicyBytes } from "../../../src/policy/file/source.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { noon } from "../../support/exceptions.ts";
import { policyFrom } from "../../support/policy.ts";
import { createRandom } from "../../support/random.ts";
import { aMember, aRoster, aTeam } from "../../support/roster.ts";

/** Returns people in five teams each, so scattered that they share no sets of teams. */
function scattered(members: number, teams: number): Roster {
  const random = createRandom(1);
  return aRoster({
    members: Array.from({ length: members }, (_, index) =>
      aMember({
        username: `member-${index}`,
        teams: [...new Set(Array.from({ length: 5 }, () => random.below(teams)))].map((at) => ({
          team: `tm-t${at}`,
          role: "Member" as const,
        })),
      }),
    ),
    teams: Array.from({ length: teams }, (_, index) => aTeam({ slug: `t${index}` })),
  });
}

function errorOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

test("a policy that would be too large does not list the largest teams, and says so", () => {
  const roster = scattered(6_500, 60);

  const { text, shortened } = writeFirstPolicy(roster, "p.yml", noon);

  expect(shortened).toMatch(
    /^The draft with all lists cannot be used: it would have \d+ KiB, and a policy has at most 512 KiB\. So anybody may be in teams with more than 500 people; --any-above sets another number\.$/u,
  );
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxPolicyBytes);
  expect(text).toContain("of 6500: too many to list here");
  expect(text).toContain("      - member-1");
  expect(evaluate(roster, policyFrom(text), noon).findings).toEqual([]);
});

test("if that is not enough, the sentence says what to do", () => {
  const roster = aRoster({
    members: Array.from({ length: 9_999 }, (_, index) =>
      aMember({ username: `member-${"x".repeat(60)}-${index}`, role: "Collaborator" }),
    ),
  });

  expect(errorOf(() => writeFirstPolicy(roster, "p.yml", noon))).toMatch(
    /^cannot draft p\.yml: it would have 7\d\d KiB, and a policy has at most 512 KiB\. Write it by hand, for the roles and the teams that matter most\.$/u,
  );
});

test("a list that is longer than a policy's may be is named instead of a bug", () => {
  const roster = aRoster({
    members: Array.from({ length: 10_001 }, (_, index) =>
      aMember({ username: `m${index}`, role: "Collaborator" }),
    ),
  });

  expect(errorOf(() => writeFirstPolicy(roster, "p.yml", noon))).toMatch(
    /^cannot draft p\.yml: the draft would not be valid \(.*10000.*\)\. Write it by hand/u,
  );
});

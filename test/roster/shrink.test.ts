import { expect, test } from "vitest";

import { coverageStatus, listCoverage } from "../../src/roster/coverage.ts";
import { unknown } from "../../src/roster/fact.ts";
import { findShrinkage, quarantine } from "../../src/roster/shrink.ts";
import { aMember, aRoster, aService, aTeam } from "../support/roster.ts";

/** Returns a roster of one Owner, and as many more people, teams and services as wanted. */
function sized(people: number, teams = 0, services = 0) {
  const numbers = (length: number) => Array.from({ length }, (_, index) => index);
  return aRoster({
    members: [
      aMember({ username: "owner", role: "Owner" }),
      ...numbers(people - 1).map((index) => aMember({ username: `person-${index}` })),
    ],
    teams: numbers(teams).map((index) => aTeam({ slug: `team-${index}` })),
    services: numbers(services).map((index) => aService({ slug: `service-${index}` })),
  });
}

test.each([
  { lost: 10, of: 40, percent: 25, found: 0, why: "exactly the share that is allowed" },
  { lost: 11, of: 40, percent: 25, found: 1, why: "one more" },
  { lost: 5, of: 10, percent: 25, found: 0, why: "half, but only five" },
  { lost: 6, of: 10, percent: 25, found: 1, why: "more than half, and six" },
  { lost: 6, of: 10, percent: 60, found: 0, why: "as much as was allowed" },
  { lost: 6, of: 10, percent: 0, found: 1, why: "nothing is allowed, and six is more than five" },
  { lost: 39, of: 40, percent: 100, found: 0, why: "everything is believed" },
])("$lost of $of people gone with max-shrink $percent: $why", ({ lost, of, percent, found }) => {
  expect(findShrinkage(sized(of), sized(of - lost), percent)).toHaveLength(found);
});

test("the numbers are told", () => {
  expect(findShrinkage(sized(40), sized(20), 25)).toEqual([
    {
      list: "members",
      reason: "20 of the baseline's 40 are gone, 50 %, but at most 25 % are accepted in one run",
    },
  ]);
});

test("people who are new do not make up for people who are gone", () => {
  const others = sized(40);
  const renewed = aRoster({
    members: others.members.map((member, index) =>
      index < 20 && member.role !== "Owner" ? { ...member, id: `new-${index}` } : member,
    ),
  });
  expect(findShrinkage(others, renewed, 25).map(({ list }) => list)).toEqual(["members"]);
});

test("a list that became empty is not believed, however short it was", () => {
  const found = findShrinkage(sized(3, 1, 1), sized(3, 0, 0), 99);
  expect(found).toEqual([
    { list: "teams", reason: "it is empty, and the baseline has 1" },
    { list: "services", reason: "it is empty, and the baseline has 1" },
  ]);
});

test("a roster without an active Owner is not believed, unless somebody's role was not seen", () => {
  const without = aRoster({ members: [aMember({ username: "owner", role: "Member" })] });
  const unseen = aRoster({ members: [aMember({ username: "owner", role: unknown("missing") })] });

  expect(findShrinkage(sized(1), without, 25)).toEqual([
    { list: "members", reason: "no active Owner is left, and the baseline has one" },
  ]);
  expect(findShrinkage(sized(1), unseen, 25)).toEqual([]);
});

test("a quarantined roster is partial, says how to accept it, and loses nothing", () => {
  const roster = sized(20);

  const quarantined = quarantine(roster, findShrinkage(sized(40), roster, 25));

  expect(coverageStatus(quarantined.coverage)).toBe("partial");
  expect(listCoverage(quarantined.coverage, "members").reason).toMatch(
    /^20 of the baseline's 40 are gone.*max-shrink: 100 for one run$/u,
  );
  expect(listCoverage(quarantined.coverage, "teams").status).toBe("complete");
  expect({ ...quarantined, coverage: roster.coverage }).toEqual(roster);
});

test("what already had gaps keeps its own reason", () => {
  const roster = sized(20);
  const gap = { status: "refused", reason: "Cloudsmith refused it (403)" } as const;
  const lists = roster.coverage.lists.map((list) =>
    list.name === "members" ? { ...list, ...gap } : list,
  );
  const refused = { ...roster, coverage: { ...roster.coverage, lists } };

  const quarantined = quarantine(refused, findShrinkage(sized(40), refused, 25));

  expect(listCoverage(quarantined.coverage, "members")).toMatchObject(gap);
});

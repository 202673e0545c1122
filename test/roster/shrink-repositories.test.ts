import { expect, test } from "vitest";

import { coverageStatus, listCoverage } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import type { Privilege } from "../../src/roster/repository.ts";
import { findShrinkage, quarantine } from "../../src/roster/shrink.ts";
import { aRepository, visibleOnly, withRepositories } from "../support/repository.ts";
import { aMember, aRoster, aTeam } from "../support/roster.ts";

const owner = aMember({ role: "Owner" });

/** Returns a roster with as many repositories, each with as many privileges of teams. */
function sized(repositories: number, privileges = 0): Roster {
  return withPrivileges(Array.from({ length: repositories }, () => privileges));
}

/** Returns a roster with a repository for each number of privileges. */
function withPrivileges(counts: readonly number[]): Roster {
  return withRepositories(
    aRoster({ members: [owner] }),
    counts.map((length, at) =>
      aRepository({
        slug: `repository-${String(at).padStart(3, "0")}`,
        privileges: Array.from({ length }, (_, index): Privilege => ({
          kind: "team",
          slug: `team-${String(index).padStart(3, "0")}`,
          level: "Read",
        })),
      }),
    ),
  );
}

function after(baseline: Roster, roster: Roster, percent = 25): Roster {
  return quarantine(roster, findShrinkage(baseline, roster, percent));
}

const statusesOf = ({ repositories }: Roster) =>
  repositories.map(({ coverage }) => coverage.status);

test.each([
  { lost: 10, of: 40, percent: 25, status: "complete" },
  { lost: 11, of: 40, percent: 25, status: "partial" },
  { lost: 5, of: 10, percent: 25, status: "complete" },
  { lost: 6, of: 10, percent: 25, status: "partial" },
  { lost: 39, of: 40, percent: 100, status: "complete" },
  { lost: 2, of: 2, percent: 25, status: "partial" },
])("$lost of $of repositories gone with max-shrink $percent: $status", (example) => {
  const { lost, of, percent, status } = example;
  const found = after(sized(of), sized(of - lost), percent);

  expect(listCoverage(found.coverage, "repositories").status).toBe(status);
  // People and teams are never in doubt because of it, so the artifact keeps its name.
  expect(coverageStatus(found.coverage)).toBe("complete");
  expect(found.coverage.lists.slice(0, -1)).toEqual(sized(of).coverage.lists.slice(0, -1));
});

test.each([
  { lost: 10, of: 40, allVisible: true },
  { lost: 11, of: 40, allVisible: undefined },
  { lost: 2, of: 2, allVisible: undefined },
])("$lost of $of visible repositories gone: allVisible is $allVisible", (example) => {
  const { lost, of, allVisible } = example;
  const found = after(visibleOnly(sized(of)), visibleOnly(sized(of - lost)));
  const list = listCoverage(found.coverage, "repositories");

  expect(list.status).toBe("partial");
  expect(list.allVisible).toBe(allVisible);
  expect(list.reason).toMatch(
    allVisible === true
      ? /^only an Owner sees every repository$/u
      : /^only an Owner sees every repository; .*; if that is true, accept it with max-shrink: 100/u,
  );
});

test("privileges that vanish from many repositories mark just those that lost some", () => {
  const found = after(withPrivileges([2, 2, 2, 2, 20]), withPrivileges([0, 0, 0, 0, 20]));

  expect(statusesOf(found)).toEqual(["partial", "partial", "partial", "partial", "complete"]);
  expect(found.repositories[0]?.coverage.reason).toBe(
    "8 of the baseline's 28 privileges are gone, 28 %, but at most 25 % are accepted in one run; if that is true, accept it with max-shrink: 100 for one run",
  );
  expect(listCoverage(found.coverage, "repositories").status).toBe("complete");
  expect(coverageStatus(found.coverage)).toBe("complete");
});

test("one repository that lost most of its privileges is marked alone", () => {
  const found = after(withPrivileges([10, 30, 30]), withPrivileges([2, 29, 30]));

  expect(statusesOf(found)).toEqual(["partial", "complete", "complete"]);
});

test.each<readonly [string, readonly number[], readonly number[]]>([
  ["the last privilege of a repository", [1, 9], [0, 9]],
  ["five of ten", [10], [5]],
  ["a quarter of all", [40], [30]],
  ["nothing", [7, 7], [7, 7]],
])("it may happen that somebody takes away %s", (_, before, now) => {
  const found = after(withPrivileges(before), withPrivileges(now));

  expect(new Set(statusesOf(found))).toEqual(new Set(["complete"]));
});

test("a renamed team and a renamed person keep their privileges", () => {
  const people = Array.from({ length: 10 }, (_, at) => at);
  const roster = (suffix: string) =>
    withRepositories(
      aRoster({
        members: [
          owner,
          ...people.map((at) => aMember({ id: `id-${at}`, username: `person-${at}${suffix}` })),
        ],
        teams: people.map((at) => aTeam({ id: `tm-${at}`, slug: `team-${at}${suffix}` })),
      }),
      [
        aRepository({
          privileges: people.flatMap((at): Privilege[] => [
            { kind: "user", slug: `person-${at}${suffix}`, level: "Read" },
            { kind: "team", slug: `team-${at}${suffix}`, level: "Read" },
          ]),
        }),
      ],
    );

  expect(findShrinkage(roster(""), roster("-new"), 25)).toEqual([]);
});

test("a roster for which no repositories were requested lost none", () => {
  const without = aRoster({ members: [owner] });

  expect(findShrinkage(sized(40, 3), without, 25)).toEqual([]);
  expect(findShrinkage(without, sized(40, 3), 25)).toEqual([]);
});

test("privileges that were refused keep their own reason, and lost none", () => {
  const now = withPrivileges([0]);
  const refused = { status: "refused", reason: "Cloudsmith refused it (403)" } as const;
  const roster = {
    ...now,
    repositories: [{ ...aRepository(now.repositories[0]), coverage: refused }],
  };

  expect(findShrinkage(withPrivileges([40]), roster, 25)).toEqual([]);
  expect(after(withPrivileges([40]), roster).repositories[0]?.coverage).toEqual(refused);
});

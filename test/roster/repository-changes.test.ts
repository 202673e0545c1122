import fc from "fast-check";
import { expect, test } from "vitest";

import {
  changeSentences,
  describeChanges,
  ReportChanges,
  summarizeChanges,
} from "../../src/report/changes.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { Roster } from "../../src/roster/model.ts";
import type { Privilege, Repository } from "../../src/roster/repository.ts";
import { propertyRuns } from "../support/property.ts";
import { aRepository, withRepositories } from "../support/repository.ts";
import { aMember, arbitraryRoster, aRoster, aTeam } from "../support/roster.ts";

const owner = aMember({ username: "owner", role: "Owner" });
const team: Privilege = { kind: "team", slug: "docs", level: "Read" };
const person: Privilege = { kind: "user", slug: "ada", level: "Write" };
const robot: Privilege = { kind: "service", slug: "ci-1", level: "Admin" };
const base = aRoster({ members: [owner] });

function roster(...repositories: Partial<Repository>[]): Roster {
  const firmware = { slug: "firmware", broadcast: "Off" } as const;
  return withRepositories(
    base,
    repositories.map((one) => aRepository({ ...firmware, ...one })),
  );
}

const sentences = (before: Roster, after: Roster) =>
  changeSentences(describeChanges(before, after));

test.each<readonly [string, Partial<Repository>[], Partial<Repository>[], string]>([
  [
    "a repository comes",
    [],
    [{ privileges: [person, team, robot, { ...team, slug: "data" }] }],
    "repository Firmware (firmware) was added, with Admin for service ci-1, Write for person ada, Read for team docs, 1 more privilege",
  ],
  ["an empty one goes", [{}], [], "repository Firmware (firmware) was removed"],
  [
    "one goes with privileges",
    [{ privileges: [team] }],
    [],
    "repository Firmware (firmware) was removed (was with Read for team docs)",
  ],
  [
    "another slug",
    [{ id: "rp", name: "Firmware" }],
    [{ id: "rp", name: "Firmware", slug: "fw" }],
    "repository Firmware (fw) was firmware before",
  ],
  [
    "another broadcast",
    [{}],
    [{ broadcast: "Open-Source" }],
    "repository Firmware (firmware) has broadcast Open-Source now (was Off)",
  ],
  [
    "another default",
    [{ defaultPrivilege: "Admin" }],
    [{}],
    "repository Firmware (firmware) has default privilege None now (was Admin)",
  ],
  [
    "one more privilege",
    [{ privileges: [team] }],
    [{ privileges: [person, team] }],
    "repository Firmware (firmware) gives person ada the privilege Write now",
  ],
  [
    "one privilege fewer",
    [{ privileges: [team, robot] }],
    [{ privileges: [team] }],
    "repository Firmware (firmware) gives service ci-1 no privilege any more (was Admin)",
  ],
  [
    "another level",
    [{ privileges: [team] }],
    [{ privileges: [{ ...team, level: "Admin" }] }],
    "repository Firmware (firmware) gives team docs the privilege Admin now (was Read)",
  ],
])("%s", (_, before, after, wanted) => {
  const changes = describeChanges(roster(...before), roster(...after));

  expect(changeSentences(changes)).toEqual([wanted]);
  expect(ReportChanges.parse(changes)).toEqual(changes);
  expect(changes.incomplete).toEqual([]);
});

test("the data of a change names the holder and the levels", () => {
  const { list } = describeChanges(
    roster({ privileges: [team] }),
    roster({ privileges: [{ ...team, level: "Write" }] }, { slug: "new", privileges: [robot] }),
  );

  expect(list).toMatchObject([
    {
      kind: "privilege-changed",
      subject: { kind: "repository", id: "rp-firmware" },
      holder: { kind: "team", slug: "docs" },
      before: "Read",
      after: "Write",
    },
    {
      kind: "added",
      subject: { kind: "repository", slug: "new" },
      privileges: [{ holder: { kind: "service", slug: "ci-1" }, level: "Admin" }],
    },
  ]);
});

test("a renamed team and a renamed person do not change a privilege, and a namesake does", () => {
  const named = (teamSlug: string, username: string, teamId = "tm-docs") =>
    withRepositories(
      aRoster({
        members: [owner, aMember({ id: "id-ada", username })],
        teams: [aTeam({ id: teamId, slug: teamSlug, name: "Docs" })],
      }),
      [
        aRepository({
          privileges: [
            { ...person, slug: username },
            { ...team, slug: teamSlug },
          ],
        }),
      ],
    );

  expect(sentences(named("docs", "ada"), named("writers", "ada-lovelace"))).toEqual([
    "team Docs (writers) was docs before",
    "Ada Lovelace (ada-lovelace) was ada before",
  ]);
  // The team with that id is gone, and another one has its slug: the privilege names the slug.
  expect(sentences(named("docs", "ada"), named("docs", "ada", "tm-other"))).not.toContain(
    "repository Firmware (firmware) gives team docs no privilege any more (was Read)",
  );
});

test("repositories that one side did not request are no change, and the list says so", () => {
  const some = roster({ privileges: [team] }, { slug: "other" });

  for (const [before, after] of [
    [base, some],
    [some, base],
  ] as const) {
    const changes = describeChanges(before, after);
    expect(changes.list).toEqual([]);
    expect(changes.appeared).toBeUndefined();
    expect(changes.incomplete).toEqual(["repositories"]);
  }
  expect(summarizeChanges(describeChanges(base, base))).toBe("no change");
  expect(describeChanges(base, base).incomplete).toEqual([]);
});

function refused(repository: Partial<Repository>): Partial<Repository> {
  return { ...repository, coverage: { status: "refused", reason: "Cloudsmith refused it (403)" } };
}

test("privileges that were not seen are neither gone nor new", () => {
  const seen = roster({ privileges: [team, robot] });
  const unseen = roster(refused({}));
  const gone = describeChanges(seen, unseen);
  const found = describeChanges(unseen, seen);

  expect(gone.list).toEqual([]);
  expect(gone.incomplete).toEqual(["repositories"]);
  expect(found.list).toEqual([]);
  expect(found.incomplete).toEqual(["repositories"]);
  expect(changeSentences(found)).toContain(
    "repository Firmware (firmware) is seen now with the privilege Admin for service ci-1, and was not seen before",
  );
});

test("of a list with gaps, no repository is gone and no repository is new", () => {
  const partial = (one: Roster): Roster => ({
    ...one,
    coverage: {
      ...one.coverage,
      lists: one.coverage.lists.map((list) =>
        list.name === "repositories" ? { ...list, status: "partial", reason: "it is short" } : list,
      ),
    },
  });
  const [one, two] = [roster({}), roster({}, { slug: "other" })];

  expect(describeChanges(two, partial(one))).toMatchObject({
    list: [],
    incomplete: ["repositories"],
  });
  expect(describeChanges(partial(one), two)).toMatchObject({
    list: [],
    appeared: [{ kind: "added", subject: { slug: "other" } }],
    incomplete: ["repositories"],
  });
});

test("a fact that became unknown is no change, and makes the list incomplete", () => {
  const changes = describeChanges(
    roster({ broadcast: "Public", privileges: [team] }),
    roster({ broadcast: unknown("missing"), privileges: [{ ...team, level: unknown("missing") }] }),
  );

  expect(changes.list).toEqual([]);
  expect(changes.incomplete).toEqual(["repositories"]);
});

test("whatever two rosters have, the report of their changes is as its schema says", () => {
  fc.assert(
    fc.property(arbitraryRoster(), arbitraryRoster(), (a, b) => {
      const changes = describeChanges(a, b);
      expect(ReportChanges.parse(changes)).toEqual(changes);
    }),
    propertyRuns(100),
  );
});

/** A count in a pack is right, or the pack says that it may be too low. */

import fc from "fast-check";
import { expect, test } from "vitest";

import type { Coverage, ListName, ListStatus } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import { knownCount } from "../../src/report/known-count.ts";
import { parseCsv } from "../support/csv.ts";
import { packOf, packPolicy, textsOf } from "../support/pack.ts";
import { propertyRuns } from "../support/property.ts";
import { repositoryCoverage } from "../support/repository.ts";
import { aMember, anInvite, arbitraryRoster, aRoster, aService } from "../support/roster.ts";

const hideable = ["members", "services", "invites", "teams"] as const satisfies ListName[];

/** Removes rows of lists from a roster, and says so. */
function hide(
  roster: Roster,
  gaps: Partial<Record<(typeof hideable)[number], readonly [status: ListStatus, kept: number]>>,
): Roster {
  const rowsOf = <T>(name: (typeof hideable)[number], rows: readonly T[]) =>
    rows.slice(0, gaps[name]?.[1] ?? rows.length);
  return {
    ...roster,
    members: rowsOf("members", roster.members),
    services: rowsOf("services", roster.services),
    invites: rowsOf("invites", roster.invites),
    teams: rowsOf("teams", roster.teams),
    coverage: {
      ...roster.coverage,
      lists: roster.coverage.lists.map((list) => {
        const gap = Object.entries(gaps).find(([name]) => name === list.name)?.[1];
        return gap === undefined ? list : { ...list, status: gap[0], reason: "it was refused" };
      }),
    },
  };
}

/** Returns the whole numbers in the files that are not partial, by file, row and column. */
function countsOf(roster: Roster): ReadonlyMap<string, string> {
  const files = textsOf(packOf(roster, packPolicy, roster));
  const cells = ["about", "rules", "exceptions", "teams"].flatMap((name) => {
    const [columns = [], ...rows] = parseCsv(files.get(`${name}.csv`) ?? "");
    return rows
      .filter(([key]) => key !== "rules not judged")
      .flatMap(([key, ...cells]) =>
        cells.map((cell, at) => [`${name} ${key} ${columns[at + 1]}`, cell] as const),
      );
  });
  return new Map(cells.filter(([, cell]) => /^\d+$/v.test(cell)));
}

const gap = fc.tuple(
  fc.constantFrom<ListStatus>("refused", "partial", "not-asked", "unknown"),
  fc.nat(2),
);

test("a number in a complete file is the same when everything was seen", () => {
  fc.assert(
    fc.property(
      arbitraryRoster(),
      fc.dictionary(fc.constantFrom(...hideable), gap, { noNullPrototype: true }),
      (whole, gaps) => {
        const workspace = { ...whole.workspace, slug: "fernwick" };
        const before = countsOf({ ...whole, workspace });
        for (const [cell, number] of countsOf(hide({ ...whole, workspace }, gaps))) {
          expect([cell, before.get(cell)]).toEqual([cell, number]);
        }
      },
    ),
    propertyRuns(60),
  );
});

const seen = aRoster({
  members: [aMember({ username: "amara-okoye", role: "Owner", twoFactor: false })],
  services: [aService({})],
  invites: [anInvite()],
});

test.each([
  ["members", "members"],
  ["services", "service accounts"],
  ["invites", "pending invites"],
] as const)("where the list of %s was refused, the number of %s is unknown", (list, line) => {
  const about = (roster: Roster) => textsOf(packOf(roster)).get("about.csv");

  expect(about(seen)).toContain(`\n${line},1\r\n`);
  expect(about(hide(seen, { [list]: ["refused", 0] }))).toContain(`\n${line},unknown\r\n`);
  expect(about(hide(seen, { [list]: ["partial", 1] }))).toContain(`\n${line},at least 1\r\n`);
});

test("a pack counts the repositories if they were requested", () => {
  const about = (coverage: Coverage) => textsOf(packOf({ ...seen, coverage })).get("about.csv");

  expect(about(repositoryCoverage({ count: 0 }))).toContain("\nrepositories,0\r\n");
  expect(about(repositoryCoverage({ status: "partial", count: 0, expected: null }))).toContain(
    "\nrepositories,unknown\r\n",
  );
  expect(about(seen.coverage)).not.toContain("\nrepositories,");
});

test("where rules were not judged, no count of findings is 0, in CSV and in Markdown", () => {
  const files = textsOf(packOf(hide(seen, { members: ["refused", 0], teams: ["refused", 0] })));
  const [columns = [], ...rules] = parseCsv(files.get("rules.csv") ?? "");
  const cellOf = (row: readonly string[], name: string) => row[columns.indexOf(name)];
  const blind = rules.filter((row) => cellOf(row, "status") === "not-judged");

  expect(blind.length).toBeGreaterThan(5);
  for (const row of blind) expect(cellOf(row, "findings")).toBe("unknown");
  expect(files.get("exceptions.csv")).toContain(",not-judged,unknown,");
  for (const line of ["errors", "warnings", "accepted findings"]) {
    expect(files.get("about.csv")).toContain(`\n${line},unknown\r\n`);
    expect(files.get("access-review.md")).toContain(`| ${line} | unknown |`);
  }
});

test.each([
  [0, true, 0],
  [3, true, 3],
  [0, false, "unknown"],
  [3, false, "at least 3"],
])("%i of which all were seen (%s) is %s", (number, isComplete, shown) => {
  expect(knownCount(number, isComplete)).toBe(shown);
});

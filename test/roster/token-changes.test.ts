import { expect, test } from "vitest";

import { changeSentences, describeChanges, ReportChanges } from "../../src/report/changes.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { Roster } from "../../src/roster/model.ts";
import { findShrinkage, quarantine } from "../../src/roster/shrink.ts";
import type { TokenList } from "../../src/roster/repository.ts";
import type { EntitlementToken } from "../../src/roster/token.ts";
import { aRepository, aToken, aTokenList, withRepositories } from "../support/repository.ts";
import { aMember, aRoster } from "../support/roster.ts";

const owner = aMember({ role: "Owner" });
const gap = { status: "refused", reason: "Cloudsmith refused it (403)" } as const;

/** Returns a roster with one repository; undefined: its tokens were not requested. */
function roster(tokens?: TokenList): Roster {
  return withRepositories(aRoster({ members: [owner] }), [
    aRepository({ slug: "firmware", ...(tokens !== undefined && { tokens }) }),
  ]);
}

const of = (...tokens: Partial<EntitlementToken>[]) => roster(aTokenList(tokens.map(aToken)));
const firmware = "repository Firmware (firmware)";

test.each<readonly [string, Roster, Roster, string]>([
  [
    "a token comes",
    of(),
    of({}),
    "now has the entitlement token ci (tk-ci) (end: 2027-01-05T10:00:00.000Z)",
  ],
  ["a token goes", of({}), of(), "no longer has the entitlement token ci (tk-ci)"],
  [
    "a token is renamed",
    of({}),
    of({ id: "tk-ci", name: "web" }),
    "changed the name of entitlement token web (tk-ci) from ci to web",
  ],
  [
    "a token does not end any more",
    of({}),
    of({ endsAt: null }),
    "changed the end of entitlement token ci (tk-ci) from 2027-01-05T10:00:00.000Z to never",
  ],
  [
    "a token becomes active",
    of({ active: false }),
    of({}),
    "changed the state of entitlement token ci (tk-ci) from inactive to active",
  ],
  [
    "a token opens private broadcasts",
    of({}),
    of({ privateBroadcasts: true }),
    "changed the access to private broadcasts of entitlement token ci (tk-ci) from no to yes",
  ],
  [
    "a token belongs to somebody",
    of({}),
    of({ user: "ada" }),
    "changed the user of entitlement token ci (tk-ci) from nobody to ada",
  ],
])("%s", (_, before, after, wanted) => {
  const changes = describeChanges(before, after);

  expect(changeSentences(changes)).toEqual([`${firmware} ${wanted}`]);
  expect(ReportChanges.parse(changes)).toEqual(changes);
});

test("tokens that one side did not request are no change, and the list says so", () => {
  for (const [before, after] of [
    [roster(), of({})],
    [of({}), roster()],
  ] as const) {
    expect(describeChanges(before, after)).toMatchObject({
      list: [],
      incomplete: ["repositories"],
    });
  }
  expect(describeChanges(roster(), roster()).incomplete).toEqual([]);
});

test("tokens that were not seen are neither gone nor new", () => {
  const unseen = roster(aTokenList([], gap));

  expect(describeChanges(of({}), unseen)).toMatchObject({ list: [], incomplete: ["repositories"] });
  expect(describeChanges(unseen, of({}))).toMatchObject({
    list: [],
    appeared: [{ kind: "token-added" }],
    incomplete: ["repositories"],
  });
  expect(describeChanges(of({}), of({ endsAt: unknown("malformed") }))).toMatchObject({
    list: [],
    incomplete: ["repositories"],
  });
});

const many = (length: number) =>
  of(...Array.from({ length }, (_, at) => ({ name: `token-${String(at).padStart(3, "0")}` })));

test.each([
  { lost: 10, of: 40, status: "complete" },
  { lost: 11, of: 40, status: "partial" },
  { lost: 5, of: 5, status: "complete" },
  { lost: 6, of: 6, status: "partial" },
])("$lost of $of tokens gone since the baseline: $status", ({ lost, of: all, status }) => {
  const [before, after] = [many(all), many(all - lost)];
  const found = quarantine(after, findShrinkage(before, after, 25));

  expect(found.repositories[0]?.tokens?.coverage.status).toBe(status);
  expect(found.repositories[0]?.coverage.status).toBe("complete");
  expect(found.coverage).toEqual(after.coverage);
  if (status === "partial") {
    expect(found.repositories[0]?.tokens?.coverage.reason).toContain(
      `${lost} of the baseline's ${all} tokens are gone`,
    );
  }
});

test("tokens that were not requested have not shrunk", () => {
  expect(findShrinkage(many(20), roster(), 25)).toEqual([]);
});

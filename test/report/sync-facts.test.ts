import { expect, test } from "vitest";

import { judgePast } from "../../src/report/past-sync.ts";
import { runsOf, toTrend } from "../../src/report/page/app/trend-data.ts";
import { toSyncFacts } from "../../src/report/sync-facts.ts";
import type { Member } from "../../src/roster/model.ts";
import { policyOf } from "../support/policy.ts";
import { aMember, aRoster } from "../support/roster.ts";

const members = (...facts: readonly Partial<Member>[]) =>
  facts.map((one, index) => aMember({ username: `m${index}`, ...one }));
const unseen = { unknown: "weak-credential" } as const;

test.each<readonly [string, readonly Partial<Member>[], number | null]>([
  ["no Owner", [{ twoFactor: false }], 0],
  ["an Owner with it", [{ role: "Owner" }], 0],
  ["an Owner without it", [{ role: "Owner", twoFactor: false }, { role: "Owner" }], 1],
  ["an Owner of whom it is not known", [{ role: "Owner", twoFactor: unseen }], null],
  ["somebody without it, who may be an Owner", [{ role: unseen, twoFactor: false }], null],
  ["somebody with it, who may be an Owner", [{ role: unseen }], 0],
  ["a Member of whom it is not known", [{ twoFactor: unseen }], 0],
])("with %s, the number of Owners without two-factor is right", (_, facts, expected) => {
  expect(toSyncFacts(aRoster({ members: members(...facts) }))).toEqual({
    members: facts.length,
    ownersWithoutTwoFactor: expected,
  });
});

test("a list of members with gaps gives no number", () => {
  const roster = aRoster({ members: members({ role: "Owner", twoFactor: false }) });
  const lists = roster.coverage.lists.map((list) =>
    list.name === "members" ? { ...list, status: "partial" as const, reason: "cut" } : list,
  );
  expect(toSyncFacts({ ...roster, coverage: { ...roster.coverage, lists } })).toEqual({
    members: null,
    ownersWithoutTwoFactor: null,
  });
});

test("what was not judged is a gap, and what was judged in part is at least the number", () => {
  const policy = policyOf("rules: { two-factor: error, inactive-with-role: error }\n");
  const seen = aRoster({ members: members({ role: "Owner", twoFactor: false }) });
  const partial = aRoster({
    members: members({ role: "Owner", twoFactor: unseen }),
    readAt: "2026-11-24T09:00:00.000Z",
  });
  const mixed = aRoster({
    members: members({ role: "Owner", twoFactor: unseen }, { role: "Manager", active: false }),
    readAt: "2026-11-25T09:00:00.000Z",
  });
  const [findings] = toTrend([seen, partial, mixed].map((roster) => judgePast(roster, policy)));
  const errors = findings?.series.find(({ name }) => name === "errors")?.points;

  expect(errors?.[0]).toEqual({ value: expect.any(Number), atLeast: false });
  expect(errors?.[1]).toEqual({ value: null, atLeast: true });
  expect(errors?.[2]).toEqual({ value: expect.any(Number), atLeast: true });
  expect(runsOf(errors ?? [])).toEqual([[0], [2]]);
});

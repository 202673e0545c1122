import fc from "fast-check";
import { expect, test } from "vitest";

import { summarize, toBatches } from "../../src/c1z/batches.ts";
import { findMissing } from "../../src/c1z/find-missing.ts";
import { propertyRuns } from "../support/property.ts";
import { aMember, arbitraryRoster, aRoster, aService, aTeam } from "../support/roster.ts";

const rowsOf = (roster: ReturnType<typeof aRoster>) => [...toBatches({ roster })].map(summarize);

test("the encoded rows of any roster have the roster's numbers", () => {
  fc.assert(
    fc.property(arbitraryRoster(), (roster) => {
      expect(findMissing(roster, rowsOf(roster))).toBeUndefined();
    }),
    propertyRuns(100),
  );
});

const teams = [aTeam()];
const inTeam = (role: "Manager" | "Member") => ({ teams: [{ team: "tm-platform", role }] });
const ada = aMember({ username: "ada", ...inTeam("Manager") });
const bo = aMember({ username: "bo", ...inTeam("Member") });
const services = [aService()];
const roster = aRoster({ teams, members: [ada, bo], services });

test.each([
  ["members", { ...roster, members: [ada] }],
  ["services", { ...roster, services: [] }],
  ["teams", { ...roster, teams: [] }],
  ["roles", { ...roster, members: [ada, { ...bo, role: { unknown: "missing" } as const }] }],
  ["memberships", { ...roster, members: [ada, { ...bo, teams: [] }] }],
  ["memberships", { ...roster, members: [ada, { ...bo, ...inTeam("Manager") }] }],
])("rows that lost or doubled %s are found", (what, other) => {
  expect(findMissing(roster, rowsOf(other))).toBe(`the number of ${what}`);
});

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
  ["user", { ...roster, members: [ada] }],
  ["service_account", { ...roster, services: [] }],
  ["team", { ...roster, teams: [] }],
  [
    "organization:wsPerm:member",
    { ...roster, members: [ada, { ...bo, role: "Collaborator" } as const] },
  ],
  [
    "organization:wsPerm:member",
    { ...roster, members: [ada, { ...bo, role: { unknown: "missing" } as const }] },
  ],
  ["team:tm-platform:member", { ...roster, members: [ada, { ...bo, teams: [] }] }],
  ["team:tm-platform:manager", { ...roster, members: [ada, { ...bo, ...inTeam("Manager") }] }],
])("rows that lost, doubled or changed %s are found", (what, other) => {
  expect(findMissing(roster, rowsOf(other))).toBe(
    `the number of rows of ${what.replace("wsPerm", roster.workspace.id)}`,
  );
});

test("a membership in a team that is not on the list has no row, and needs none", () => {
  const gone = { teams: [{ team: "tm-gone", role: "Member" as const }] };
  const other = aRoster({ teams, members: [{ ...ada, ...gone }] });

  expect(findMissing(other, rowsOf(other))).toBeUndefined();
});

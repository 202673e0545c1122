import fc from "fast-check";
import { expect, test } from "vitest";

import * as c1 from "../../src/report/c1-csv.ts";
import { escapeCsv } from "../../src/report/escape/escape-csv.ts";
import type { Roster } from "../../src/roster/model.ts";
import { unknown } from "../../src/roster/fact.ts";
import { parseCsv } from "../support/csv.ts";
import {
  aMember,
  arbitraryRoster,
  aRoster,
  aService,
  aTeam,
  aWorkspace,
} from "../support/roster.ts";
import { propertyRuns } from "../support/property.ts";

const renderIdentities = (roster: Roster) => [...c1.renderIdentities(roster)].join("");
const renderEntitlements = (roster: Roster) => [...c1.renderEntitlements(roster)].join("");

function toRecords(text: string): Record<string, string>[] {
  const [columns = [], ...rows] = parseCsv(text);
  return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? ""])));
}

const roster = aRoster({
  members: [
    aMember({
      role: "Owner",
      teams: [{ team: "tm-platform", role: "Manager" }],
      lastLoginAt: "2026-11-20T07:55:02.000Z",
    }),
    aMember({
      username: "jonas-lindqvist",
      name: "=Jonas",
      email: unknown("redacted"),
      role: unknown("missing"),
      active: false,
      lastLoginAt: null,
      teams: [{ team: "tm-platform", role: unknown("missing") }],
    }),
    aMember({ username: "tamas-varga", active: unknown("missing"), teams: unknown("redacted") }),
  ],
  teams: [aTeam()],
  services: [aService({ role: "Manager" })],
});

test("identities are in the columns that C1 documents, with what is unknown left empty", () => {
  expect(renderIdentities(roster)).toBe(
    [
      "Full Name,User ID,Username,Email Address,User Status,User Type,Account Owner,Last Login",
      "Amara Okoye,id-amara-okoye,amara-okoye,amara-okoye@fernwick.example,Enabled,,,2026-11-20T07:55:02.000Z",
      "'=Jonas,id-jonas-lindqvist,jonas-lindqvist,,Disabled,,,",
      "Tamas Varga,id-tamas-varga,tamas-varga,tamas-varga@fernwick.example,,,,2026-11-20T07:55:02.000Z",
      "ci publish,ci-publish-7hq2,ci-publish-7hq2,,Enabled,Service,amara-okoye@fernwick.example,",
      "",
    ].join("\r\n"),
  );
});

test("each grant has a row, a team's manager is its member too, and an unknown role is nobody's", () => {
  const grants = toRecords(renderEntitlements(roster)).map((row) =>
    ["User ID", "Resource Type", "Resource Name", "Entitlement", "Entitlement Slug"].map(
      (column) => row[column],
    ),
  );
  expect(grants).toEqual([
    ["id-amara-okoye", "Organization", "fernwick", "owner", "owner"],
    ["id-amara-okoye", "Team", "platform", "manager", "manager"],
    ["id-amara-okoye", "Team", "platform", "member", "member"],
    ["id-jonas-lindqvist", "Team", "platform", "member", "member"],
    ["id-tamas-varga", "Organization", "fernwick", "member", "member"],
    ["ci-publish-7hq2", "Organization", "fernwick", "manager", "manager"],
  ]);
});

test("two teams of one name stay two resources", () => {
  const duplicates = aRoster({
    members: [
      aMember({
        teams: [
          { team: "tm-a", role: "Member" },
          { team: "tm-b", role: "Member" },
        ],
      }),
    ],
    teams: [aTeam({ slug: "a", name: "Release" }), aTeam({ slug: "b", name: "Release" })],
    workspace: aWorkspace({ name: "" }),
  });
  const rows = toRecords(renderEntitlements(duplicates));
  expect(rows.map((row) => row["Resource Name"])).toEqual(["fernwick", "a", "b"]);
  expect(rows.map((row) => row["Entitlement Display Name"])).toEqual([
    "fernwick workspace Member",
    "Release team Member",
    "Release team Member",
  ]);
  expect(rows.map((row) => row["Entitlement Description"]).slice(1)).toEqual([
    "Belongs to the team Release (slug a), and has each privilege that a repository gives to the team.",
    "Belongs to the team Release (slug b), and has each privilege that a repository gives to the team.",
  ]);
});

test.each([
  ["left", []],
  ["has an address that was not seen", [aMember({ email: unknown("redacted") })]],
])("a service account whose creator %s has no owner", (_, members) => {
  const [row] = toRecords(renderIdentities(aRoster({ members, services: [aService()] }))).slice(-1);
  expect(row).toMatchObject({ "User Type": "Service", "Account Owner": "" });
});

test("a service account whose slug is the id of a member is another account, in both files", () => {
  const twins = aRoster({
    members: [aMember({ id: "ci" })],
    services: [aService({ slug: "ci" }), aService({ slug: "service_account:ci" })],
  });

  const expected = ["ci", "service_account:service_account:ci", "service_account:ci"];
  expect(toRecords(renderIdentities(twins)).map((row) => row["User ID"])).toEqual(expected);
  expect(toRecords(renderEntitlements(twins)).map((row) => row["User ID"])).toEqual(expected);
});

test("any roster has a row for each account, in one order, whatever order it was read in", () => {
  fc.assert(
    fc.property(arbitraryRoster(), (any) => {
      const rows = toRecords(renderIdentities(any));
      expect(rows.map((row) => row["Username"])).toEqual(
        [
          ...any.members.map(({ username }) => username),
          ...any.services.map(({ slug }) => slug),
        ].map(escapeCsv),
      );
      expect(rows.map((row) => row["User ID"]).slice(0, any.members.length)).toEqual(
        any.members.map(({ id }) => escapeCsv(id)),
      );
      expect(new Set(rows.map((row) => row["User ID"])).size).toBe(rows.length);
      const reversed = {
        ...any,
        members: any.members.toReversed(),
        services: any.services.toReversed(),
      };
      expect(renderIdentities(reversed)).toBe(renderIdentities(any));
      expect(renderEntitlements(reversed)).toBe(renderEntitlements(any));
    }),
    propertyRuns(100),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";

import { draftPolicy } from "../../../src/policy/draft/draft.ts";
import { formatProblems, parsePolicy } from "../../../src/policy/file/parse.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { unknown } from "../../../src/roster/fact.ts";
import { aMember, arbitraryRoster, aRoster, aService, aTeam } from "../../support/roster.ts";
import { propertyRuns } from "../../support/property.ts";

const unseen = unknown("missing");

/** Returns the lines of one section, without the comment above it. */
function sectionOf(name: string, roster: Partial<Roster>): string[] {
  const lines = draftPolicy(aRoster(roster)).split("\n");
  const start = lines.findIndex((line) => line.startsWith(`${name}:`));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith(" "));
  return lines.slice(start, end);
}

test("a workspace is drafted as it is, in an order that is its own", () => {
  const roster = aRoster({
    members: [
      aMember({
        username: "jonas-lindqvist",
        role: "Owner",
        teams: [{ team: "tm-platform", role: "Manager" }],
      }),
      aMember({
        username: "amara-okoye",
        role: "Owner",
        teams: [{ team: "tm-platform", role: "Manager" }],
      }),
      aMember({ username: "tamas-varga", role: "Manager" }),
      aMember({ username: "priya-raman", teams: [{ team: "tm-platform", role: "Member" }] }),
      aMember({ username: "ed", role: "Collaborator" }),
    ],
    teams: [aTeam(), aTeam({ slug: "release" })],
    services: [
      aService({ teams: [{ team: "tm-platform", role: "Member" }] }),
      aService({ slug: "rotate-1x", role: "Manager" }),
    ],
  });

  expect(draftPolicy(roster)).toBe(`# yaml-language-server: $schema=./access-policy.schema.json
# Who may have which role and team in this workspace, drafted from its state today.
# Read it line by line: change the workspace where something is wrong, and do not accept it here.
version: 1
organization: fernwick

# A role that is left out is not managed; members get their access through teams.
roles:
  owner:
    members:
      - amara-okoye
      - jonas-lindqvist
    min: 2
    max: 2
  manager:
    members:
      - tamas-varga
  collaborator:
    members:
      - "ed"

# A listed team is managed completely. Managers are members as well.
teams:
  platform:
    managers:
      - amara-okoye
      - jonas-lindqvist
    members:
      - priya-raman
    services:
      - ci-publish-7hq2
  release: {}
unlisted-teams: warning

# Service accounts, by slug.
services:
  ci-publish-7hq2: { role: member }
  rotate-1x: { role: manager }
`);
});

test("what is not there is drafted as nothing", () => {
  const empty = { members: [], teams: [], services: [] };
  expect(sectionOf("roles", empty)).toEqual(["roles: {}"]);
  expect(sectionOf("teams", empty)).toEqual(["teams: {}"]);
  expect(sectionOf("services", empty)).toEqual(["services: {}"]);
});

test.each([
  ["one Owner", [true], 1, 1],
  ["three", [true, true, true], 2, 3],
  ["an inactive one, who does not count", [true, true, false], 2, 2],
  ["one who may be active, and may count", [true, unseen], 1, 2],
])("the bounds of %s", (_, active, min, max) => {
  const members = active.map((isActive, index) =>
    aMember({ username: `owner-${index}`, role: "Owner", active: isActive }),
  );

  expect(sectionOf("roles", { members }).slice(-2)).toEqual([`    min: ${min}`, `    max: ${max}`]);
});

test("a role or a team that was not seen is not allowed by the policy", () => {
  const members = [
    aMember({ username: "hidden-role", role: unseen }),
    aMember({ username: "hidden-teams", teams: unseen }),
    aMember({ username: "hidden-part", teams: [{ team: "tm-platform", role: unseen }] }),
    aMember({ username: "other-team", teams: [{ team: "tm-release", role: "Member" }] }),
  ];
  const roster = { members, teams: [aTeam()], services: [aService({ role: unseen })] };

  expect(sectionOf("roles", roster)).toEqual(["roles: {}"]);
  expect(sectionOf("teams", roster)).toEqual(["teams:", "  platform: {}"]);
  expect(sectionOf("services", roster)).toEqual(["services:", "  ci-publish-7hq2: {}"]);
});

test("a service account that manages a team is listed there as one that is in it", () => {
  const services = [aService({ teams: [{ team: "tm-platform", role: "Manager" }] })];

  expect(sectionOf("teams", { teams: [aTeam()], services })).toEqual([
    "teams:",
    "  platform:",
    "    services:",
    "      - ci-publish-7hq2",
  ]);
});

test.each([
  ["is another's permanent id", aMember({ username: "id-b", id: "id-a", role: "Manager" })],
  ["has space around it", aMember({ username: " ada ", id: "id-a", role: "Manager" })],
])("who has a username that %s is named by permanent id", (_, member) => {
  const members = [member, aMember({ username: "bo-b", id: "id-b" })];

  expect(sectionOf("roles", { members })).toEqual([
    "roles:",
    "  manager:",
    "    members:",
    "      - id-a",
  ]);
});

test.each([
  ["that is another team's permanent id", aTeam({ slug: "TM-B", id: "tm-a" })],
  ["that another has in other letters", aTeam({ slug: "Other", id: "tm-a" })],
  ["with a star", aTeam({ slug: "squad-*", id: "tm-a" })],
])("a team with a slug %s is named by permanent id", (_, team) => {
  const names = sectionOf("teams", { teams: [team, aTeam({ slug: "other", id: "tm-b" })] });

  expect(names[1]).toBe("  tm-a: {}");
});

test.each([
  ["platform", "platform"],
  ["team_1-x", "team_1-x"],
  ["Zed", "Zed"],
  ["on", '"on"'],
  ["yes", '"yes"'],
  ["TRUE", '"TRUE"'],
  ["null", '"null"'],
  ["off", '"off"'],
  ["false", '"false"'],
  ["truely", "truely"],
  ["untrue", "untrue"],
  ["1e3", '"1e3"'],
  ["a: b", '"a: b"'],
  ["a-b#", '"a-b#"'],
])("the slug %s is written %s", (slug, written) => {
  const workspace = { ...aRoster().workspace, slug };

  expect(draftPolicy(aRoster({ workspace })).split("\n")).toContain(`organization: ${written}`);
});

test("whatever a roster holds, its draft is a policy", () => {
  fc.assert(
    fc.property(arbitraryRoster(), (roster) => {
      const parsed = parsePolicy(draftPolicy(roster), "p.yml");
      expect("problems" in parsed ? formatProblems("p.yml", parsed.problems) : "").toBe("");
    }),
    propertyRuns(50),
  );
});

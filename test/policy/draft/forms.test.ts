/** The forms of a draft that are shorter than lists: any, families and groups. */

import fc from "fast-check";
import { expect, test } from "vitest";

import { draftPolicy } from "../../../src/policy/draft/draft.ts";
import { writeFirstPolicy } from "../../../src/policy/draft/first-policy.ts";
import { evaluate } from "../../../src/policy/evaluate.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { noon } from "../../support/exceptions.ts";
import { policyFrom } from "../../support/policy.ts";
import { propertyRuns } from "../../support/property.ts";
import { aMember, aRoster, aService, aTeam } from "../../support/roster.ts";

type Places = Readonly<Record<string, "Manager" | "Member">>;

/** Returns members with the given team roles, by the teams' slugs. */
function people(prefix: string, count: number, places: Places = {}) {
  return Array.from({ length: count }, (_, index) =>
    aMember({
      username: `${prefix}-${String(index).padStart(2, "0")}`,
      teams: Object.entries(places).map(([slug, role]) => ({ team: `tm-${slug}`, role })),
    }),
  );
}

function teams(...slugs: string[]) {
  return slugs.map((slug) => aTeam({ slug }));
}

function mapping(slug: string) {
  return {
    id: `map-${slug}`,
    team: `tm-${slug}`,
    role: "Member",
    attribute: "a",
    value: slug,
  } as const;
}

/** Returns the lines of a section, without the comment above it. */
function sectionOf(name: string, roster: Partial<Roster>): string[] {
  const lines = draftPolicy(aRoster(roster)).split("\n");
  const start = lines.findIndex((line) => line.startsWith(`${name}:`));
  if (start === -1) return [];
  const end = lines.findIndex((line, index) => index > start && !line.startsWith(" "));
  return lines.slice(start + 1, end);
}

test("a team that nearly everybody is in is not listed", () => {
  const everybody = [
    ...people("lead", 1, { all: "Manager" }),
    ...people("in", 26, { all: "Member" }),
    ...people("out", 3),
  ];

  expect(sectionOf("teams", { members: everybody, teams: teams("all") })).toEqual([
    "  all: # 27 people of 30: nearly everybody",
    "    managers:",
    "      - lead-00",
    "    members: any",
  ]);
});

test.each([
  ["a small team", people("in", 24, { all: "Member" })],
  ["nine of ten people or fewer", [...people("in", 26, { all: "Member" }), ...people("out", 4)]],
])("%s is listed, name by name", (_, members) => {
  expect(sectionOf("teams", { members, teams: teams("all") })).toContain("      - in-00");
});

test("a team that group sync fills is the identity provider's, but its services are listed", () => {
  const roster = {
    members: people("in", 2, { all: "Member" }),
    teams: teams("all"),
    services: [aService({ slug: "bot-one", teams: [{ team: "tm-all", role: "Member" }] })],
    groupSync: { enabled: true, mappings: [mapping("all")] },
  };

  expect(sectionOf("teams", roster)).toEqual([
    "  all: # group sync decides who is in it",
    "    members: any",
    "    services:",
    "      - bot-one",
    "    synced: idp",
  ]);
  const off = { ...roster, groupSync: { ...roster.groupSync, enabled: false } };
  expect(sectionOf("teams", off)).toContain("      - in-00");
});

test("three teams that begin alike, and that anybody may be in, are a family", () => {
  const slugs = ["squad-a", "squad-b", "squad-c"];
  const roster = {
    teams: teams(...slugs, "squad-own", "squadron", "platform"),
    members: people("in", 2, { "squad-own": "Member", platform: "Member" }),
    groupSync: { enabled: true, mappings: slugs.map(mapping) },
  };

  expect(sectionOf("teams", roster).filter((line) => !line.startsWith("   "))).toEqual([
    "  platform:",
    "  squad-*: # group sync decides who is in it: 3 teams",
    "  squad-own:",
    "  squadron: {}",
  ]);
});

test("teams that begin alike and are empty are a family, in which nobody may be", () => {
  expect(sectionOf("teams", { teams: teams("tmp-a", "tmp-b", "tmp-c") })).toEqual([
    "  tmp-*: {} # 3 teams",
  ]);
  expect(sectionOf("teams", { teams: teams("tmp-a", "tmp-b") })).toEqual([
    "  tmp-a: {}",
    "  tmp-b: {}",
  ]);
});

test("three people in three places are a group, which is named after the list that it fills", () => {
  const leads = people("lead", 3, { core: "Manager", docs: "Manager", web: "Member" });
  const roster = {
    members: [...leads, ...people("extra", 1, { web: "Member" })],
    teams: teams("core", "docs", "web"),
  };

  expect(sectionOf("groups", roster)).toEqual([
    "  core-managers:",
    "    - lead-00",
    "    - lead-01",
    "    - lead-02",
  ]);
  expect(sectionOf("teams", roster)).toEqual([
    "  core:",
    "    managers:",
    "      - group:core-managers",
    "  docs:",
    "    managers:",
    "      - group:core-managers",
    "  web:",
    "    members:",
    "      - group:core-managers",
    "      - extra-00",
  ]);
});

test("one of the three may be in more places, and a group that fills no list says so", () => {
  const places: Places = { core: "Member", docs: "Member", web: "Member", ops: "Member" };
  const [first, ...others] = people("in", 4, places);
  const roster = {
    members: [
      ...(first === undefined ? [] : [{ ...first, role: "Owner" as const }]),
      ...others,
      ...people("a", 1, { core: "Member" }),
      ...people("b", 2, { docs: "Member" }),
      ...people("c", 2, { web: "Member" }),
      ...people("d", 2, { ops: "Member" }),
    ],
    teams: teams(...Object.keys(places)),
  };

  expect(sectionOf("groups", roster)[0]).toBe("  core-shared:");
});

test.each([
  ["two people", people("lead", 2, { core: "Member", docs: "Member", web: "Member" })],
  ["two places", people("lead", 5, { core: "Member", docs: "Member" })],
])("%s are no group", (_, members) => {
  expect(sectionOf("groups", { members, teams: teams("core", "docs", "web") })).toEqual([]);
});

test("a username that looks like a group is written as the permanent id", () => {
  const members = [aMember({ username: "group:leads", id: "id-x", role: "Owner" })];

  expect(sectionOf("roles", { members })).toContain("      - id-x");
});

const slugs = [
  "core",
  "docs",
  "squad-a",
  "squad-b",
  "squad-c",
  "squad-d",
  "tmp-a",
  "tmp-b",
  "tmp-c",
];

/** People in similar sets of teams, some of which group sync fills. */
const similar = fc
  .record({
    kinds: fc.array(
      fc.record({
        size: fc.integer({ min: 1, max: 20 }),
        places: fc.dictionary(fc.constantFrom(...slugs), fc.constantFrom("Manager", "Member")),
        role: fc.constantFrom("Owner", "Manager", "Member", "Collaborator"),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    synced: fc.subarray(slugs),
    everywhere: fc.option(fc.constantFrom(...slugs), { nil: undefined }),
  })
  .map(({ kinds, synced, everywhere }) =>
    aRoster({
      members: kinds.flatMap(({ size, places, role }, index) =>
        people(`kind${index}`, size, {
          ...places,
          ...(everywhere !== undefined && { [everywhere]: "Member" }),
        }).map((member, at) => ({ ...member, role, twoFactor: at % 7 > 0, active: at % 5 > 0 })),
      ),
      teams: teams(...slugs),
      groupSync: { enabled: true, mappings: synced.map(mapping) },
    }),
  );

test("whatever people share, the draft leaves nothing open, and every exception is used", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(similar, fc.constantFrom(Infinity, 10), (roster, anyAbove) => {
      const { text } = writeFirstPolicy(roster, "p.yml", noon, { anyAbove });
      const { findings, exceptions } = evaluate(roster, policyFrom(text), noon);
      const open = findings.filter(({ state }) => state !== "accepted");
      expect([...new Set(open.map(({ rule }) => rule))]).toEqual(
        exceptions.length === 0 ? [] : ["exception-unexplained"],
      );
      expect(exceptions.filter(({ status }) => status !== "used")).toEqual([]);
      for (const form of ["groups:", "members: any", "-*:"])
        if (text.includes(form)) seen.add(form);
    }),
    propertyRuns(30),
  );
  expect([...seen].toSorted()).toEqual(["-*:", "groups:", "members: any"]);
});

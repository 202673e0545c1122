/** Who is expected to have left since an earlier roster, so that the guard does not stop the run. */

import { expect, test } from "vitest";

import { expectDepartures, findUnlisted, type EarlierRoster } from "../../src/policy/departures.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { Member } from "../../src/roster/model.ts";
import { policyOf } from "../support/policy.ts";
import { aMember, aRoster, aTeam } from "../support/roster.ts";

const now = new Date("2026-11-23T12:00:00Z");
const reporting = "unlisted-members: error\n";
const inTeam = (slug: string) => ({ teams: [{ team: `tm-${slug}`, role: "Member" }] }) as const;

const people = (changed: Readonly<Record<string, Partial<Member>>> = {}) =>
  ["ann", "bo", "cy", "dee"].map((username) => aMember({ username, ...changed[username] }));
const before = aRoster({ members: people(), teams: [aTeam()] });
const nobody: EarlierRoster["unlisted"] = { all: [], leaving: [] };

/** Returns the usernames of those who are expected to be gone. */
function expected(
  body: string,
  {
    present,
    unlisted = nobody,
    roster = before,
  }: {
    readonly present: readonly string[];
    readonly unlisted?: EarlierRoster["unlisted"];
    readonly roster?: EarlierRoster["roster"];
  },
): readonly string[] {
  const isExpected = expectDepartures(
    policyOf(body),
    { roster, unlisted },
    {
      present: {
        ...roster,
        members: people().filter(({ username }) => present.includes(username)),
      },
      now,
    },
  );
  return roster.members.filter(isExpected).map(({ username }) => username);
}

const onlyAnn = `${reporting}roles: { owner: { members: [ann] } }\n`;

test.each<readonly [string, string, Parameters<typeof expected>[1], readonly string[]]>([
  ["whom the policy no longer names", onlyAnn, { present: ["ann"] }, ["bo", "cy", "dee"]],
  ["who are still there are not gone", onlyAnn, { present: ["ann", "cy", "dee"] }, ["bo"]],
  ["whom the policy names are lost", onlyAnn, { present: ["dee"] }, ["bo", "cy"]],
  [
    "of a policy that does not report unlisted members are lost",
    "roles: { owner: { members: [ann] } }\n",
    { present: ["ann"] },
    [],
  ],
  [
    "whom no policy named before are lost, unless an earlier one did",
    onlyAnn,
    { present: ["ann"], unlisted: { all: ["id-bo", "id-cy"], leaving: ["id-cy"] } },
    ["cy", "dee"],
  ],
  [
    "of whom as many may have a new name as the policy names nobody",
    `${reporting}roles: { owner: { members: [ann, new, newer] } }\n`,
    { present: ["ann"] },
    ["dee"],
  ],
  [
    "whose entry has ended are expected to be gone, and no name of nobody",
    `${reporting}roles: { owner: { members: [ann, { name: bo, until: 2026-11-01 }, { name: new, until: 2026-11-01 }] } }\n`,
    { present: ["ann", "cy"] },
    ["bo", "dee"],
  ],
  [
    "of a team that anybody may be in may stay",
    `${onlyAnn}teams: { platform: { members: any } }\n`,
    {
      present: ["ann"],
      roster: aRoster({ members: people({ bo: inTeam("platform") }), teams: [aTeam()] }),
    },
    ["cy", "dee"],
  ],
  [
    "of a team that anybody may manage may stay",
    `${onlyAnn}teams: { platform: { managers: any, members: [ann] } }\n`,
    {
      present: ["ann"],
      roster: aRoster({ members: people({ bo: inTeam("platform") }), teams: [aTeam()] }),
    },
    ["cy", "dee"],
  ],
  [
    "of a listed team only are expected to be gone",
    `${onlyAnn}teams: { platform: { managers: [], members: [ann] } }\n`,
    {
      present: ["ann"],
      roster: aRoster({ members: people({ bo: inTeam("platform") }), teams: [aTeam()] }),
    },
    ["bo", "cy", "dee"],
  ],
  [
    "whose teams were not seen may be in an open one",
    `${onlyAnn}teams: { platform: { members: any } }\n`,
    {
      present: ["ann"],
      roster: aRoster({ members: people({ bo: { teams: unknown("missing") } }), teams: [aTeam()] }),
    },
    ["cy", "dee"],
  ],
  [
    "whose teams were not seen are expected to be gone without an open team",
    onlyAnn,
    {
      present: ["ann"],
      roster: aRoster({ members: people({ bo: { teams: unknown("missing") } }), teams: [aTeam()] }),
    },
    ["bo", "cy", "dee"],
  ],
  [
    "whose hidden address the policy may contain are lost",
    `${reporting}roles: { owner: { members: [ann, x@fernwick.example] } }\n`,
    {
      present: ["ann", "cy", "dee"],
      roster: aRoster({ members: people({ bo: { email: unknown("redacted") } }) }),
    },
    [],
  ],
])("people %s", (_, body, given, names) => {
  expect(expected(body, given)).toEqual(names);
});

test("without knowledge of the earlier policy, nobody is expected to leave", () => {
  const isExpected = expectDepartures(
    policyOf(onlyAnn),
    { roster: before, unlisted: undefined },
    { present: { ...before, members: [] }, now },
  );
  expect(before.members.filter(isExpected)).toEqual([]);
});

test("the unlisted members are those whom the policy does not surely name", () => {
  const roster = aRoster({ members: people({ cy: { email: unknown("redacted") } }) });
  const find = (body: string) => findUnlisted(policyOf(body), roster, { earlier: undefined, now });
  expect(find(`${reporting}roles: { owner: { members: [ann, c@x.example] } }\n`)).toEqual({
    all: ["id-bo", "id-cy", "id-dee"],
    leaving: [],
  });
  expect(find("roles: { owner: { members: [ann] } }\n")).toBeUndefined();
});

test("those leave whom an earlier policy named, also if that was some runs ago", () => {
  const find = (unlisted: EarlierRoster["unlisted"], members = before.members) =>
    findUnlisted(policyOf(onlyAnn), before, {
      earlier: { roster: { ...before, members }, unlisted },
      now,
    })?.leaving;
  expect(find(nobody)).toEqual(["id-bo", "id-cy", "id-dee"]);
  expect(find({ all: ["id-bo", "id-cy"], leaving: ["id-cy"] })).toEqual(["id-cy", "id-dee"]);
  expect(find(undefined)).toEqual([]);
  // Whoever joined since then was named by no earlier policy.
  expect(find(nobody, people().slice(0, 2))).toEqual(["id-bo"]);
});

/** The roster of a test has what the policy lists on the test's day. */

import fc from "fast-check";
import { expect, test } from "vitest";

import { policyOf } from "../../support/policy.ts";
import { differencesIn, rostersIn } from "../../support/policy-tests.ts";
import { propertyRuns } from "../../support/property.ts";

/** Returns the roster that a policy describes on a day. */
function rosterOn(day: string, body: string) {
  const [roster] = rostersIn(`tests:\n  - { name: t, today: ${day} }\n`, policyOf(body));
  if (roster === undefined) throw new Error(body);
  return roster;
}

/** Returns people with their roles and teams, and the service accounts. */
function describedOn(day: string, body: string): readonly string[] {
  const { members, services } = rosterOn(day, body);
  const teamsOf = (teams: unknown) =>
    (teams as { team: string; role: string }[]).map(({ team, role }) => ` ${team}:${role}`);
  return [
    ...members.map(
      ({ username, role, teams }) => `${username} ${role as string}${teamsOf(teams).join("")}`,
    ),
    ...services.map(({ slug, teams }) => `${slug}${teamsOf(teams).join("")}`),
  ];
}

const [before, first, last, after] = ["2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"];
const terms = `from: ${first}, until: ${last}`;

test.each([
  ["a role", `roles: { owner: { members: [{ name: bo, ${terms} }] } }\n`, ["bo Owner"]],
  [
    "an emergency account",
    `roles: { owner: { break-glass: [{ name: bo, ${terms} }] } }\n`,
    ["bo Owner"],
  ],
  [
    "a team",
    `teams: { docs: { members: [{ name: bo, ${terms} }] } }\n`,
    ["bo Member team-docs:Member"],
  ],
  [
    "a team's managers",
    `teams: { docs: { managers: [{ name: bo, ${terms} }] } }\n`,
    ["bo Member team-docs:Manager"],
  ],
  [
    "a group",
    `people: { b: bo }\ngroups: { g: [{ name: b, ${terms} }] }\nteams: { docs: { members: [group:g] } }\n`,
    ["bo Member team-docs:Member"],
  ],
])("somebody in %s is there from the first day to the last", (_, body, there) => {
  expect(describedOn(before, body)).toEqual([]);
  expect(describedOn(first, body)).toEqual(there);
  expect(describedOn(last, body)).toEqual(there);
  expect(describedOn(after, body)).toEqual([]);
});

test("a role or a team role changes on its day", () => {
  const body = `roles:
  owner: { members: [{ name: bo, from: ${first} }] }
  member: { members: [{ name: bo, until: ${before} }] }
teams: { docs: { managers: [{ name: bo, from: ${first} }], members: [bo] } }
`;
  expect(describedOn(before, body)).toEqual(["bo Member team-docs:Member"]);
  expect(describedOn(first, body)).toEqual(["bo Owner team-docs:Manager"]);
});

test("a team and a service account are there from their day on, with who is only listed there", () => {
  const body = `teams:
  docs: { from: ${first}, members: [bo, zoe], services: [ci] }
  web: { members: [zoe], services: [late, ci2] }
services: { late: { from: ${first}, teams: [web] }, ci2: { teams: [web] } }
`;
  expect(describedOn(before, body)).toEqual(["zoe Member team-web:Member", "ci2 team-web:Member"]);
  expect(rosterOn(before, body).teams.map(({ slug }) => slug)).toEqual(["web"]);
  expect(describedOn(first, body)).toEqual([
    "bo Member team-docs:Member",
    "zoe Member team-docs:Member team-web:Member",
    "ci team-docs:Member",
    "ci2 team-web:Member",
    "late team-web:Member",
  ]);
});

test("a service account from a later day brings no team with it", () => {
  expect(rosterOn(before, `services: { ci: { from: ${first}, teams: [docs] } }\n`).teams).toEqual(
    [],
  );
});

test("a test can give somebody the access before its day, and after its end", () => {
  const policy = policyOf(`roles: { owner: { members: [zoe, { name: bo, ${terms} }] } }\n`);
  const body = `tests:
  - { name: before, today: ${before}, members: { bo: { role: owner } } }
  - { name: during, today: ${first}, members: { bo: absent }, findings: { name-unknown: [bo] } }
  - { name: after, today: ${after}, members: { bo: { role: owner } }, findings: { role-unlisted: [bo] } }
`;
  expect(differencesIn(body, policy)).toEqual([[], [], []]);
});

test("the account that reads is a user if the policy lists a person with that name", () => {
  const policy = policyOf("roles: { owner: { members: [zoe] } }\nservices: { ci: {} }\n");
  const body =
    "tests:\n  - { name: u, read-as: ZOE }\n  - { name: s, read-as: ci }\n  - { name: n, read-as: x }\n";
  expect(rostersIn(body, policy).map(({ coverage }) => coverage.readAs)).toMatchObject([
    { kind: "user", slug: "zoe" },
    { kind: "service", slug: "ci" },
    { kind: "service", slug: "x" },
  ]);
});

/** Entries of lists, on days around the days of the tests. */
const day = fc.integer({ min: 1, max: 8 }).map((number) => `2026-12-0${number}`);
const people = ["a", "b", "c", "d@x.example"];
const entry = fc
  .record(
    { name: fc.constantFrom("one", "b", "c", "group:g", "d@x.example"), from: day, until: day },
    { requiredKeys: ["name"] },
  )
  .map((fields) => JSON.stringify(fields));
const list = fc
  .uniqueArray(entry, {
    maxLength: 3,
    selector: (text) => (JSON.parse(text) as { name: string }).name,
  })
  .map((entries) => `[${entries.join(", ")}]`);

test("on every day, a workspace as the policy describes it has no finding", () => {
  fc.assert(
    fc.property(
      fc.record({ owner: list, docs: list, web: list, group: fc.subarray(people), day, from: day }),
      ({ owner, docs, web, group, day: today, from }) => {
        const policy = policyOf(`people: { one: a }
groups: { g: ${JSON.stringify(group)} }
roles: { owner: { members: ${owner} } }
teams:
  docs: { managers: ${docs}, members: any }
  web: { from: ${from}, members: ${web}, services: [ci, late] }
services: { late: { from: ${from}, teams: [web] } }
unlisted-members: error
unlisted-teams: error
rules: { service-unlisted: off }
`);
        expect(differencesIn(`tests:\n  - { name: t, today: ${today} }\n`, policy)).toEqual([[]]);
      },
    ),
    propertyRuns(60),
  );
});

import { expect, test } from "vitest";

import { compareConnectors } from "../../src/roster/connectors.ts";
import type { EntitlementIdentity, SyncIdentities } from "../../src/roster/connector-sync.ts";
import { unknown } from "../../src/roster/fact.ts";
import { matchSyncs, withOurIds } from "../../src/roster/match-syncs.ts";
import type { Roster } from "../../src/roster/model.ts";
import { aMember, aRoster, aService, aTeam } from "../support/roster.ts";

const unseen = unknown("missing");

function compare(
  ours: Partial<Roster>,
  theirs: Partial<Roster>,
  identities: readonly [Partial<SyncIdentities>, Partial<SyncIdentities>] = [{}, {}],
) {
  const [a, b] = [ours, theirs].map((parts, index) => ({
    roster: aRoster({ members: [], teams: [], services: [], invites: [], ...parts }),
    identities: {
      accounts: [],
      teams: [],
      otherResources: [],
      entitlements: [],
      grants: [],
      ...identities[index],
    },
  }));
  if (a === undefined || b === undefined) throw new Error("no syncs");
  return compareConnectors(a, b, matchSyncs(a.roster, b.roster));
}

test("what only one of the syncs saw of an account is no difference, but unseen in the other", () => {
  const bare = { role: unseen, active: unseen, twoFactor: unseen, teams: unseen, email: unseen };
  const theirs = [aMember({ ...bare, joinedAt: unseen, lastLoginAt: unseen })];
  const ours = [aMember({ teams: [{ team: "tm-platform", role: "Manager" }] })];

  const found = compare({ members: ours, teams: [aTeam()] }, { members: theirs, teams: [aTeam()] });

  expect(found.differences).toEqual([]);
  expect(found.unseen).toEqual(
    [
      "role",
      "active",
      "two-factor",
      "e-mail",
      "joined",
      "last-login",
      "teams",
      "team-managers",
    ].map((part) => ({ part, count: 1 })),
  );
  expect(compare({ members: theirs }, { members: ours })).toMatchObject({
    differences: [],
    unseen: [],
  });
});

test("a status, a role, a second factor and a team that differ are one difference each", () => {
  const is = aMember({ teams: [{ team: "tm-platform", role: "Manager" }] });
  const other = aMember({
    role: "Owner",
    active: false,
    twoFactor: false,
    teams: [
      { team: "tm-platform", role: "Member" },
      { team: "tm-release", role: "Member" },
    ],
  });
  const teams = [aTeam(), aTeam({ slug: "release" })];

  const { differences } = compare({ members: [is], teams }, { members: [other], teams });

  expect(
    differences.map(({ kind, object, ours, theirs }) => [kind, object?.id, ours, theirs]),
  ).toEqual([
    ["role", undefined, "Member", "Owner"],
    ["active", undefined, true, false],
    ["two-factor", undefined, true, false],
    ["team-role", "tm-platform", "Manager", "Member"],
    ["team", "tm-release", false, true],
  ]);
});

test("a service account may be a user in the other sync, and is unseen if it is not there", () => {
  const services = [aService({ slug: "deploy" }), aService({ slug: "build" })];
  const user = aMember({ id: "u9", username: "deploy", role: "Member" });

  const { differences, unseen } = compare({ services }, { members: [user] });

  expect(differences).toEqual([
    {
      kind: "other-id",
      subject: { kind: "service", id: "deploy", slug: "deploy", name: "ci publish" },
      by: "login",
      ours: "deploy",
      theirs: "u9",
    },
  ]);
  expect(unseen).toEqual([{ part: "services", count: 1 }]);
});

test("teams under other ids are the same teams, and those of one side are no differences of members", () => {
  const ours = {
    members: [aMember({ teams: [{ team: "tm-platform", role: "Member" as const }] })],
    teams: [aTeam()],
  };
  const theirs = {
    members: [
      aMember({
        teams: [
          { team: "platform", role: unseen },
          { team: "web", role: unseen },
        ],
      }),
    ],
    teams: [aTeam({ id: "platform" }), aTeam({ id: "web", slug: "web" })],
  };

  const { differences } = compare(ours, theirs);

  expect(differences.map(({ kind, subject, by }) => [kind, subject.id, by])).toEqual([
    ["only-theirs", "web", undefined],
    ["other-id", "tm-platform", "slug"],
  ]);
});

test("the other roster with our ids has our order, our workspace and our teams", () => {
  const ours = aRoster({
    members: [aMember({ id: "u1", username: "bo" }), aMember({ id: "u2", username: "ada" })],
    teams: [aTeam()],
  });
  const theirs = aRoster({
    workspace: { ...ours.workspace, id: "fernwick" },
    members: [
      aMember({ id: "ada", username: "ada", teams: [{ team: "platform", role: "Member" }] }),
      aMember({ id: "bo", username: "bo" }),
      aMember({ id: "cleo", username: "cleo" }),
    ],
    teams: [aTeam({ id: "platform" })],
  });

  const renamed = withOurIds(theirs, ours, matchSyncs(ours, theirs));

  expect(renamed.workspace.id).toBe(ours.workspace.id);
  expect(renamed.members.map(({ id }) => id)).toEqual(["cleo", "u1", "u2"]);
  expect(renamed.members[2]?.teams).toEqual([{ team: "tm-platform", role: "Member" }]);
  expect(renamed.teams.map(({ id }) => id)).toEqual(["tm-platform"]);
});

test("gaps in our lists are listed, because what is only in the other sync may not have been read", () => {
  const { coverage } = aRoster();
  const lists = coverage.lists.map((list) =>
    list.name === "members" ? { ...list, status: "partial" as const, reason: "a page" } : list,
  );

  expect(compare({ coverage: { ...coverage, lists } }, {}).gaps).toEqual(["members"]);
});

const owner = (id: string, displayName = "Owner"): EntitlementIdentity => ({
  id,
  displayName,
  given: { role: "Owner" },
});
const ofTeam = (id: string, team: string, role: "Member" | "Manager" | undefined) => ({
  id,
  displayName: id,
  given: { team, role: role ?? unknown("unrecognised") },
});

test("the only entitlement of a team is for its members, whatever its slug; another one is not", () => {
  const teams = [aTeam(), aTeam({ slug: "release" })];
  const ours = [
    ofTeam("p:member", "tm-platform", "Member"),
    ofTeam("r:member", "tm-release", "Member"),
  ];
  const theirs = [
    ofTeam("p:assigned", "tm-platform", undefined),
    ofTeam("r:member", "tm-release", "Member"),
    ofTeam("r:lead", "tm-release", undefined),
  ];

  const { entitlements } = compare({ teams }, { teams }, [
    { entitlements: ours },
    { entitlements: theirs },
  ]);

  expect(entitlements.map((one) => [one.kind, one.team?.slug, one.ours, one.theirs])).toEqual([
    ["other-id", "platform", "p:member", "p:assigned"],
    ["other-name", "platform", "p:member", "p:assigned"],
    ["only-theirs", undefined, null, "r:lead"],
  ]);
});

test("ids are counted as C1 compares them", () => {
  const found = compare({}, {}, [
    { accounts: ["user:1", "user:2"], entitlements: [owner("o:owner")], grants: ["g1", "g2"] },
    { accounts: ["user:2", "user:3"], entitlements: [owner("role:owner")], grants: ["g1"] },
  ]);

  expect(found.ids).toEqual([
    { what: "accounts", ours: 2, theirs: 2, shared: 1 },
    { what: "teams", ours: 0, theirs: 0, shared: 0 },
    { what: "other resources", ours: 0, theirs: 0, shared: 0 },
    { what: "entitlements", ours: 1, theirs: 1, shared: 0 },
    { what: "grants", ours: 2, theirs: 1, shared: 1 },
  ]);
  expect(found.entitlements).toEqual([
    { kind: "other-id", role: "Owner", ours: "o:owner", theirs: "role:owner" },
  ]);
});

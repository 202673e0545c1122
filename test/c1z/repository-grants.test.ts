import { fromBinary } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { grantGroups } from "../../src/c1z/grants.ts";
import { repositoryGrantGroups } from "../../src/c1z/repository-grants.ts";
import {
  GrantExpandableSchema,
  GrantSchema,
} from "../../src/c1z/protobuf/gen/c1/connector/v2/connector_pb.js";
import type { Roster } from "../../src/roster/model.ts";
import { unknown } from "../../src/roster/fact.ts";
import { aPrivilege, aRepository, withRepositories } from "../support/repository.ts";
import { aMember, aRoster, aService, aTeam } from "../support/roster.ts";

const inTeams = (...slugs: readonly string[]) =>
  slugs.map((slug) => ({ team: `tm-${slug}`, role: "Member" }) as const);

/** Returns a roster of four accounts in three teams, with one repository. */
function rosterWith(...privileges: readonly string[]): Roster {
  const roster = aRoster({
    teams: ["docs", "empty", "platform"].map((slug) => aTeam({ slug })),
    members: [
      aMember({ username: "Ada", teams: inTeams("docs", "platform") }),
      aMember({ username: "bo", teams: inTeams("platform") }),
      aMember({ username: "unseen", teams: unknown("missing") }),
    ],
    services: [aService({ slug: "ci", teams: inTeams("platform") })],
  });
  return withRepositories(roster, [
    aRepository({ slug: "app", privileges: privileges.map(aPrivilege) }),
  ]);
}

interface Shown {
  readonly grant: string;
  readonly sources: readonly string[];
  readonly immutable: boolean;
  readonly expandsTo: readonly string[];
}

/** Returns the grants in the order of their rows, as their bytes say. */
function grantsOf(roster: Roster): readonly Shown[] {
  return [...repositoryGrantGroups(roster)].flatMap((group) =>
    group.principalIds.map((text) => {
      const id = Buffer.from(text);
      const bytes = Buffer.concat([group.head, id, group.tail, id, group.rest]);
      const grant = fromBinary(GrantSchema, bytes);
      const { expansion } = group;
      return {
        grant: grant.id,
        sources: Object.keys(grant.sources?.sources ?? {}),
        immutable: grant.annotations.some(({ typeUrl }) => typeUrl.endsWith("GrantImmutable")),
        expandsTo:
          expansion === null ? [] : fromBinary(GrantExpandableSchema, expansion).entitlementIds,
      };
    }),
  );
}

const direct = { sources: [], immutable: false, expandsTo: [] };

test("each account's own privilege is a grant of that level, and of no lower one", () => {
  expect(grantsOf(rosterWith("user Ada Admin", "service ci Read"))).toEqual([
    { ...direct, grant: "repository:rp-app:admin:user:id-Ada" },
    { ...direct, grant: "repository:rp-app:read:service_account:ci" },
  ]);
});

test("a team's privilege is a grant of the team, and of each account in it", () => {
  const member = { sources: ["team:tm-platform:member"], immutable: true, expandsTo: [] };
  expect(grantsOf(rosterWith("team platform Write"))).toEqual([
    { ...member, grant: "repository:rp-app:write:service_account:ci" },
    {
      ...direct,
      grant: "repository:rp-app:write:team:tm-platform",
      expandsTo: ["team:tm-platform:member"],
    },
    { ...member, grant: "repository:rp-app:write:user:id-Ada" },
    { ...member, grant: "repository:rp-app:write:user:id-bo" },
  ]);
});

test("one grant names all of its sources, and its own entitlement if it is also direct", () => {
  const found = grantsOf(rosterWith("team platform Read", "team docs Read", "user bo Read"));
  const of = (name: string) => found.find(({ grant }) => grant.endsWith(`user:id-${name}`));

  expect(of("Ada")).toMatchObject({
    sources: ["team:tm-docs:member", "team:tm-platform:member"],
    immutable: true,
  });
  expect(of("bo")).toMatchObject({
    sources: ["repository:rp-app:read", "team:tm-platform:member"],
    immutable: false,
  });
});

test("different levels of one person are different grants", () => {
  const found = grantsOf(rosterWith("team docs Admin", "user Ada Read"));
  expect(found.map(({ grant }) => grant)).toEqual([
    "repository:rp-app:admin:team:tm-docs",
    "repository:rp-app:admin:user:id-Ada",
    "repository:rp-app:read:user:id-Ada",
  ]);
});

test.each<readonly [string, Roster]>([
  ["nobody has the slug", rosterWith("user nobody Admin", "team bo Read", "service Ada Write")],
  [
    "the level is unknown",
    withRepositories(rosterWith(), [
      aRepository({
        privileges: [{ kind: "user", slug: "bo", level: unknown("unrecognised") }],
      }),
    ]),
  ],
  [
    "two people have the slug",
    {
      ...rosterWith("user bo Read"),
      members: [aMember({ username: "bo", id: "id-1" }), aMember({ username: "BO", id: "id-2" })],
    },
  ],
  [
    "the repository only has a default privilege and a broadcast",
    withRepositories(rosterWith(), [
      aRepository({ defaultPrivilege: "Admin", broadcast: "Public" }),
    ]),
  ],
])("there is no grant if %s", (_, roster) => {
  expect(grantsOf(roster)).toEqual([]);
});

test("two spellings of one slug are one grant, and a team without members has one", () => {
  const found = grantsOf(rosterWith("user ada Read", "user ADA Read", "team EMPTY Read"));
  expect(found.map(({ grant }) => grant)).toEqual([
    "repository:rp-app:read:team:tm-empty",
    "repository:rp-app:read:user:id-Ada",
  ]);
});

test("without a request for them, there are no grants on repositories", () => {
  const types = [...grantGroups(rosterWith("user Ada Admin"))].map((group) => group.resourceType);
  expect(types).not.toContain("repository");
});

test("people who get a repository through the same teams are one group, whoever is between them", () => {
  const teams = ["docs", "platform"];
  const members = Array.from({ length: 3_000 }, (_, at) =>
    aMember({
      username: `member-${String(at).padStart(4, "0")}`,
      teams: inTeams(...teams.filter((_slug, bit) => ((at % 3) + 1) & (1 << bit))),
    }),
  );
  const roster = aRoster({ members, teams: teams.map((slug) => aTeam({ slug })) });
  const privileges = teams.map((slug) => aPrivilege(`team ${slug} Read`));

  const groups = [
    ...repositoryGrantGroups(withRepositories(roster, [aRepository({ privileges })])),
  ];

  // One for each team, and one for each combination of teams.
  expect(groups.map(({ principalIds }) => principalIds.length)).toEqual([
    1, 1, 1_000, 1_000, 1_000,
  ]);
  for (const { principalIds } of groups) expect(principalIds).toEqual(principalIds.toSorted());
});

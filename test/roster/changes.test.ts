import fc from "fast-check";
import { expect, test } from "vitest";

import { changeSentences, describeChanges, summarizeChanges } from "../../src/report/changes.ts";
import { compareRosters } from "../../src/roster/changes.ts";
import type { ListName } from "../../src/roster/coverage.ts";
import type { Member, Roster } from "../../src/roster/model.ts";
import { unknown } from "../../src/roster/fact.ts";
import {
  aMember,
  anInvite,
  anOidcProvider,
  arbitraryRoster,
  aRoster,
  aService,
  aTeam,
} from "../support/roster.ts";
import { propertyRuns } from "../support/property.ts";

const platform = aTeam({ slug: "platform" });
const release = aTeam({ slug: "release" });
const owner = aMember({ username: "owner", role: "Owner" });

/** Returns the changes in words: whom, and what happened. */
function inWords(before: Partial<Roster>, after: Partial<Roster>): string[] {
  const base = { members: [owner], teams: [platform, release] };
  const changes = describeChanges(aRoster({ ...base, ...before }), aRoster({ ...base, ...after }));
  return changes.list.map(({ subject, message }) => `${subject.slug} ${message}`);
}

/** Returns the roster of an Owner and Ada, with Ada as given. */
function ada(overrides: Parameters<typeof aMember>[0]): Partial<Roster> {
  return { members: [owner, aMember({ id: "ada", username: "ada", ...overrides })] };
}

test.each([
  ["somebody joins", {}, ada({}), "ada joined as Member"],
  ["somebody leaves", ada({ role: "Manager" }), {}, "ada left (was Manager)"],
  ["a rename", ada({}), ada({ username: "ada-lovelace" }), "ada-lovelace was ada before"],
  ["a role up", ada({}), ada({ role: "Owner" }), "ada was promoted from Member to Owner"],
  [
    "a role down",
    ada({}),
    ada({ role: "Collaborator" }),
    "ada was demoted from Member to Collaborator",
  ],
  ["two-factor off", ada({}), ada({ twoFactor: false }), "ada has no two-factor any more"],
  ["two-factor on", ada({ twoFactor: false }), ada({}), "ada has two-factor now"],
  ["inactive", ada({}), ada({ active: false }), "ada became inactive"],
  ["active", ada({ active: false }), ada({}), "ada became active"],
  [
    "into a team",
    ada({}),
    ada({ teams: [{ team: platform.id, role: "Manager" }] }),
    "ada joined team Platform (platform) as Manager",
  ],
  [
    "out of a team",
    ada({ teams: [{ team: platform.id, role: "Member" }] }),
    ada({}),
    "ada left team Platform (platform) (was Member)",
  ],
  [
    "another team role",
    ada({ teams: [{ team: platform.id, role: "Member" }] }),
    ada({ teams: [{ team: platform.id, role: "Manager" }] }),
    "ada is Manager of team Platform (platform) now (was Member)",
  ],
  [
    "a service account comes",
    {},
    { services: [aService()] },
    "ci-publish-7hq2 was added as Member",
  ],
  [
    "a service account goes",
    { services: [aService()] },
    {},
    "ci-publish-7hq2 was removed (was Member)",
  ],
  [
    "an invite is sent",
    {},
    { invites: [anInvite({ role: "Owner" })] },
    "new.hire@fernwick.example was invited as Owner",
  ],
  [
    "an invite is gone",
    { invites: [anInvite()] },
    {},
    "new.hire@fernwick.example is no longer invited (was Member): accepted, withdrawn or expired",
  ],
  [
    "an invite of another role",
    { invites: [anInvite()] },
    { invites: [anInvite({ role: "Owner" })] },
    "new.hire@fernwick.example is now invited as Owner (was Member)",
  ],
  [
    "somebody joins with teams",
    {},
    ada({
      teams: [
        { team: platform.id, role: "Manager" },
        { team: release.id, role: "Member" },
      ],
    }),
    "ada joined as Member, in team Platform (platform) as Manager, team Release (release)",
  ],
  [
    "somebody leaves whose role was not seen, but their team was",
    ada({ role: unknown("missing"), teams: [{ team: release.id, role: "Member" }] }),
    {},
    "ada left (was in team Release (release))",
  ],
  [
    "a service account comes with more teams than are named",
    {},
    {
      services: [
        aService({
          teams: ["a", "b", "c", "d", "e"].map((team) => ({ team, role: "Member" as const })),
        }),
      ],
    },
    "ci-publish-7hq2 was added as Member, in team a, team b, team c, 2 more teams",
  ],
  [
    "group sync is turned on",
    { groupSync: { enabled: false, mappings: [] } },
    { groupSync: { enabled: true, mappings: [] } },
    "fernwick has group sync now",
  ],
  ["a team is made", { teams: [platform] }, {}, "release was added"],
  ["a team is removed", {}, { teams: [platform] }, "release was removed"],
  [
    "a team is hidden",
    {},
    { teams: [platform, { ...release, visibility: "Hidden" as const }] },
    "release is Hidden now (was Visible)",
  ],
  [
    "single sign-on is no longer enforced",
    { singleSignOn: { enabled: true, enforced: true } },
    { singleSignOn: { enabled: true, enforced: false } },
    "fernwick does not enforce single sign-on any more",
  ],
] as const)("%s, in words", (_, before, after, words) => {
  expect(inWords(before, after)).toEqual([words]);
});

test.each([
  ["by address, whatever its case", { email: "New.Hire@fernwick.example" }, {}],
  ["by name", { username: "nia", email: unknown("missing") }, { username: "nia" }],
])("an invite that became a member was taken, %s", (_, member, invite) => {
  const newcomer = aMember({ username: "nia", role: "Manager", ...member });
  const invites = [anInvite({ role: "Owner", ...invite })];

  expect(inWords({ invites }, { members: [owner, newcomer] })).toEqual([
    "nia joined as Manager",
    "new.hire@fernwick.example accepted the invite as Manager",
  ]);
  // Whoever was a member all along took no invite.
  expect(inWords({ invites, members: [owner, newcomer] }, { members: [owner, newcomer] })).toEqual([
    "new.hire@fernwick.example is no longer invited (was Owner): accepted, withdrawn or expired",
  ]);
});

const unseenAda = ada({
  role: unknown("missing"),
  twoFactor: unknown("weak-credential"),
  active: unknown("missing"),
  teams: unknown("not-listed"),
});
const seenAda = ada({
  role: "Owner",
  twoFactor: false,
  active: true,
  teams: [{ team: platform.id, role: "Member" }],
});

test("a fact that was not seen on either side is no change", () => {
  expect(inWords(unseenAda, seenAda)).toEqual([]);
  expect(inWords(seenAda, unseenAda)).toEqual([]);
});

test("what was seen, and is not seen any more, makes its list incomplete", () => {
  const base = { teams: [platform, release] };
  const seen = aRoster({ ...base, ...seenAda });
  const cases: readonly (readonly [Partial<Roster>, ListName])[] = [
    [unseenAda, "members"],
    [{ teams: [platform, { ...release, visibility: unknown("missing") }] }, "teams"],
    [{ singleSignOn: { ...seen.singleSignOn, enabled: unknown("missing") } }, "saml"],
    [{ groupSync: { enabled: unknown("missing"), mappings: [] } }, "group-sync"],
  ];
  for (const [later, list] of cases) {
    const changes = describeChanges(seen, { ...seen, ...later });
    expect(changes.incomplete).toEqual([list]);
    expect(summarizeChanges(changes)).toBe(`0 changes; ${list} incomplete`);
  }
  const invites = [anInvite({ teams: [{ team: platform.id, role: "Member" }] })];
  const hidden = [anInvite({ teams: unknown("missing") })];
  expect(compareRosters({ ...seen, invites }, { ...seen, invites: hidden }).incomplete).toEqual([
    "invites",
  ]);
});

const webMapping = { value: "repo:web", service: "ci" };

/** What lets programs and groups in, and the words for a change of it. */
const doors: readonly (readonly [string, Partial<Roster>, Partial<Roster>, string])[] = [
  [
    "an OIDC provider is added",
    {},
    { oidcProviders: [anOidcProvider({ services: ["ci"] })] },
    "fernwick now has the OIDC provider GitHub (github), for service accounts: ci",
  ],
  [
    "an OIDC provider is removed",
    { oidcProviders: [anOidcProvider({ services: ["ci"] })] },
    {},
    "fernwick no longer has the OIDC provider GitHub (github), for service accounts: ci",
  ],
  [
    "an OIDC provider lets in another service account",
    { oidcProviders: [anOidcProvider({ services: ["ci"] })] },
    { oidcProviders: [anOidcProvider({ services: ["access-audit", "ci"] })] },
    "fernwick changed the service accounts of OIDC provider GitHub (github) from ci to access-audit, ci",
  ],
  [
    "a dynamic mapping is added",
    { oidcProviders: [anOidcProvider({ mappingClaim: "sub", mappings: [] })] },
    { oidcProviders: [anOidcProvider({ mappingClaim: "sub", mappings: [webMapping] })] },
    "fernwick now gives service account ci to the claim value repo:web of OIDC provider GitHub (github)",
  ],
  [
    "a dynamic mapping is removed",
    { oidcProviders: [anOidcProvider({ mappingClaim: "sub", mappings: [webMapping] })] },
    { oidcProviders: [anOidcProvider({ mappingClaim: "sub", mappings: [] })] },
    "fernwick no longer gives service account ci to the claim value repo:web of OIDC provider GitHub (github)",
  ],
  [
    "a group fills a team",
    {},
    {
      groupSync: {
        enabled: true,
        mappings: [
          { id: "gs1", team: platform.id, role: "Manager", attribute: "groups", value: "admins" },
        ],
      },
    },
    "fernwick now fills team Platform (platform) from group groups=admins as Manager",
  ],
  [
    "an invite is for another team",
    { invites: [anInvite({ teams: [] })] },
    { invites: [anInvite({ teams: [{ team: platform.id, role: "Manager" }] })] },
    "new.hire@fernwick.example is now invited to team Platform (platform) as Manager",
  ],
];

test.each(doors)("%s", (_, before, after, words) => {
  const base = { groupSync: { enabled: true, mappings: [] }, invites: [], oidcProviders: [] };
  expect(inWords({ ...base, ...before }, { ...base, ...after })).toEqual([words]);
});

/** Returns the roster with a list that has gaps. */
function withGap(roster: Roster, name: ListName): Roster {
  const lists = roster.coverage.lists.map((list) =>
    list.name === name ? { ...list, status: "partial" as const } : list,
  );
  return { ...roster, coverage: { ...roster.coverage, lists } };
}

test("nobody is told to have left a list that has gaps", () => {
  const whole = aRoster({ members: [owner, aMember({ username: "ada" })] });
  const gaps = withGap(aRoster({ members: [owner] }), "members");

  expect(compareRosters(whole, gaps)).toEqual({ list: [], appeared: [], incomplete: ["members"] });
});

/** What the later roster has, the list of the earlier one that has gaps, and the words for it. */
const appearances: readonly (readonly [string, Partial<Roster>, ListName, string])[] = [
  ["an Owner", ada({ role: "Owner" }), "members", "Ada (ada) is seen now as Owner, and"],
  [
    "a member with teams",
    ada({ teams: [{ team: platform.id, role: "Manager" }] }),
    "members",
    "Ada (ada) is seen now as Member, in team Platform (platform) as Manager, and",
  ],
  [
    "a team",
    { teams: [platform, aTeam({ slug: "new" })] },
    "teams",
    "team New (new) is seen now, and",
  ],
  [
    "a membership of a team that was not listed",
    { members: [aMember({ ...owner, teams: [{ team: platform.id, role: "Manager" }] })] },
    "teams",
    "Owner (owner) is seen now in team Platform (platform) as Manager, and",
  ],
  [
    "a service account",
    { services: [aService()] },
    "services",
    "service ci publish (ci-publish-7hq2) is seen now as Member, and",
  ],
  [
    "an invite",
    { invites: [anInvite({ role: "Owner" })] },
    "invites",
    "new.hire@fernwick.example is seen now as Owner, and",
  ],
];

test.each(appearances)(
  "%s that the earlier list may not have shown is seen now",
  (_, later, list, words) => {
    const base = { members: [owner], teams: [platform] };
    const changes = describeChanges(withGap(aRoster(base), list), aRoster({ ...base, ...later }));

    expect(changes.list).toEqual([]);
    expect(changeSentences(changes)).toEqual([
      `${words} was not seen before`,
      `incomplete in one of the two syncs: ${list}; what changed there is not fully known`,
    ]);
    expect(summarizeChanges(changes)).toBe(`0 changes; 1 seen now, not before; ${list} incomplete`);
  },
);

test("facts that the earlier roster did not see are seen now, and are no changes", () => {
  const base = { teams: [platform, release] };
  const changes = describeChanges(
    aRoster({ ...base, ...unseenAda }),
    aRoster({ ...base, ...seenAda }),
  );

  expect(changes.list).toEqual([]);
  expect(changes.appeared?.map(({ message }) => message)).toEqual([
    "is seen now as Owner, and was not seen before",
    "is seen now without two-factor, and was not seen before",
    "is seen now as active, and was not seen before",
    "is seen now in team Platform (platform) as Member, and was not seen before",
  ]);
});

test("a fact that is seen now of everybody is one line", () => {
  const crowd = (twoFactor: Member["twoFactor"]) =>
    aRoster({
      members: Array.from({ length: 40 }, (__, at) => aMember({ username: `p${at}`, twoFactor })),
    });
  const changes = describeChanges(crowd(unknown("missing")), crowd(true));

  expect(changes.appeared).toHaveLength(40);
  expect(changeSentences(changes)).toEqual([
    "of 40 members, two-factor is seen now, and was not seen before",
  ]);
});

test("nothing changed is said only of two rosters that were seen whole", () => {
  const whole = aRoster({ members: [owner] });
  const same = describeChanges(whole, whole);
  expect(changeSentences(same)).toEqual(["nothing changed"]);
  expect(summarizeChanges(same)).toBe("no change");

  for (const list of ["members", "teams", "services", "invites"] as const) {
    const changes = describeChanges(whole, withGap(whole, list));
    expect(changeSentences(changes).join()).not.toMatch(/nothing|no change/iu);
    expect(summarizeChanges(changes)).toBe(`0 changes; ${list} incomplete`);
  }
});

test("a roster does not differ from itself, and what came one way goes the other", () => {
  fc.assert(
    fc.property(arbitraryRoster(), arbitraryRoster(), (a, b) => {
      expect(compareRosters(a, a).list).toEqual([]);
      const there = compareRosters(a, b);
      const back = compareRosters(b, a);

      expect(back.list).toHaveLength(there.list.length);
      // Whatever the later roster has and the earlier one has not is in one of the two groups.
      const named = [...there.list, ...there.appeared].map(({ subject }) => subject.id);
      const known = new Set(a.members.map(({ id }) => id));
      for (const { id } of b.members) if (!known.has(id)) expect(named).toContain(id);
    }),
    propertyRuns(200),
  );
});

test("changes come by kind of subject: settings, teams, members, service accounts, invites", () => {
  const words = inWords(
    { singleSignOn: { enabled: true, enforced: true } },
    {
      ...ada({}),
      singleSignOn: { enabled: true, enforced: false },
      teams: [platform],
      services: [aService()],
      invites: [anInvite()],
    },
  );

  expect(words.map((line) => line.split(" ")[0])).toEqual([
    "fernwick",
    "release",
    "ada",
    "ci-publish-7hq2",
    "new.hire@fernwick.example",
  ]);
});

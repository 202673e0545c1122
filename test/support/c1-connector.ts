/**
 * Syncs in the form that C1's own Cloudsmith connector documents, and the same workspace as this
 * program reads it. `test/conformance` has the reference SDK write them; copies are in `test/c1z`.
 */

import type { Roster } from "../../src/roster/model.ts";
import { unknown } from "../../src/roster/fact.ts";
import { aMember, anInvite, aRoster, aService, aTeam } from "./roster.ts";
import type { SdkMember, SdkWorkspace } from "./sdk-workspace.ts";

/** The workspace as this program reads it. */
export function asReadHere(): Roster {
  return aRoster({
    readAt: "2026-11-23T09:00:00.000Z",
    members: [
      aMember({
        id: "usAmara00001",
        username: "amara-okoye",
        name: "Amara Okoye",
        email: "amara@fernwick.example",
        role: "Owner",
        teams: [
          { team: "tmPlatform01", role: "Manager" },
          { team: "tmRelease001", role: "Member" },
        ],
      }),
      aMember({
        id: "usBo00000002",
        username: "bo",
        name: "Bo | <b>",
        email: "bo@fernwick.example",
        role: "Collaborator",
        active: false,
        twoFactor: false,
      }),
      aMember({
        id: "usCleo000003",
        username: "cleo",
        name: "Cléo 🦊",
        email: unknown("redacted"),
        teams: [{ team: "tmPlatform01", role: "Member" }],
      }),
    ],
    teams: [
      aTeam({ id: "tmPlatform01", slug: "platform" }),
      aTeam({ id: "tmRelease001", slug: "release" }),
    ],
    services: [aService({ teams: [{ team: "tmRelease001", role: "Member" }] })],
    invites: [anInvite()],
  });
}

const [amara, bo, cleo]: readonly [SdkMember, SdkMember, SdkMember] = [
  {
    id: "usAmara00001",
    username: "amara-okoye",
    name: "Amara Okoye",
    email: "amara@fernwick.example",
    role: "Owner",
    visibility: "Public",
    active: true,
    twoFactor: true,
    teams: ["tmPlatform01", "tmRelease001"],
  },
  {
    id: "usBo00000002",
    username: "bo",
    name: "Bo | <b>",
    email: "bo@fernwick.example",
    role: "Collaborator",
    visibility: "Private",
    active: false,
    twoFactor: false,
    teams: [],
  },
  {
    id: "usCleo000003",
    username: "cleo",
    name: "Cléo 🦊",
    email: "cleo@fernwick.example",
    role: "Member",
    visibility: "Private",
    active: true,
    twoFactor: true,
    teams: ["tmPlatform01"],
  },
];

const inside: SdkWorkspace = {
  organization: { id: "wsFernwick01", slug: "fernwick", name: "Fernwick" },
  teams: [
    { id: "tmPlatform01", slug: "platform", name: "Platform" },
    { id: "tmRelease001", slug: "release", name: "Release" },
  ],
  members: [amara, bo, cleo],
  repositories: [],
};

/** The forms that such a sync can have, by the name of the copy. */
export const c1Syncs = {
  /** Four entitlements on the organization, one of each team, and our own ids. */
  "roles-on-organization": inside,
  /** A resource for each role, and no second factor. */
  "role-resources": {
    ...inside,
    roleResources: true,
    members: inside.members.map((member) => {
      const { twoFactor: _, ...rest } = member;
      return rest;
    }),
  },
  "team-managers": {
    ...inside,
    teamManagers: true,
    members: [{ ...amara, manages: ["tmPlatform01"] }, bo, cleo],
  },
  /**
   * Slugs and usernames as ids. Bo is active and a Member, Cleo has another e-mail address and
   * another team, and Dora is not in the workspace as this program reads it.
   */
  "other-ids": {
    ...inside,
    organization: { ...inside.organization, id: "fernwick" },
    teams: [
      { id: "platform", slug: "platform", name: "Platform" },
      { id: "release", slug: "release", name: "Release" },
    ],
    members: [
      { ...amara, id: "amara-okoye", username: "amara", teams: ["platform", "release"] },
      { ...bo, id: "bo", active: true, role: "Member" },
      { ...cleo, id: "cleo", teams: ["release"] },
      {
        ...cleo,
        id: "dora",
        username: "dora",
        name: "Dora\n::error::<b>",
        email: "dora@fernwick.example",
        teams: [],
      },
    ],
  },
} as const satisfies Record<string, SdkWorkspace>;

export type C1Sync = keyof typeof c1Syncs;

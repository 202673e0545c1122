/** What goes wrong beside the four lists: the preflight, the teams' own lists, a switch. */

import { disrupt, editBody, type Fault } from "../../../src/sandbox/faults.ts";
import {
  editRow,
  gaps,
  groupSyncSwitch,
  organization,
  passing,
  refusals,
  self,
  whole,
  withoutTeams,
  type Case,
  type Row,
} from "../../support/fault-case.ts";

const ownService = "/orgs/{org}/services/{service}/";
const ownMember = "/orgs/{org}/members/{member}/";
const teamMembers = "/orgs/{org}/teams/{team}/members";

/** Nobody knows what this credential sees: everything that it may be kept from has gaps. */
const blind = gaps(
  Object.fromEntries(
    ["members", "teams", "services", "invites", "oidc"].map((name) => [name, /role is not known/u]),
  ),
);

interface Place {
  readonly name: string;
  readonly template: string;
  readonly key?: "owner";
  readonly beside?: readonly Fault[];
  /** How a trouble ends that never passes. */
  readonly forGood: (told: RegExp) => Case["ends"];
  /** How it ends when Cloudsmith does not want to tell. */
  readonly refused: (told: RegExp) => Case["ends"];
}

const places: readonly Place[] = [
  {
    name: "the question who is asking",
    template: self,
    forGood: (told) => ({ end: "failure", message: told }),
    refused: () => ({ end: "failure", message: /does not recognize the credential/u }),
  },
  {
    name: "the workspace",
    template: organization,
    forGood: (told) => ({ end: "failure", message: told }),
    refused: () => ({ end: "failure", message: /cannot read workspace "fernwick"/u }),
  },
  {
    name: "the caller's own entry as a service account",
    template: ownService,
    forGood: (told) => ({ end: "failure", message: told }),
    refused: () => blind,
  },
  {
    name: "the caller's own entry as a member",
    template: ownMember,
    key: "owner",
    forGood: (told) => ({ end: "failure", message: told }),
    refused: () => blind,
  },
  {
    name: "the teams' own lists",
    template: teamMembers,
    beside: [withoutTeams],
    forGood: (told) => gaps({ members: /the teams of \d+ of its accounts/u, teams: told }),
    refused: () =>
      gaps({
        members: /the teams of \d+ of its accounts/u,
        teams: /the members of team ".*" could not be read/u,
      }),
  },
  {
    name: "the switch of group sync",
    template: groupSyncSwitch,
    forGood: (told) => gaps({ "group-sync": told }),
    refused: () => gaps({ "group-sync": /answered|did not have the expected format/u }),
  },
];

/** A setting that is refused leaves no account unseen, and an object without it is one all the same. */
const leavesNothingUnseen = new Set(["401", "403", "404", "an object in place of a list"]);

const placeCases: readonly Case[] = places.flatMap(
  ({ name, template, key, beside = [], forGood, refused }) => {
    const as = key === undefined ? {} : { key };
    return [
      ...passing.flatMap(([what, strike, told]): Case[] => [
        {
          name: `${what}, once, on ${name}`,
          ...as,
          faults: [{ template, times: 1, strike }, ...beside],
          ends: whole,
        },
        {
          name: `${what}, for good, on ${name}`,
          ...as,
          faults: [{ template, strike }, ...beside],
          ends: forGood(told),
        },
      ]),
      ...refusals
        .filter(([what]) => template !== groupSyncSwitch || !leavesNothingUnseen.has(what))
        .map(([what, strike, told]): Case => ({
          name: `${what} on ${name}`,
          ...as,
          faults: [{ template, strike }, ...beside],
          ends: refused(told),
        })),
    ];
  },
);

const callerCases: readonly Case[] = [
  ...[undefined, null, 7, "Auditor"].flatMap((role): Case[] => [
    {
      name: `the role of the asking service account is ${JSON.stringify(role) ?? "missing"}`,
      faults: [editRow(ownService, "slug", "access-audit", { role })],
      ends: blind,
    },
    {
      name: `the role of the asking member is ${JSON.stringify(role) ?? "missing"}`,
      key: "owner",
      faults: [editRow(ownMember, "user", "amara-okoye", { role })],
      ends: blind,
    },
  ]),
  {
    name: "the key of a service account that is only a Member",
    faults: [editRow(ownService, "slug", "access-audit", { role: "Member" })],
    ends: gaps(
      Object.fromEntries(
        ["members", "teams", "services", "invites", "oidc"].map((name) => [
          name,
          /read as service "access-audit" whose role is Member; only an Owner or a Manager/u,
        ]),
      ),
    ),
  },
  ...["..", "../x", "..%2fremove", "alice?x", "alice#", "remove", "\uFF41lice", "a\0b", ""].map(
    (slug): Case => ({
      name: `a caller who calls itself ${JSON.stringify(slug)}`,
      faults: [{ template: self, strike: editBody((body: Row) => ({ ...body, slug })) }],
      ends: blind,
    }),
  ),
];

const waitingCases: readonly Case[] = [self, organization, ownService].map((template): Case => ({
  name: `no reply before the deadline on ${template}`,
  faults: [{ template, strike: disrupt("hang") }],
  deadlineMs: 1_500,
  ends: { end: "failure", message: /the deadline has passed/u },
}));

export const endpointCases: readonly Case[] = [...placeCases, ...callerCases, ...waitingCases];

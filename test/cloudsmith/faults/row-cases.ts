/** Fields of rows that are missing or wrong: facts, and what says whom a row is about. */

import type { ListName } from "../../../src/roster/coverage.ts";
import { editHeaders, refuse } from "../../../src/sandbox/faults.ts";
import {
  editRow,
  gaps,
  groupSync,
  invites,
  members,
  missingOrWrong,
  oidc,
  organization,
  reasonFor,
  saml,
  services,
  teams,
  whole,
  type Case,
} from "../../support/fault-case.ts";

/** Fields of a member's row that are facts: without one, the rules that rest on it are not judged. */
const memberFacts: readonly [field: string, fact: string, notJudged: readonly string[]][] = [
  ["is_active", "active", ["dormant", "inactive-in-team", "inactive-with-role", "role-count"]],
  ["has_two_factor", "twoFactor", ["two-factor"]],
  ["last_login_at", "lastLoginAt", ["dormant"]],
  ["visibility", "visibility", ["visibility"]],
  ["last_login_method", "lastLoginMethod", []],
  ["joined_at", "joinedAt", []],
  ["email", "email", ["duplicate-identity", "email-domain"]],
];

const otherFacts: readonly [
  template: string,
  list: ListName,
  key: string,
  value: string,
  fields: Readonly<Record<string, readonly [fact: string, ...notJudged: string[]]>>,
][] = [
  [teams, "teams", "slug", "platform", { visibility: ["visibility"] }],
  [
    services,
    "services",
    "slug",
    "ci-publish-7hq2",
    {
      key_expires_at: ["keyExpiresAt", "service-key-expiry"],
      created_at: ["createdAt"],
      created_by: ["createdBy"],
    },
  ],
  [
    invites,
    "invites",
    "slug_perm",
    "ivB3mK8xTq0z",
    {
      email: ["email", "invite-domain", "invite-unlisted"],
      role: ["role", "invite-owner", "invite-unlisted"],
      teams: ["teams"],
      inviter: ["inviter"],
      expires_at: ["expiresAt", "invite-expired"],
    },
  ],
  [organization, "organization", "slug", "fernwick", { created_at: ["createdAt"] }],
  [
    saml,
    "saml",
    "saml_auth_enabled",
    "true",
    { saml_auth_enforced: ["enforced", "single-sign-on"] },
  ],
  [
    oidc,
    "oidc",
    "slug",
    "github-actions",
    {
      claims: ["claims"],
      service_accounts: ["services"],
      enabled: ["enabled"],
      provider_url: ["issuer"],
    },
  ],
];

const factCases: readonly Case[] = [
  ...memberFacts.flatMap(([field, fact, notJudged]) =>
    // A login that is null never was, and that is something the API can say.
    missingOrWrong
      .filter((value) => field !== "last_login_at" || value !== null)
      .map((value): Case => ({
        name: `${field} of a member is ${JSON.stringify(value) ?? "missing"}`,
        faults: [editRow(members, "user", "amara-okoye", { [field]: value })],
        ends: {
          end: "unknown facts",
          facts: [`members ${fact} ${reasonFor(value)}`],
          notJudged,
        },
      })),
  ),
  ...otherFacts.flatMap(([template, list, key, value, fields]) =>
    Object.entries(fields).map(([field, [fact, ...notJudged]]): Case => ({
      name: `${field} is missing on ${list}`,
      faults: [editRow(template, key, value, { [field]: undefined })],
      ends: { end: "unknown facts", facts: [`${list} ${fact} missing`], notJudged },
    })),
  ),
  {
    name: "a login method that this version does not know",
    faults: [editRow(members, "user", "amara-okoye", { last_login_method: "Passkey" })],
    ends: {
      end: "unknown facts",
      facts: ["members lastLoginMethod unrecognised"],
      notJudged: [],
    },
  },
  {
    name: "an address that is redacted",
    faults: [editRow(members, "user", "amara-okoye", { email: "a***@fernwick.example" })],
    ends: {
      end: "unknown facts",
      facts: ["members email redacted"],
      notJudged: ["duplicate-identity", "email-domain"],
    },
  },
];

/** Fields without which nobody knows whom a row is about, or what they hold. */
const identityCases: readonly Case[] = [
  ...(
    [
      [members, "members", "user", "amara-okoye", ["user", "user_id"]],
      [services, "services", "slug", "ci-publish-7hq2", ["slug"]],
      [invites, "invites", "slug_perm", "ivB3mK8xTq0z", ["slug_perm"]],
      [oidc, "oidc", "slug", "github-actions", ["slug_perm"]],
    ] as const
  ).flatMap(([template, list, key, value, fields]) =>
    fields.flatMap((field) =>
      missingOrWrong.map((wrong): Case => ({
        name: `${field} is ${JSON.stringify(wrong) ?? "missing"} on ${list}`,
        faults: [editRow(template, key, value, { [field]: wrong })],
        ends: gaps({ [list]: /one of its rows lacks a required field/u }),
      })),
    ),
  ),
  ...["slug", "slug_perm"].map((field): Case => ({
    name: `${field} of a team is missing`,
    faults: [editRow(teams, "slug", "platform", { [field]: undefined })],
    ends: gaps({
      members: /"platform" has members but is not on the list of teams/u,
      services: /"platform" has members but is not on the list of teams/u,
      invites: /"platform" has members but is not on the list of teams/u,
      teams: /one of its rows lacks a required field/u,
    }),
  })),
  ...[undefined, null, "Auditor", 7].flatMap((role): Case[] => [
    {
      name: `the role of a member is ${JSON.stringify(role) ?? "missing"}`,
      faults: [editRow(members, "user", "amara-okoye", { role })],
      ends: gaps({ members: /the role of 1 of its accounts is not known/u }),
    },
    {
      name: `the role of a service account is ${JSON.stringify(role) ?? "missing"}`,
      faults: [editRow(services, "slug", "ci-publish-7hq2", { role })],
      ends: gaps({ services: /the role of 1 of its accounts is not known/u }),
    },
  ]),
  {
    name: "a team role that this version does not know",
    faults: [
      editRow(members, "user", "priya-raman", { teams: [{ slug: "platform", role: "Guest" }] }),
    ],
    ends: gaps({ members: /the team roles of 1 of its accounts is not known/u }),
  },
  {
    name: "two members of one name",
    faults: [editRow(members, "user", "priya-raman", { user: "amara-okoye" })],
    ends: gaps({ members: /two of its accounts are called "amara-okoye"/u, teams: /are called/u }),
  },
  {
    name: "a member of a team that is on no list",
    faults: [
      editRow(members, "user", "priya-raman", { teams: [{ slug: "ghosts", role: "Member" }] }),
    ],
    ends: gaps({
      members: /team "ghosts" has members but is not on the list of teams/u,
      teams: /team "ghosts" has members but is not on the list of teams/u,
    }),
  },
  {
    name: "group sync into a team that is on no list",
    faults: [editRow(groupSync, "team", "mobile", { team: "ghosts" })],
    ends: gaps({ "group-sync": /fills team "ghosts", which is not on the list of teams/u }),
  },
  ...[undefined, null, "platform"].map((wrong): Case => ({
    name: `the teams of a member are ${JSON.stringify(wrong) ?? "missing"}, and the teams tell`,
    faults: [editRow(members, "user", "amara-okoye", { teams: wrong })],
    ends: whole,
  })),
  {
    name: "the teams of a service account are missing, and the teams tell",
    faults: [editRow(services, "slug", "ci-publish-7hq2", { teams: undefined })],
    ends: whole,
  },
  {
    name: "the teams of a member are missing, and a team does not tell either",
    faults: [
      editRow(members, "user", "amara-okoye", { teams: undefined }),
      { template: "/orgs/{org}/teams/{team}/members", strike: refuse(403) },
    ],
    ends: gaps({ members: /the teams of 1 of its accounts/u, teams: /could not be read: 403/u }),
  },
  {
    name: "display names that are missing",
    faults: [editRow(members, "user", "amara-okoye", { user_name: undefined })],
    ends: {
      end: "whole",
      change: (roster) => ({
        ...roster,
        members: roster.members.map((member) =>
          member.username === "amara-okoye" ? { ...member, name: "" } : member,
        ),
      }),
    },
  },
  {
    name: "JSON that calls itself HTML",
    faults: [{ strike: editHeaders({ "Content-Type": "text/html" }) }],
    ends: whole,
  },
  ...["slug", "slug_perm"].map((field): Case => ({
    name: `${field} of the workspace is missing`,
    faults: [editRow(organization, "name", "Fernwick", { [field]: undefined })],
    ends: { end: "failure", message: /the reply does not name a workspace/u },
  })),
];

export const rowCases = [...factCases, ...identityCases];

/** Fields that are missing, null or of the wrong type, beside those of a member's own row. */

import type { ListName } from "../../../src/roster/coverage.ts";
import { editBody, type Fault } from "../../../src/sandbox/faults.ts";
import {
  editRow,
  gaps,
  groupSync,
  groupSyncSwitch,
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
  withoutTeams,
  type Case,
  type Row,
} from "../../support/fault-case.ts";

const teamMembers = "/orgs/{org}/teams/{team}/members";

/** Fields that are facts beside a member's own, and a row that has them. */
const facts: readonly [
  template: string,
  list: ListName,
  key: string,
  value: string,
  field: string,
  fact: string,
  /** Whether null says something. */
  nullable?: true,
][] = [
  [teams, "teams", "slug", "platform", "visibility", "visibility"],
  [services, "services", "slug", "ci-publish-7hq2", "key_expires_at", "keyExpiresAt", true],
  [services, "services", "slug", "ci-publish-7hq2", "created_at", "createdAt"],
  [services, "services", "slug", "ci-publish-7hq2", "created_by", "createdBy"],
  [invites, "invites", "slug_perm", "ivB3mK8xTq0z", "email", "email"],
  [invites, "invites", "slug_perm", "ivB3mK8xTq0z", "user", "username", true],
  [invites, "invites", "slug_perm", "ivB3mK8xTq0z", "role", "role"],
  [invites, "invites", "slug_perm", "ivB3mK8xTq0z", "teams", "teams"],
  [invites, "invites", "slug_perm", "ivB3mK8xTq0z", "inviter", "inviter"],
  [invites, "invites", "slug_perm", "ivB3mK8xTq0z", "expires_at", "expiresAt"],
  [organization, "organization", "slug", "fernwick", "created_at", "createdAt"],
  [saml, "saml", "saml_auth_enforced", "true", "saml_auth_enabled", "enabled"],
  [saml, "saml", "saml_auth_enabled", "true", "saml_auth_enforced", "enforced"],
  [
    groupSyncSwitch,
    "group-sync",
    "saml_group_sync_status",
    "true",
    "saml_group_sync_status",
    "enabled",
  ],
  [oidc, "oidc", "slug", "github-actions", "claims", "claims"],
  [oidc, "oidc", "slug", "github-actions", "service_accounts", "services"],
  [oidc, "oidc", "slug", "github-actions", "enabled", "enabled"],
  [oidc, "oidc", "slug", "github-actions", "provider_url", "issuer"],
  [oidc, "oidc", "slug", "github-actions", "mapping_claim", "mappingClaim", true],
];

/** The rules that look at a fact, by list and fact. */
const rulesOn: Readonly<Record<string, readonly string[]>> = {
  "services keyExpiresAt": ["service-key-expiry"],
  "invites email": ["invite-domain", "invite-unlisted"],
  "invites role": ["invite-owner", "invite-unlisted"],
  "invites expiresAt": ["invite-expired"],
  "saml enabled": ["single-sign-on"],
  "saml enforced": ["single-sign-on"],
  "group-sync enabled": ["team-not-synced"],
};

const plainCases: readonly Case[] = facts.flatMap(
  ([template, list, key, value, field, fact, nullable]) =>
    missingOrWrong
      // Missing is in the suite of the lists, but for these.
      .filter((wrong) => !(wrong === null && nullable === true))
      // Claims of any shape are claims.
      .filter((wrong) => !(field === "claims" && typeof wrong === "object" && wrong !== null))
      .map((wrong): Case => ({
        name: `${field} of ${list} (${fact}) is ${JSON.stringify(wrong) ?? "missing"}`,
        faults: [editRow(template, key, value, { [field]: wrong })],
        ends: {
          end: "unknown facts",
          facts: [`${list} ${fact} ${reasonFor(wrong)}`],
          notJudged: rulesOn[`${list} ${fact}`] ?? [],
        },
      })),
);

const factOf = {
  email: "email",
  last_login_method: "lastLoginMethod",
  joined_at: "joinedAt",
} as const;

/** Facts of people whom the policy's rules look at just then: without them nothing is clean. */
const decisiveCases: readonly Case[] = (
  [
    [
      "the address of somebody whom the policy names by it",
      "casey-doyle",
      "email",
      ["duplicate-identity", "member-unlisted", "name-unknown", "role-conflict", "role-unlisted"],
    ],
    [
      "the login method of an Owner without a second factor",
      "mei-tanaka",
      "last_login_method",
      ["two-factor"],
    ],
    ["the joining date of somebody who never logged in", "casey-doyle", "joined_at", ["dormant"]],
  ] as const
).flatMap(([what, user, field, notJudged]) =>
  missingOrWrong.map((wrong): Case => ({
    name: `${what} is ${JSON.stringify(wrong) ?? "missing"}`,
    faults: [
      editRow(members, "user", user, {
        ...(field === "joined_at" && { last_login_at: null }),
        [field]: wrong,
      }),
    ],
    ends: {
      end: "unknown facts",
      facts: [`members ${factOf[field]} ${reasonFor(wrong)}`],
      notJudged,
    },
  })),
);

const identityCases: readonly Case[] = [
  ...(["slug_perm", "team"] as const).flatMap((field) =>
    missingOrWrong.map((wrong): Case => ({
      name: `${field} of a group mapping is ${JSON.stringify(wrong) ?? "missing"}`,
      faults: [editRow(groupSync, "idp_value", "mobile-engineers", { [field]: wrong })],
      ends: gaps({ "group-sync": /one of its rows lacks a required field/u }),
    })),
  ),
  ...(["user"] as const).flatMap((field) =>
    missingOrWrong.map((wrong): Case => ({
      name: `${field} in a team's own list is ${JSON.stringify(wrong) ?? "missing"}`,
      faults: [withoutTeams, editTeamMember({ [field]: wrong })],
      ends: gaps({
        members: /the teams of \d+ of its accounts/u,
        teams: /the reply is not a list of members/u,
      }),
    })),
  ),
  ...[undefined, null, 7, "Guest"].map((role): Case => ({
    name: `the role in a team's own list is ${JSON.stringify(role) ?? "missing"}`,
    faults: [withoutTeams, editTeamMember({ role })],
    ends: gaps({ members: /the team roles of \d+ of its accounts is not known/u }),
  })),
  ...[null, 7, "platform", [{ slug: 7, role: "Member" }], [{ role: "Member" }]].map(
    (wrong): Case => ({
      name: `the teams of a service account are ${JSON.stringify(wrong)}, and the teams tell`,
      faults: [editRow(services, "slug", "ci-publish-7hq2", { teams: wrong })],
      ends: whole,
    }),
  ),
];

function editTeamMember(change: Row): Fault {
  return {
    template: teamMembers,
    query: "user_kind=user",
    strike: editBody((body: { members: Row[] }) => {
      const [first] = body.members;
      if (first === undefined) return;
      for (const [name, value] of Object.entries(change)) {
        if (value === undefined) delete first[name];
        else first[name] = value;
      }
    }),
  };
}

export const fieldCases: readonly Case[] = [...plainCases, ...decisiveCases, ...identityCases];

/** The cases of the fault suite: what goes wrong, and how an audit must end. */

import { expect } from "vitest";

import type { ListName } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import {
  disrupt,
  editBody,
  editHeaders,
  editText,
  refuse,
  sendHtml,
  type Fault,
} from "../../src/sandbox/faults.ts";
import { activeSemantics } from "../../src/sandbox/lists.ts";
import type { SandboxOptions } from "../../src/sandbox/server.ts";

/** Three pages of members. */
export const maxPageSize = 15;

export const members = "/orgs/{org}/members/";
const teams = "/orgs/{org}/teams/";
const services = "/orgs/{org}/services/";
const invites = "/orgs/{org}/invites/";
const organization = "/orgs/{org}/";
const self = "/user/self/";
const saml = "/orgs/{org}/saml-authentication";
const groupSync = "/orgs/{org}/saml-group-sync/";
const groupSyncSwitch = "/orgs/{org}/saml-group-sync/status/";
const oidc = "/orgs/{org}/openid-connect/";
const lists = { members, teams, services, invites } as const;

export type Row = Record<string, unknown>;

/** A roster like any other: equal in all but what the case itself changes. */
export interface Whole {
  readonly end: "whole";
  /** Whether a rule could not be judged, though no account was left unseen. */
  readonly blind?: boolean;
  readonly change?: (roster: Roster) => Roster;
}
export interface UnknownFacts {
  readonly end: "unknown facts";
  /** `list fact reason`, of one account. */
  readonly facts: readonly string[];
  /** Rules that are not judged for it. */
  readonly notJudged: readonly string[];
}
export interface Gaps {
  readonly end: "gaps";
  /** What was under way just then decides which other lists are cut short, too. */
  readonly amongOthers?: boolean;
  readonly lists: Readonly<Partial<Record<ListName, RegExp>>>;
}
/** Nothing to tell but why: no roster, and exit code 2. */
export interface Failure {
  readonly end: "failure";
  readonly message: RegExp;
}

export interface Case {
  readonly name: string;
  readonly faults?: readonly Fault[];
  readonly sandbox?: Partial<SandboxOptions>;
  readonly key?: "owner" | "manager" | "member" | "collaborator";
  readonly deadlineMs?: number;
  readonly ends: Whole | UnknownFacts | Gaps | Failure;
}

export const whole: Whole = { end: "whole" };
export const gaps = (found: Gaps["lists"]): Gaps => ({ end: "gaps", lists: found });

/** Strikes the rows of a list that a page of it has. */
export function editRows(template: string, edit: (rows: Row[]) => unknown, times?: number): Fault {
  return {
    template,
    ...(times !== undefined && { times }),
    strike: (reply) => (reply.status === 200 ? editBody(edit)(reply) : reply),
  };
}

/** Strikes the one row that has this value in this field. */
export function editRow(template: string, key: string, value: string, change: Row): Fault {
  return editRows(template, (body) => {
    const rows: Row[] = Array.isArray(body) ? body : [body];
    for (const row of rows) {
      if (String(row[key]) !== value) continue;
      for (const [name, changed] of Object.entries(change)) {
        if (changed === undefined) delete row[name];
        else row[name] = changed;
      }
    }
  });
}

/** Rows that do not tell teams: every team is asked. */
export const withoutTeams: Fault = editRows(members, (rows) => {
  for (const row of rows) delete row["teams"];
});

export const passing: readonly [name: string, strike: Fault["strike"], told: RegExp][] = [
  ["429 without a wait", refuse(429), /throttles this credential \(429/u],
  ["500", refuse(500), /has trouble \(500/u],
  ["502 as a page for people", sendHtml(502), /has trouble \(502\)/u],
  ["503", refuse(503, { "X-Request-Id": "req-7" }), /503.*request id "req-7"/u],
  ["a reset", disrupt("reset"), /other side closed|ECONNRESET|terminated/u],
  ["a cut body", disrupt("cut"), /terminated|other side closed|aborted/u],
  ["an empty 200", editText(() => ""), /not JSON/u],
  ["a 200 that is no JSON", sendHtml(200), /not JSON/u],
];

export const refusals: readonly [name: string, strike: Fault["strike"], told: RegExp][] = [
  ["401", refuse(401), /refused it \(401/u],
  ["403", refuse(403), /refused it \(403/u],
  ["404", refuse(404), /cannot see it \(404/u],
  ["400", refuse(400), /answered 400/u],
  ["a redirect to the other form", refuse(301, { Location: "/v1/elsewhere/" }), /answered 301/u],
  ["an object in place of a list", editBody(() => ({ results: [] })), /was not a list/u],
  ["null in place of a list", editText(() => "null"), /was not a list|not JSON/u],
];

/** What stops everything also stops the count at the end. */
const notCountedAgain: Gaps["lists"] = Object.fromEntries(
  Object.keys(lists).map((name) => [name, /could not be counted again/u]),
);

/** A list without teams leaves every membership without one. */
const unjoined: Gaps["lists"] = {
  members: /has members but is on no list of teams/u,
  services: /has members but is on no list of teams/u,
  invites: /has members but is on no list of teams/u,
  "group-sync": /which is on no list of teams/u,
};

/** Tells that so many requests are left of an hour that has just begun. */
function leaves(remaining: string): Fault["strike"] {
  return editHeaders({
    "X-RateLimit-Remaining": remaining,
    "X-RateLimit-Reset": String(Math.floor(Date.now() / 1_000) + 3_600),
    "X-RateLimit-Interval": "0.001",
  });
}

const networkCases: readonly Case[] = Object.entries(lists).flatMap(([name, template]) => [
  ...passing.flatMap(([what, strike, told]): Case[] => [
    { name: `${what}, once, on ${name}`, faults: [{ template, times: 1, strike }], ends: whole },
    {
      name: `${what}, for good, on ${name}`,
      faults: [{ template, strike }],
      ends: gaps({ ...(name === "teams" && unjoined), [name]: told }),
    },
  ]),
  ...refusals.map(([what, strike, told]): Case => ({
    name: `${what} on ${name}`,
    faults: [{ template, strike }],
    ends: gaps({ ...(name === "teams" && unjoined), [name]: told }),
  })),
]);

const waitingCases: readonly Case[] = [
  {
    name: "a 429 that asks for a second",
    faults: [{ template: members, times: 1, strike: refuse(429, { "Retry-After": "1" }) }],
    ends: whole,
  },
  {
    name: "a 429 that asks for 3304 seconds, at the last count",
    faults: [
      {
        template: members,
        query: "sort=user_name&page_size=1",
        strike: refuse(429, { "Retry-After": "3304" }),
      },
    ],
    ends: { ...gaps({ members: /could not be counted again/u }), amongOthers: true },
  },
  {
    name: "a 429 that asks for 3304 seconds, everywhere",
    faults: [{ strike: refuse(429, { "Retry-After": "3304" }) }],
    ends: { end: "failure", message: /throttles this credential.*It asks to wait 330\d s/u },
  },
  {
    name: "a rate limit that is used up until after the deadline",
    faults: [{ strike: leaves("0") }],
    ends: { end: "failure", message: /throttles this credential.*It asks to wait 3\d\d\d s/u },
  },
  {
    name: "a rate limit that does not allow all pages before the deadline",
    sandbox: { maxPageSize: 1 },
    faults: [{ strike: leaves("5") }],
    ends: {
      ...gaps({
        members: /it takes about \d+ more requests, and Cloudsmith allows \d+ in the next \d+ s/u,
      }),
      amongOthers: true,
    },
  },
  {
    name: "no reply before the deadline",
    faults: [{ template: services, strike: disrupt("hang") }],
    deadlineMs: 1_500,
    ends: gaps({ ...notCountedAgain, services: /the deadline has passed/u }),
  },
  {
    name: "a redirect of the workspace itself",
    faults: [
      { template: organization, strike: refuse(302, { Location: "https://evil.example/" }) },
    ],
    ends: { end: "failure", message: /cannot read workspace "fernwick".*302/u },
  },
];

const pageCases: readonly Case[] = [
  {
    name: "a short page, once",
    faults: [
      {
        template: members,
        query: "page=2",
        times: 1,
        strike: editBody((rows: Row[]) => rows.slice(3)),
      },
    ],
    ends: whole,
  },
  {
    name: "a short page, for good",
    faults: [
      { template: members, query: "page=2", strike: editBody((rows: Row[]) => rows.slice(3)) },
    ],
    ends: gaps({ members: /39 rows came where 42 were announced/u }),
  },
  {
    name: "a row twice on one page, and another missing",
    faults: [
      {
        template: members,
        query: "page=2",
        strike: editBody((rows: Row[]) => [rows[1], ...rows.slice(1)]),
      },
    ],
    ends: gaps({ members: /41 rows came where 42 were announced/u }),
  },
  {
    name: "a row twice, and none missing",
    faults: [editRows(teams, (rows) => [...rows, rows[0]])],
    ends: gaps({ teams: /rows came where \d+ were announced/u }),
  },
  {
    name: "a row that moved to the next page while the pages were read",
    faults: [
      {
        template: members,
        query: "page=3",
        times: 1,
        strike: editBody((rows: Row[]) => rows.slice(0, -1)),
      },
    ],
    ends: whole,
  },
  {
    name: "a page past the end, once",
    faults: [
      {
        template: members,
        query: "page=3",
        times: 1,
        strike: refuse(404, {}, { detail: "Invalid page." }),
      },
    ],
    // It is read once more, and then it is there.
    ends: whole,
  },
  {
    name: "no pagination headers at all",
    faults: [
      {
        template: members,
        strike: editHeaders({
          "X-Pagination-Count": undefined,
          "X-Pagination-Page": undefined,
          "X-Pagination-PageTotal": undefined,
          "X-Pagination-PageSize": undefined,
        }),
      },
    ],
    ends: gaps({ members: /active and inactive members could not be counted/u }),
  },
  {
    name: "no pagination headers on the services",
    faults: [
      {
        template: services,
        strike: editHeaders({
          "X-Pagination-Count": undefined,
          "X-Pagination-PageTotal": undefined,
        }),
      },
    ],
    ends: { end: "whole", change: (roster) => withExpected(roster, "services", null) },
  },
  {
    name: "a count that is too high",
    faults: [{ template: teams, strike: editHeaders({ "X-Pagination-Count": "9000" }) }],
    ends: gaps({ teams: /announces \d+ pages, and 9000 rows in pages of \d+ make \d+/u }),
  },
  {
    name: "a count that is too low",
    faults: [{ template: services, strike: editHeaders({ "X-Pagination-Count": "1" }) }],
    ends: gaps({ services: /4 rows came where 1 were announced/u }),
  },
  {
    name: "a count that differs from page to page",
    faults: [
      { template: members, query: "page=2", strike: editHeaders({ "X-Pagination-Count": "43" }) },
    ],
    ends: gaps({ members: /length changed while it was read/u }),
  },
  {
    name: "a list of another length at the end",
    faults: [
      {
        template: teams,
        query: "page_size=1",
        strike: editHeaders({ "X-Pagination-Count": "9" }),
      },
    ],
    ends: gaps({ teams: /of another length when it was counted again/u }),
  },
  {
    name: "a list of another length at the end, once",
    faults: [
      {
        template: teams,
        query: "page_size=1",
        times: 1,
        strike: editHeaders({ "X-Pagination-Count": "9" }),
      },
    ],
    ends: whole,
  },
  {
    name: "an empty list of members",
    faults: [{ template: members, strike: () => emptyList }],
    ends: gaps({ members: /it is empty/u, teams: /whose own rows do not name it/u }),
  },
  {
    name: "an empty list of teams, though people are in some",
    faults: [{ template: teams, strike: () => emptyList }],
    ends: gaps({ ...unjoined, teams: /has members but is on no list of teams/u }),
  },
  {
    name: "a team that the list hides",
    faults: [
      {
        template: teams,
        strike: (reply) => {
          if (reply.status !== 200) return reply;
          const fewer = editBody((rows: Row[]) => rows.filter((row) => row["slug"] !== "platform"))(
            reply,
          );
          return typeof fewer === "string" ? fewer : withoutCounts(fewer);
        },
      },
    ],
    ends: gaps({
      members: /team "platform" has members but is on no list/u,
      services: /team "platform" has members but is on no list/u,
      invites: /team "platform" has members but is on no list/u,
      teams: /where it ends could not be found out/u,
    }),
  },
];

function withoutCounts(reply: Parameters<Fault["strike"]>[0]) {
  const headers = { "X-Pagination-Count": undefined, "X-Pagination-PageTotal": undefined };
  return editHeaders(headers)(reply);
}

const emptyList = {
  status: 200,
  headers: { "Content-Type": "application/json" },
  body: Buffer.from("[]"),
};

export const missingOrWrong = [undefined, null, 7, { nested: true }];

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

export function reasonFor(value: unknown): string {
  return value === undefined || value === null ? "missing" : "malformed";
}

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
        ends: gaps({ [list]: /a row of it does not say whom it is about/u }),
      })),
    ),
  ),
  ...["slug", "slug_perm"].map((field): Case => ({
    name: `${field} of a team is missing`,
    faults: [editRow(teams, "slug", "platform", { [field]: undefined })],
    ends: gaps({
      members: /"platform" has members but is on no list/u,
      services: /"platform" has members but is on no list/u,
      invites: /"platform" has members but is on no list/u,
      teams: /whom it is about/u,
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
      members: /team "ghosts" has members but is on no list of teams/u,
      teams: /team "ghosts" has members but is on no list of teams/u,
    }),
  },
  {
    name: "group sync into a team that is on no list",
    faults: [editRow(groupSync, "team", "mobile", { team: "ghosts" })],
    ends: gaps({ "group-sync": /feeds team "ghosts", which is on no list/u }),
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

const callerCases: readonly Case[] = [
  ...[undefined, false, null, "true", 1].map((authenticated): Case => ({
    name: `authenticated is ${JSON.stringify(authenticated) ?? "missing"}, with status 200`,
    faults: [{ template: self, strike: editBody((body: Row) => ({ ...body, authenticated })) }],
    ends: { end: "failure", message: /does not recognise the credential/u },
  })),
  {
    name: "a caller without a name",
    faults: [{ template: self, strike: editBody((body: Row) => ({ ...body, slug: null })) }],
    ends: gaps({
      members: /role is not known/u,
      teams: /role is not known/u,
      services: /role is not known/u,
      invites: /role is not known/u,
      oidc: /role is not known/u,
    }),
  },
  {
    name: "a caller whose name is a path",
    faults: [
      { template: self, strike: editBody((body: Row) => ({ ...body, slug: "alice/remove" })) },
    ],
    ends: gaps({
      members: /role is not known/u,
      teams: /role is not known/u,
      services: /role is not known/u,
      invites: /role is not known/u,
      oidc: /role is not known/u,
    }),
  },
  { name: "the key of an Owner", key: "owner", ends: whole },
  { name: "the key of a Manager", key: "manager", ends: whole },
  ...(["member", "collaborator"] as const).map((key): Case => ({
    name: `the key of a ${key}`,
    key,
    ends: gaps({
      members: /whose role is (?:Member|Collaborator); only an Owner or a Manager/u,
      teams: /only an Owner or a Manager/u,
      services: /refused it \(403/u,
      invites: /refused it \(403/u,
      saml: /refused it \(403/u,
      "group-sync": /refused it \(403/u,
      oidc: /refused it \(403/u,
    }),
  })),
  ...activeSemantics.map((semantics): Case => ({
    name: `is_active means ${semantics}`,
    sandbox: { activeSemantics: semantics },
    ends: whole,
  })),
  {
    name: "counts of active and inactive members that fit nothing",
    faults: [
      {
        template: members,
        query: "is_active=true&page_size=1",
        strike: editHeaders({ "X-Pagination-Count": "7" }),
      },
    ],
    ends: gaps({ members: /contradict each other/u }),
  },
];

/** Two halves of one thing: a plan that has one of them has the other. */
const groupSyncCases: readonly Case[] = [groupSync, groupSyncSwitch].map((template) => ({
  name: `402 on ${template} alone`,
  faults: [{ template, strike: refuse(402) }],
  ends: gaps({ "group-sync": /the plan does not include it, and yet it is there/u }),
}));

/** Settings that the plan lacks or the credential may not read leave no account unseen. */
const settingsCases: readonly Case[] = (
  [
    [saml, "saml"],
    [groupSync, "group-sync"],
    [oidc, "oidc"],
  ] as const
).flatMap(([template, name]): Case[] => [
  {
    name: `402 on ${name}`,
    faults: (name === "group-sync" ? [template, groupSyncSwitch] : [template]).map((one) => ({
      template: one,
      strike: refuse(402),
    })),
    ends: { end: "whole", change: (roster) => withoutSetting(roster, name, "not-in-plan") },
  },
  {
    name: `403 on ${name}`,
    faults: [{ template, strike: refuse(403) }],
    ends: {
      end: "whole",
      blind: name !== "oidc",
      change: (roster) => withoutSetting(roster, name, "refused"),
    },
  },
  {
    name: `500 for good on ${name}`,
    faults: [{ template, strike: refuse(500) }],
    ends: gaps({ [name]: /has trouble \(500/u }),
  },
]);

export const cases = [
  ...networkCases,
  ...waitingCases,
  ...pageCases,
  ...factCases,
  ...identityCases,
  ...callerCases,
  ...settingsCases,
  ...groupSyncCases,
];

function withExpected(roster: Roster, name: ListName, expected: number | null): Roster {
  const changed = roster.coverage.lists.map((list) =>
    list.name === name ? { ...list, expected } : list,
  );
  return { ...roster, coverage: { ...roster.coverage, lists: changed } };
}

function withoutSetting(
  roster: Roster,
  name: "saml" | "group-sync" | "oidc",
  status: "not-in-plan" | "refused",
): Roster {
  const reason = expect.stringMatching(/the plan|plan does not include|refused it/u) as string;
  const lists = roster.coverage.lists.map((list) =>
    list.name === name ? { ...list, status, reason, count: 0, expected: null } : list,
  );
  const unseen = { unknown: status === "not-in-plan" ? "not-in-plan" : "not-listed" } as const;
  return {
    ...roster,
    ...(name === "saml" && { singleSignOn: { enabled: unseen, enforced: unseen } }),
    ...(name === "group-sync" && {
      groupSync: {
        enabled: status === "not-in-plan" ? unseen : roster.groupSync.enabled,
        mappings: [],
      },
    }),
    ...(name === "oidc" && { oidcProviders: [] }),
    coverage: { ...roster.coverage, lists },
  };
}

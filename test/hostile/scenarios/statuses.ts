/** What else than a list Cloudsmith answers: refusals, trouble, and replies that are none. */

import {
  disrupt,
  editBody,
  editText,
  refuse,
  sendHtml,
  type Fault,
} from "../../../src/sandbox/faults.ts";
import type { Scenario } from "../scenario.ts";
import {
  groupSync,
  groupSyncStatus,
  invites,
  members,
  oidc,
  organization,
  ownService,
  saml,
  self,
  services,
  shortPolicy,
  teams,
} from "../workspace.ts";

const accountLists = { members, teams, services, invites } as const;
const settings = { saml, "group-sync": groupSync, oidc } as const;

/** What passes is tried again until the deadline, so these get a short one. */
const trouble = 2;

/** No source says that a plan can lack one of these, so 402 proves nothing about them. */
const refused: Scenario[] = Object.entries(accountLists).flatMap(([name, template]) =>
  [401, 402, 403, 404].map((status): Scenario => ({
    name: `${status} on ${name}`,
    script: { faults: [{ template, strike: refuse(status) }] },
    ends: { end: "partial", lists: { [name]: new RegExp(String.raw`\b${status}\b`, "u") } },
  })),
);

const troubled: Scenario[] = [
  ...Object.entries(accountLists).map(([name, template]): Scenario => ({
    name: `500 for good on ${name}`,
    script: { faults: [{ template, strike: refuse(500) }] },
    deadline: trouble,
    ends: { end: "unseen", says: /500|deadline/u },
  })),
  ...Object.entries(accountLists).map(([name, template]): Scenario => ({
    name: `503 once on ${name}`,
    script: { faults: [{ template, times: 1, strike: refuse(503) }] },
    ends: { end: "whole" },
  })),
];

const inSettings: Scenario[] = Object.entries(settings).flatMap(([name, template]): Scenario[] => {
  const faults = (status: number): Fault[] =>
    [template, ...(name === "group-sync" ? [groupSyncStatus] : [])].map((from) => ({
      template: from,
      strike: refuse(status),
    }));
  return [
    {
      name: `402 on ${name}, which a plan can lack`,
      script: { faults: faults(402) },
      ends: { end: "whole", absent: { [name]: "not-in-plan" } },
    },
    ...[403, 404].map((status): Scenario => ({
      name: `${status} on ${name}, which the policy does not ask for`,
      script: { faults: faults(status) },
      policy: shortPolicy,
      ends: { end: "whole", absent: { [name]: "refused" } },
    })),
    {
      name: `500 for good on ${name}`,
      script: { faults: faults(500) },
      deadline: trouble,
      ends: { end: "unseen", says: /500|deadline/u },
    },
  ];
});

const ofTheCaller: Scenario[] = [
  ...[401, 402, 403].map((status): Scenario => ({
    name: `${status} to the question who is asking`,
    script: { faults: [{ template: self, strike: refuse(status) }] },
    ends: { end: "failed", says: new RegExp(String.raw`\b${status}\b`, "u") },
  })),
  ...[402, 403, 404].map((status): Scenario => ({
    name: `${status} on the workspace itself`,
    script: { faults: [{ template: organization, strike: refuse(status) }] },
    ends: { end: "failed", says: new RegExp(String.raw`\b${status}\b`, "u") },
  })),
  ...[402, 403].map((status): Scenario => ({
    name: `${status} on the caller's own entry`,
    script: { faults: [{ template: ownService, strike: refuse(status) }] },
    ends: { end: "partial", lists: { members: /role/u, teams: /role/u } },
  })),
  {
    name: "200 that says it knows nobody",
    script: {
      faults: [
        { template: self, strike: editBody((body: object) => ({ ...body, authenticated: false })) },
      ],
    },
    ends: { end: "failed", says: /credential/u },
  },
];

const noLists: Scenario[] = (
  [
    ["a page for people", sendHtml(200)],
    ["an empty body", editText(() => "")],
    ["null", editText(() => "null")],
    ["an object", editBody(() => ({ results: [] }))],
    ["a text", editText(() => '"members"')],
    ["half a body", disrupt("cut")],
    ["a reset", disrupt("reset")],
    ["a redirect", refuse(302, { Location: "http://127.0.0.1:9/v1/orgs/fernwick/members/" })],
    ["204", refuse(204)],
    ["206", refuse(206)],
  ] as const
).map(([what, strike]): Scenario => ({
  name: `${what} in place of the members`,
  script: { faults: [{ template: members, strike }] },
  deadline: trouble,
  ends: { end: "unseen" },
}));

const empty: Scenario[] = [
  {
    name: "no members at all, with status 200",
    script: { rows: { [members]: () => [] } },
    ends: { end: "partial", lists: { members: /./u } },
  },
  {
    name: "no teams at all, where members name teams",
    script: { rows: { [teams]: () => [] } },
    ends: { end: "partial", lists: { members: /team/u } },
  },
  {
    name: "no services, where a service account is asking",
    script: { rows: { [services]: () => [] } },
    ends: { end: "partial", lists: { services: /access-audit/u } },
  },
  {
    name: "402 on everything but the caller",
    script: {
      faults: [...Object.values(accountLists), ...Object.values(settings)].map((template) => ({
        template,
        strike: refuse(402),
      })),
    },
    policy: shortPolicy,
    ends: { end: "unseen", says: /402/u },
  },
];

export const statuses: readonly Scenario[] = [
  { name: "nothing goes wrong", ends: { end: "whole" } },
  ...refused,
  ...troubled,
  ...inSettings,
  ...ofTheCaller,
  ...noLists,
  ...empty,
];

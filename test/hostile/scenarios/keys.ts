/** OIDC providers, their dynamic mappings and group mappings that are hidden, or hostile. */

import { makeKeys } from "../../../src/sandbox/callers.ts";
import { editBody, editText, refuse, type Fault } from "../../../src/sandbox/faults.ts";
import type { SandboxWorkspace } from "../../../src/sandbox/wire.ts";
import { hostileTexts } from "../../support/hostile-text.ts";
import type { Scenario } from "../scenario.ts";
import type { Script } from "../stand-in.ts";
import { dynamicMappings, groupSync, oidc, policyText, workspace } from "../workspace.ts";

const { service: key } = makeKeys();
const json = { "Content-Type": "application/json" };

/** The workspace of a clean audit, with a provider that chooses the service account by a claim. */
function mapped(edit: (made: SandboxWorkspace) => void = () => {}): SandboxWorkspace {
  const made = workspace();
  made.oidc.push({
    name: "GitLab",
    slug: "gitlab",
    slug_perm: "oiL4bTq8Yc2w",
    provider_url: "https://gitlab.com",
    enabled: true,
    claims: { namespace_path: "fernwick" },
    service_accounts: [],
    mapping_claim: "project_path",
  });
  made.dynamicMappings["oiL4bTq8Yc2w"] = [
    { claim_value: "fernwick/api", service_account: "ci-publish-7hq2" },
  ];
  edit(made);
  return made;
}

const policy = `${policyText}
oidc:
  github-actions: { services: [access-audit, ci-publish-7hq2] }
  gitlab: { services: [ci-publish-7hq2] }
group-sync:
  - { group: mobile-engineers, team: mobile }
  - { group: writers, team: docs }
  - { group: incident-leads, team: incident-room, role: manager }
`;

function scenario(name: string, script: Partial<Script>, ends: Scenario["ends"]): Scenario {
  return { name: `keys: ${name}`, policy, script: { workspace: mapped(), ...script }, ends };
}

const unseen = (says: RegExp): Scenario["ends"] => ({ end: "exit", code: 2, says });
const mappings = (strike: Fault["strike"]) => ({ faults: [{ template: dynamicMappings, strike }] });
const notJudged = /the list of dynamic mappings was not seen[\s\S]*oidc-service/u;

const statuses: readonly Scenario[] = [
  scenario("all is as the policy says", {}, { end: "whole" }),
  ...[402, 403, 404, 204, 302].map((status) =>
    scenario(`${status} on the dynamic mappings`, mappings(refuse(status)), unseen(notJudged)),
  ),
  {
    ...scenario("500 for good on the dynamic mappings", mappings(refuse(500)), unseen(/./u)),
    deadline: 2,
  },
  scenario(
    "403 on the providers",
    { faults: [{ template: oidc, strike: refuse(403) }] },
    unseen(/oidc-service/u),
  ),
  scenario(
    "403 on the group mappings",
    { faults: [{ template: groupSync, strike: refuse(403) }] },
    unseen(/group-sync-unexpected/u),
  ),
];

const replies: readonly Scenario[] = (
  [
    ["null", editText(() => "null")],
    ["a list of null", editBody(() => [null])],
    ["an object", editBody(() => ({ results: [] }))],
    ["a value that is a number", editBody(() => [{ claim_value: 1, service_account: "a" }])],
    ["an account that is a list", editBody(() => [{ claim_value: "a", service_account: [] }])],
    ["no row, where one is announced", editBody(() => [])],
    ["the key in a value", editBody(() => [{ claim_value: key, service_account: "a" }])],
    ["100000 levels of nesting", editText(() => "[".repeat(100_000))],
  ] as const
).map(([what, strike]) => ({
  ...scenario(`${what} as dynamic mappings`, mappings(strike), unseen(/./u)),
  deadline: 4,
}));

const endless: Scenario = {
  ...scenario(
    "dynamic mappings that never end",
    {
      raw: (ask, response) => {
        if (ask.template !== dynamicMappings) return false;
        const page = Number(ask.query.get("page"));
        const rows = [{ claim_value: `page-${page}`, service_account: "ci-publish-7hq2" }];
        response.writeHead(200, json).end(JSON.stringify(rows));
        return true;
      },
    },
    unseen(/./u),
  ),
  deadline: 4,
};

const texts: readonly Scenario[] = [
  scenario(
    "a dynamic mapping to another service account",
    {
      workspace: mapped((made) => {
        made.dynamicMappings["oiL4bTq8Yc2w"]?.push({
          claim_value: "::error::pwned",
          service_account: "access-audit",
        });
      }),
    },
    {
      end: "exit",
      code: 1,
      says: /which has the\s+workspace role Manager/u,
      saysNot: /^(?:::|##\[)error/mu,
    },
  ),
  scenario(
    "groups with hostile names",
    {
      workspace: mapped((made) => {
        for (const [at, text] of hostileTexts.slice(0, 20).entries()) {
          made.groupSync.mappings.push({
            slug_perm: `gsHostile${at}`,
            idp_key: "groups",
            idp_value: text.toWellFormed() || "x",
            role: "Manager",
            team: "docs",
          });
        }
      }),
    },
    { end: "exit", code: 1, says: /group-sync-privileged/u, saysNot: /^(?:::|##\[)/mu },
  ),
];

export const keys: readonly Scenario[] = [...statuses, ...replies, endless, ...texts];

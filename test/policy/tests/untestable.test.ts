/** Rules from the documentation that no policy test could test, because it could not set a field. */

import { expect, test } from "vitest";

import { formatProblems } from "../../../src/policy/file/parse.ts";
import { parsePolicyTests } from "../../../src/policy/tests/parse.ts";
import { runPolicyTests } from "../../../src/policy/tests/run.ts";
import { policyFrom } from "../../support/policy.ts";

const creatorGone = policyFrom(`version: 1
organization: fernwick
roles: { owner: { members: [amara-okoye] } }
services: { ci-publish: {} }
custom:
  - id: creator-gone # word for word from docs/custom-rules.md
    for: service
    violates: "!workspace.members.exists(m, m.username == service.created_by && m.active)"
    severity: error
    message: created by somebody who is no longer there
`);

const anyRepository = policyFrom(`version: 1
organization: fernwick
custom:
  - id: oidc-any-repository # word for word from docs/custom-rules.md
    for: workspace
    violates: workspace.oidc_providers.exists(p, p.enabled && !("repository" in p.claims))
    severity: error
    message: tokens from any repository
`);

function run(text: string, policy: typeof creatorGone): unknown {
  const parsed = parsePolicyTests(text, policy);
  if ("problems" in parsed) return formatProblems("t.yml", parsed.problems);
  return runPolicyTests(policy, parsed.tests).map(({ differences }) => differences);
}

test("a test says who created a service account", () => {
  const text = `version: 1
today: 2026-11-23
tests:
  - name: a workspace as the policy describes it is clean
    services: { ci-publish: { created-by: amara-okoye } }
`;
  expect(run(text, creatorGone)).toEqual([[]]);
});

test("a creator who is not there, not active or not seen makes a difference", () => {
  const text = `version: 1
today: 2026-11-23
defaults:
  services: { ci-publish: { created-by: amara-okoye } }
  only: [creator-gone]
tests:
  - name: the creator has left
    members: { amara-okoye: absent }
    findings: { creator-gone: [ci-publish] }
  - name: the creator is inactive
    members: { amara-okoye: { active: false } }
    findings: { creator-gone: [ci-publish] }
  - name: the creator was not seen
    services: { ci-publish: { created-by: unknown } }
    not-judged: [creator-gone]
`;
  expect(run(text, creatorGone)).toEqual([[], [], []]);
});

const provider = `tests:
  - name: an open provider is found
    oidc-providers: [{ enabled: true, claims: {} }]
    findings: { oidc-any-repository: [fernwick] }
`;

test("a test says that there is an OIDC provider", () => {
  expect(run(`version: 1\ntoday: 2026-11-23\n${provider}`, anyRepository)).toEqual([[]]);
});

test("without a day, only the day is missing", () => {
  expect(run(`version: 1\n${provider}`, anyRepository)).toBe(
    't.yml:1:1: "today" is missing at the top of the file',
  );
});

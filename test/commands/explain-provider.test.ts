/** What `explain` says about OIDC providers, and about groups that fill teams. */

import { expect, test } from "vitest";

import { refuse } from "../../src/sandbox/faults.ts";
import { sandboxPolicy } from "../../src/sandbox/policy.ts";
import { runHere } from "../support/command-line.ts";
import { clock, folderWithPolicy } from "../support/command-scene.ts";
import { openSandbox } from "../support/sandbox.ts";

const unspaced = (text: string) => text.replaceAll(/\s+/gu, " ");

const keys = `version: 1
organization: fernwick
oidc:
  github-actions:
    issuer: https://token.actions.githubusercontent.com
    require-claims: [repository]
    services: [access-audit]
  gone: { services: any }
group-sync:
  - { group: mobile-engineers, team: mobile }
  - { group: ghosts, team: docs, role: manager }
exceptions:
  - { rule: oidc-service, subject: ci-publish-7hq2, provider: github-actions, reason: moves, expires: 2026-12-01 }
`;

interface How {
  readonly policy?: string;
  readonly options?: Parameters<typeof openSandbox>[0];
}

async function explain(name: string, { policy = keys, options = {} }: How = {}) {
  const at = await openSandbox(options);
  const { exitCode, stdout, stderr } = await runHere(["explain", name, "--api-url", at.url], {
    cwd: await folderWithPolicy(policy),
    env: { ...clock, CLOUDSMITH_API_KEY: at.keys.owner },
  });
  return { exitCode, text: unspaced(stdout), error: unspaced(stderr) };
}

test.each([["github-actions"], ["GITHUB-ACTIONS"], ["oiG9rVn3Hz6b"], ["provider:GitHub Actions"]])(
  "explain %s says what the provider checks, whom it may become, and what each rule finds",
  async (name) => {
    const { exitCode, text } = await explain(name);

    expect(exitCode).toBe(0);
    for (const part of [
      "OIDC provider GitHub Actions (github-actions) permanent id oiG9rVn3Hz6b slug github-actions",
      "issuer https://token.actions.githubusercontent.com on yes claims repository_owner = fernwick service accounts access-audit, ci-publish-7hq2 dynamic mappings none",
      "oidc.github-actions access-policy.yml:4 issuer https://token.actions.githubusercontent.com require-claims repository (access-policy.yml:6) services access-audit (access-policy.yml:7)",
      "exception from rule oidc-service until 2026-12-01",
      "oidc-claims error: OIDC provider GitHub Actions (github-actions) does not check claim repository, which the policy requires",
      "oidc-service accepted until 2026-12-01",
      "oidc-unlisted passes (by default): OIDC provider github-actions",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain("group-sync-");
  },
);

test("dynamic mappings are listed with their claim, or with why they are unknown", async () => {
  expect((await explain("gitlab")).text).toContain(
    "service accounts none dynamic mappings project_path = fernwick/firmware: ci-publish-7hq2",
  );
  const template = "/orgs/{org}/openid-connect/{provider_setting}/dynamic-mappings/";
  const options = { faults: [{ template, strike: refuse(403) }] };
  const { text } = await explain("gitlab", { options });
  expect(text).toContain("dynamic mappings unknown (Cloudsmith refused it to this credential)");
  expect(text).toContain("oidc-service not judged: the list of dynamic mappings was not seen");
});

test("a provider that only the policy names is not there, as far as that was seen", async () => {
  const whole = await explain("gone");
  expect(whole.exitCode).toBe(0);
  expect(whole.text).toContain("OIDC provider gone status not an OIDC provider of the workspace");
  expect(whole.text).toContain("oidc.gone access-policy.yml:8");

  const faults = [{ template: "/orgs/{org}/openid-connect/", strike: refuse(403) }];
  expect((await explain("gone", { options: { faults } })).text).toContain(
    "status not an OIDC provider that was seen: the list of oidc is refused",
  );
});

test.each([["mobile-engineers"], ["mapping:mobile-engineers"], ["mapping:gsM7tWq2Kd4x"]])(
  "explain %s says which teams the group fills, and what each rule finds",
  async (name) => {
    const { exitCode, text } = await explain(name);

    expect(exitCode).toBe(0);
    for (const part of [
      "group mobile-engineers at the identity provider fills team mobile as Member (attribute groups)",
      "group-sync access-policy.yml:10 to team mobile as Member",
      "group-sync-unexpected passes (by default): group mobile-engineers",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain("oidc-");
  },
);

test("a group that only the policy names has no mapping, and its case matters", async () => {
  const { text } = await explain("ghosts");
  expect(text).toContain(
    "group ghosts at the identity provider status no group mapping of the workspace",
  );
  expect(text).toContain("group-sync-missing warning: group ghosts should fill team Docs (docs)");

  const faults = [{ template: "/orgs/{org}/saml-group-sync/", strike: refuse(403) }];
  const refused = await explain("ghosts", { options: { faults } });
  expect(refused.text).toContain(
    "status no group mapping that was seen: the list of group-sync is",
  );
  expect(refused.text).toContain("group-sync-missing not judged");

  const other = await explain("mapping:Mobile-Engineers");
  expect(other.exitCode).toBe(2);
  expect(other.error).toContain('Did you mean "mobile-engineers"?');
});

test("a misspelled provider gets a suggestion, and what was not seen is said", async () => {
  const { exitCode, error } = await explain("github-acions");
  expect(exitCode).toBe(2);
  expect(error).toContain("no OIDC provider with that slug, permanent id or name");
  expect(error).toContain('Did you mean "github-actions"?');

  const faults = [{ template: "/orgs/{org}/openid-connect/", strike: refuse(403) }];
  expect((await explain("provider:x", { options: { faults } })).error).toContain(
    "as far as was seen (the list of oidc is refused",
  );
});

test("without the policy's sections, the rules are off", async () => {
  const policy = sandboxPolicy.replace(/^oidc:[\s\S]*?(?=^\w)/mu, "");
  const { text } = await explain("provider:gitlab", { policy });
  expect(text).toContain("In the policy nowhere");
  expect(text).toContain("off oidc-claims, oidc-service, oidc-unlisted");
});

/** What `explain SERVICE` says about who can become a service account. */

import { expect, test } from "vitest";

import { refuse } from "../../src/sandbox/faults.ts";
import { sandboxPolicy } from "../../src/sandbox/policy.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { runHere } from "../support/command-line.ts";
import { clock, folderWithPolicy } from "../support/command-scene.ts";
import { openSandbox } from "../support/sandbox.ts";

const unspaced = (text: string) => text.replaceAll(/\s+/gu, " ");

async function explain(name: string, options: Parameters<typeof openSandbox>[0] = {}) {
  const at = await openSandbox(options);
  const { exitCode, stdout } = await runHere(["explain", name, "--api-url", at.url], {
    cwd: await folderWithPolicy(sandboxPolicy),
    env: { ...clock, CLOUDSMITH_API_KEY: at.keys.owner },
  });
  return { exitCode, text: unspaced(stdout) };
}

/** Returns Fernwick with a provider that chooses the service account by a claim. */
function mapped() {
  const workspace = fernwick();
  Object.assign(workspace.oidc[1] ?? {}, { enabled: false, claims: {} });
  workspace.dynamicMappings["oiL4bTq8Yc2w"] = ["fernwick/api", "fernwick/web"].map((value) => ({
    claim_value: value,
    service_account: "ci-publish-7hq2",
  }));
  return workspace;
}

/** Returns the same, and the provider is on. */
function mappedOn() {
  const workspace = mapped();
  Object.assign(workspace.oidc[1] ?? {}, { enabled: true });
  return workspace;
}

test("it names the key, each provider with its claims, and each dynamic mapping", async () => {
  const { exitCode, text } = await explain("ci-publish-7hq2", { workspace: mapped() });

  expect(exitCode).toBe(0);
  for (const part of [
    "Who can become it whoever has its key created by amara-okoye on 2024-04-08; its key ends: 2027-01-01",
    "OIDC provider github-actions tokens of https://token.actions.githubusercontent.com; claims: repository_owner = fernwick",
    "OIDC provider gitlab off, so nobody today; tokens of https://gitlab.com; claims: none; 2 dynamic mappings: project_path = fernwick/api, project_path = fernwick/web",
    "oidc-service error: tokens of OIDC provider GitHub Actions (github-actions) may become service account ci publish (ci-publish-7hq2), which has Admin on repository platform-core through team platform, and the policy does not list it there",
  ]) {
    expect(text).toContain(part);
  }
});

test("another account has other ways, and a person has none of these", async () => {
  expect((await explain("mobile-builds-k4")).text).toContain(
    "Who can become it whoever has its key created by amara-okoye on 2024-04-08; its key ends: never",
  );
  expect((await explain("mobile-builds-k4")).text).not.toContain(
    "OIDC provider github-actions tokens",
  );
  expect((await explain("amara-okoye")).text).not.toContain("Who can become it");
});

test("what was not seen may be a way", async () => {
  const mappings = "/orgs/{org}/openid-connect/{provider_setting}/dynamic-mappings/";
  const faults = [{ template: mappings, strike: refuse(403) }];
  const { text } = await explain("mobile-builds-k4", { workspace: mapped(), faults });
  expect(text).toContain(
    "claims: none; its dynamic mappings: unknown (Cloudsmith refused it to this credential)",
  );

  const refused = [{ template: "/orgs/{org}/openid-connect/", strike: refuse(403) }];
  expect((await explain("mobile-builds-k4", { faults: refused })).text).toContain(
    "not seen the list of oidc is refused",
  );
});

test("the rules on keys: only what was seen passes, and group mappings are not about an account", async () => {
  const way = "oidc-service passes (by default): who can become it as above";
  const whole = await explain("access-audit");
  expect(whole.text).toContain(way);
  expect(whole.text).not.toContain("group-sync-");

  for (const template of [
    "/orgs/{org}/openid-connect/",
    "/orgs/{org}/openid-connect/{provider_setting}/dynamic-mappings/",
  ]) {
    const { text } = await explain("access-audit", {
      workspace: mappedOn(),
      faults: [{ template, strike: refuse(403) }],
    });
    expect(text).not.toContain("oidc-service passes");
    expect(text).toContain("oidc-service not judged: ");
  }
  // Each person has privileges, which these rules read for others.
  expect((await explain("amara-okoye")).text).not.toMatch(/oidc-|group-sync-/u);
});

test("the case of a service account's slug does not matter", async () => {
  const workspace = mappedOn();
  workspace.oidc[0]?.service_accounts.push("Mobile-Builds-K4");
  const { text } = await explain("mobile-builds-k4", { workspace });

  expect(text).toContain("OIDC provider github-actions tokens");
});

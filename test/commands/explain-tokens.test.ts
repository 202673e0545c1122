/** What `explain REPOSITORY` says about entitlement tokens. */

import { expect, test } from "vitest";

import { refuse } from "../../src/sandbox/faults.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { secretMark } from "../../src/sandbox/tokens.ts";
import type { SandboxOptions } from "../../src/sandbox/server.ts";
import { runHere } from "../support/command-line.ts";
import { clock, folderWithPolicy } from "../support/command-scene.ts";
import { openSandbox } from "../support/sandbox.ts";

async function explain(name: string, policy: string, options: SandboxOptions = {}) {
  const at = await openSandbox(options);
  const { exitCode, stdout } = await runHere(["explain", name, "--api-url", at.url], {
    cwd: await folderWithPolicy(policy),
    env: { ...clock, CLOUDSMITH_API_KEY: at.keys.owner },
  });
  expect(stdout).not.toContain(secretMark);
  return { exitCode, text: stdout.replaceAll(/\s+/gu, " ") };
}

const policy = `${peoplePolicy}repositories: { partner-drops: { privileges: any, tokens: [] } }
tokens: [Default, "ci-*"]
`;

test("the tokens, the list that applies, and what each rule finds", async () => {
  const { exitCode, text } = await explain("partner-drops", policy);

  expect(exitCode).toBe(0);
  for (const part of [
    "entitlement tokens Default (inactive, default, never ends, created by amara-okoye); Acme download (until 2027-03-31, created by amara-okoye)",
    "privileges any tokens none",
    "token-unlisted warning: token Acme download of repository Partner Drops",
    "token-without-end passes (by default): 2 entitlement tokens",
  ]) {
    expect(text).toContain(part);
  }
});

test("a repository without an entry has the list for all repositories", async () => {
  const { text } = await explain("third-party-cache", policy);

  expect(text).toContain("In the policy tokens Default, ci-* (access-policy.yml:");
  expect(text).toContain("(for all repositories, access-policy.yml:");
  expect(text).toContain(
    "ci-cache (until 2027-03-31, created by amara-okoye, opens private broadcasts)",
  );
  expect(text).toContain("token-broadcasts warning: token ci-cache of repository");
});

test("tokens that were refused are not called none", async () => {
  const { text } = await explain("firmware", policy, {
    faults: [{ template: "/entitlements/{owner}/{repo}/", strike: refuse(403) }],
  });

  expect(text).toContain("entitlement tokens none that was seen: Cloudsmith refused it (403");
  expect(text).toContain("token-unlisted not judged");
});

test("without tokens in the policy, the page does not mention them", async () => {
  const { text } = await explain("firmware", `${peoplePolicy}repositories: { firmware: {} }\n`);

  expect(text).not.toContain("entitlement tokens Default");
  expect(text).not.toContain("tokens not managed");
});

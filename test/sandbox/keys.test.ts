/** Fernwick's OIDC providers and group mappings show each rule about them once. */

import { expect, test } from "vitest";

import { evaluate } from "../../src/policy/evaluate.ts";
import { sandboxPolicy } from "../../src/sandbox/policy.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { cleanWorkspace, fernwick, sandboxNow } from "../../src/sandbox/workspace.ts";
import { policyFrom } from "../support/policy.ts";
import { openSandbox, readSandbox } from "../support/sandbox.ts";

async function audit(workspace: SandboxWorkspace) {
  const sandbox = await openSandbox({ workspace });
  const roster = await readSandbox(sandbox);
  const { rules } = evaluate(roster, policyFrom(sandboxPolicy), new Date(sandboxNow));
  return rules.filter(({ rule }) => rule.section === "oidc" || rule.section === "group-sync");
}

test("each rule reports one finding", async () => {
  const rules = await audit(fernwick());

  expect(
    rules.flatMap(({ findings }) =>
      findings.map(({ severity, rule, subject, object }) =>
        [severity, rule, subject.slug, object?.slug ?? ""].join(" ").trim(),
      ),
    ),
  ).toEqual([
    "error oidc-claims github-actions",
    "error oidc-service ci-publish-7hq2 github-actions",
    "warning oidc-unlisted gitlab",
    "error group-sync-privileged data-leads data",
    "error group-sync-unexpected contractors mobile",
    "warning group-sync-missing writers docs",
    "error group-sync-role incident-leads incident-room",
  ]);
});

test("the clean workspace shows none, and every rule was judged", async () => {
  for (const { findings, status } of await audit(cleanWorkspace())) {
    expect(findings).toEqual([]);
    expect(status).toBe("judged");
  }
});

import { expect, test } from "vitest";

import { catalog } from "../../src/policy/catalog.ts";
import { evaluate, type Evaluation } from "../../src/policy/evaluate.ts";
import { sandboxExceptions, sandboxPolicy } from "../../src/sandbox/policy.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { cleanWorkspace, fernwick, sandboxNow } from "../../src/sandbox/workspace.ts";
import { openSandbox, readSandbox } from "../support/sandbox.ts";
import { policyFrom } from "../support/policy.ts";

const now = new Date(sandboxNow);

async function audit(workspace: SandboxWorkspace, policy = sandboxPolicy): Promise<Evaluation> {
  const sandbox = await openSandbox({ workspace });
  const roster = await readSandbox(sandbox, { key: "owner", repositories: "with-tokens" });
  return evaluate(roster, policyFrom(policy), now);
}

test("Fernwick shows what it is meant to show, and nothing else", async () => {
  const { findings } = await audit(fernwick());

  const shown = findings.map(({ rule, severity, subject, object }) =>
    [severity, rule, subject.slug, ...(object === undefined ? [] : [object.slug])].join(" "),
  );
  expect(shown.toSorted()).toEqual([
    "error break-glass tamas-varga",
    "error break-glass tamas-varga",
    "error group-sync-privileged data-leads data",
    "error group-sync-role incident-leads incident-room",
    "error group-sync-unexpected contractors mobile",
    "error inactive-in-team tamas-varga release",
    "error inactive-with-role tamas-varga",
    "error invite-domain temp@contractr.example",
    "error invite-owner cfo@fernwick.example",
    "error oidc-claims github-actions",
    "error oidc-service ci-publish-7hq2 github-actions",
    "error oidc-service ci-publish-7hq2 gitlab",
    "error repository-default-privilege data-models",
    "error repository-privilege-level docs docs-assets",
    "error repository-privilege-level release platform-core",
    "error repository-privilege-unexpected build-guild third-party-cache",
    "error repository-privilege-unexpected data platform-core",
    "error repository-privilege-unexpected gone-person third-party-cache",
    "error repository-public public-sdk",
    "error role-count fernwick",
    "error role-unlisted hugo-martin",
    "error role-unlisted wojciech-nowak",
    "error service-role mobile-builds-k4",
    "error service-unlisted legacy-deployer-x9",
    "error team-member-unexpected legacy-deployer-x9 platform",
    "error team-member-unexpected omar-siddiqui release",
    "error team-not-synced docs",
    "error token-orphaned ci-mobile mobile-builds",
    "error two-factor jonas-lindqvist",
    "note direct-privilege liam-obrien firmware",
    "note dormant casey-doyle",
    "note dormant helga-brandt",
    "note email-domain hugo-martin",
    "note invite-expired temp@contractr.example",
    "note member-without-team casey-doyle",
    "note team-without-manager skunkworks",
    "warning duplicate-identity noah-fischer sara-lind",
    "warning group-sync-missing writers docs",
    "warning invite-unlisted cfo@fernwick.example",
    "warning invite-unlisted temp@contractr.example",
    "warning name-unknown bernard-koch",
    "warning oidc-unlisted gitlab",
    "warning privileged-outsider bruno-keller docs-assets",
    "warning privileged-outsider tamas-varga firmware",
    "warning privileged-outsider tamas-varga platform-core",
    "warning repository-privilege-missing release mobile-builds",
    "warning repository-unlisted legacy-archive",
    "warning role-missing lucia-ferreira",
    "warning service-key-expiry mobile-builds-k4",
    "warning service-missing nightly-scan-2",
    "warning single-sign-on fernwick",
    "warning team-member-missing yuki-mori security",
    "warning team-missing frontend",
    "warning team-role kwame-mensah platform",
    "warning team-unlisted skunkworks",
    "warning token-broadcasts ci-cache third-party-cache",
    "warning token-unlisted Acme download partner-drops",
    "warning token-without-end ci-firmware firmware",
    "warning visibility jonas-lindqvist",
  ]);
});

test("every rule but those on names and the own account reports something in Fernwick", async () => {
  const { findings } = await audit(fernwick(), sandboxPolicy + sandboxExceptions);

  const silent = catalog.filter(({ id }) => findings.every(({ rule }) => rule !== id));
  // role-unlisted reports what member-unlisted finds.
  expect(silent.map(({ id }) => id)).toEqual([
    "member-unlisted",
    "team-settings",
    "review-overdue",
    "name-ambiguous",
    "role-conflict",
    "policy-test",
    "self",
    "entry-ending",
  ]);
});

test("the clean workspace has no drift, and every rule was judged", async () => {
  const { findings, rules } = await audit(cleanWorkspace());

  expect(findings).toEqual([]);
  expect(rules.filter(({ status }) => status !== "judged")).toEqual([]);
});

test.each([fernwick, cleanWorkspace])("ids and names are unique in %o", (make) => {
  const { members, teams, services } = make();

  for (const values of [
    members.map(({ user_id }) => user_id),
    [...members.map(({ user }) => user), ...services.map(({ slug }) => slug)],
    teams.map(({ slug }) => slug),
    teams.map(({ slug_perm }) => slug_perm),
  ]) {
    expect(new Set(values).size).toBe(values.length);
  }
});

test("nobody is in a team that Fernwick does not have, and nothing has happened yet after its day", () => {
  for (const { members, teams, services } of [fernwick(), cleanWorkspace()]) {
    const known = new Set(teams.map(({ slug }) => slug));
    const used = [...members, ...services].flatMap((account) => account.teams);
    expect(used.filter(({ slug }) => !known.has(slug))).toEqual([]);
    for (const { joined_at, last_login_at } of members) {
      expect(Date.parse(joined_at)).toBeLessThan(now.getTime());
      if (last_login_at === null) continue;
      expect(Date.parse(last_login_at)).toBeLessThan(now.getTime());
      expect(Date.parse(last_login_at)).toBeGreaterThan(Date.parse(joined_at));
    }
  }
});

test("every address in Fernwick is of a domain that can never exist", () => {
  const { members, invites } = fernwick();

  const addresses = [...members, ...invites].map(({ email }) => email);
  expect(addresses.filter((email) => !email.endsWith(".example"))).toEqual([]);
});

test("a copy of Fernwick can be changed without changing the next", () => {
  const copy = fernwick();
  copy.members.splice(0);
  copy.teams[0] = { ...fernwick().teams[0], name: "Changed" } as SandboxWorkspace["teams"][number];

  expect(fernwick().members).toHaveLength(40);
  expect(fernwick().teams[0]?.name).toBe("Platform");
});

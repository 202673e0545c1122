import { expect, test } from "vitest";

import { coverageStatus, listCoverage } from "../../src/roster/coverage.ts";
import { editBody, editText, refuse, type Fault } from "../../src/sandbox/faults.ts";
import type { SandboxWorkspace, WireDynamicMapping } from "../../src/sandbox/wire.ts";
import { openSandbox, readSandbox } from "../support/sandbox.ts";
import { changed, read } from "./read-fernwick.ts";

const template = "/orgs/{org}/openid-connect/{provider_setting}/dynamic-mappings/";
const rows: readonly WireDynamicMapping[] = [
  { claim_value: "repo:fernwick/web", service_account: "ci-publish-7hq2" },
  { claim_value: "repo:fernwick/api", service_account: "ci-publish-7hq2" },
  { claim_value: "repo:fernwick/api", service_account: "access-audit" },
];

/** Returns Fernwick whose provider chooses the service account by a claim. */
function mapped(mappings: readonly WireDynamicMapping[] = rows): SandboxWorkspace {
  return changed(({ oidc, dynamicMappings }) => {
    const [provider] = oidc.splice(0, oidc.length);
    if (provider === undefined) return;
    oidc.push({ ...provider, service_accounts: [], mapping_claim: "sub" });
    dynamicMappings["oiG9rVn3Hz6b"] = [...mappings];
  });
}

async function mappingsWith(fault?: Omit<Fault, "template">, workspace = mapped()) {
  const faults = fault === undefined ? [] : [{ template, ...fault }];
  const roster = await read({ workspace, faults });
  return { roster, mappings: roster.oidcProviders[0]?.mappings };
}

test("the mappings of a provider are read, by value and then by service account", async () => {
  const { mappings, roster } = await mappingsWith();

  expect(mappings).toEqual([
    { value: "repo:fernwick/api", service: "access-audit" },
    { value: "repo:fernwick/api", service: "ci-publish-7hq2" },
    { value: "repo:fernwick/web", service: "ci-publish-7hq2" },
  ]);
  expect(listCoverage(roster.coverage, "oidc")).toMatchObject({ status: "complete" });
  expect(listCoverage(roster.coverage, "oidc").note).toBeUndefined();
});

test("a provider without a mapping claim has none, and no request is sent", async () => {
  const workspace = mapped();
  Object.assign(workspace.oidc[0] ?? {}, { mapping_claim: null });
  const sandbox = await openSandbox({ workspace });
  const roster = await readSandbox(sandbox);

  expect(roster.oidcProviders.map(({ mappings }) => mappings)).toEqual([[]]);
  expect(sandbox.requests.filter(({ path }) => path.includes("dynamic-mappings"))).toEqual([]);
});

test("a provider whose mapping claim was not seen is asked for its mappings", async () => {
  const workspace = mapped();
  Object.assign(workspace.oidc[0] ?? {}, { mapping_claim: 7 });

  const { mappings } = await mappingsWith(undefined, workspace);

  expect(mappings).toHaveLength(3);
});

test.each<readonly [string, Omit<Fault, "template">, string]>([
  ["403", { strike: refuse(403) }, "refused"],
  ["404", { strike: refuse(404) }, "refused"],
  ["402", { strike: refuse(402) }, "not-in-plan"],
  ["500", { strike: refuse(500) }, "not-listed"],
  ["an object", { strike: editBody(() => ({ results: [] })) }, "not-listed"],
  ["null", { strike: editText(() => "null") }, "not-listed"],
  ["a row without a value", { strike: editBody(() => [{ service_account: "a" }]) }, "not-listed"],
  ["an empty value", { strike: editBody(() => [{ ...rows[0], claim_value: "" }]) }, "not-listed"],
  ["a number", { strike: editBody(() => [{ ...rows[0], claim_value: 7 }]) }, "not-listed"],
  ["a row without an account", { strike: editBody(() => [{ claim_value: "a" }]) }, "not-listed"],
  ["one row less", { strike: editBody((all: object[]) => all.slice(1)) }, "not-listed"],
  [
    "one row twice",
    { strike: editBody((all: object[]) => [all[0], all[0], all[1]]) },
    "not-listed",
  ],
])("mappings that answer %s are unknown, and nobody is quarantined", async (_, fault, reason) => {
  const { mappings, roster } = await mappingsWith(fault);

  expect(mappings).toEqual({ unknown: reason });
  expect(listCoverage(roster.coverage, "oidc")).toMatchObject({
    status: "complete",
    note: "the dynamic mappings of 1 provider were not read completely",
  });
  expect(coverageStatus(roster.coverage)).toBe("complete");
});

test("mappings that change while they are read are unknown", async () => {
  let calls = 0;
  const strike = editBody((all: object[]) => all.slice(0, 1 + (calls++ % 2)));

  const { mappings } = await mappingsWith({ strike });

  expect(mappings).toEqual({ unknown: "not-listed" });
});

test("many pages of mappings are read", async () => {
  const many = Array.from({ length: 1_200 }, (_, at) => ({
    claim_value: `repo:fernwick/${String(at).padStart(4, "0")}`,
    service_account: "ci-publish-7hq2",
  }));

  const { mappings } = await mappingsWith(undefined, mapped(many));

  expect(mappings).toHaveLength(1_200);
});

test("no request can contain a provider's hostile id, so its mappings are unknown", async () => {
  const workspace = mapped();
  Object.assign(workspace.oidc[0] ?? {}, { slug_perm: "remove" });
  const sandbox = await openSandbox({ workspace });

  const roster = await readSandbox(sandbox);

  expect(roster.oidcProviders[0]?.mappings).toEqual({ unknown: "not-listed" });
  expect(sandbox.requests.filter(({ path }) => path.includes("dynamic-mappings"))).toEqual([]);
});

test("more providers with mappings than anybody has are not asked one by one", async () => {
  const workspace = changed(({ oidc }) => {
    const [provider] = oidc.splice(1, 1);
    if (provider === undefined) return;
    for (let at = 0; at < 1_001; at++) {
      oidc.push({ ...provider, slug_perm: `provider${at}`, mapping_claim: "sub" });
    }
  });
  const sandbox = await openSandbox({ workspace });

  const roster = await readSandbox(sandbox);

  expect(roster.oidcProviders).toHaveLength(1_002);
  expect(sandbox.requests.filter(({ path }) => path.includes("dynamic-mappings"))).toEqual([]);
  expect(listCoverage(roster.coverage, "oidc").note).toMatch(/of 1,001 providers were not read/u);
});

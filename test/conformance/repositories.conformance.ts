/** Our artifact with repositories against what the SDK's own syncer writes of the same workspace. */

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { afterAll, beforeAll, expect, test } from "vitest";

import { benchWorkspace, organization } from "../../bench/workload.ts";
import { toPrivileges } from "../../src/sandbox/repositories.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { query } from "../support/artifact-file.ts";
import { runCli } from "../support/process.ts";
import { binaries, count, countsOf, dump, keyOf, type Dump } from "./programs.ts";

/** Protobuf JSON as the reference library prints it. */
type Json = Readonly<Record<string, unknown>>;

let folder: string;
let sandbox: Sandbox;
let ours: Dump;
let theirs: Dump;
const pathOf = (name: string) => join(folder, `${name}.c1z`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "conformance-"));
  sandbox = await startSandbox({ workspace: entangled() });
  const flags = ["--organization", organization, "--api-url", sandbox.url, "--c1z-repositories"];
  const run = await runCli(["sync", ...flags, "--c1z", pathOf("ours")], {
    cwd: folder,
    env: { CLOUDSMITH_API_KEY: sandbox.keys.owner },
  });
  if (run.exitCode !== 0) throw new Error(`the bundle could not sync: ${run.stderr}`);
  for (const engine of ["sqlite", "pebble"]) await runConnector(engine);
  ours = await dump(pathOf("ours"));
  theirs = await dump(pathOf("sqlite"));
});

afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

/**
 * Every case of a grant: each member is in five teams, so somebody is in several that have the same
 * level, and has it directly as well. Some holders are nobody.
 */
function entangled(): SandboxWorkspace {
  const workspace = benchWorkspace(300, 4);
  const [first, second, third] = workspace.repositories;
  first?.privileges.push(
    ...toPrivileges({
      "team team-3": "Admin",
      "team team-4": "Admin",
      "user member-7": "Admin",
      "user nobody": "Write",
      "team no-team": "Admin",
    }),
  );
  if (second !== undefined) second.privileges = [];
  // Everybody in a team also has the level directly.
  third?.privileges.push(
    ...toPrivileges(
      Object.fromEntries(
        workspace.members
          .filter(({ teams }) => teams.some(({ slug }) => slug === "team-4"))
          .map(({ user }) => [`user ${user}`, "Read"]),
      ),
    ),
  );
  return workspace;
}

async function runConnector(engine: string): Promise<void> {
  const settings = ["--api-url", sandbox.url, "--organization", organization, "--repositories"];
  const args = ["--file", pathOf(engine), "--storage-engine", engine, "--log-level", "error"];
  await promisify(execFile)(binaries.connector, [...args, ...settings], {
    cwd: folder,
    env: { ...process.env, HOME: folder, BATON_API_KEY: sandbox.keys.owner },
  });
}

const ofRepositories = (rows: readonly { readonly id: string }[]) =>
  rows.filter(({ id }) => id.startsWith("repository:")) as unknown as readonly Json[];

/** The SDK embeds whole records in grants and entitlements, we embed ids and the resource. */
function withStub({ entitlement, principal, resource, ...rest }: Json): Json {
  const idOf = (record: unknown) => (record as Json | undefined)?.["id"];
  return {
    ...rest,
    entitlement: idOf(entitlement),
    principal: idOf(principal),
    resource: idOf(resource),
  };
}

test("it has the same types, resources, entitlements and grants", () => {
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

  expect(theirs.resourceTypes.filter(({ id }) => id === "repository")).toEqual(
    ours.resourceTypes.filter(({ id }) => id === "repository"),
  );
  expect(theirs.resources.map(keyOf)).toEqual(ours.resources.map(keyOf));
  expect(ids(theirs.entitlements)).toEqual(ids(ours.entitlements));
  expect(ids(theirs.grants)).toEqual(ids(ours.grants));
});

test("each repository, entitlement and grant is the same, sources and annotations included", () => {
  const resources = ({ resources: all }: Dump) =>
    all.filter(({ id }) => id.resourceType === "repository");
  const entitlements = ({ entitlements: all }: Dump) => ofRepositories(all).map(withStub);
  const grants = ({ grants: all }: Dump) => ofRepositories(all).map(withStub);

  expect(resources(ours)).toHaveLength(4);
  expect(resources(ours)).toEqual(resources(theirs));
  expect(entitlements(ours)).toEqual(entitlements(theirs));
  expect(grants(ours).length).toBeGreaterThan(300);
  expect(grants(ours)).toEqual(grants(theirs));
});

test("the columns of the grants are the same, so is what is said of expansion", async () => {
  const columns =
    "select external_id, resource_type_id, resource_id, entitlement_id, principal_resource_type_id, principal_resource_id, hex(expansion) as expansion, needs_expansion from v1_grants order by external_id";
  const rows = await query(pathOf("ours"), columns);

  expect(rows).toEqual(await query(pathOf("sqlite"), columns));
  expect(rows.filter(({ expansion }) => expansion !== "")).toHaveLength(11);
  const runs = "select sync_type, supports_diff from v1_sync_runs";
  expect(await query(pathOf("ours"), runs)).toEqual(await query(pathOf("sqlite"), runs));
});

test("its other engine writes as many of each", async () => {
  expect(await count(pathOf("pebble"))).toEqual(countsOf(ours, "v3"));
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { execFile } from "node:child_process";

import { afterAll, beforeAll, expect, test } from "vitest";

import { benchWorkspace, organization } from "../../bench/workload.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { runCli } from "../support/process.ts";
import { binaries, count, countsOf, dump, type Dump } from "./programs.ts";

/** More than a page, so that the connector has to turn one. */
const members = 700;

let folder: string;
let sandbox: Sandbox;
let ours: Dump;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "conformance-"));
  sandbox = await startSandbox({ workspace: workspaceWithSettings() });
  const artifact = join(folder, "ours.c1z");
  const flags = ["--organization", organization, "--api-url", sandbox.url, "--c1z", artifact];
  const run = await runCli(["sync", ...flags], {
    cwd: dirname(artifact),
    env: { CLOUDSMITH_API_KEY: sandbox.keys.owner },
  });
  if (run.exitCode !== 0) throw new Error(`the bundle could not sync: ${run.stderr}`);
  ours = await dump(artifact);
});

afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

/** The workspace of the bench has neither SAML nor group sync. */
function workspaceWithSettings(): SandboxWorkspace {
  const workspace = benchWorkspace(members);
  const { saml, groupSync } = fernwick();
  const mappings = groupSync.mappings.slice(0, 2);
  workspace.saml = saml;
  workspace.groupSync = {
    enabled: true,
    mappings: mappings.map((row, at) => ({ ...row, team: `team-${at}` })),
  };
  return workspace;
}

async function runConnector(engine: string): Promise<string> {
  const artifact = join(folder, `${engine}.c1z`);
  const settings = ["--api-url", sandbox.url, "--organization", organization];
  const args = ["--file", artifact, "--storage-engine", engine, "--log-level", "error"];
  await promisify(execFile)(binaries.connector, [...args, ...settings], {
    cwd: folder,
    env: { ...process.env, HOME: folder, BATON_API_KEY: sandbox.keys.owner },
  });
  return artifact;
}

test("the opponent of the bench writes the resources, entitlements and grants that we write", async () => {
  const theirs = await dump(await runConnector("sqlite"));
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

  expect(ours.grants).toHaveLength(members * 6);
  expect(ids(theirs.grants)).toEqual(ids(ours.grants));
  expect(ids(theirs.resourceTypes)).toEqual(ids(ours.resourceTypes));
  expect(theirs.resources).toEqual(ours.resources);
  expect(theirs.entitlements).toEqual(ours.entitlements);
});

test("its other engine writes as many of each", async () => {
  expect(await count(await runConnector("pebble"))).toEqual(countsOf(ours, "v3"));
});

/** The file under test: what the bundle writes of the sandbox's workspace, hostile names included. */

import { dirname } from "node:path";

import { readRoster } from "../../src/cloudsmith/read-roster.ts";
import { createTransport } from "../../src/cloudsmith/transport.ts";
import { silentLogger } from "../../src/log.ts";
import type { Roster } from "../../src/roster/model.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { runCli } from "../support/process.ts";

const now = "1795424400";

/** Writes the artifact with the real bundle, and returns the roster that should be in it. */
export async function makeArtifact(path: string): Promise<Roster> {
  const sandbox = await startSandbox({ workspace: oddWorkspace() });
  try {
    const run = await runCli(
      ["sync", "--organization", "fernwick", "--api-url", sandbox.url, "--c1z", path],
      {
        cwd: dirname(path),
        env: { CLOUDSMITH_API_KEY: sandbox.keys.service, SOURCE_DATE_EPOCH: now },
      },
    );
    if (run.exitCode !== 0) throw new Error(`the bundle could not sync: ${run.stderr}`);
    return await readSandbox(sandbox);
  } finally {
    await sandbox.close();
  }
}

/** Fernwick, with what a validator or a table might stumble over. */
function oddWorkspace(): SandboxWorkspace {
  const workspace = fernwick();
  const [first, second, third, fourth] = workspace.members;
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) {
    throw new Error("Fernwick has lost its people");
  }
  first.user_name = "";
  second.user_name = `${"Ü".repeat(700)} | "x", =cmd()\u202E<script>`;
  third.email = "not..valid@-example-";
  Object.assign(fourth, { has_two_factor: null, joined_at: "yesterday" });
  const [team] = workspace.teams;
  if (team !== undefined) team.description = "🦊".repeat(600);
  return workspace;
}

async function readSandbox(sandbox: Sandbox): Promise<Roster> {
  const transport = createTransport({
    apiUrl: sandbox.url,
    organization: "fernwick",
    signIn: { apiKey: sandbox.keys.service },
    userAgent: "conformance/0",
    deadlineMs: 20_000,
    log: silentLogger,
  });
  try {
    return await readRoster({
      transport,
      organization: "fernwick",
      now: new Date(Number(now) * 1_000),
      log: silentLogger,
    });
  } finally {
    await transport.close();
  }
}

/** The file under test: what the bundle writes of the sandbox's workspace, hostile names included. */

import { dirname } from "node:path";

import type { Roster } from "../../src/roster/model.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { readSandbox } from "../support/sandbox.ts";
import { runCli } from "../support/process.ts";

const now = 1_795_424_400;
const aDay = 24 * 60 * 60;

/**
 * Writes the artifact with the real bundle, yesterday's sync and today's in one file, and returns
 * the roster that should be in today's.
 */
export async function makeArtifact(path: string): Promise<Roster> {
  const sandbox = await startSandbox({ workspace: fernwick() });
  try {
    await sync(sandbox, path, now - aDay);
    sandbox.change((workspace) => Object.assign(workspace, oddWorkspace()));
    await sync(sandbox, path, now);
    return await readSandbox(sandbox, { now: new Date(now * 1_000) });
  } finally {
    await sandbox.close();
  }
}

async function sync(sandbox: Sandbox, path: string, epoch: number): Promise<void> {
  const run = await runCli(
    ["sync", "--organization", "fernwick", "--api-url", sandbox.url, "--c1z", path],
    {
      cwd: dirname(path),
      env: { CLOUDSMITH_API_KEY: sandbox.keys.service, SOURCE_DATE_EPOCH: String(epoch) },
    },
  );
  if (run.exitCode !== 0) throw new Error(`the bundle could not sync: ${run.stderr}`);
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
  // Somebody left and somebody changed teams since yesterday, for the readers' own comparison.
  workspace.members.pop();
  third.teams = [];
  return workspace;
}

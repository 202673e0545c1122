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

/** The kinds of artifacts: with people and teams only, and with repositories as well. */
export const artifacts = [
  { kind: "people and teams", withRepositories: false },
  { kind: "repositories", withRepositories: true },
] as const;

/**
 * Writes the artifact with the real bundle, yesterday's sync and today's in one file, and returns
 * the roster that should be in today's.
 */
export async function makeArtifact(path: string, withRepositories = false): Promise<Roster> {
  const sandbox = await startSandbox({ workspace: fernwick() });
  try {
    await sync(sandbox, path, { epoch: now - aDay, withRepositories });
    sandbox.change((workspace) => Object.assign(workspace, oddWorkspace()));
    await sync(sandbox, path, { epoch: now, withRepositories });
    return await readSandbox(sandbox, {
      key: keyFor(withRepositories),
      now: new Date(now * 1_000),
      repositories: withRepositories ? "all" : "none",
    });
  } finally {
    await sandbox.close();
  }
}

/** Only an Owner sees every repository. */
function keyFor(withRepositories: boolean): "owner" | "service" {
  return withRepositories ? "owner" : "service";
}

async function sync(
  sandbox: Sandbox,
  path: string,
  { epoch, withRepositories }: { readonly epoch: number; readonly withRepositories: boolean },
): Promise<void> {
  const flags = ["--organization", "fernwick", "--api-url", sandbox.url, "--c1z", path];
  const run = await runCli(
    ["sync", ...flags, ...(withRepositories ? ["--c1z-repositories"] : [])],
    {
      cwd: dirname(path),
      env: {
        CLOUDSMITH_API_KEY: sandbox.keys[keyFor(withRepositories)],
        SOURCE_DATE_EPOCH: String(epoch),
      },
    },
  );
  if (run.exitCode !== 0) throw new Error(`the bundle could not sync: ${run.stderr}`);
}

/** Fernwick, with what a validator or a table might stumble over. */
function oddWorkspace(): SandboxWorkspace {
  const workspace = fernwick();
  const [first, second, third, fourth, fifth, sixth] = workspace.members;
  if (!first || !second || !third || !fourth || !fifth || !sixth) {
    throw new Error("Fernwick has lost its people");
  }
  first.user_name = "";
  second.user_name = `${"Ü".repeat(700)} | "x", =cmd()\u202E<script>`;
  third.email = "not..valid@-example-";
  fifth.email = "jörg.用户@xn--fernwick-9xa.example";
  sixth.email = "ada@férnwick.example";
  Object.assign(fourth, { has_two_factor: null, joined_at: "yesterday" });
  const [team] = workspace.teams;
  if (team !== undefined) team.description = "🦊".repeat(600);
  // Somebody left and somebody changed teams since yesterday, for the readers' own comparison.
  workspace.members.pop();
  third.teams = [];
  workspace.repositories[1]?.privileges.pop();
  return workspace;
}

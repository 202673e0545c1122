/** Folders with a policy, and sandboxes that the commands read. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { runHere } from "./command-line.ts";
import { makeFolder } from "./process.ts";
import { openSandbox } from "./sandbox.ts";

/** The day on which the sandbox's people are as old as its policy expects: 2026-11-23. */
export const clock = { SOURCE_DATE_EPOCH: "1795424400" };

export async function folderWithPolicy(policy = peoplePolicy): Promise<string> {
  const folder = await makeFolder();
  await writeFile(join(folder, "access-policy.yml"), policy);
  return folder;
}

interface Scene {
  readonly folder: string;
  readonly sandbox: Sandbox;
  run(...args: string[]): ReturnType<typeof runHere>;
  /** Runs a command that reads the sandbox. */
  runLive(...args: string[]): ReturnType<typeof runHere>;
  policy(): Promise<string>;
}

export async function setScene(
  policy = peoplePolicy,
  key: keyof Sandbox["keys"] = "service",
): Promise<Scene> {
  const sandbox = await openSandbox();
  const folder = await folderWithPolicy(policy);
  const env = { ...clock, CLOUDSMITH_API_KEY: sandbox.keys[key] };
  return {
    folder,
    sandbox,
    run: (...args) => runHere(args, { cwd: folder, env: clock }),
    runLive: (...args) => runHere([...args, "--api-url", sandbox.url], { cwd: folder, env }),
    policy: () => readFile(join(folder, "access-policy.yml"), "utf8"),
  };
}

/** Leaves an artifact of the whole workspace, and returns one of it with most people gone. */
export async function shrunken(): Promise<{
  folder: string;
  sandbox: Sandbox;
  env: Record<string, string>;
}> {
  const sandbox = await openSandbox({ workspace: cleanWorkspace() });
  const folder = await folderWithPolicy();
  const env = { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service };
  const whole = ["sync", "--organization", "fernwick", "--api-url", sandbox.url];
  await runHere([...whole, "--c1z", "yesterday.c1z"], { cwd: folder, env });
  sandbox.change((workspace) => {
    workspace.members = workspace.members.slice(0, 20);
  });
  return { folder, sandbox, env };
}

/** Runs of the Action one after the other, while the workspace and GitHub change between them. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { onTestFinished } from "vitest";

import { sandboxPolicy } from "../../src/sandbox/policy.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import type { Write } from "./github/responder.ts";
import { startGitHub, type GitHubOptions, type StandInGitHub } from "./github/server.ts";
import { makeFolder, runAction, type ActionRun } from "./process.ts";

type Event = Parameters<typeof runAction>[0]["event"];

export interface Step extends ActionRun {
  /** What GitHub was made to change since the run began; two runs at once share theirs. */
  readonly writes: readonly Write[];
}

export interface Sequence {
  readonly github: StandInGitHub;
  readonly sandbox: Sandbox;
  /** What is checked out for the next run. */
  policy: string;
  /** A run with a folder of its own, as a fresh runner has it. */
  run(event: Event, inputs?: Readonly<Record<string, string>>): Promise<Step>;
}

const payload = { repository: { visibility: "private", default_branch: "main" } };
export const schedule: Event = { name: "schedule", payload };
export const pullRequest: Event = {
  name: "pull_request",
  payload: { ...payload, pull_request: { number: 7 } },
  ref: "refs/pull/7/merge",
};

/** Starts with a workspace as its policy wants it, and a GitHub that holds nothing of ours. */
export async function startSequence(
  options: {
    readonly github?: GitHubOptions;
    readonly workspace?: SandboxWorkspace;
    readonly policy?: string;
  } = {},
): Promise<Sequence> {
  const github = await startGitHub(options.github);
  const sandbox = await startSandbox({ workspace: options.workspace ?? cleanWorkspace() });
  onTestFinished(() => sandbox.close());
  onTestFinished(() => github.close());
  const sequence: Sequence = {
    github,
    sandbox,
    policy: options.policy ?? sandboxPolicy,
    run: async (event, inputs = {}) => {
      const folder = await makeFolder();
      await writeFile(join(folder, "access-policy.yml"), sequence.policy);
      const before = github.writes().length;
      const run = await runAction({
        cwd: folder,
        event,
        apiUrl: github.apiUrl,
        inputs: {
          policy: "access-policy.yml",
          "api-url": sandbox.url,
          "api-key": sandbox.keys.service,
          token: github.token,
          ...inputs,
        },
      });
      return { ...run, writes: github.writes().slice(before) };
    },
  };
  return sequence;
}

/** Puts somebody into the team release, where the policy does not want them: one error. */
export function addToRelease({ sandbox }: Sequence, user: string): void {
  sandbox.change(({ members }) => {
    const member = members.find((candidate) => candidate.user === user);
    if (member === undefined) throw new Error(`nobody is called ${user}`);
    member.teams.push({ name: "Release", slug: "release", role: "Member" });
  });
}

export function removeFromRelease({ sandbox }: Sequence, user: string): void {
  sandbox.change(({ members }) => {
    for (const member of members) {
      if (member.user === user)
        member.teams = member.teams.filter(({ slug }) => slug !== "release");
    }
  });
}

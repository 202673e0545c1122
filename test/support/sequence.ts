/** Runs of the Action one after the other, while the workspace and GitHub change between them. */

import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { expect, onTestFinished } from "vitest";

import type { Fault } from "../../src/sandbox/faults.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { baseSha, mergeSha } from "./github/repository-routes.ts";
import type { Write } from "./github/responder.ts";
import { startGitHub, type GitHubOptions, type StandInGitHub } from "./github/server.ts";
import { makeFolder, runAction, type ActionRun } from "./process.ts";

type Event = Parameters<typeof runAction>[0]["event"];

export interface Step extends ActionRun {
  /** What GitHub was made to change since the run began; two runs at once share theirs. */
  readonly writes: readonly Write[];
  /** What lies in the runner's folder afterwards. */
  readonly files: readonly string[];
}

export interface Sequence {
  readonly github: StandInGitHub;
  readonly sandbox: Sandbox;
  /** What is checked out for the next run. */
  policy: string;
  /** What the test merge has, where that is not what is checked out. */
  merged?: string;
  /** Where it is in the repository. */
  policyPath: string;
  /** A run with a folder of its own, as a fresh runner has it. */
  run(
    event: Event,
    inputs?: Readonly<Record<string, string>>,
    env?: Readonly<Record<string, string>>,
  ): Promise<Step>;
}

const payload = { repository: { visibility: "private", default_branch: "main" } };
export const schedule: Event = { name: "schedule", payload };
export const pullRequest: Event = {
  name: "pull_request",
  payload: { ...payload, pull_request: { number: 7 } },
  ref: "refs/pull/7/merge",
};

/** A pull request that is about to be merged, by a queue. */
export const mergeGroup: Event = {
  name: "merge_group",
  payload: { ...payload, merge_group: { base_sha: baseSha, head_sha: mergeSha } },
  ref: "refs/heads/gh-readonly-queue/main/pr-7-bbbbbbb",
};

/** Starts with a workspace as its policy wants it, and a GitHub that holds nothing of ours. */
export async function startSequence(
  options: {
    readonly github?: GitHubOptions;
    readonly workspace?: SandboxWorkspace;
    readonly faults?: readonly Fault[];
    readonly policy?: string;
  } = {},
): Promise<Sequence> {
  const github = await startGitHub(options.github);
  const { workspace = cleanWorkspace(), faults = [] } = options;
  const sandbox = await startSandbox({ workspace, faults });
  onTestFinished(() => sandbox.close());
  onTestFinished(() => github.close());
  const sequence: Sequence = {
    github,
    sandbox,
    policy: options.policy ?? peoplePolicy,
    policyPath: "access-policy.yml",
    run: async (event, inputs = {}, env = {}) => {
      const folder = await makeFolder();
      const { policy, policyPath } = sequence;
      await mkdir(dirname(join(folder, policyPath)), { recursive: true });
      await writeFile(join(folder, policyPath), policy);
      github.state.files.delete(`${mergeSha}:access-policy.yml`);
      github.state.files.set(`${mergeSha}:${policyPath}`, sequence.merged ?? policy);
      const before = github.writes().length;
      const run = await runAction({
        cwd: folder,
        event,
        apiUrl: github.apiUrl,
        env,
        inputs: {
          policy: policyPath,
          c1z: "",
          "api-url": sandbox.url,
          "api-key": sandbox.keys.service,
          token: github.token,
          // What a change finds in the workspace fails here, so that a run can fail by it.
          "pull-request-tasks": "fail",
          ...inputs,
        },
      });
      return { ...run, writes: github.writes().slice(before), files: await readdir(folder) };
    },
  };
  return sequence;
}

export const issueTitle = "Access drift in the Cloudsmith workspace fernwick";

/** The issue about Sofia, as a run of this file's opened it. */
let opened: string | undefined;

/**
 * A sequence in which Sofia is in the team release, and issue 8 tells it. The first one of a file has
 * it opened by a run, and the others begin with what that run left.
 */
export async function startWithIssue(): Promise<Sequence> {
  const sequence = await startSequence();
  addToRelease(sequence, "sofia-rossi");
  const { github } = sequence;
  if (opened !== undefined) {
    github.state.addIssue({ title: issueTitle, body: opened });
    return sequence;
  }
  const { exitCode, writes } = await sequence.run(schedule);
  expect(exitCode).toBe(1);
  opened = github.issues[0]?.body ?? "";
  expect(opened).toContain("Sofia Rossi");
  expect(writes).toEqual([
    {
      operation: "issues/create",
      number: 8,
      title: issueTitle,
      body: opened,
      labels: [],
      assignees: [],
    },
  ]);
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

/** What is around a run of an example: a workspace, a repository on GitHub, and what is checked out. */

import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { onTestFinished } from "vitest";

import { peoplePolicy } from "../../../src/sandbox/policy.ts";
import { sandboxIdToken, type Sandbox } from "../../../src/sandbox/server.ts";
import type { SandboxWorkspace } from "../../../src/sandbox/wire.ts";
import { cleanWorkspace } from "../../../src/sandbox/workspace.ts";
import { namesIn, readExamples, type Example, type Job } from "../../support/example-workflows.ts";
import { listen } from "../../support/github/listen.ts";
import type { Permissions, Level } from "../../support/github/permissions.ts";
import { baseSha, headSha, mergeSha } from "../../support/github/repository-routes.ts";
import { startGitHub, type StandInGitHub } from "../../support/github/server.ts";
import { authority } from "../../support/network.ts";
import { makeFolder } from "../../support/process.ts";
import { openSandbox } from "../../support/sandbox.ts";
import { makeZip } from "../../support/zip.ts";
import { runExample, type ExampleRun, type RunnerEvent } from "./run-example.ts";

const repository = {
  id: 424_242,
  full_name: "fernwick/governance",
  visibility: "private",
  default_branch: "main",
};
const main = { ref: "refs/heads/main", sha: mergeSha };

/** A new commit of pull request 7, whose head is in a repository. */
function pullRequest(head: { readonly id: number }): RunnerEvent {
  return {
    name: "pull_request",
    payload: {
      action: "synchronize",
      number: 7,
      repository,
      pull_request: {
        number: 7,
        head: { ref: "change", sha: headSha, repo: head },
        base: { ref: "main", sha: baseSha, repo: repository },
      },
    },
    ref: "refs/pull/7/merge",
    sha: mergeSha,
  };
}

/** The end of a run for pull request 7, on the default branch. */
function ended(conclusion: string): RunnerEvent {
  const workflow_run = { event: "pull_request", conclusion, head_sha: headSha };
  return { name: "workflow_run", payload: { repository, workflow_run }, ...main, sha: baseSha };
}

export const events = {
  schedule: { name: "schedule", payload: { schedule: "17 5 * * *", repository }, ...main },
  push: { name: "push", payload: { ref: main.ref, after: main.sha, repository }, ...main },
  "pull request": pullRequest(repository),
  "pull request of a fork": { ...pullRequest({ id: 1 }), isOfFork: true },
  "merge group": {
    name: "merge_group",
    payload: { repository, merge_group: { base_sha: baseSha, head_sha: mergeSha } },
    ref: "refs/heads/gh-readonly-queue/main/pr-7-bbbbbbb",
    sha: mergeSha,
  },
  "workflow run": ended("success"),
  "failed workflow run": ended("failure"),
} satisfies Record<string, RunnerEvent>;

type Files = Readonly<Record<string, string>>;

export interface FinishedRun extends ExampleRun {
  /** Names of the artifacts that were uploaded. */
  readonly artifacts: readonly string[];
  /** Reads what a stand-in left; for instance `artifacts/cloudsmith-c1z/cloudsmith.c1z`. */
  read(path: string): Promise<Buffer>;
}

export interface Scene {
  readonly github: StandInGitHub;
  readonly sandbox: Sandbox;
  /** For whom ID tokens were requested, without those that named nobody. */
  readonly audiences: readonly string[];
  run(
    event: keyof typeof events,
    options?: {
      readonly key?: keyof Sandbox["keys"] | "none";
      /** Sets variables; those that the example calls optional are empty otherwise. */
      readonly variables?: Readonly<Record<string, string>>;
      /** Ports of this machine where curl finds these hosts. */
      readonly hosts?: Readonly<Record<string, number>>;
    },
  ): Promise<FinishedRun>;
  /** Makes an artifact of a run one that later runs find. */
  keep(run: FinishedRun, name: string): Promise<void>;
}

const tried = new Set<string>();

/** Returns the examples of which no scene was opened. */
export function untried(): readonly string[] {
  return readExamples()
    .map(({ name }) => name)
    .filter((name) => !tried.has(name));
}

/**
 * Opens the scene of an example. The token may do what the job's permissions say, and the runner
 * gives ID tokens only if a job has `id-token: write`.
 */
export async function openScene(
  name: string,
  options: {
    /** The job that talks to GitHub. */
    readonly job: string;
    readonly workspace?: SandboxWorkspace;
    readonly checkout?: Files;
    /** The files before the pull request. */
    readonly before?: Files;
  },
): Promise<Scene> {
  const example = readExamples().find((candidate) => candidate.name === name);
  const job = example?.workflow.jobs[options.job];
  if (example === undefined || job === undefined) throw new Error(`${name}: no ${options.job}`);
  tried.add(name);
  const { checkout = { "access-policy.yml": peoplePolicy }, before = checkout } = options;
  const changed = Object.keys(checkout).filter((path) => checkout[path] !== before[path]);
  const github = await startGitHub({ files: changed, permissions: toPermissions(job) });
  onTestFinished(() => github.close());
  for (const [path, text] of Object.entries(checkout)) {
    for (const sha of [mergeSha, headSha]) github.state.files.set(`${sha}:${path}`, text);
  }
  for (const [path, text] of Object.entries(before)) {
    github.state.files.set(`${baseSha}:${path}`, text);
  }
  const sandbox = await openSandbox({ workspace: options.workspace ?? cleanWorkspace() });
  const audiences: string[] = [];
  const idTokenEnv = await openIdTokens(example, audiences);
  return {
    github,
    sandbox,
    audiences,
    run: async (eventName, options = {}) => {
      const event: RunnerEvent = events[eventName];
      const isOfFork = event.isOfFork === true;
      const key = isOfFork ? "none" : (options.key ?? "service");
      Object.assign(github.permissions, toPermissions(job, isOfFork));
      const folder = await makeFolder();
      const files = event.sha === baseSha ? before : checkout;
      await writeFiles(join(folder, "checkout"), files);
      await writeFile(join(folder, ".curlrc"), toCurlSettings(options.hosts ?? {}));
      const run = await runExample(example, event, {
        folder,
        apiUrl: sandbox.url,
        env: {
          ...idTokenEnv,
          GITHUB_REPOSITORY: "fernwick/governance",
          GITHUB_RUN_ID: "4242",
          GITHUB_SERVER_URL: "https://github.example",
          GITHUB_API_URL: github.apiUrl,
          SOURCE_DATE_EPOCH: "1795424400",
          NODE_COMPILE_CACHE: join(dirname(folder), "compiled"),
        },
        secrets: {
          GITHUB_TOKEN: github.token,
          ...(key === "none" ? {} : { CLOUDSMITH_API_KEY: sandbox.keys[key] }),
        },
        variables: { ...requiredVariables(example.text), ...options.variables },
      });
      return {
        ...run,
        artifacts: await listFolder(join(folder, "artifacts")),
        read: (path) => readFile(join(folder, path)),
      };
    },
    keep: async (run, artifact) => {
      const content = await run.read(`artifacts/${artifact}/cloudsmith.c1z`);
      github.state.addArtifact({
        name: artifact,
        zip: makeZip([{ name: "cloudsmith.c1z", content }]),
      });
    },
  };
}

/** A permission that a job does not list is none. */
function toPermissions({ permissions = {} }: Job, isReadOnly = false): Permissions {
  const level = (name: string) => {
    const given = (permissions[name] ?? "none") as Level;
    return isReadOnly && given === "write" ? "read" : given;
  };
  return {
    actions: level("actions"),
    contents: level("contents"),
    issues: level("issues"),
    pullRequests: level("pull-requests"),
  };
}

/** Returns what the real runner sets for a job with `id-token: write`: its service of ID tokens. */
async function openIdTokens(
  { workflow }: Example,
  audiences: string[],
): Promise<Readonly<Record<string, string>>> {
  const mayAsk = Object.values(workflow.jobs).some(
    ({ permissions = {} }) => permissions["id-token"] === "write",
  );
  if (!mayAsk) return {};
  const requestToken = "request-token-0000000000000000";
  const service = await listen((request, response) => {
    const isGood = request.headers.authorization === `Bearer ${requestToken}`;
    response.statusCode = isGood ? 200 : 401;
    const audience = new URL(request.url ?? "", "http://stand-in").searchParams.get("audience");
    if (audience !== null) audiences.push(audience);
    response.end(JSON.stringify(isGood ? { value: sandboxIdToken } : {}));
  });
  onTestFinished(() => service.close());
  return {
    ACTIONS_ID_TOKEN_REQUEST_URL: `${service.origin}/token?api-version=2`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
  };
}

function requiredVariables(text: string): Readonly<Record<string, string>> {
  const optional = new Set(
    [...text.matchAll(/^# To set: variable (\w+) \(optional/gmv)].map(([, name]) => name),
  );
  return Object.fromEntries(
    namesIn(text, "vars")
      .filter((name) => !optional.has(name))
      .map((name) => [name, `the-${name}`]),
  );
}

/** What curl reads in the folder that is its home. */
function toCurlSettings(hosts: Readonly<Record<string, number>>): string {
  const places = Object.entries(hosts).map(
    ([host, port]) => `connect-to = "${host}:443:127.0.0.1:${port}"`,
  );
  return [`cacert = "${authority}"`, "http1.1", ...places, ""].join("\n");
}

async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Returns the sorted names in a folder; none if it does not exist. */
async function listFolder(path: string): Promise<readonly string[]> {
  return existsSync(path) ? (await readdir(path)).toSorted() : [];
}

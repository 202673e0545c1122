import { expect, onTestFinished, test } from "vitest";

import { parseContext, type RunEnvironment } from "../../src/github/context.ts";
import { connect } from "../../src/github/client/connect.ts";
import { openPolicyLinks } from "../../src/github/policy-links.ts";
import { silentLogger } from "../../src/log.ts";
import type { Report, ReportFinding } from "../../src/report/report.ts";
import { deliverySettings } from "../support/deliver.ts";
import { baseSha, headSha, mergeSha } from "../support/github/repository-routes.ts";
import { aRun } from "../support/github/run.ts";
import { startGitHub, type GitHubOptions, type StandInGitHub } from "../support/github/server.ts";
import type { StandInFile } from "../support/github/state.ts";
import { aFinding, aMember, aReport } from "../support/report.ts";

const path = "access-policy.yml";
const text = "version: 1\norganization: fernwick\n";

interface Scene {
  /** Default: a push. */
  readonly run?: Partial<RunEnvironment>;
  /** By `commit:path`. */
  readonly files?: Readonly<Record<string, StandInFile>>;
  readonly checkout?: Readonly<Record<string, string>> | undefined;
  readonly github?: GitHubOptions;
  readonly prepare?: (github: StandInGitHub) => void;
}

const pullRequest = {
  eventName: "pull_request",
  ref: "refs/pull/7/merge",
  eventPayload: {
    pull_request: { number: 7, head: { sha: headSha }, base: { sha: baseSha } },
  },
};

function reportOn(paths: readonly string[]): Report {
  const at = (file: string): ReportFinding => ({
    ...aFinding({ rule: "two-factor", subject: aMember("", file) }),
    policy: { path: file, line: 12, column: 3 },
  });
  return aReport({ findings: paths.map(at), resolved: [] });
}

async function open({ run = {}, files = {}, checkout, github: options, prepare }: Scene) {
  const github = await startGitHub(options);
  onTestFinished(() => github.close());
  github.state.files.clear();
  for (const [key, file] of Object.entries(files)) github.state.files.set(key, file);
  prepare?.(github);
  const context = parseContext(aRun(github.apiUrl, run));
  if (context === undefined) throw new Error("there is no context");
  const client = await connect(context, {
    token: github.token,
    userAgent: deliverySettings.userAgent,
    log: silentLogger,
  });
  const readCheckout = async (at: string) => {
    const file = checkout?.[at];
    return file === undefined ? undefined : Buffer.from(file);
  };
  const find = openPolicyLinks(client, context, checkout === undefined ? undefined : readCheckout);
  return { github, find };
}

/** Returns the addresses of line 12 of some files. */
async function linksOf(scene: Scene, paths: readonly string[] = [path]) {
  const { find } = await open(scene);
  const link = await find(reportOn(paths));
  return paths.map((at) => link({ path: at, line: 12, column: 3 }));
}

const blob = (commit: string, at: string) =>
  `https://github.example/fernwick/governance/blob/${commit}/${at}#L12`;

test.each<[string, Scene, string | undefined]>([
  [
    "a push whose commit has the file",
    { files: { [`${mergeSha}:${path}`]: text }, checkout: { [path]: text } },
    blob(mergeSha, path),
  ],
  [
    "a checkout with other line endings",
    {
      files: { [`${mergeSha}:${path}`]: text },
      checkout: { [path]: text.replaceAll("\n", "\r\n") },
    },
    blob(mergeSha, path),
  ],
  [
    "a checkout whose file an earlier step changed",
    { files: { [`${mergeSha}:${path}`]: text }, checkout: { [path]: `# a line more\n${text}` } },
    undefined,
  ],
  ["a file that a step generated", { checkout: { [path]: text } }, undefined],
  [
    "a file that is a link in the commit",
    { files: { [`${mergeSha}:${path}`]: { target: "other.yml" } }, checkout: { [path]: text } },
    undefined,
  ],
  [
    "a run without a known commit",
    {
      run: { sha: "" },
      files: { [`${mergeSha}:${path}`]: text },
      checkout: { [path]: text },
    },
    undefined,
  ],
  ["nothing that is checked out", { files: { [`${mergeSha}:${path}`]: text } }, undefined],
  [
    "a token that may not read contents",
    {
      files: { [`${mergeSha}:${path}`]: text },
      checkout: { [path]: text },
      github: { permissions: { contents: "none" } },
    },
    undefined,
  ],
  [
    "an Enterprise Server",
    {
      run: { serverUrl: "https://code.fernwick.example" },
      files: { [`${mergeSha}:${path}`]: text },
      checkout: { [path]: text },
    },
    blob(mergeSha, path).replace("github.example", "code.fernwick.example"),
  ],
  [
    "a pull request whose head has the file as it is checked out",
    {
      run: pullRequest,
      files: { [`${mergeSha}:${path}`]: text, [`${headSha}:${path}`]: text },
      checkout: { [path]: text },
    },
    blob(headSha, path),
  ],
  [
    "a pull request whose test merge moved the lines",
    {
      run: pullRequest,
      files: { [`${mergeSha}:${path}`]: text, [`${headSha}:${path}`]: "version: 1\n" },
      checkout: { [path]: text },
    },
    blob(mergeSha, path),
  ],
  [
    "a pull request whose head GitHub does not have",
    {
      run: pullRequest,
      files: { [`${mergeSha}:${path}`]: text },
      checkout: { [path]: text },
      prepare: ({ state }) => void state.commits.delete(headSha),
    },
    blob(mergeSha, path),
  ],
  [
    "a pull request whose checkout is neither",
    {
      run: pullRequest,
      files: { [`${mergeSha}:${path}`]: "a", [`${headSha}:${path}`]: "b" },
      checkout: { [path]: text },
    },
    undefined,
  ],
  [
    "a pull request that is read as data, at its head",
    {
      run: {
        eventName: "workflow_run",
        pullRequest: { number: 7, revisions: { before: baseSha, after: mergeSha, head: headSha } },
      },
      files: { [`${mergeSha}:${path}`]: text, [`${headSha}:${path}`]: text },
    },
    blob(headSha, path),
  ],
  [
    "a pull request that is read as data, where only the test merge has it so",
    {
      run: {
        eventName: "workflow_run",
        pullRequest: { number: 7, revisions: { before: baseSha, after: mergeSha, head: headSha } },
      },
      files: { [`${mergeSha}:${path}`]: text, [`${headSha}:${path}`]: `#\n${text}` },
      // What is checked out there is the base.
      checkout: { [path]: "something else" },
    },
    blob(mergeSha, path),
  ],
])(
  "of %s the link has the commit that has the file, or there is none",
  async (_, scene, expected) => {
    expect(await linksOf(scene)).toEqual([expected]);
  },
);

test("each file of a policy has an address of its own, with its name encoded", async () => {
  const there = [
    "access policy.yml",
    "teams/platform.yml",
    "teams/100% #1?.yml",
    "teams/a](evil)|b.yml",
    "teams/Zürich.yml",
  ];
  const files = Object.fromEntries(there.map((name) => [`${mergeSha}:${name}`, name]));
  const checkout = Object.fromEntries([...there, "gone.yml"].map((name) => [name, name]));

  expect(await linksOf({ files, checkout }, [...there, "gone.yml"])).toEqual([
    blob(mergeSha, "access%20policy.yml"),
    blob(mergeSha, "teams/platform.yml"),
    blob(mergeSha, "teams/100%25%20%231%3F.yml"),
    blob(mergeSha, "teams/a%5D(evil)%7Cb.yml"),
    blob(mergeSha, "teams/Z%C3%BCrich.yml"),
    undefined,
  ]);
});

test("GitHub is asked once for a report, and not at all if no finding has a line", async () => {
  const scene = { files: { [`${mergeSha}:${path}`]: text }, checkout: { [path]: text } };
  const { github, find } = await open(scene);
  const nothing = reportOn([]);

  await (await open(scene)).find(nothing);
  expect(github.requests).toEqual([]);
  await find(reportOn([path]));
  await find(reportOn([path]));
  expect(github.requests).toHaveLength(1);
});

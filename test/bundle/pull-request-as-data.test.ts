import { readdir } from "node:fs/promises";

import { expect, onTestFinished, test } from "vitest";

import { requireConfirmedWorkspace } from "../../src/sources/requested-workspace.ts";
import { findPullRequest } from "../../src/github/pull-request/pull-request-as-data.ts";
import { silentLogger } from "../../src/log.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { parseSettings } from "../../src/settings.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { baseSha, headSha, mergeSha } from "../support/github/repository-routes.ts";
import { startGitHub, type StandInGitHub } from "../support/github/server.ts";
import { makeFolder, runAction, type ActionRun } from "../support/process.ts";
import { policyFrom } from "../support/policy.ts";

const policyPath = "access-policy.yml";
const proposed = peoplePolicy.replace("amara-okoye, jonas-lindqvist]", "amara-okoye]");
/** Where the base branch has moved to since the pull request was made. */
const movedSha = "4".repeat(40);
const otherSha = "9".repeat(40);

/** Starts a GitHub whose pull request 7 proposes a policy, of which its test merge is made. */
async function open(policy = proposed): Promise<StandInGitHub> {
  const github = await startGitHub({ files: [policyPath] });
  onTestFinished(() => github.close());
  const { commits, files } = github.state;
  commits.set(mergeSha, [movedSha, headSha]);
  for (const sha of [mergeSha, headSha]) files.set(`${sha}:${policyPath}`, policy);
  for (const sha of [movedSha, baseSha]) files.set(`${sha}:${policyPath}`, peoplePolicy);
  return github;
}

const privateRepository = { visibility: "private", default_branch: "main" };
const ended = {
  name: "workflow_run",
  payload: { repository: privateRepository, workflow_run: { head_sha: headSha } },
};
const manual = { name: "workflow_dispatch", payload: { repository: privateRepository } };

/** Returns the pull request that a run is about, and what is read of it; rejects as that does. */
async function find(
  github: StandInGitHub,
  given: { readonly number?: number; readonly path?: string; readonly token?: string } = {},
  event: { readonly name: string; readonly payload: unknown } = ended,
) {
  const told: string[] = [];
  const pull = await findPullRequest(
    {
      eventName: event.name,
      eventPayload: event.payload,
      repository: "fernwick/governance",
      ref: "refs/heads/main",
      serverUrl: "https://github.example",
      apiUrl: github.apiUrl,
      runId: "4242",
      sha: baseSha,
    },
    {
      number: given.number,
      token: given.token ?? github.token,
      userAgent: "cloudsmith-access-audit/test",
      log: { ...silentLogger, info: (text) => void told.push(text) },
    },
  );
  const text = await pull?.readFile(given.path ?? policyPath);
  return {
    number: pull?.number,
    baseSha: pull?.baseSha,
    text: text?.toString(),
    told: told.join("\n"),
  };
}

test("after a run of a fork, its pull request is found by the commit that GitHub tells", async () => {
  const github = await open();
  github.state.addPull({ number: 8, headSha: otherSha });

  expect(await find(github)).toEqual({
    number: 7,
    baseSha: movedSha,
    text: proposed,
    told: `the policy is from pull request 7, read at ${mergeSha} and not checked out`,
  });
});

test("the input names the pull request on any other event", async () => {
  const github = await open();

  expect(await find(github, { number: 7 }, manual)).toMatchObject({ number: 7, text: proposed });
  expect(await find(github, {}, manual)).toMatchObject({ number: undefined });
});

test.each<readonly [string, (github: StandInGitHub) => void]>([
  [
    "GitHub has no test merge",
    ({ pulls }) => void Object.assign(pulls[0] ?? {}, { mergeSha: null }),
  ],
  ["it is of another head", ({ state }) => void state.commits.set(mergeSha, [movedSha, otherSha])],
  ["it is no merge", ({ state }) => void state.commits.set(mergeSha, [movedSha])],
  ["it is gone", ({ state }) => void state.commits.delete(mergeSha)],
])("where %s, the head is compared with the base branch", async (_, change) => {
  const github = await open();
  change(github);

  const found = await find(github);

  expect(found).toMatchObject({ baseSha, text: proposed });
  expect(found.told).toContain(`read at ${headSha}`);
});

test("where there is no test merge, what is before is where the head left the base branch", async () => {
  const github = await open();
  Object.assign(github.pulls[0] ?? {}, { mergeSha: null });
  github.state.commits.set(otherSha, []);
  github.state.mergeBases.set(`${baseSha}...${headSha}`, otherSha);

  expect(await find(github)).toMatchObject({ baseSha: otherSha, text: proposed });
});

const fork = (id: number, branch: string) => ({
  ...ended,
  payload: {
    repository: privateRepository,
    workflow_run: { head_sha: headSha, head_branch: branch, head_repository: { id } },
  },
});

test.each([
  ["by its branch", fork(424_242, "other"), 8],
  ["by its repository", fork(666, "change"), 9],
  ["by both", fork(424_242, "change"), 7],
])(
  "of several pull requests at one commit, the run's own is chosen %s",
  async (_, event, number) => {
    const github = await open();
    github.state.addPull({ number: 8, headSha, headRef: "other" });
    github.state.addPull({ number: 9, headSha, headRepositoryId: 666 });

    expect((await find(github, {}, event)).number).toBe(number);
  },
);

test("one branch that two pull requests propose to two branches stops with a sentence", async () => {
  const github = await open();
  github.state.addPull({ number: 8, headSha, baseRef: "release" });

  await expect(find(github, {}, fork(424_242, "change"))).rejects.toThrow(
    /pull requests 7, 8 are all at c{40}\. Give one of them as pull-request/u,
  );
});

test.each<readonly [string, (github: StandInGitHub) => void, Parameters<typeof find>[1], RegExp]>([
  [
    "a commit that no open pull request is at",
    ({ pulls }) => void Object.assign(pulls[0] ?? {}, { headSha: otherSha }),
    {},
    /no open pull request is at c{40}, the commit of the run that ended/u,
  ],
  [
    "two pull requests at one commit",
    ({ state }) => void state.addPull({ number: 8, headSha }),
    {},
    /pull requests 7, 8 are all at c{40}\. Give one of them as pull-request/u,
  ],
  [
    "a number of somebody else's pull request",
    ({ state }) => void state.addPull({ number: 8, headSha: otherSha }),
    { number: 8 },
    /pull request 8 is not at c{40}/u,
  ],
  ["a policy outside", () => {}, { path: "../secrets.yml" }, /is outside of the repository/u],
  ["a policy at the root", () => {}, { path: "/etc/passwd" }, /is outside of the repository/u],
  ["a policy that is not there", () => {}, { path: "other.yml" }, /it has no file "other\.yml"/u],
  [
    "a folder",
    ({ state }) => void state.files.set(`${mergeSha}:folder/a.yml`, ""),
    { path: "folder" },
    /"folder" is a folder\./u,
  ],
  [
    "a link",
    ({ state }) => void state.files.set(`${mergeSha}:link.yml`, { target: "/etc/passwd" }),
    { path: "link.yml" },
    /"link\.yml" is a symbolic link that does not lead to a file of this repository/u,
  ],
  [
    "a huge policy",
    ({ state }) => void state.files.set(`${mergeSha}:huge.yml`, "#".repeat(600_000)),
    { path: "huge.yml" },
    /"huge\.yml" is 600000 bytes long, more than the 524288 that a policy may have/u,
  ],
])("%s is refused in a sentence", async (_, change, given, sentence) => {
  const github = await open();
  change(github);

  await expect(find(github, given)).rejects.toMatchObject({
    name: "AuditError",
    message: expect.stringMatching(sentence) as string,
  });
});

test("a number that is none, and a run without a token, are refused as settings", async () => {
  expect(() => parseSettings({ "pull-request": "7; rm" })).toThrow(
    "is not the number of a pull request",
  );
  await expect(
    findPullRequest(
      {
        eventName: "workflow_run",
        eventPayload: ended.payload,
        repository: "fernwick/governance",
        ref: "",
        serverUrl: "",
        apiUrl: "http://127.0.0.1:9",
        runId: "",
        sha: "",
      },
      { number: undefined, token: undefined, userAgent: "x", log: silentLogger },
    ),
  ).rejects.toThrow("there is no token. Leave token at its default");
});

test("a stranger's policy does not choose which workspace the key reads", () => {
  const own = policyFrom(peoplePolicy);
  const other = policyFrom(
    peoplePolicy.replace("organization: fernwick", "organization: elsewhere"),
  );
  const require = (policy: typeof own, base: typeof own | undefined, requested?: string) => () =>
    requireConfirmedWorkspace(requested, policy, base);

  expect(require(own, own)).not.toThrow();
  expect(require(other, own)).toThrow(
    'cannot take the workspace "elsewhere" only from the pull request: the policy before it names "fernwick". Give the workspace\'s slug as organization.',
  );
  expect(require(own, undefined)).toThrow("there was no policy before it");
  expect(require(other, undefined, "fernwick")).not.toThrow();
});

interface Ran extends ActionRun {
  readonly cloudsmith: readonly string[];
}

async function run(
  github: StandInGitHub,
  event: { readonly name: string; readonly payload: unknown } = ended,
): Promise<Ran> {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const cwd = await makeFolder();
  const result = await runAction({
    cwd,
    event,
    apiUrl: github.apiUrl,
    inputs: {
      c1z: "",
      "api-url": sandbox.url,
      "api-key": sandbox.keys.service,
      token: github.token,
      "pull-request-tasks": "fail",
    },
  });
  // Nothing was checked out, and nothing is.
  expect(await readdir(cwd)).toEqual([]);
  return { ...result, cloudsmith: sandbox.requests.map(({ template }) => String(template)) };
}

test("the pull request is audited and commented on, and nothing of the ended run is used but its commit", async () => {
  const github = await open();
  github.state.addPull({ number: 8, headSha: otherSha });
  const workflow_run = {
    head_sha: headSha,
    pull_requests: [{ number: 8 }],
    head_branch: "main",
    head_repository: { full_name: "mallory/governance" },
  };

  const ran = await run(github, {
    name: "workflow_run",
    payload: { repository: privateRepository, workflow_run },
  });

  expect(ran.exitCode).toBe(1);
  expect(ran.outputs).toMatchObject({ verdict: "drift", delivery: "complete" });
  expect(Number(ran.outputs["introduced"])).toBeGreaterThan(0);
  expect(github.writes()).toMatchObject([{ operation: "issues/create-comment", number: 7 }]);
  expect(github.comments[0]?.body).toContain("jonas-lindqvist");
  const asked = github.requests.map(({ method, path }) => `${method} ${path}`);
  expect(asked.filter((one) => /mallory|\/actions\//u.test(one))).toEqual([]);
});

test("a change that introduces nothing passes", async () => {
  const ran = await run(await open(`${peoplePolicy}# a word more\n`));

  expect(ran.exitCode).toBe(0);
  expect(ran.outputs).toMatchObject({ verdict: "clean", introduced: "0" });
});

test("a policy that is not valid is told in the comment before Cloudsmith is asked", async () => {
  const github = await open("version: 1\norganization: fernwick\nroles: { ownr: {} }\n");

  const ran = await run(github);

  expect(ran.exitCode).toBe(2);
  expect(github.comments).toMatchObject([{ on: 7 }]);
  expect(github.comments[0]?.body).toContain("the policy cannot be used");
  expect(ran.cloudsmith).toEqual([]);
});

test("a policy of another workspace than before ends the run before Cloudsmith is asked", async () => {
  const ran = await run(
    await open(peoplePolicy.replace("organization: fernwick", "organization: elsewhere")),
  );

  expect(ran.exitCode).toBe(2);
  expect(ran.outputs["verdict"]).toBe("unknown");
  expect(ran.stdout).toContain('cannot take the workspace "elsewhere" only from the pull request');
  expect(ran.cloudsmith).toEqual([]);
});

import { readdir } from "node:fs/promises";

import { afterEach, expect, test } from "vitest";

import { sandboxPolicy } from "../../src/sandbox/policy.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { startArtifacts } from "../support/github-artifacts.ts";
import {
  answerPullRequest,
  headSha,
  type PullRequestAnswers,
  type StandInPullRequest,
} from "../support/github-pull-request.ts";
import { makeFolder, runAction, type ActionRun } from "../support/process.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

interface Ran extends ActionRun {
  readonly asked: readonly string[];
  readonly comments: PullRequestAnswers["comments"];
  readonly cloudsmith: readonly string[];
}

const privateRepository = { visibility: "private", default_branch: "main" };
const ended = {
  name: "workflow_run",
  payload: { repository: privateRepository, workflow_run: { head_sha: headSha } },
};
const manual = { name: "workflow_dispatch", payload: { repository: privateRepository } };
const proposed = sandboxPolicy.replace("amara-okoye, jonas-lindqvist]", "amara-okoye]");

async function run(
  pull: StandInPullRequest,
  event: { readonly name: string; readonly payload: unknown } = ended,
  inputs: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const { answer, comments } = answerPullRequest({
    policy: proposed,
    basePolicy: sandboxPolicy,
    ...pull,
  });
  const github = await startArtifacts({ answer });
  const sandbox = await startSandbox();
  closers.push(
    () => github.close(),
    () => sandbox.close(),
  );
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
      ...inputs,
    },
  });
  // Nothing was checked out, and nothing is.
  expect(await readdir(cwd)).toEqual([]);
  const cloudsmith = sandbox.requests.map(({ template }) => String(template));
  return { ...result, asked: github.asked, comments, cloudsmith };
}

test("after a run of a fork, its pull request is found, audited and commented on", async () => {
  const ran = await run({ heads: ["9".repeat(40), headSha] });

  expect(ran.exitCode).toBe(1);
  expect(ran.outputs).toMatchObject({ verdict: "drift", delivery: "complete" });
  expect(Number(ran.outputs["introduced"])).toBeGreaterThan(0);
  expect(ran.comments).toMatchObject([{ number: 8 }]);
  expect(ran.comments[0]?.body).toContain("jonas-lindqvist");
  expect(ran.stdout).toContain(
    "the policy is that of pull request 8, read at 3333333333333333333333333333333333333333 and not checked out",
  );
});

test("the input names the pull request on any other event", async () => {
  const ran = await run({}, manual, { "pull-request": "7" });

  expect(ran.outputs).toMatchObject({ verdict: "drift" });
  expect(ran.comments).toMatchObject([{ number: 7 }]);
});

test("where GitHub has no test merge, the head is held against the base branch", async () => {
  const ran = await run({ mergeParents: null });

  expect(ran.outputs).toMatchObject({ verdict: "drift" });
  expect(ran.stdout).toContain(`read at ${headSha}`);
});

test("a test merge of another head is not taken for this one", async () => {
  const ran = await run({ mergeParents: ["4".repeat(40), "8".repeat(40)] });

  expect(ran.stdout).toContain(`read at ${headSha}`);
});

test("a change that introduces nothing passes", async () => {
  const ran = await run({ policy: `${sandboxPolicy}# a word more\n` });

  expect(ran.exitCode).toBe(0);
  expect(ran.outputs).toMatchObject({ verdict: "clean", introduced: "0" });
});

test.each<readonly [string, StandInPullRequest, Parameters<typeof run>[2], RegExp]>([
  [
    "a commit that no open pull request is at",
    { heads: ["9".repeat(40)] },
    {},
    /no open pull request is at 1{40}, the commit of the run that ended/u,
  ],
  [
    "two pull requests at one commit",
    { heads: [headSha, headSha] },
    {},
    /pull requests 7, 8 are all at 1{40}\. Give one of them as pull-request/u,
  ],
  [
    "a number of somebody else's pull request",
    { heads: [headSha, "9".repeat(40)] },
    { "pull-request": "8" },
    /pull request 8 is not at 1{40}/u,
  ],
  ["a number that is none", {}, { "pull-request": "7; rm" }, /is no pull request's number/u],
  ["a policy outside", {}, { policy: "../secrets.yml" }, /is outside of the repository/u],
  ["no policy", { contents: { type: "dir" } }, {}, /"access-policy\.yml" is no plain file in it/u],
  [
    "a link",
    { contents: { type: "symlink", size: 3, target: "/etc/passwd" } },
    {},
    /is no plain file/u,
  ],
  [
    "a huge policy",
    { contents: { type: "file", size: 600_000, encoding: "none", content: "" } },
    {},
    /has 600000 bytes, and 524288 may be/u,
  ],
  ["no token", {}, { token: "" }, /there is no token/u],
])("%s ends in a sentence before Cloudsmith is asked", async (_, pull, inputs, sentence) => {
  const ran = await run(pull, ended, inputs);

  expect(ran.exitCode).toBe(2);
  expect(ran.outputs["verdict"]).toBe("unknown");
  expect(ran.stdout).toMatch(sentence);
  expect(ran.cloudsmith).toEqual([]);
});

test("a policy that is not valid is told in the comment", async () => {
  const ran = await run({ policy: "version: 1\norganization: fernwick\nroles: { ownr: {} }\n" });

  expect(ran.exitCode).toBe(2);
  expect(ran.comments).toMatchObject([{ number: 7 }]);
  expect(ran.comments[0]?.body).toContain("the policy cannot be used");
  expect(ran.cloudsmith).toEqual([]);
});

test("a stranger's policy does not choose which workspace the key reads", async () => {
  const policy = sandboxPolicy.replace("organization: fernwick", "organization: elsewhere");
  const other = await run({ policy });
  const first = await run({ basePolicy: undefined });
  const given = await run({ basePolicy: undefined }, ended, {
    organization: "fernwick",
  });

  expect(other.exitCode).toBe(2);
  expect(other.stdout).toContain(
    'cannot take the workspace "elsewhere" from the pull request alone: before it that was "fernwick". Give the workspace\'s slug as organization.',
  );
  expect(other.cloudsmith).toEqual([]);
  expect(first.stdout).toContain("there was no policy before it");
  expect(first.cloudsmith).toEqual([]);
  expect(given.outputs["verdict"]).toBe("clean");
});

test("nothing of the ended run is used but its commit", async () => {
  const payload = {
    repository: privateRepository,
    workflow_run: {
      head_sha: headSha,
      pull_requests: [{ number: 8 }],
      head_branch: "main",
      head_repository: { full_name: "mallory/governance" },
    },
  };
  const ran = await run({ heads: [headSha, "9".repeat(40)] }, { name: "workflow_run", payload });

  expect(ran.comments).toMatchObject([{ number: 7 }]);
  expect(ran.asked.filter((asked) => asked.includes("mallory"))).toEqual([]);
  expect(ran.asked.filter((asked) => asked.includes("/actions/"))).toEqual([]);
});

/** The tests of a policy in the Action: a failing one is a defect of the policy, in every run. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { startSandbox } from "../../src/sandbox/server.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { baseSha, headSha, mergeSha } from "../support/github/repository-routes.ts";
import { startGitHub, type GitHubOptions } from "../support/github/server.ts";
import { makeFolder, runAction, runCli } from "../support/process.ts";
import { mergeGroup, pullRequest, schedule } from "../support/sequence.ts";

const path = "access-policy.yml";
const testPath = "access-policy.test.yml";

const acmePolicy = `version: 1
organization: acme
roles:
  owner: { members: [person-000000, person-000097], min: 2, max: 4 }
  manager: { members: [person-000031] }
teams:
  team-0001: { members: any }
  team-0002: { managers: [person-000001] }
unlisted-teams: warning
unlisted-members: note
rules: { visibility: note, dormant: { after: 30d } }
`;
const mustFail = `version: 1
today: 2026-11-23
tests:
  - name: must fail
    findings: { two-factor: [nobody] }
`;
const mustPass = "version: 1\ntoday: 2026-11-23\ntests:\n  - name: all is well\n";

interface Scene {
  readonly event?: { readonly name: string; readonly payload: unknown; readonly ref?: string };
  readonly policy?: string;
  readonly basePolicy?: string;
  /** Undefined for no test file. */
  readonly tests?: string | undefined;
  readonly baseTests?: string | undefined;
  readonly organization?: string;
  readonly github?: GitHubOptions;
  readonly inputs?: Readonly<Record<string, string>>;
  /** False: nothing of the pull request is checked out. */
  readonly isCheckedOut?: false;
}

/** Runs the Action on the clean workspace, with a policy and its tests. */
async function run(scene: Scene) {
  const { policy = peoplePolicy, tests, baseTests, event = schedule } = scene;
  const github = await startGitHub({ files: [path], ...scene.github });
  onTestFinished(() => github.close());
  const workspace = cleanWorkspace();
  workspace.organization.slug = scene.organization ?? "fernwick";
  const sandbox = await startSandbox({ workspace });
  onTestFinished(() => sandbox.close());
  const { files } = github.state;
  const put = (sha: string, name: string, text: string | undefined) =>
    text === undefined || files.set(`${sha}:${name}`, text);
  for (const sha of [mergeSha, headSha]) {
    put(sha, path, policy);
    put(sha, testPath, tests);
  }
  put(baseSha, path, scene.basePolicy ?? policy);
  put(baseSha, testPath, baseTests);
  const cwd = await makeFolder();
  if (scene.isCheckedOut !== false) {
    await writeFile(join(cwd, path), policy);
    if (tests !== undefined) await writeFile(join(cwd, testPath), tests);
  }
  const result = await runAction({
    cwd,
    event,
    apiUrl: github.apiUrl,
    inputs: {
      c1z: "",
      "api-url": sandbox.url,
      "api-key": sandbox.keys.service,
      token: github.token,
      ...scene.inputs,
    },
  });
  return { ...result, github, cwd, sandbox, comment: github.comments[0]?.body ?? "" };
}

const annotation =
  '::error title=policy-test,file=access-policy.test.yml,line=4,col=5::policy test "must fail" fails: not found: two-factor nobody';

test("a scheduled run reports a failing test at its line, and fails", async () => {
  const ran = await run({ policy: acmePolicy, tests: mustFail, organization: "acme" });

  expect(ran.exitCode, ran.stdout).toBe(1);
  expect(ran.outputs).toMatchObject({ verdict: "drift" });
  expect(ran.stdout).toContain(`${annotation}\n`);
  expect(ran.summary).toMatch(
    /\| \[`access-policy\.test\.yml:4`\]\(<https:[^>]*\/blob\/[0-9a-f]{40}\/access-policy\.test\.yml#L4>\) \|/u,
  );
  expect(ran.github.issues[0]?.body).toContain("must fail");
});

test("the command line gives the same result for the same files", async () => {
  const { cwd, sandbox } = await run({ tests: mustFail });

  const failing = await runCli(["audit", "--api-url", sandbox.url, "--c1z", ""], {
    cwd,
    env: { CLOUDSMITH_API_KEY: sandbox.keys.service, SOURCE_DATE_EPOCH: "1795424400" },
  });

  expect(failing.exitCode, failing.stderr).toBe(1);
  expect(failing.stdout).toContain("policy-test: Policy test that fails");
  expect(failing.stdout).toContain("access-policy.test.yml:4");
});

test.each<readonly [string, Scene]>([
  ["pull request", { event: pullRequest }],
  ["merge group", { event: mergeGroup }],
  [
    "pull request that is read as data",
    {
      event: {
        name: "workflow_run",
        payload: {
          repository: { id: 424_242, visibility: "private", default_branch: "main" },
          workflow_run: { head_sha: headSha },
        },
      },
      inputs: { organization: "fernwick" },
      isCheckedOut: false,
    },
  ],
])("a %s that changes nothing but the tests, and breaks them, fails", async (kind, scene) => {
  const ran = await run({ tests: mustFail, baseTests: mustPass, ...scene });

  expect(ran.exitCode, ran.stdout).toBe(1);
  expect(ran.outputs).toMatchObject({ verdict: "drift", introduced: "1", tasks: "0" });
  expect(ran.stdout.includes(annotation)).toBe(scene.isCheckedOut !== false);
  if (kind === "merge group") return;
  expect(ran.comment).toContain("must fail");
  expect(ran.comment).toContain("`access-policy.test.yml:4`");
});

test("a change of the policy that breaks its tests fails, and one of something else does not", async () => {
  const policy = peoplePolicy.replace("amara-okoye, jonas-lindqvist]", "amara-okoye]");
  const tests = `${mustPass}    findings: { two-factor: [] }\n  - name: Jonas is an Owner\n    members: { jonas-lindqvist: { role: owner, two-factor: false } }\n    findings: { two-factor: [jonas-lindqvist] }\n`;
  const change = { event: pullRequest, tests, baseTests: tests };

  const broken = await run({ ...change, policy, basePolicy: peoplePolicy });
  const same = await run(change);

  expect(broken.exitCode, broken.stdout).toBe(1);
  expect(broken.comment).toContain("Jonas is an Owner");
  expect(same.exitCode, same.stdout).toBe(0);
  expect(same.github.comments).toEqual([]);
  expect(same.sandbox.requests).toEqual([]);
});

test("tests that are not valid are an error on their lines, and in the comment", async () => {
  const scene = { tests: mustFail.replace("two-factor", "two-facter"), baseTests: mustPass };

  const onSchedule = await run(scene);
  const proposed = await run({ ...scene, event: pullRequest });

  for (const ran of [onSchedule, proposed]) {
    expect(ran.exitCode).toBe(2);
    expect(ran.stdout).toContain("::error file=access-policy.test.yml,line=5,col=30::");
  }
  expect(proposed.comment).toContain("### Access audit: the policy cannot be used");
  expect(proposed.comment).toContain("access-policy.test.yml:5:30");
});

const fork = {
  ...pullRequest,
  payload: {
    repository: { id: 424_242, visibility: "private", default_branch: "main" },
    pull_request: { number: 7, head: { repo: { id: 666 } } },
  },
};

test("without a roster, a failing test is an annotation, and the comment says what differs", async () => {
  const ran = await run({
    event: fork,
    tests: mustFail,
    baseTests: mustPass,
    inputs: { "api-key": "" },
  });

  expect(ran.exitCode, ran.stdout).toBe(1);
  expect(ran.stdout).toContain(`${annotation}\n`);
  expect(ran.comment).toContain("Policy tests: 1 of 1 failed.");
  expect(ran.comment).toContain("- must fail: not found: two-factor nobody");
});

test.each<readonly [string, Scene]>([
  ["with a roster", { event: pullRequest }],
  ["without one", { event: fork, inputs: { "api-key": "" } }],
])("where only counts are shown, no test is named %s", async (_, scene) => {
  const ran = await run({
    tests: mustFail,
    baseTests: mustPass,
    ...scene,
    inputs: { "personal-data": "counts", ...scene.inputs },
  });

  expect(ran.exitCode, ran.stdout).toBe(1);
  expect(ran.stdout + ran.summary + ran.comment).not.toMatch(/must fail|nobody/u);
});

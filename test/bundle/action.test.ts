import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { startSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/server.ts";
import { mergeSha } from "../support/github/repository-routes.ts";
import { startGitHub, type GitHubOptions, type StandInGitHub } from "../support/github/server.ts";
import { makeFolder, runAction, type ActionRun } from "../support/process.ts";

interface Scene {
  readonly folder: string;
  readonly github: StandInGitHub;
  sandbox: Sandbox;
  run(
    event: Event,
    inputs?: Readonly<Record<string, string>>,
    env?: Readonly<Record<string, string>>,
  ): Promise<ActionRun>;
}

type Event = Parameters<typeof runAction>[0]["event"];

const privateRepository = { repository: { visibility: "private", default_branch: "main" } };
const schedule: Event = { name: "schedule", payload: privateRepository };
const pullRequest: Event = {
  name: "pull_request",
  payload: { ...privateRepository, pull_request: { number: 7 } },
  ref: "refs/pull/7/merge",
};

/** The defaults that a runner takes from action.yml. */
const defaults = {
  policy: "access-policy.yml",
  c1z: "cloudsmith.c1z",
  "report-json": "report.json",
  "report-markdown": "report.md",
  "report-html": "report.html",
};

async function setScene(
  options: { readonly github?: GitHubOptions; readonly sandbox?: SandboxOptions } = {},
): Promise<Scene> {
  const folder = await makeFolder();
  await writeFile(join(folder, "access-policy.yml"), peoplePolicy);
  const github = await startGitHub(options.github);
  const scene: Scene = {
    folder,
    github,
    sandbox: await startSandbox(options.sandbox),
    run: async (event, inputs = {}, env = {}) => {
      const key = `${mergeSha}:access-policy.yml`;
      const policy = await readFile(join(folder, "access-policy.yml"), "utf8").catch(() => null);
      if (policy === null) github.state.files.delete(key);
      else github.state.files.set(key, policy);
      return await runAction({
        cwd: folder,
        env,
        event,
        apiUrl: github.apiUrl,
        inputs: {
          ...defaults,
          "api-url": scene.sandbox.url,
          "api-key": scene.sandbox.keys.service,
          token: github.token,
          ...inputs,
        },
      });
    },
  };
  onTestFinished(() => github.close());
  onTestFinished(() => scene.sandbox.close());
  return scene;
}

/** Returns how often each thing was asked of the workspace. */
function countRequests({ requests }: Sandbox): readonly (readonly [string, number])[] {
  const keys = requests.map(({ method, template, status }) => `${method} ${template} ${status}`);
  return [...Map.groupBy(keys, (key) => key)]
    .map(([key, all]) => [key, all.length] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

test("a scheduled run tells the drift, leaves the artifact, keeps one issue, and asks for no more than it needs", async () => {
  const scene = await setScene();

  const first = await scene.run(schedule, { "issue-labels": "access, drift" });

  expect(first.exitCode).toBe(1);
  const artifact = await readFile(join(scene.folder, "cloudsmith.c1z"));
  expect(first.outputs).toEqual({
    verdict: "drift",
    errors: "15",
    warnings: "13",
    notes: "6",
    accepted: "0",
    introduced: "",
    tasks: "",
    weakened: "",
    resolved: "",
    "not-judged": "0",
    coverage: "complete",
    delivery: "complete",
    c1z: "cloudsmith.c1z",
    "c1z-sha256": createHash("sha256").update(artifact).digest("hex"),
    "sync-id": expect.stringMatching(/^[0-9A-Za-z]{27}$/u) as string,
    "roster-digest": expect.stringMatching(/^[0-9a-f]{64}$/u) as string,
    "report-json": "report.json",
    "report-markdown": "report.md",
    "report-html": "report.html",
    sarif: "",
    csv: "",
    pack: "",
    "issue-url": "https://github.example/fernwick/governance/issues/8",
    "comment-url": "",
    version: "0.1.0",
  });
  expect(first.summary).toContain("### Access audit of fernwick: 15 errors, 13 warnings, 6 notes");
  expect(first.summary).toContain("Jonas Lindqvist");
  expect(first.stdout).toContain(
    "verdict: drift (15 errors, 13 warnings, 6 notes, 0 rules not judged)",
  );
  expect(scene.github.issues).toMatchObject([
    {
      title: "Access drift in the Cloudsmith workspace fernwick",
      state: "open",
      labels: ["access", "drift"],
    },
  ]);
  expect(scene.github.writes()).toMatchObject([{ operation: "issues/create", number: 8 }]);

  expect(countRequests(scene.sandbox)).toEqual([
    ["GET /orgs/{org}/ 200", 1],
    ["GET /orgs/{org}/invites/ 200", 2],
    ["GET /orgs/{org}/members/ 200", 6],
    ["GET /orgs/{org}/members/{member}/ 404", 1],
    ["GET /orgs/{org}/openid-connect/ 200", 2],
    ["GET /orgs/{org}/openid-connect/{provider_setting}/dynamic-mappings/ 200", 2],
    ["GET /orgs/{org}/saml-authentication 200", 1],
    ["GET /orgs/{org}/saml-group-sync/ 200", 2],
    ["GET /orgs/{org}/saml-group-sync/status/ 200", 1],
    ["GET /orgs/{org}/services/ 200", 2],
    ["GET /orgs/{org}/services/{service}/ 200", 1],
    ["GET /orgs/{org}/teams/ 200", 2],
    ["GET /user/self/ 200", 1],
  ]);

  const second = await scene.run(schedule);

  expect(second.exitCode).toBe(1);
  expect(second.outputs).toEqual(first.outputs);
  expect(scene.github.writes()).toHaveLength(1);
  expect((await readFile(join(scene.folder, "cloudsmith.c1z"))).equals(artifact)).toBe(true);
});

test("a pull request answers for what it introduces, and for nothing else", async () => {
  const scene = await setScene({
    github: { files: ["access-policy.yml"], basePolicy: peoplePolicy },
  });
  const policy = join(scene.folder, "access-policy.yml");
  // Sofia is an innocent member of platform, and Omar is in release without being listed there.
  await writeFile(
    policy,
    peoplePolicy
      .replace("kwame-mensah, sofia-rossi, liam-obrien", "kwame-mensah, liam-obrien")
      .replace(
        "[tamas-varga, nadia-petrova, hana-kim]",
        "[tamas-varga, nadia-petrova, hana-kim, omar-siddiqui]",
      ),
  );

  const allowed = await scene.run(pullRequest);
  expect(allowed.exitCode).toBe(0);
  expect(allowed.outputs).toMatchObject({ verdict: "clean", introduced: "1", tasks: "1" });
  const worse = await scene.run(pullRequest, { "pull-request-tasks": "fail" });
  const comment = scene.github.comments[0]?.body ?? "";
  await writeFile(policy, peoplePolicy);
  const same = await scene.run(pullRequest);

  expect(worse.exitCode).toBe(1);
  expect(worse.stdout).toContain(
    "::error::verdict: drift (1 task after merging, resolves 1, 33 existing, 0 rules not judged)",
  );
  expect(worse.outputs).toMatchObject({ verdict: "drift", introduced: "1", resolved: "1" });
  expect(comment).toContain("1 task after merging, resolves 1, 33 existing");
  const [top = "", settled = "", already = ""] = comment.split(
    /<summary>(?:Resolved by this change: 1|Existing: 33)<\/summary>/u,
  );
  expect(top).toContain("Sofia Rossi");
  expect(top).not.toMatch(/Omar Siddiqui|Jonas Lindqvist/u);
  expect(settled).toContain("Omar Siddiqui");
  expect(settled).not.toContain("Jonas Lindqvist");
  expect(already).toContain("Jonas Lindqvist");
  expect(same.exitCode).toBe(0);
  expect(same.outputs).toMatchObject({ verdict: "clean", introduced: "0", resolved: "0" });
  expect(scene.github.comments).toHaveLength(1);
  expect(scene.github.comments[0]?.body).toContain("introduces nothing, 34 existing");
});

test("the first policy fails nothing, and says so", async () => {
  const scene = await setScene({ github: { files: ["access-policy.yml"] } });

  const run = await scene.run(pullRequest);

  expect(run.exitCode).toBe(0);
  expect(run.outputs).toMatchObject({ verdict: "clean", introduced: "0", errors: "15" });
  expect(scene.github.comments[0]?.body).toContain("access-policy.yml is new");
});

test("a policy that is not valid is told in the comment, which a good one replaces", async () => {
  const scene = await setScene({
    github: { files: ["access-policy.yml"], basePolicy: peoplePolicy },
  });
  const policy = join(scene.folder, "access-policy.yml");
  await writeFile(policy, "version: 1\norganization: fernwick\nroles:\n  ownr: {}\n");

  const broken = await scene.run(pullRequest);
  const told = scene.github.comments[0]?.body;
  await writeFile(policy, peoplePolicy);
  await scene.run(pullRequest);

  expect(broken.exitCode).toBe(2);
  expect(broken.outputs["comment-url"]).toMatch(/#issuecomment-1001$/u);
  expect(told).toContain("the policy cannot be used");
  expect(told).toContain(broken.summary.trim());
  expect(told).toContain("access-policy.yml:4:3");
  expect(scene.github.comments).toHaveLength(1);
  expect(scene.github.comments[0]?.body).not.toContain("cannot be used");
});

test("a pull request that deletes the policy is told that, and not to check it out", async () => {
  const scene = await setScene({
    github: { files: ["access-policy.yml"], basePolicy: peoplePolicy },
  });
  await rm(join(scene.folder, "access-policy.yml"));

  const run = await scene.run(pullRequest);

  expect(run.exitCode).toBe(2);
  const sentence =
    'cannot audit without a policy: this pull request deletes "access-policy.yml", or moves it. Restore it, or set policy to its new path.';
  expect(run.stdout).toContain(`::error::${sentence}\n`);
  expect(scene.github.comments[0]?.body).toContain("this pull request deletes");
});

test("a policy that is named by its whole path is the repository's, and can fail", async () => {
  const scene = await setScene({
    github: { files: ["access-policy.yml"], basePolicy: peoplePolicy },
  });
  const policy = join(scene.folder, "access-policy.yml");
  await writeFile(policy, peoplePolicy.replace("kwame-mensah, sofia-rossi", "kwame-mensah"));

  const run = await scene.run(pullRequest, { policy, "pull-request-tasks": "fail" });

  expect(run.exitCode).toBe(1);
  expect(run.outputs).toMatchObject({ verdict: "drift", introduced: "1" });
  expect(scene.github.comments).toHaveLength(1);
  expect(run.stdout).toMatch(/^::notice title=team-member-unexpected,file=access-policy\.yml,/mu);
});

test("a policy that is checked out in a folder of its own is no first policy, under which nothing fails", async () => {
  const scene = await setScene({
    github: { files: ["access-policy.yml"], basePolicy: peoplePolicy },
  });
  await mkdir(join(scene.folder, "governance"));
  await writeFile(join(scene.folder, "governance/access-policy.yml"), peoplePolicy);

  const run = await scene.run(pullRequest, { policy: "governance/access-policy.yml" });

  expect(run.exitCode).toBe(2);
  expect(run.stdout).toContain(
    'cannot determine what the policy was before this pull request: the repository has no file "governance/access-policy.yml", before or after it.',
  );
});

test.each([
  [
    "a wrong key",
    { "api-key": "nonsense" },
    /cannot sign in to Cloudsmith: it does not recognize the credential/u,
  ],
  [
    "a missing policy",
    { policy: "nowhere.yml" },
    /there is no such file. In a workflow, run actions\/checkout/u,
  ],
  [
    "a bad input",
    { "fail-on": "sometimes", deadline: "soon" },
    /fail-on is "sometimes".*deadline "soon" is not a duration/u,
  ],
])(
  "%s ends in exit code 2, a sentence in log and summary, and all outputs",
  async (_, inputs, sentence) => {
    const scene = await setScene();

    const run = await scene.run(schedule, inputs);

    expect(run.exitCode).toBe(2);
    expect(run.stdout).toMatch(sentence);
    expect(run.stdout.trimEnd().split("\n").at(-1)).toBe("verdict: unknown (nothing was audited)");
    expect(run.summary).toMatch(
      /^### Access audit: (?:result unknown|the policy cannot be used)\n/u,
    );
    expect(run.summary.replaceAll("`", "")).toMatch(sentence);
    expectAllOutputs(run);
    expect(await readdir(scene.folder)).toEqual(["access-policy.yml"]);
  },
);

function expectAllOutputs({ outputs }: ActionRun): void {
  expect(outputs).toMatchObject({
    verdict: "unknown",
    coverage: "none",
    c1z: "",
    version: "0.1.0",
  });
  expect(Object.keys(outputs)).toHaveLength(25);
}

/** Throws in the middle of the run, where no code of ours waits for it. */
const crash = `const timer = setInterval(() => {
  if (process.listenerCount("uncaughtException") === 0) return;
  clearInterval(timer);
  throw new TypeError("out of the blue");
}, 1)`;

test("a crash ends in exit code 2, which is not that of drift, and all outputs", async () => {
  const scene = await setScene();

  const run = await scene.run(
    schedule,
    {},
    { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(crash)}` },
  );

  expect(run.exitCode).toBe(2);
  expect(run.stdout).toContain("::error::this is a bug in the action, please report it: TypeError");
  expectAllOutputs(run);
});

test("without a token the audit is done and nothing is written to GitHub", async () => {
  const scene = await setScene();

  const run = await scene.run(schedule, { token: "" });

  expect(run.exitCode).toBe(1);
  expect(scene.github.requests).toEqual([]);
});

test("a policy's mistakes are annotations on its own lines, ten of them, and the rest is in the log", async () => {
  const scene = await setScene();
  const wrong = Array.from({ length: 13 }, (_, index) => `  rule-${index}%0A: off\n`).join("");
  await writeFile(
    join(scene.folder, "access-policy.yml"),
    `version: 1\norganization: fernwick\nrules:\n${wrong}`,
  );

  const run = await scene.run(schedule);

  expect(run.exitCode).toBe(2);
  expect(run.outputs["verdict"]).toBe("unknown");
  const lines = run.stdout.split("\n");
  const annotations = lines.filter((line) => line.startsWith("::error"));
  expect(annotations).toHaveLength(10);
  expect(annotations[0]).toBe(
    '::error file=access-policy.yml,line=4,col=3::"rule-0%250A" is not known in rules',
  );
  expect(lines).toContain("and 3 more, without an annotation:");
  expect(lines).toContain('access-policy.yml:16:3: "rule-12%0A" is not known in rules');
  expect(scene.github.issues).toEqual([]);
});

import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, expect, test } from "vitest";

import { sandboxPolicy } from "../src/sandbox/policy.ts";
import { startSandbox, type Sandbox, type SandboxOptions } from "../src/sandbox/server.ts";
import { cleanWorkspace } from "../src/sandbox/workspace.ts";
import { stranger } from "./support/github/account.ts";
import { startGitHub, type GitHubOptions, type StandInGitHub } from "./support/github/server.ts";
import { makeFolder, runAction, type ActionRun } from "./support/process.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

interface Scene {
  readonly folder: string;
  readonly github: StandInGitHub;
  sandbox: Sandbox;
  run(event: Event, inputs?: Readonly<Record<string, string>>): Promise<ActionRun>;
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
  await writeFile(join(folder, "access-policy.yml"), sandboxPolicy);
  const github = await startGitHub(options.github);
  const scene: Scene = {
    folder,
    github,
    sandbox: await startSandbox(options.sandbox),
    run: (event, inputs = {}) =>
      runAction({
        cwd: folder,
        event,
        apiUrl: github.apiUrl,
        inputs: {
          ...defaults,
          "api-url": scene.sandbox.url,
          "api-key": scene.sandbox.keys.service,
          token: github.token,
          ...inputs,
        },
      }),
  };
  closers.push(
    () => github.close(),
    () => scene.sandbox.close(),
  );
  return scene;
}

test("a scheduled run tells the drift, leaves the artifact, and keeps one issue", async () => {
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
    introduced: "0",
    resolved: "0",
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

  const second = await scene.run(schedule);

  expect(second.exitCode).toBe(1);
  expect(second.outputs).toEqual(first.outputs);
  expect(scene.github.writes()).toHaveLength(1);
  expect((await readFile(join(scene.folder, "cloudsmith.c1z"))).equals(artifact)).toBe(true);
});

test("the workspace is asked nothing but what the roster needs", async () => {
  const scene = await setScene();

  await scene.run(schedule);

  const asked = new Map<string, number>();
  for (const { method, template, status } of scene.sandbox.requests) {
    const key = `${method} ${template} ${status}`;
    asked.set(key, (asked.get(key) ?? 0) + 1);
  }
  expect([...asked].sort(([a], [b]) => (a < b ? -1 : 1))).toEqual([
    ["GET /orgs/{org}/ 200", 1],
    ["GET /orgs/{org}/invites/ 200", 2],
    ["GET /orgs/{org}/members/ 200", 6],
    ["GET /orgs/{org}/members/{member}/ 404", 1],
    ["GET /orgs/{org}/openid-connect/ 200", 2],
    ["GET /orgs/{org}/saml-authentication 200", 1],
    ["GET /orgs/{org}/saml-group-sync/ 200", 2],
    ["GET /orgs/{org}/saml-group-sync/status/ 200", 1],
    ["GET /orgs/{org}/services/ 200", 2],
    ["GET /orgs/{org}/services/{service}/ 200", 1],
    ["GET /orgs/{org}/teams/ 200", 2],
    ["GET /user/self/ 200", 1],
  ]);
});

test("the issue is closed when the workspace is clean, and reopened when the drift is back", async () => {
  const scene = await setScene();
  await scene.run(schedule);
  const drifting = scene.sandbox;
  scene.sandbox = await startSandbox({ workspace: cleanWorkspace() });
  closers.push(() => drifting.close());

  const clean = await scene.run(schedule);

  expect(clean.exitCode).toBe(0);
  expect(clean.outputs["verdict"]).toBe("clean");
  expect(scene.github.issues).toMatchObject([{ state: "closed", state_reason: "completed" }]);
  expect(scene.github.issues[0]?.body).toContain("no drift");

  const tidy = scene.sandbox;
  closers.push(() => tidy.close());
  scene.sandbox = await startSandbox();
  await scene.run(schedule);

  expect(scene.github.issues).toMatchObject([{ state: "open", state_reason: "reopened" }]);
});

test("an issue is reopened when somebody closed it while there is drift", async () => {
  const scene = await setScene();
  await scene.run(schedule);
  Object.assign(scene.github.issues[0] ?? {}, { state: "closed" });

  await scene.run(schedule);

  expect(scene.github.issues).toMatchObject([{ state: "open" }]);
});

test("nothing is written where nothing was wrong before and nothing is now", async () => {
  const scene = await setScene({ sandbox: { workspace: cleanWorkspace() } });

  const run = await scene.run(schedule);

  expect(run.exitCode).toBe(0);
  expect(run.outputs["issue-url"]).toBe("");
  expect(scene.github.writes()).toEqual([]);
});

test("what could not be judged closes nothing", async () => {
  const scene = await setScene();
  await scene.run(schedule);
  const before = structuredClone(scene.github.issues);
  const tidy = await startSandbox({ workspace: cleanWorkspace() });
  closers.push(() => tidy.close());

  const run = await scene.run(schedule, { "api-url": tidy.url, "api-key": tidy.keys.member });

  expect(run.exitCode).toBe(2);
  expect(run.outputs["verdict"]).toBe("unknown");
  expect(run.outputs["coverage"]).toBe("partial");
  expect(run.outputs["c1z"]).toBe("");
  expect(scene.github.issues).toEqual(before);
});

test("a pull request that touches the policy gets one comment, which stays as it is", async () => {
  const scene = await setScene({ github: { files: ["README.md", "access-policy.yml"] } });

  const first = await scene.run(pullRequest);
  const second = await scene.run(pullRequest);

  expect(first.outputs["comment-url"]).toBe(
    "https://github.example/fernwick/governance/pull/7#issuecomment-1001",
  );
  expect(second.outputs["comment-url"]).toBe(first.outputs["comment-url"]);
  expect(scene.github.comments).toHaveLength(1);
  expect(scene.github.writes()).toMatchObject([{ operation: "issues/create-comment", number: 7 }]);
});

test("a pull request that leaves the policy alone gets no comment, but one that is there is updated", async () => {
  const scene = await setScene({ github: { files: ["README.md"] } });

  await scene.run(pullRequest);
  expect(scene.github.comments).toEqual([]);

  const marker = `<!-- cloudsmith-access-audit v1 comment ${Buffer.from("access-policy.yml").toString("hex")} -->`;
  scene.github.state.addComment({ body: `${marker}\nstale` });
  await scene.run(pullRequest);

  expect(scene.github.comments[0]?.body).toContain("introduces nothing, 34 there already");
});

test("a pull request answers for what it introduces, and for nothing else", async () => {
  const scene = await setScene({
    github: { files: ["access-policy.yml"], basePolicy: sandboxPolicy },
  });
  const policy = join(scene.folder, "access-policy.yml");
  // Sofia is an innocent member of platform, and Omar is in release without being listed there.
  await writeFile(
    policy,
    sandboxPolicy
      .replace("kwame-mensah, sofia-rossi, liam-obrien", "kwame-mensah, liam-obrien")
      .replace(
        "[tamas-varga, nadia-petrova, hana-kim]",
        "[tamas-varga, nadia-petrova, hana-kim, omar-siddiqui]",
      ),
  );

  const worse = await scene.run(pullRequest);
  const comment = scene.github.comments[0]?.body ?? "";
  await writeFile(policy, sandboxPolicy);
  const same = await scene.run(pullRequest);

  expect(worse.exitCode).toBe(1);
  expect(worse.outputs).toMatchObject({ verdict: "drift", introduced: "1", resolved: "1" });
  expect(comment).toContain("introduces 1 error, settles 1, 33 there already");
  const [top = "", folded = ""] = comment.split("<summary>There already: 33</summary>");
  expect(top).toContain("Sofia Rossi");
  expect(top).not.toContain("Jonas Lindqvist");
  expect(folded).toContain("Jonas Lindqvist");
  expect(folded).toMatch(/Settled by this change: 1.*Omar Siddiqui/su);
  expect(same.exitCode).toBe(0);
  expect(same.outputs).toMatchObject({ verdict: "clean", introduced: "0", resolved: "0" });
  expect(scene.github.comments).toHaveLength(1);
  expect(scene.github.comments[0]?.body).toContain("introduces nothing, 34 there already");
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
    github: { files: ["access-policy.yml"], basePolicy: sandboxPolicy },
  });
  const policy = join(scene.folder, "access-policy.yml");
  await writeFile(policy, "version: 1\norganization: fernwick\nroles:\n  ownr: {}\n");

  const broken = await scene.run(pullRequest);
  const told = scene.github.comments[0]?.body;
  await writeFile(policy, sandboxPolicy);
  await scene.run(pullRequest);

  expect(broken.exitCode).toBe(2);
  expect(told).toContain("the policy cannot be used");
  expect(told).toContain("access-policy.yml:4:3");
  expect(scene.github.comments).toHaveLength(1);
  expect(scene.github.comments[0]?.body).not.toContain("cannot be used");
});

test("a forged marker is left alone, wherever and by whomever it was written", async () => {
  const scene = await setScene({ github: { files: ["access-policy.yml"] } });
  await scene.run(pullRequest);
  const own = scene.github.comments.splice(0)[0];
  const forged = scene.github.state.addComment({ body: own?.body ?? "", user: stranger });
  const quoted = scene.github.state.addComment({ body: `> quoting:\n${own?.body}` });
  const before = structuredClone([forged, quoted]);
  for (let index = 0; index < 250; index++)
    scene.github.state.addComment({ body: `talk ${index}` });

  await scene.run(pullRequest);
  await scene.run(pullRequest);

  expect(scene.github.comments.slice(0, 2)).toEqual(before);
  expect(scene.github.comments).toHaveLength(253);
  expect(scene.github.comments.at(-1)?.body).toBe(own?.body);
});

test("a second comment of our own is removed after two runs at once", async () => {
  const scene = await setScene({ github: { files: ["access-policy.yml"] } });

  await Promise.all([scene.run(pullRequest), scene.run(pullRequest)]);

  expect(scene.github.comments).toHaveLength(1);
});

test("a missing permission is named, and the verdict is not lost with it", async () => {
  const scene = await setScene({ github: { permissions: { issues: "read" } } });

  const run = await scene.run(schedule);

  expect(run.exitCode).toBe(2);
  expect(run.outputs).toMatchObject({
    verdict: "drift",
    delivery: "partial",
    c1z: "cloudsmith.c1z",
  });
  expect(run.stdout).toContain(
    'cannot open the tracking issue: GitHub refused it (403). Give the job "permissions: issues: write".',
  );
  expect(run.summary).toContain("15 errors");
});

test("issues that are turned off are told in a sentence", async () => {
  const scene = await setScene({ github: { issuesEnabled: false } });

  const run = await scene.run(schedule);

  expect(run.exitCode).toBe(2);
  expect(run.stdout).toContain("issues are turned off in this repository (410)");
});

test.each([
  ["that says so in the event", { repository: { visibility: "public", default_branch: "main" } }],
  ["whose event does not tell", {}],
])("on a public repository %s no name leaves the run", async (_, payload) => {
  const scene = await setScene({ github: { visibility: "public" } });

  const run = await scene.run({ name: "schedule", payload });

  expect(run.exitCode).toBe(1);
  expect(run.outputs).toMatchObject({ verdict: "drift", errors: "15", c1z: "", "report-json": "" });
  expect(await readdir(scene.folder)).toEqual(["access-policy.yml"]);
  const everything = [
    run.stdout,
    run.stderr,
    run.summary,
    JSON.stringify(scene.github.issues),
  ].join("\n");
  for (const name of [
    "Jonas",
    "jonas-lindqvist",
    "Skunkworks",
    "bernard-koch",
    "legacy-deployer",
  ]) {
    expect(everything).not.toContain(name);
  }
  expect(run.summary).toContain("two-factor");
  expect(scene.github.issues).toHaveLength(1);
});

test("no secret is in any byte of what a run writes", async () => {
  const scene = await setScene({ github: { permissions: { issues: "read" } } });

  const good = await scene.run(schedule);
  const bad = await scene.run(schedule, {
    "api-key": "wrong-key-that-is-secret",
    token: "wrong-token-that-is-secret",
  });

  const files = await readdir(scene.folder);
  const written = await Promise.all(
    files.map((name) => readFile(join(scene.folder, name), "latin1")),
  );
  const masked = /^::add-mask::.*$/gmu;
  const everything = [good, bad]
    .flatMap(({ stdout, stderr, summary, outputs }) => [
      stdout.replaceAll(masked, ""),
      stderr,
      summary,
      JSON.stringify(outputs),
    ])
    .concat(written)
    .join("\n");
  for (const secret of [
    scene.sandbox.keys.service,
    scene.github.token,
    "that-is-secret",
    "********",
  ]) {
    expect(everything).not.toContain(secret);
  }
  expect(good.stdout).toContain(`::add-mask::${scene.sandbox.keys.service}`);
  expect(good.stdout.indexOf("::add-mask::")).toBe(0);
});

test.each([
  [
    "a wrong key",
    { "api-key": "nonsense" },
    /cannot sign in to Cloudsmith: it does not recognise the credential/u,
  ],
  ["no key", { "api-key": "" }, /there is no credential/u],
  [
    "an unknown workspace",
    { organization: "elsewhere" },
    /cannot read workspace "elsewhere": it is not found/u,
  ],
  [
    "a missing policy",
    { policy: "nowhere.yml" },
    /there is no such file. In a workflow, run actions\/checkout/u,
  ],
  [
    "a bad input",
    { "fail-on": "sometimes", deadline: "soon" },
    /fail-on is "sometimes".*deadline "soon" is no duration/u,
  ],
  [
    "plain http to another host",
    { "api-url": "http://api.cloudsmith.example/v1" },
    /the key may travel over https only/u,
  ],
  [
    "http to a host that only looks like loopback",
    { "api-url": "http://127.0.0.1.example/v1" },
    /https only/u,
  ],
])("%s ends in exit code 2, a sentence, and all outputs", async (_, inputs, sentence) => {
  const scene = await setScene();

  const run = await scene.run(schedule, inputs);

  expect(run.exitCode).toBe(2);
  expect(run.stdout).toMatch(sentence);
  expect(run.outputs).toMatchObject({
    verdict: "unknown",
    coverage: "none",
    c1z: "",
    version: "0.1.0",
  });
  expect(Object.keys(run.outputs)).toHaveLength(23);
  expect(await readdir(scene.folder)).toEqual(["access-policy.yml"]);
});

test("a GitHub that cannot be reached costs the delivery, not the verdict", async () => {
  const scene = await setScene();
  await scene.github.close();

  const run = await scene.run(schedule);

  expect(run.exitCode).toBe(2);
  expect(run.outputs).toMatchObject({ verdict: "drift", delivery: "partial" });
  expect(run.stdout).toContain("GitHub could not be reached");
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

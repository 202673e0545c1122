import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { sandboxPolicy } from "../../src/sandbox/policy.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import {
  startArtifacts,
  type ArtifactsOptions,
  type StandInArtifact,
  type StandInArtifacts,
} from "../support/github-artifacts.ts";
import { makeFolder, runAction, runCli, type ActionRun } from "../support/process.ts";
import { makeZip } from "../support/zip.ts";

let fernwick: Sandbox;
/** Fernwick as it is, and as it should be, each as a workflow leaves it. */
let drifting: Buffer;
let tidy: Buffer;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

beforeAll(async () => {
  fernwick = await startSandbox();
  drifting = await sync(fernwick);
  const clean = await startSandbox({ workspace: cleanWorkspace() });
  tidy = await sync(clean);
  await clean.close();
});
afterAll(() => fernwick.close());

async function sync({ url, keys }: Sandbox): Promise<Buffer> {
  const cwd = await makeFolder();
  const run = await runCli(["sync", "--organization", "fernwick", "--api-url", url], {
    cwd,
    env: { CLOUDSMITH_API_KEY: keys.service, SOURCE_DATE_EPOCH: "1795338000" },
  });
  expect(run.stderr).not.toContain("error");
  return makeZip([
    { name: "cloudsmith.c1z", content: await readFile(join(cwd, "cloudsmith.c1z")) },
  ]);
}

interface Ran extends ActionRun {
  readonly github: StandInArtifacts;
  /** What is left in the runner's folder for temporary files. */
  readonly left: readonly string[];
}

async function run(
  options: ArtifactsOptions,
  inputs: Readonly<Record<string, string>>,
): Promise<Ran> {
  const github = await startArtifacts(options);
  closers.push(() => github.close());
  const cwd = await makeFolder();
  const temporary = join(cwd, "temporary");
  await mkdir(temporary);
  await writeFile(join(cwd, "access-policy.yml"), sandboxPolicy);
  const result = await runAction({
    cwd,
    apiUrl: github.apiUrl,
    event: {
      name: "schedule",
      payload: { repository: { visibility: "private", default_branch: "main" } },
    },
    env: { RUNNER_TEMP: temporary },
    inputs: { c1z: "", issue: "never", comment: "never", token: github.token, ...inputs },
  });
  return { ...result, github, left: await readdir(temporary) };
}

const audited = { "from-c1z": "artifact:roster" };

test("from-c1z takes the newest artifact of that name, and the report tells its age", async () => {
  const ran = await run(
    {
      artifacts: [
        { zip: drifting, createdAt: "2026-11-20T05:17:00Z" },
        { zip: tidy, createdAt: "2026-11-22T05:17:00Z" },
        { zip: drifting, createdAt: "2026-11-21T05:17:00Z" },
        { zip: drifting, createdAt: "2026-11-23T05:17:00Z", name: "another" },
      ],
    },
    audited,
  );

  expect(ran.exitCode).toBe(0);
  expect(ran.outputs).toMatchObject({ verdict: "clean", c1z: "" });
  expect(ran.stdout).toContain(
    "artifact:roster is of 2026-11-22T05:17:00Z (27 hours ago), from run 1501 of the default branch",
  );
  expect(ran.summary).toContain("artifact:roster, which was 24 hours old");
  expect(ran.left).toEqual([]);
});

test("the token stays with GitHub, and the storage's signature with nobody", async () => {
  const ran = await run({ artifacts: [{ zip: tidy }] }, audited);

  expect(ran.github.storageHeaders).toHaveLength(1);
  expect(JSON.stringify(ran.github.storageHeaders)).not.toContain(ran.github.token);
  expect(ran.github.storageHeaders[0]).not.toHaveProperty("authorization");
  expect(ran.stdout + ran.summary).not.toContain("secretSignature");
});

const foreign: readonly (readonly [string, StandInArtifact])[] = [
  ["expired", { expired: true }],
  ["of another branch", { branch: "feature" }],
  ["of a fork whose branch is called main", { headRepository: 666 }],
  ["of a pull request from main", { event: "pull_request" }],
  ["of a pull_request_target", { event: "pull_request_target" }],
  ["of what another run started", { event: "workflow_run" }],
  ["of a comment", { event: "issue_comment" }],
  ["of a tag called main", { sha: "e".repeat(40) }],
];

test.each(foreign)("an artifact %s is passed over for an older one", async (_, artifact) => {
  const ran = await run(
    {
      artifacts: [
        { zip: drifting, createdAt: "2026-11-23T01:00:00Z", ...artifact },
        { zip: tidy, createdAt: "2026-11-01T01:00:00Z" },
      ],
    },
    audited,
  );

  expect(ran.outputs).toMatchObject({ verdict: "clean" });
  expect(ran.stdout).toContain("2026-11-01T01:00:00Z");
});

test("where only others could have made it, there is none", async () => {
  const artifacts = foreign.map(([, artifact]) => ({ zip: tidy, ...artifact }));
  const ran = await run({ artifacts }, audited);

  expect(ran.exitCode).toBe(2);
  expect(ran.stdout).toContain(
    'cannot audit artifact:roster: no workflow artifact is called "roster" (passed over 8 of that name, expired or not from a scheduled, pushed or manual run of main). A workflow like examples/scheduled-audit.yml leaves one, so run that first.',
  );
  expect(ran.github.storageHeaders).toEqual([]);
});

test("the newest is found behind many pages", async () => {
  const strangers = Array.from({ length: 230 }, () => ({ headRepository: 666, zip: drifting }));
  const ran = await run({ artifacts: [...strangers, { zip: tidy }] }, audited);

  expect(ran.outputs["verdict"]).toBe("clean");
});

test("a first run has no baseline: a warning, and the audit goes on", async () => {
  const ran = await run(
    {},
    {
      baseline: "artifact:roster",
      "api-url": fernwick.url,
      "api-key": fernwick.keys.service,
    },
  );

  expect(ran.exitCode).toBe(1);
  expect(ran.outputs["verdict"]).toBe("drift");
  expect(ran.stdout).toContain(
    'warning: there is no baseline yet, so nothing guards against a roster that shrank: no workflow artifact is called "roster"',
  );
});

test("a baseline from an artifact tells what changed since", async () => {
  const ran = await run(
    { artifacts: [{ zip: tidy }] },
    {
      baseline: "artifact:roster",
      "api-url": fernwick.url,
      "api-key": fernwick.keys.service,
    },
  );

  expect(ran.stdout).not.toContain("no baseline yet");
  expect(ran.summary).toMatch(/since/iu);
});

test.each<readonly [string, ArtifactsOptions, RegExp]>([
  [
    "no permission to read them",
    { refused: ["actions"] },
    /cannot list the workflow artifacts: GitHub refused it \(403\)\. Give the job "permissions: actions: read"\./u,
  ],
  [
    "a wrong digest",
    { artifacts: [{ digest: `sha256:${"0".repeat(64)}` }] },
    /cannot download workflow artifact "roster": its SHA-256 is [0-9a-f]{64}, and GitHub says 0{64}\./u,
  ],
  [
    "one that is too large by what GitHub says",
    { artifacts: [{ sizeBytes: 2 ** 40 }] },
    /it has 1099511627776 bytes/u,
  ],
  [
    "a redirect to plain http",
    { redirect: () => "http://storage.example/blob" },
    /an address that is not https/u,
  ],
  ["a redirect to nowhere", { redirect: () => "/relative" }, /does not say where it is/u],
  [
    "a storage that has lost it",
    { redirect: (address) => address.replace("/blob/", "/gone/") },
    /the storage answered 404/u,
  ],
  [
    "a storage that sends on",
    { storageRedirects: true },
    /cannot download workflow artifact "roster": .*redirect/u,
  ],
  ["no zip", { artifacts: [{ zip: Buffer.from("not a zip") }] }, /cannot unzip workflow artifact/u],
  [
    "a zip without an artifact of ours",
    { artifacts: [{ zip: makeZip([{ name: "x.c1z", content: Buffer.from("junk") }]) }] },
    /cannot read artifact/u,
  ],
])("a baseline with %s is an error, and not silently none", async (_, options, sentence) => {
  const ran = await run(
    { artifacts: [{ zip: tidy }], ...options },
    {
      baseline: "artifact:roster",
      "api-url": fernwick.url,
      "api-key": fernwick.keys.service,
    },
  );

  expect(ran.exitCode).toBe(2);
  expect(ran.outputs["verdict"]).toBe("unknown");
  expect(ran.stdout).toMatch(sentence);
  expect(ran.stdout).not.toContain("secretSignature");
  expect(ran.left).toEqual([]);
});

test("without a token there is a sentence", async () => {
  const ran = await run({}, { ...audited, token: "" });

  expect(ran.exitCode).toBe(2);
  expect(ran.stdout).toContain("cannot look for artifact:roster: there is no token.");
});

test("the command line says how to fetch one", async () => {
  const cwd = await makeFolder();
  await writeFile(join(cwd, "access-policy.yml"), sandboxPolicy);

  const ran = await runCli(["audit", "--from-c1z", "artifact:cloudsmith-c1z"], { cwd });

  expect(ran.exitCode).toBe(2);
  expect(ran.stderr).toContain(
    'cannot look for artifact:cloudsmith-c1z: only a job of GitHub Actions can. Here, fetch it with "gh run download --name cloudsmith-c1z" and give the file.',
  );
});

test.each(["artifact:", "artifact:a/b", 'artifact:"x"'])(
  "%s is no name of an artifact",
  async (given) => {
    const cwd = await makeFolder();
    const ran = await runCli(["audit", "--from-c1z", given], { cwd });

    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('names no workflow artifact after "artifact:"');
  },
);

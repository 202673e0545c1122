import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";

import { createArtifactOpener } from "../../src/github/artifacts/earlier-artifact.ts";
import { silentLogger, type Logger } from "../../src/log.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { parseSettings } from "../../src/settings.ts";
import { runHere } from "../support/command-line.ts";
import { aRun } from "../support/github/run.ts";
import { startGitHub, type GitHubOptions, type StandInGitHub } from "../support/github/server.ts";
import type { StandInArtifact } from "../support/github/state.ts";
import { makeFolder, runAction, type ActionRun } from "../support/process.ts";
import { makeZip } from "../support/zip.ts";

const sha256 = "0".repeat(64);

async function open(options: GitHubOptions = {}): Promise<StandInGitHub> {
  const github = await startGitHub(options);
  onTestFinished(() => github.close());
  return github;
}

/** A zip with a file of its own in it, so that it is seen whose zip was taken. */
const zipOf = (text: string) => makeZip([{ name: "cloudsmith.c1z", content: Buffer.from(text) }]);
const wanted = { name: "roster", zip: zipOf("wanted"), created_at: "2026-11-01T01:00:00Z" };
const newer = { name: "roster", zip: zipOf("newer"), created_at: "2026-11-23T01:00:00Z" };

/** Returns what was in the artifact that is found, or why there is none; rejects as it does. */
async function find(github: StandInGitHub, log: Logger = silentLogger): Promise<string> {
  const folder = await makeFolder();
  const opener = createArtifactOpener(aRun(github.apiUrl, { eventName: "schedule", sha: "" }), {
    token: github.token,
    userAgent: "cloudsmith-access-audit/test",
    folder: async () => folder,
    log,
    now: new Date("2026-11-23T09:00:00.000Z"),
  });
  const found = await opener("roster");
  return "path" in found ? await readFile(found.path, "utf8") : found.missing;
}

test("the newest artifact of that name is taken, once, and its age and run are told", async () => {
  const github = await open();
  github.state.addArtifact({ ...wanted, created_at: "2026-11-20T05:17:00Z" });
  const { runId } = github.state.addArtifact({ ...newer, created_at: "2026-11-22T05:17:00Z" });
  github.state.addArtifact({ ...wanted, created_at: "2026-11-21T05:17:00Z" });
  github.state.addArtifact({ ...wanted, created_at: "2026-11-23T05:17:00Z", name: "another" });
  const told: string[] = [];

  expect(await find(github, { ...silentLogger, info: (text) => void told.push(text) })).toBe(
    "newer",
  );

  expect(told).toEqual([
    `artifact:roster was created at 2026-11-22T05:17:00Z (27 hours ago), from run ${runId} of the default branch`,
  ]);
  expect(github.state.storage.downloads).toBe(1);
});

const foreign: readonly (readonly [string, Partial<StandInArtifact>])[] = [
  ["expired", { expired: true }],
  ["of another branch", { branch: "feature" }],
  ["of a fork whose branch is called main", { ofThisRepository: false }],
  ["of a pull request from main", { event: "pull_request" }],
  ["of a pull_request_target", { event: "pull_request_target" }],
  ["of what another run started", { event: "workflow_run" }],
  ["of a comment", { event: "issue_comment" }],
  ["of a tag called main", { sha: "e".repeat(40) }],
];

async function openWithForeign(): Promise<StandInGitHub> {
  const github = await open();
  github.state.astray.add("e".repeat(40));
  return github;
}

test.each(foreign)("an artifact %s is passed over for an older one", async (_, artifact) => {
  const github = await openWithForeign();
  github.state.addArtifact({ ...newer, ...artifact });
  github.state.addArtifact(wanted);

  expect(await find(github)).toBe("wanted");
});

test.each(["schedule", "push", "workflow_dispatch"])(
  "an artifact of a run that was a %s counts",
  async (event) => {
    const github = await open();
    github.state.addArtifact({ ...wanted, event });

    expect(await find(github)).toBe("wanted");
  },
);

test("where only others could have made it, there is none, and none is downloaded", async () => {
  const github = await openWithForeign();
  for (const [, artifact] of foreign) github.state.addArtifact({ ...newer, ...artifact });

  expect(await find(github)).toBe(
    'there is no workflow artifact with the name "roster" (skipped 8 with that name: expired, or not from a scheduled, push or manual run of main)',
  );
  expect(github.state.storage.downloads).toBe(0);
});

test("the newest is found behind many pages", async () => {
  const github = await open();
  github.state.addArtifact(wanted);
  for (let count = 0; count < 230; count++) {
    github.state.addArtifact({ ...newer, ofThisRepository: false });
  }

  expect(await find(github)).toBe("wanted");
});

test.each<readonly [string, (github: StandInGitHub, artifact: StandInArtifact) => void, RegExp]>([
  [
    "no permission to read them",
    ({ permissions }) => void (permissions.actions = "none"),
    /^cannot list the workflow artifacts: GitHub refused it \(403\)\. Give the job "permissions: actions: read"\. GitHub says: "Resource not accessible by integration"\.$/u,
  ],
  [
    "a wrong digest",
    (_, artifact) => void (artifact.told = { digest: `sha256:${sha256}` }),
    /^cannot download workflow artifact "roster": its SHA-256 is [0-9a-f]{64}, and GitHub says 0{64}\./u,
  ],
  [
    "a size that is too large by what GitHub says",
    (_, artifact) => void (artifact.told = { size: 2 ** 40 }),
    /it has 1099511627776 bytes/u,
  ],
  [
    "a redirect to plain http",
    ({ state }) => void (state.storage.redirect = () => "http://storage.example/blob"),
    /an address that does not use https/u,
  ],
  [
    "a redirect to nowhere",
    ({ state }) => void (state.storage.redirect = () => "/relative"),
    /returned no address for it/u,
  ],
  [
    "a storage that has lost it",
    ({ state }) =>
      void (state.storage.redirect = (address) => address.replace("/artifacts/", "/gone/")),
    /the storage answered 404/u,
  ],
  [
    "a storage that sends on",
    ({ state }) => void (state.storage.sendsOn = true),
    /cannot download workflow artifact "roster": .*redirect/u,
  ],
  [
    "no zip",
    (_, artifact) => void (artifact.zip = Buffer.from("not a zip")),
    /cannot unzip workflow artifact/u,
  ],
])("%s is an error that keeps the address to itself, and not none", async (_, spoil, sentence) => {
  const github = await open();
  spoil(github, github.state.addArtifact(wanted));

  const error = await find(github).catch((reason: unknown) => reason);

  expect(error).toMatchObject({
    name: "AuditError",
    message: expect.stringMatching(sentence) as string,
  });
  expect((error as Error).message).not.toContain("secretSignature");
});

test.each(["artifact:", "artifact:a/b", 'artifact:"x"'])(
  "%s is no name of an artifact",
  (given) => {
    for (const setting of ["from-c1z", "baseline"]) {
      expect(() => parseSettings({ [setting]: given })).toThrow(
        'does not name a workflow artifact after "artifact:"',
      );
    }
  },
);

let fernwick: Sandbox;
/** Fernwick as it should be, as a workflow leaves it. */
let tidy: Buffer;

beforeAll(async () => {
  fernwick = await startSandbox();
  const clean = await startSandbox({ workspace: cleanWorkspace() });
  tidy = await sync(clean);
  await clean.close();
});
afterAll(() => fernwick.close());

async function sync({ url, keys }: Sandbox): Promise<Buffer> {
  const cwd = await makeFolder();
  const run = await runHere(["sync", "--organization", "fernwick", "--api-url", url], {
    cwd,
    env: { CLOUDSMITH_API_KEY: keys.service, SOURCE_DATE_EPOCH: "1795338000" },
  });
  expect(run.exitCode).toBe(0);
  return makeZip([
    { name: "cloudsmith.c1z", content: await readFile(join(cwd, "cloudsmith.c1z")) },
  ]);
}

/** Runs the Action, and returns what is left in the runner's folder for temporary files as well. */
async function run(
  github: StandInGitHub,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<ActionRun & { readonly left: readonly string[] }> {
  const cwd = await makeFolder();
  const temporary = join(cwd, "temporary");
  await mkdir(temporary);
  await writeFile(join(cwd, "access-policy.yml"), peoplePolicy);
  const result = await runAction({
    cwd,
    apiUrl: github.apiUrl,
    event: {
      name: "schedule",
      payload: { repository: { visibility: "private", default_branch: "main" } },
    },
    env: { RUNNER_TEMP: temporary, ...env },
    inputs: { c1z: "", issue: "never", comment: "never", token: github.token, ...inputs },
  });
  return { ...result, left: await readdir(temporary) };
}

const live = () => ({ "api-url": fernwick.url, "api-key": fernwick.keys.service });

test("from-c1z audits the artifact without a credential, tells its age, and leaves nothing", async () => {
  const github = await open();
  github.state.addArtifact({ ...wanted, zip: tidy });

  const ran = await run(github, { "from-c1z": "artifact:roster" });

  expect(ran.exitCode).toBe(0);
  expect(ran.outputs).toMatchObject({ verdict: "clean", c1z: "" });
  expect(ran.summary).toContain("artifact:roster, which was 24 hours old");
  expect(ran.stdout + ran.summary).not.toContain("secretSignature");
  expect(ran.left).toEqual([]);
});

/** When the artifacts of this file were read, and how many seconds a day has. */
const [readAt, day] = [1_795_338_000, 86_400];

test("an artifact that is older than a week is audited, and proves nothing", async () => {
  const github = await open();
  github.state.addArtifact({ ...wanted, zip: tidy });
  const later = { SOURCE_DATE_EPOCH: String(readAt + 97 * day) };

  const ran = await run(github, { "from-c1z": "artifact:roster", issue: "auto" }, later);

  expect(ran.exitCode).toBe(2);
  expect(ran.outputs).toMatchObject({ verdict: "unknown", coverage: "complete" });
  expect(ran.summary).toContain(
    "This is not a clean result: artifact:roster does not describe the current workspace: it was read 97 days ago, and max-age is 7d.",
  );
  expect(github.writes()).toEqual([]);
});

test("a baseline that is older than a week is a warning", async () => {
  const github = await open();
  github.state.addArtifact({ ...wanted, zip: tidy });
  const later = { SOURCE_DATE_EPOCH: String(readAt + 8 * day) };

  const ran = await run(github, { baseline: "artifact:roster", ...live() }, later);

  expect(ran.outputs["verdict"]).toBe("drift");
  expect(ran.stdout).toContain(
    "warning: the baseline artifact:roster is old, so there may be many changes since then: it was read 8 days ago, and max-age is 7d",
  );
});

test("from-c1z of an artifact that is not there says what leaves one", async () => {
  const ran = await run(await open(), { "from-c1z": "artifact:roster" });

  expect(ran.exitCode).toBe(2);
  expect(ran.stdout).toContain(
    'cannot audit artifact:roster: there is no workflow artifact with the name "roster". A workflow such as examples/scheduled-audit.yml uploads one. Run it first.',
  );
});

test("a first run has no baseline: a warning, and the audit goes on", async () => {
  const ran = await run(await open(), { baseline: "artifact:roster", ...live() });

  expect(ran.exitCode).toBe(1);
  expect(ran.outputs["verdict"]).toBe("drift");
  expect(ran.stdout).toContain(
    'warning: there is no baseline yet, so a roster that shrank is not detected: there is no workflow artifact with the name "roster"',
  );
});

test("a baseline from an artifact tells what changed since", async () => {
  const github = await open();
  github.state.addArtifact({ ...wanted, zip: tidy });

  const ran = await run(github, { baseline: "artifact:roster", ...live() });

  expect(ran.stdout).not.toContain("no baseline yet");
  expect(ran.summary).toContain("Since 2026-11-22 09:00 UTC: ");
  expect(ran.left).toEqual([]);
});

test("a baseline that is no artifact of ours is an error, and not silently none", async () => {
  const github = await open();
  github.state.addArtifact({ ...wanted, zip: zipOf("junk") });

  const ran = await run(github, { baseline: "artifact:roster", ...live() });

  expect(ran.exitCode).toBe(2);
  expect(ran.outputs["verdict"]).toBe("unknown");
  expect(ran.stdout).toMatch(/cannot read artifact/u);
  expect(ran.left).toEqual([]);
});

test("without a token there is a sentence", async () => {
  const ran = await run(await open(), { "from-c1z": "artifact:roster", token: "" });

  expect(ran.exitCode).toBe(2);
  expect(ran.stdout).toContain("cannot look for artifact:roster: there is no token.");
});

test("the command line says how to fetch one", async () => {
  const cwd = await makeFolder();
  await writeFile(join(cwd, "access-policy.yml"), peoplePolicy);

  const ran = await runHere(["audit", "--from-c1z", "artifact:cloudsmith-c1z"], { cwd });

  expect(ran.exitCode).toBe(2);
  expect(ran.stderr).toContain(
    'cannot look for artifact:cloudsmith-c1z: only a job of GitHub Actions can do that. Download it with "gh run download --name cloudsmith-c1z" and give the file.',
  );
});

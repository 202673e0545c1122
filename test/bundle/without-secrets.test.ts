import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { beforeAll, expect, onTestFinished, test } from "vitest";

import { changesSince, toBasePolicy } from "../../src/sources/base-policy.ts";
import type { RunEnvironment } from "../../src/github/context.ts";
import { findRestriction, isFromOutside } from "../../src/github/restriction.ts";
import { silentLogger } from "../../src/log.ts";
import type { OpenArtifact } from "../../src/sources/named-artifact.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { dayMs } from "../../src/clock.ts";
import { parseSettings } from "../../src/settings.ts";
import { toSource } from "../../src/sources/source.ts";
import { chooseSource } from "../../src/sources/choose-source.ts";
import { runHere } from "../support/command-line.ts";
import { mergeSha } from "../support/github/repository-routes.ts";
import { startGitHub, type GitHubOptions, type StandInGitHub } from "../support/github/server.ts";
import type { StandInArtifact } from "../support/github/state.ts";
import { makeFolder, runAction, type ActionRun } from "../support/process.ts";
import { makeZip } from "../support/zip.ts";
import { policyFrom } from "../support/policy.ts";

/** The stand-in's. */
const repositoryId = 424_242;
const forkId = 666;

/** Fernwick as it was yesterday, as a scheduled workflow leaves it. */
let roster: Partial<StandInArtifact>;
beforeAll(async () => {
  const sandbox = await startSandbox();
  const cwd = await makeFolder();
  await runHere(["sync", "--organization", "fernwick", "--api-url", sandbox.url], {
    cwd,
    env: { CLOUDSMITH_API_KEY: sandbox.keys.service, SOURCE_DATE_EPOCH: "1795338000" },
  });
  await sandbox.close();
  const content = await readFile(join(cwd, "cloudsmith.c1z"));
  roster = { name: "roster", zip: makeZip([{ name: "cloudsmith.c1z", content }]) };
});

const proposed = peoplePolicy.replace("amara-okoye, jonas-lindqvist]", "amara-okoye]");

function pullRequestFrom(headRepository: number | null, visibility = "private"): unknown {
  return {
    repository: { id: repositoryId, visibility, default_branch: "main" },
    pull_request: {
      number: 7,
      head: { repo: headRepository === null ? null : { id: headRepository } },
    },
  };
}

test.each<readonly [string, unknown, string, string, string | undefined]>([
  ["from a fork", pullRequestFrom(forkId), "pull_request", "mallory", "a fork"],
  ["whose repository is gone", pullRequestFrom(null), "pull_request", "mallory", "a fork"],
  ["of Dependabot", pullRequestFrom(repositoryId), "pull_request", "dependabot[bot]", "Dependabot"],
  ["from this repository", pullRequestFrom(repositoryId), "pull_request", "amara", undefined],
  ["that the event does not tell of", {}, "pull_request", "amara", undefined],
  ["that is over, on a push", pullRequestFrom(forkId), "push", "mallory", undefined],
])("a pull request %s has secrets, or has not", (_, eventPayload, eventName, actor, expected) => {
  const run = { eventName, eventPayload } as RunEnvironment;
  expect(findRestriction(run, actor)).toBe(expected);
});

test.each<readonly [string, unknown, string, boolean]>([
  ["from a fork", pullRequestFrom(forkId), "pull_request", true],
  ["whose repository is gone", pullRequestFrom(null), "pull_request", true],
  ["from this repository", pullRequestFrom(repositoryId), "pull_request", false],
  ["on a push", pullRequestFrom(forkId), "push", false],
])(
  "the policy of a pull request %s comes from outside, or does not",
  (_, payload, name, expected) => {
    expect(isFromOutside({ eventName: name, eventPayload: payload })).toBe(expected);
  },
);

const there: OpenArtifact = async () => ({ path: "earlier.c1z" });
const gone: OpenArtifact = async () => ({
  missing: 'there is no workflow artifact with the name "roster"',
});

async function choose(
  given: Readonly<Record<string, string>>,
  {
    openArtifact = there,
    canSignIn = false,
    isFork = true,
    personalData = "full",
  }: {
    readonly openArtifact?: OpenArtifact;
    readonly canSignIn?: boolean;
    readonly isFork?: boolean;
    readonly personalData?: "full" | "counts";
  } = {},
) {
  const resolved = toSource(parseSettings(given));
  const restriction = isFork ? "a fork" : undefined;
  const isFromOutside = isFork;
  const log = silentLogger;
  const run = { restriction, isFromOutside, personalData, canSignIn, openArtifact, log } as const;
  return { resolved, source: await chooseSource(resolved, run) };
}

test("a baseline of the default branch's takes the workspace's place, and nothing else does", async () => {
  const baseline = { baseline: "artifact:roster" };
  const { source } = await choose(baseline);
  expect(source).toEqual({
    kind: "artifact",
    ref: { artifact: "roster" },
    maxAgeMs: 7 * dayMs,
    requested: undefined,
    baseline: undefined,
  });

  for (const run of [{ canSignIn: true }, { isFork: false }]) {
    const { resolved, source } = await choose(baseline, run);
    expect(source).toBe(resolved);
  }
});

test("a file of the pull request's own is no workspace", async () => {
  const { source } = await choose({ baseline: "earlier.c1z" });
  expect(source).toEqual({
    kind: "none",
    reason:
      "GitHub gives no secrets to a pull request from a fork, and neither from-c1z nor baseline names an artifact of the default branch as artifact:NAME",
  });
});

test("where only counts are shown, a policy from outside gets no roster, whatever could be read", async () => {
  const forbidden: OpenArtifact = async () => {
    throw new Error("it was looked for");
  };
  for (const canSignIn of [true, false]) {
    for (const name of ["baseline", "from-c1z"]) {
      const run = { openArtifact: forbidden, canSignIn, personalData: "counts" } as const;
      const { source } = await choose({ [name]: "artifact:roster" }, run);
      expect(source).toEqual({
        kind: "none",
        reason:
          "the policy comes from outside this repository, and only counts are shown here, from which its author could infer hidden data",
      });
    }
  }
});

test("an artifact that is not there is no workspace either", async () => {
  for (const name of ["baseline", "from-c1z"]) {
    const { source } = await choose({ [name]: "artifact:roster" }, { openArtifact: gone });
    expect(source).toEqual({
      kind: "none",
      reason:
        'GitHub gives no secrets to a pull request from a fork, and there is no workflow artifact with the name "roster"',
    });
  }
});

test("a policy is new, as it was, or was of no use before, and where nobody can look it is unknown", async () => {
  const policy = policyFrom(peoplePolicy);
  const path = "access-policy.yml";
  const now = new Date("2026-11-23T09:00:00.000Z");
  const changes = async (text: string | undefined) => {
    const before = text === undefined ? undefined : { path, bytes: Buffer.from(text) };
    return changesSince(await toBasePolicy(before, path, silentLogger), policy, now);
  };

  expect(await changes(undefined)).toBe("new");
  expect(await changes(peoplePolicy)).toEqual([]);
  expect(await changes("version: 3\n")).toBe("unknown");
  expect(changesSince(undefined, policy, now)).toBe("unknown");
});

interface Scene {
  readonly policy?: string;
  readonly github?: GitHubOptions;
  readonly artifact?: Partial<StandInArtifact>;
  readonly payload?: unknown;
  readonly inputs?: Readonly<Record<string, string>>;
}

interface Ran extends ActionRun {
  readonly github: StandInGitHub;
}

/** Runs the Action on a pull request of mallory's, whose token may only read. */
async function run(scene: Scene = {}): Promise<Ran> {
  const github = await startGitHub({
    files: ["access-policy.yml"],
    basePolicy: peoplePolicy,
    permissions: { issues: "read", pullRequests: "read" },
    ...scene.github,
  });
  onTestFinished(() => github.close());
  if (scene.artifact !== undefined) github.state.addArtifact(scene.artifact);
  const cwd = await makeFolder();
  await writeFile(join(cwd, "access-policy.yml"), scene.policy ?? proposed);
  github.state.files.set(`${mergeSha}:access-policy.yml`, scene.policy ?? proposed);
  const result = await runAction({
    cwd,
    apiUrl: github.apiUrl,
    event: {
      name: "pull_request",
      ref: "refs/pull/7/merge",
      payload: scene.payload ?? pullRequestFrom(forkId),
    },
    env: { GITHUB_ACTOR: "mallory" },
    inputs: { c1z: "", "api-key": "", token: github.token, ...scene.inputs },
  });
  return { ...result, github };
}

test("a fork's policy is checked and its change told, and the step is neutral", async () => {
  // The input is there on a fork, too, but no ID token can be had.
  const ran = await run({ inputs: { "oidc-service": "audit" } });

  expect(ran.exitCode).toBe(0);
  expect(ran.outputs).toMatchObject({ verdict: "unknown", coverage: "none", delivery: "complete" });
  expect(ran.summary).toContain("only the policy was checked, and it is valid");
  expect(ran.summary).toContain(
    "The workspace was not read: GitHub gives no secrets to a pull request",
  );
  expect(ran.summary).toContain("So it is not known whether the workspace matches the policy");
  expect(ran.summary).toContain("- no longer expects the Owner jonas-lindqvist");
  expect(ran.stdout).toContain(
    "::notice::the policy is valid, and the workspace was not read: GitHub gives no secrets to a pull request from a fork",
  );
  expect(ran.stdout.trimEnd().split("\n").at(-1)).toBe(
    "verdict: unknown (neutral: only the policy was checked)",
  );
});

test("in this repository a forgotten secret stays an error", async () => {
  const ran = await run({ payload: pullRequestFrom(repositoryId) });

  expect(ran.exitCode).toBe(2);
  expect(ran.stdout).toContain("cannot sign in to Cloudsmith: there is no credential.");
});

test("an invalid policy is an error on a fork as well, and the summary tells it where no comment can", async () => {
  const ran = await run({ policy: "version: 1\norganization: fernwick\nroles: { ownr: {} }\n" });

  expect(ran.exitCode).toBe(2);
  expect(ran.stdout).toContain("::error file=access-policy.yml,line=3");
  expect(ran.stdout).toContain("there is no comment, because on a pull request from a fork");
  expect(ran.summary).toContain("### Access audit: the policy cannot be used");
  expect(ran.summary).toContain('"ownr" is not known in roles');
});

test.each([
  ["baseline", { baseline: "artifact:roster" }],
  ["from-c1z", { "from-c1z": "artifact:roster" }],
])("against the default branch's artifact from %s a fork is audited", async (_, inputs) => {
  const ran = await run({ artifact: roster, inputs: { ...inputs, "pull-request-tasks": "fail" } });

  expect(ran.exitCode).toBe(1);
  expect(ran.outputs).toMatchObject({ verdict: "drift", delivery: "complete" });
  expect(ran.summary.split("\n").slice(0, 4).join("\n")).toContain(
    "Audited from artifact:roster, which was 24 hours old",
  );
  expect(ran.github.comments).toEqual([]);
  expect(ran.stdout).toContain(
    "on the event pull_request, there is no comment, because on a pull request from a fork the token is read-only, and no tracking issue, because it is not for pull requests; the report is in the job's summary",
  );
});

test("where the token may write, the comment is written", async () => {
  const ran = await run({
    artifact: roster,
    github: { permissions: {} },
    inputs: { baseline: "artifact:roster" },
  });

  expect(ran.github.comments).toHaveLength(1);
  expect(ran.outputs["delivery"]).toBe("complete");
});

test("an artifact that a fork left is no workspace", async () => {
  const ran = await run({
    artifact: { ...roster, ofThisRepository: false },
    inputs: { baseline: "artifact:roster" },
  });

  expect(ran.exitCode).toBe(0);
  expect(ran.outputs["verdict"]).toBe("unknown");
  expect(ran.summary).toContain("skipped 1 with that name");
});

test("on a public repository the summary counts, and names nobody", async () => {
  const ran = await run({
    github: { visibility: "public" },
    payload: pullRequestFrom(forkId, "public"),
  });

  expect(ran.exitCode).toBe(0);
  expect(ran.summary).toContain("- 1 change of roles");
  for (const text of [ran.summary, ran.stdout]) {
    expect(text).toContain("because this repository is public. The input personal-data: full");
  }
  expect(ran.summary + ran.stdout).not.toContain("jonas");
});

test("a name in a policy cannot write Markdown or a workflow command", async () => {
  const policy = peoplePolicy.replace(
    "amara-okoye, jonas-lindqvist]",
    'amara-okoye, "@everyone ![x](http://evil.example) ::error::no"]',
  );
  const ran = await run({ policy });

  expect(ran.summary).toContain(
    "- **allows one more Owner**: `@everyone` `![x](http://evil.example`) `::error::no`",
  );
  expect(ran.stdout).not.toMatch(/^::error/mu);
});

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, beforeAll, expect, test } from "vitest";

import { sandboxPolicy } from "../../src/sandbox/policy.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { mergeSha } from "../support/github/repository-routes.ts";
import {
  repositoryId,
  startArtifacts,
  type ArtifactsOptions,
} from "../support/github-artifacts.ts";
import { answerPullRequest } from "../support/github-pull-request.ts";
import { makeFolder, runAction, runCli, type ActionRun } from "../support/process.ts";
import { makeZip } from "../support/zip.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** Fernwick as it was yesterday, as a scheduled workflow leaves it. */
let roster: Buffer;
beforeAll(async () => {
  const sandbox = await startSandbox();
  const cwd = await makeFolder();
  await runCli(["sync", "--organization", "fernwick", "--api-url", sandbox.url], {
    cwd,
    env: { CLOUDSMITH_API_KEY: sandbox.keys.service, SOURCE_DATE_EPOCH: "1795338000" },
  });
  await sandbox.close();
  const content = await readFile(join(cwd, "cloudsmith.c1z"));
  roster = makeZip([{ name: "cloudsmith.c1z", content }]);
});

const beforeSha = "5".repeat(40);
const proposed = sandboxPolicy.replace("amara-okoye, jonas-lindqvist]", "amara-okoye]");

interface Scene {
  readonly policy?: string;
  readonly basePolicy?: string | undefined;
  readonly artifacts?: ArtifactsOptions["artifacts"];
  readonly readOnly?: boolean;
  readonly visibility?: "public" | "private";
  readonly headRepository?: number | null;
  readonly actor?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Ran extends ActionRun {
  readonly comments: readonly { readonly body: string }[];
}

async function run(scene: Scene): Promise<Ran> {
  const { answer, comments } = answerPullRequest({});
  const basePolicy = "basePolicy" in scene ? scene.basePolicy : sandboxPolicy;
  const github = await startArtifacts({
    artifacts: scene.artifacts ?? [],
    readOnly: scene.readOnly ?? true,
    answer: (method, url, body) => {
      if (url.pathname.endsWith(`/git/commits/${mergeSha}`)) {
        return { parents: [{ sha: beforeSha }, { sha: "6".repeat(40) }] };
      }
      if (url.searchParams.get("ref") === beforeSha) return basePolicy;
      return answer(method, url, body);
    },
  });
  closers.push(() => github.close());
  const cwd = await makeFolder();
  await writeFile(join(cwd, "access-policy.yml"), scene.policy ?? proposed);
  const head = scene.headRepository === undefined ? 666 : scene.headRepository;
  const result = await runAction({
    cwd,
    apiUrl: github.apiUrl,
    event: {
      name: "pull_request",
      ref: "refs/pull/7/merge",
      payload: {
        repository: {
          id: repositoryId,
          visibility: scene.visibility ?? "private",
          default_branch: "main",
        },
        pull_request: { number: 7, head: { repo: head === null ? null : { id: head } } },
      },
    },
    env: { GITHUB_ACTOR: scene.actor ?? "mallory", ...scene.env },
    inputs: { c1z: "", "api-key": "", token: github.token, ...scene.inputs },
  });
  return { ...result, comments };
}

test("a fork's policy is checked and its change told, and the step is neutral", async () => {
  const ran = await run({});

  expect(ran.exitCode).toBe(0);
  expect(ran.outputs).toMatchObject({ verdict: "unknown", coverage: "none", delivery: "complete" });
  expect(ran.summary).toContain("only the policy was checked, and it is valid");
  expect(ran.summary).toContain(
    "The workspace was not looked at: no secret reaches a pull request",
  );
  expect(ran.summary).toContain("So nothing is known to be well");
  expect(ran.summary).toContain("- no longer expects the Owner jonas-lindqvist");
  expect(ran.stdout).toContain(
    "::notice::the policy is valid, and the workspace was not looked at: no secret reaches a pull request from a fork",
  );
});

test.each<readonly [string, Scene]>([
  ["whose repository is gone", { headRepository: null }],
  ["of Dependabot in this repository", { headRepository: repositoryId, actor: "dependabot[bot]" }],
  ["where oidc-service is set, and no token to be had", { inputs: { "oidc-service": "audit" } }],
])("a pull request %s is such a one", async (_, scene) => {
  const ran = await run(scene);

  expect(ran.exitCode).toBe(0);
  expect(ran.outputs["verdict"]).toBe("unknown");
});

test("in this repository a forgotten secret stays an error", async () => {
  const ran = await run({ headRepository: repositoryId });

  expect(ran.exitCode).toBe(2);
  expect(ran.stdout).toContain("cannot sign in to Cloudsmith: there is no credential.");
});

test("an invalid policy is an error on a fork as well, though no comment can tell it", async () => {
  const ran = await run({ policy: "version: 1\norganization: fernwick\nroles: { ownr: {} }\n" });

  expect(ran.exitCode).toBe(2);
  expect(ran.stdout).toContain("::error file=access-policy.yml,line=3");
  expect(ran.stdout).toContain("there is no comment: on a pull request from a fork");
});

test.each([
  ["baseline", { baseline: "artifact:roster" }],
  ["from-c1z", { "from-c1z": "artifact:roster" }],
])("against the default branch's artifact from %s a fork is audited", async (_, inputs) => {
  const ran = await run({ artifacts: [{ zip: roster }], inputs });

  expect(ran.exitCode).toBe(1);
  expect(ran.outputs).toMatchObject({ verdict: "drift", delivery: "complete" });
  expect(ran.summary.split("\n").slice(0, 4).join("\n")).toContain(
    "Audited from artifact:roster, which was 24 hours old",
  );
  expect(ran.comments).toEqual([]);
  expect(ran.stdout).toContain(
    "there is no comment: on a pull request from a fork the token may only read; the job's summary has it all",
  );
});

test("where the token may write, the comment is written", async () => {
  const ran = await run({
    artifacts: [{ zip: roster }],
    readOnly: false,
    inputs: { baseline: "artifact:roster" },
  });

  expect(ran.comments).toHaveLength(1);
  expect(ran.outputs["delivery"]).toBe("complete");
});

test("an artifact that a fork left is no workspace", async () => {
  const ran = await run({
    artifacts: [{ zip: roster, headRepository: 666 }],
    inputs: { baseline: "artifact:roster" },
  });

  expect(ran.exitCode).toBe(0);
  expect(ran.outputs["verdict"]).toBe("unknown");
  expect(ran.summary).toContain("passed over 1 of that name");
});

test("a file of the pull request's own is no workspace either", async () => {
  const ran = await run({ inputs: { baseline: "earlier.c1z" } });

  expect(ran.outputs["verdict"]).toBe("unknown");
  expect(ran.summary).toContain("neither from-c1z nor baseline names an artifact");
});

test("on a public repository the summary counts, and names nobody", async () => {
  const ran = await run({ visibility: "public" });

  expect(ran.exitCode).toBe(0);
  expect(ran.summary).toContain("- 1 change of roles");
  expect(ran.summary + ran.stdout).not.toContain("jonas");
});

test.each<readonly [string, Scene, string]>([
  ["new", { basePolicy: undefined }, "access-policy.yml is new."],
  ["as it was", { policy: sandboxPolicy }, "agrees to what it agreed to before"],
  ["unreadable before", { basePolicy: "version: 3\n" }, "was before could not be told"],
  ["without a token", { inputs: { token: "" } }, "was before could not be told"],
])("a policy that is %s is told as that", async (_, scene, sentence) => {
  const ran = await run(scene);

  expect(ran.exitCode).toBe(0);
  expect(ran.summary).toContain(sentence);
});

test("a name in a policy cannot write Markdown or a workflow command", async () => {
  const policy = sandboxPolicy.replace(
    "amara-okoye, jonas-lindqvist]",
    'amara-okoye, "@everyone ![x](http://evil.example) ::error::no"]',
  );
  const ran = await run({ policy });

  expect(ran.summary).toContain(
    "- expects one more Owner: `@everyone` `![x](http://evil.example`) `::error::no`",
  );
  expect(ran.stdout).not.toMatch(/^::error/mu);
});

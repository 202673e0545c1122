/** Every example, as it is in the repository, on a runner of workflows, against stand-ins. */

import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

import { expect, onTestFinished, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { sandboxIdToken } from "../../src/sandbox/server.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { cleanWorkspace, fernwick } from "../../src/sandbox/workspace.ts";
import { listen } from "../support/github/listen.ts";
import { startTls } from "../support/network.ts";
import { makeFolder } from "../support/process.ts";
import { openScene, untried, type FinishedRun } from "./examples/scene.ts";
import { installActions } from "./examples/stand-ins.ts";

const path = "access-policy.yml";
const ownStep = "audit/OWNER/cloudsmith-access-audit";
const keepC1 = "Keep the artifact for C1";

/** Puts somebody into the team release, where the policy does not want them. */
function addStranger({ members }: SandboxWorkspace): void {
  const sofia = members.find(({ user }) => user === "sofia-rossi");
  sofia?.teams?.push({ name: "Release", slug: "release", role: "Member" });
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What a job left behind if its artifact was uploaded: the steps, and the file that the outputs name. */
async function expectArtifact(run: FinishedRun, name: string): Promise<void> {
  expect(run.artifacts).toContain(name);
  const bytes = await run.read(`artifacts/${name}/cloudsmith.c1z`);
  expect(sha256(bytes)).toBe(run.outputs["audit/audit"]?.["c1z-sha256"]);
}

test("the scheduled audit keeps its artifact, also of a run that fails, and compares with the last one", async () => {
  const scene = await openScene("scheduled-audit.yml", { job: "audit" });

  const first = await scene.run("schedule");
  await scene.keep(first, "cloudsmith-c1z");
  scene.sandbox.change(addStranger);
  const second = await scene.run("schedule");

  expect(first).toMatchObject({ exitCode: 0, jobs: { audit: "success" } });
  expect(first.log).toContain("there is no baseline yet");
  await expectArtifact(first, "cloudsmith-c1z");
  expect(second).toMatchObject({
    jobs: { audit: "failure" },
    exitCodes: { [ownStep]: 1 },
    steps: [
      "audit/actions/checkout: success",
      "audit/OWNER/cloudsmith-access-audit: failure",
      `audit/${keepC1}: success`,
    ],
    outputs: { "audit/audit": { verdict: "drift", errors: "1", delivery: "complete" } },
  });
  expect(second.log).not.toContain("there is no baseline yet");
  expect(second.summary).toContain("Sofia Rossi");
  await expectArtifact(second, "cloudsmith-c1z");
  expect(scene.github.issues).toMatchObject([{ state: "open", labels: ["access-audit"] }]);
});

test.each([
  ["scheduled-audit.yml", "audit"],
  ["c1-bucket.yml", "audit"],
  ["code-scanning.yml", "audit"],
  ["attested-audit.yml", "audit"],
])("%s hands on nothing of a roster that a weak key saw in part", async (name, job) => {
  const scene = await openScene(name, { job });

  const run = await scene.run("schedule", { key: "member" });

  expect(run).toMatchObject({
    jobs: { audit: "failure" },
    exitCodes: { [ownStep]: 2 },
    steps: ["audit/actions/checkout: success", "audit/OWNER/cloudsmith-access-audit: failure"],
    outputs: { "audit/audit": { verdict: "unknown", coverage: "partial", c1z: "" } },
    artifacts: [],
  });
  await expect(run.read("aws")).rejects.toThrow("ENOENT");
  await expect(run.read("uploaded.sarif")).rejects.toThrow("ENOENT");
  await expect(run.read("attested.json")).rejects.toThrow("ENOENT");
});

test("the audit without a stored key signs in with the ID token of the job", async () => {
  const account = "YOUR-SERVICE-ACCOUNT";
  const workspace = cleanWorkspace();
  for (const service of workspace.services) {
    if (service.slug === "access-audit") service.slug = account;
  }
  for (const provider of workspace.oidc) {
    provider.service_accounts = provider.service_accounts.map((slug) =>
      slug === "access-audit" ? account : slug,
    );
  }
  const scene = await openScene("scheduled-audit-without-a-stored-key.yml", {
    job: "audit",
    workspace,
    checkout: { [path]: peoplePolicy.replace("access-audit:", `${account}:`) },
  });

  const run = await scene.run("schedule", { key: "none" });

  expect(run).toMatchObject({ exitCode: 0, jobs: { audit: "success" } });
  expect(run.summary).toContain(`service account ${account}`);
  expect(scene.sandbox.requests[0]).toMatchObject({ method: "POST", path: "/openid/fernwick/" });
});

test.each([
  ["schedule", "audit"],
  ["push", "audit"],
  ["pull request", "policy"],
  ["merge group", "policy"],
] as const)("on the event %s, the combined workflow runs the job %s alone", async (event, job) => {
  const before = peoplePolicy.replace("nadia-petrova, ", "");
  const scene = await openScene("audit-and-policy-check.yml", {
    job,
    checkout: { [path]: peoplePolicy },
    before: { [path]: before },
  });

  const run = await scene.run(event);

  expect(run).toMatchObject({ exitCode: 0 });
  expect(run.jobs).toEqual({ [job]: "success" });
  expect(run.artifacts).toEqual(job === "audit" ? ["cloudsmith-c1z"] : []);
  expect(scene.github.comments).toHaveLength(event === "pull request" ? 1 : 0);
});

test("the bucket gets the file that the audit wrote, also if there is drift", async () => {
  const scene = await openScene("c1-bucket.yml", { job: "audit", workspace: fernwick() });

  const run = await scene.run("schedule");

  expect(run).toMatchObject({ exitCode: 0, jobs: { audit: "success", "hand-over": "success" } });
  expect(run.outputs["audit/audit"]).toMatchObject({ verdict: "drift", errors: "15" });
  expect((await run.read("aws")).toString().trimEnd().split("\n")).toEqual([
    "the-C1_WRITER_ROLE",
    "the-C1_BUCKET_REGION",
    "s3",
    "cp",
    "cloudsmith.c1z",
    "s3://the-C1_BUCKET/cloudsmith.c1z",
  ]);
  expect(sha256(await run.read("copied"))).toBe(run.outputs["audit/audit"]?.["c1z-sha256"]);
  expect(scene.github.issues).toHaveLength(1);
});

/** Starts a stand-in of C1 that exchanges the ID token and accepts a sync of one connector. */
async function openC1() {
  const requests: { readonly url: string; readonly body: string; readonly signedIn: boolean }[] =
    [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const { url = "", headers } = request;
    const signedIn = headers.authorization === "Bearer c1-access-token";
    requests.push({ url, body, signedIn });
    const isExchange =
      url === "/auth/v1/token" && new URLSearchParams(body).get("client_id") === "a@b/wfe";
    const isSync = signedIn && url === "/api/v1/apps/app1/connectors/con1/force_sync";
    response.statusCode = request.method === "POST" && (isExchange || isSync) ? 200 : 403;
    response.end(JSON.stringify(isExchange ? { access_token: "c1-access-token" } : {}));
  };
  const server = await listen((request, response) => void answer(request, response));
  const front = await startTls(server.origin);
  onTestFinished(async () => {
    await front.close();
    await server.close();
  });
  return { requests, hosts: { "fernwick.example.test": front.port } };
}

const c1Variables = {
  C1_TENANT: "fernwick.example.test",
  C1_CLIENT_ID: "a@b/wfe",
  C1_APP: "app1",
  C1_CONNECTOR: "con1",
};

test("C1 is asked for a sync after the file is in the bucket, with the ID token and no secret", async () => {
  const scene = await openScene("c1-bucket.yml", { job: "audit" });
  const { requests, hosts } = await openC1();

  const run = await scene.run("schedule", { variables: c1Variables, hosts });

  expect(run).toMatchObject({ exitCode: 0, jobs: { audit: "success", "hand-over": "success" } });
  expect(run.steps.at(-1)).toBe("hand-over/Ask C1 for a sync: success");
  expect(scene.audiences).toContain("fernwick.example.test");
  const [exchange, sync, ...more] = requests;
  expect(Object.fromEntries(new URLSearchParams(exchange?.body))).toEqual({
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: sandboxIdToken,
    subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
    client_id: "a@b/wfe",
  });
  expect(sync).toMatchObject({ body: "{}", signedIn: true });
  expect(more).toEqual([]);
  expect(run.log).not.toContain("c1-access-token");
  expect(run.log).not.toContain(sandboxIdToken);
});

test("if C1 refuses the sign-in, the job fails, the file stays in the bucket, and no sync is requested", async () => {
  const scene = await openScene("c1-bucket.yml", { job: "audit" });
  const { requests, hosts } = await openC1();

  const run = await scene.run("schedule", {
    variables: { ...c1Variables, C1_CLIENT_ID: "somebody/wfe" },
    hosts,
  });

  expect(run.jobs).toEqual({ audit: "success", "hand-over": "failure" });
  expect(await run.read("copied")).toHaveProperty("length");
  expect(requests.map(({ url }) => url)).toEqual(["/auth/v1/token"]);
});

test("code scanning gets every open finding", async () => {
  const scene = await openScene("code-scanning.yml", { job: "audit", workspace: fernwick() });

  const run = await scene.run("schedule");

  const { errors, warnings, notes } = run.outputs["audit/audit"] ?? {};
  const { runs } = JSON.parse((await run.read("uploaded.sarif")).toString()) as {
    runs: readonly { results: readonly object[] }[];
  };
  expect(run).toMatchObject({ exitCode: 0, jobs: { audit: "success" } });
  expect(runs[0]?.results).toHaveLength(Number(errors) + Number(warnings) + Number(notes));
  expect(scene.github.issues).toEqual([]);
});

const fernwickEntry = { workspace: "fernwick", service: "access-audit" };
const lostEntry = { workspace: "lost", service: "access-audit" };
const manyPolicies = {
  "policies/fernwick.yml": peoplePolicy,
  "policies/lost.yml": peoplePolicy.replace("organization: fernwick", "organization: lost"),
};

test.each([
  ["passes if all are clean", [fernwickEntry], "success", undefined],
  ["fails if one was not read", [fernwickEntry, lostEntry], "failure", 2],
] as const)("the merged report of many workspaces %s", async (_, entries, result, exitCode) => {
  const scene = await openScene("many-workspaces.yml", {
    job: "audit",
    checkout: { ...manyPolicies, "workspaces.json": JSON.stringify(entries) },
  });

  const run = await scene.run("schedule", { key: "none" });

  // A failed audit of one workspace fails no job.
  const audits = entries.length === 1 ? ["audit"] : ["audit-1", "audit-2"];
  const passed = Object.fromEntries(["list", ...audits].map((job) => [job, "success"]));
  expect(run.jobs).toEqual({ ...passed, merge: result });
  expect(run.exitCodes["merge/Merge"]).toBe(exitCode);
  expect(run.artifacts).toEqual(["c1z-fernwick", "merged-access-report", "report-fernwick"]);
  const merged = (await run.read("artifacts/merged-access-report/merged.md")).toString();
  expect(run.summary).toContain(merged.trim());
  expect(merged.includes("lost")).toBe(entries.length > 1);
});

test("the merged report also comes if the job of an audit fails", async () => {
  const scene = await openScene("many-workspaces.yml", {
    job: "audit",
    // Both upload artifacts of the same name, so one of them fails.
    checkout: {
      ...manyPolicies,
      "workspaces.json": JSON.stringify([fernwickEntry, fernwickEntry]),
    },
  });

  const run = await scene.run("schedule", { key: "none" });

  expect([run.jobs["audit-1"], run.jobs["audit-2"]]).toContain("failure");
  expect(run.jobs["merge"]).toBe("success");
  expect(run.artifacts).toContain("merged-access-report");
});

test("a list of no workspace fails, and audits nothing", async () => {
  const scene = await openScene("many-workspaces.yml", {
    job: "audit",
    checkout: { "workspaces.json": "[]" },
  });

  const run = await scene.run("schedule", { key: "none" });

  expect(run.jobs).toEqual({ list: "failure" });
  expect(scene.sandbox.requests).toEqual([]);
});

test("the first workflow for forks does nothing and needs nothing", async () => {
  const scene = await openScene("policy-pull-request-forks-trigger.yml", { job: "changed" });

  const run = await scene.run("pull request", { key: "none" });

  expect(run).toMatchObject({ exitCode: 0, jobs: { changed: "success" } });
  expect(scene.github.requests).toEqual([]);
});

test("the second workflow for forks comments on the pull request of the run that ended", async () => {
  const workspace = cleanWorkspace();
  workspace.organization.slug = "YOUR-WORKSPACE";
  const policy = peoplePolicy.replace("organization: fernwick", "organization: YOUR-WORKSPACE");
  const scene = await openScene("policy-pull-request-forks.yml", {
    job: "audit",
    workspace,
    checkout: { [path]: policy.replace("nadia-petrova, ", "") },
    before: { [path]: policy },
  });

  const failed = await scene.run("failed workflow run");
  const run = await scene.run("workflow run");

  expect(failed).toMatchObject({ exitCode: 0, jobs: {}, steps: [] });
  expect(run).toMatchObject({
    exitCode: 0,
    steps: ["audit/OWNER/cloudsmith-access-audit: success"],
  });
  expect(scene.github.comments).toMatchObject([{ on: 7 }]);
  expect(scene.github.comments[0]?.body).toContain("nadia-petrova");
});

/** Runs the check of a pull request that makes this of the sandbox's policy. */
async function checkPolicy(policy: string, event: "pull request" | "pull request of a fork") {
  const scene = await openScene("policy-pull-request.yml", {
    job: "audit",
    checkout: { [path]: policy, "README.md": "changed\n" },
    before: { [path]: peoplePolicy, "README.md": "\n" },
  });
  const run = await scene.run(event);
  return { scene, run, comment: scene.github.comments[0]?.body };
}

test.each([
  ["a task", peoplePolicy.replace("nadia-petrova, ", ""), {}, "nadia-petrova"],
  [
    "a defect",
    peoplePolicy.replace("[tamas-varga,", "[casey-doyle, tamas-varga,"),
    { [ownStep]: 1 },
    "casey-doyle",
  ],
  ["a mistake", `${peoplePolicy}nonsense: true\n`, { [ownStep]: 2 }, "nonsense"],
])("the check of a policy comments on %s", async (_, policy, exitCodes, subject) => {
  const { run, comment } = await checkPolicy(policy, "pull request");

  expect(run.exitCodes).toEqual(exitCodes);
  expect(run.jobs).toEqual({ audit: ownStep in exitCodes ? "failure" : "success" });
  expect(comment).toContain(subject);
});

test("the check of a pull request that changes something else reads nothing and passes", async () => {
  const { scene, run, comment } = await checkPolicy(peoplePolicy, "pull request");

  expect(run).toMatchObject({ exitCode: 0, jobs: { audit: "success" } });
  expect(comment).toBeUndefined();
  expect(scene.sandbox.requests).toEqual([]);
});

test("the check of a fork's policy without an artifact is neutral, and says what would change", async () => {
  const proposed = peoplePolicy.replace("nadia-petrova, ", "");
  const { scene, run, comment } = await checkPolicy(proposed, "pull request of a fork");

  expect(run).toMatchObject({ exitCode: 0, jobs: { audit: "success" } });
  expect(run.summary).toContain("nadia-petrova");
  expect(comment).toBeUndefined();
  expect(scene.sandbox.requests).toEqual([]);
});

let audited: Promise<FinishedRun> | undefined;

/** Returns a run of the scheduled audit, the same one for every test. */
async function auditOnce(): Promise<FinishedRun> {
  const scene = await openScene("scheduled-audit.yml", { job: "audit" });
  audited ??= scene.run("schedule");
  return await audited;
}

const goodTests = "version: 1\ntoday: 2026-11-23\ntests:\n  - name: all is well\n";
const badTests = `${goodTests}    findings: { two-factor: [nobody] }\n`;

test.each([
  ["a branch", "a good test", "an artifact", 0],
  ["a branch", "a failing test", "an artifact", 1],
  ["a branch", "a good test", "no artifact", 2],
  ["a fork", "a good test", "an artifact", 0],
  ["a fork", "a failing test", "an artifact", 1],
  ["a fork", "a good test", "no artifact", 0],
] as const)(
  "the check of policy tests needs no key: %s with %s and %s ends with %i",
  async (head, kind, stored, exitCode) => {
    const tests = kind === "a good test" ? goodTests : badTests;
    const scene = await openScene("policy-tests.yml", {
      job: "test",
      checkout: { [path]: peoplePolicy, "access-policy.test.yml": tests },
      before: { [path]: peoplePolicy },
    });
    if (stored === "an artifact") await scene.keep(await auditOnce(), "cloudsmith-c1z");

    const run = await scene.run(head === "a fork" ? "pull request of a fork" : "pull request", {
      key: "none",
    });

    expect(run.exitCodes["test/OWNER/cloudsmith-access-audit"] ?? 0).toBe(exitCode);
    expect(run.jobs).toEqual({ test: exitCode === 0 ? "success" : "failure" });
    const place = "::error title=policy-test,file=access-policy.test.yml,line=4,";
    expect(run.annotations.some((text) => text.startsWith(place))).toBe(tests === badTests);
    const isCommented = head === "a branch" && exitCode !== 2;
    expect(scene.github.comments).toHaveLength(isCommented ? 1 : 0);
    expect(scene.sandbox.requests).toEqual([]);
  },
);

test("the artifact and every file of the pack are attested as they are kept", async () => {
  const scene = await openScene("attested-audit.yml", { job: "audit", workspace: fernwick() });

  const run = await scene.run("schedule");

  expect(run).toMatchObject({
    jobs: { audit: "failure" },
    steps: [
      "audit/actions/checkout: success",
      "audit/OWNER/cloudsmith-access-audit: failure",
      "audit/Attest the artifact and the pack: success",
      "audit/Keep what is attested: success",
    ],
    artifacts: ["access-evidence"],
  });
  const subjects = JSON.parse((await run.read("attested.json")).toString()) as readonly {
    readonly name: string;
    readonly digest: { readonly sha256: string };
  }[];
  const kept = (name: string) =>
    run.read(
      `artifacts/access-evidence/${name === "cloudsmith.c1z" ? "" : "access-review/"}${name}`,
    );
  for (const { name, digest } of subjects) expect(sha256(await kept(name))).toBe(digest.sha256);
  const listed = (await kept("SHA256SUMS")).toString().trimEnd().split("\n");
  expect(subjects.map(({ name }) => name).toSorted()).toEqual(
    ["SHA256SUMS", "cloudsmith.c1z", ...listed.map((line) => line.slice(66))].toSorted(),
  );
});

test("an action or an input without a stand-in is an error", async () => {
  const install = async (uses: string, given: Readonly<Record<string, unknown>> = {}) =>
    installActions(
      { permissions: {}, on: {}, jobs: { job: { steps: [{ uses, with: given }] } } },
      await makeFolder(),
      "http://127.0.0.1:1/v1",
    );

  await expect(install("somebody/something@v1")).rejects.toThrow(
    "somebody/something has no stand-in",
  );
  await expect(install("actions/checkout@v1", { lfs: true })).rejects.toThrow("does not know lfs");
});

test("no example was left out", () => {
  expect(untried()).toEqual([]);
});

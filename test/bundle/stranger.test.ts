/** A policy from outside the repository, where only counts are shown: it must not read the roster. */

import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { headSha, mergeSha } from "../support/github/repository-routes.ts";
import { startGitHub, type GitHubOptions } from "../support/github/server.ts";
import { makeFolder, runAction } from "../support/process.ts";
import { propertyRuns } from "../support/property.ts";

const path = "access-policy.yml";
const forkId = 666;
const ended = (visibility: string) => ({
  name: "workflow_run",
  payload: {
    repository: { id: 424_242, visibility, default_branch: "main" },
    workflow_run: { head_sha: headSha },
  },
});

interface Scene {
  readonly policy: string;
  readonly secret?: ((workspace: SandboxWorkspace) => void) | undefined;
  readonly headRepositoryId?: number;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly github?: GitHubOptions;
  /** Other files of the pull request. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Runs the Action, with its secrets, on what a pull request proposes; returns all that it leaves. */
async function run({ policy, secret, headRepositoryId = forkId, inputs = {}, ...scene }: Scene) {
  const github = await startGitHub({
    files: [path],
    basePolicy: peoplePolicy,
    visibility: "public",
    ...scene.github,
  });
  onTestFinished(() => github.close());
  Object.assign(github.pulls[0] ?? {}, { headRepositoryId });
  for (const [name, text] of Object.entries({ [path]: policy, ...scene.files })) {
    github.state.files.set(`${mergeSha}:${name}`, text);
  }
  const workspace = cleanWorkspace();
  secret?.(workspace);
  const sandbox = await startSandbox({ workspace });
  onTestFinished(() => sandbox.close());
  const { exitCode, stdout, stderr, summary, outputs } = await runAction({
    cwd: await makeFolder(),
    event: ended(scene.github?.visibility ?? "public"),
    apiUrl: github.apiUrl,
    inputs: {
      c1z: "",
      "api-url": sandbox.url,
      "api-key": sandbox.keys.service,
      token: github.token,
      "pull-request-tasks": "fail",
      ...inputs,
    },
  });
  // Everybody can read the comments; their number and the log of GitHub's requests are as public.
  const comments = github.comments.map(({ body }) => body);
  const asked = github.requests.map(({ method, path: at }) => `${method} ${at}`).toSorted();
  return {
    left: { exitCode, stdout, stderr, summary, outputs, comments, asked },
    cloudsmith: sandbox.requests.length,
  };
}

const custom = (condition: string, id = "guess") =>
  `custom:\n  - { id: ${id}, for: member, violates: '${condition}', severity: error, message: m, remedy: r }\n`;
const guess = (prefix: string) =>
  `${peoplePolicy}${custom(`member.email.startsWith("${prefix}")`)}`;

const secrets: Readonly<Record<string, (workspace: SandboxWorkspace) => void>> = {
  "an e-mail address": ({ members }) => change(members, { email: "a.secret@fernwick.example" }),
  "a name": ({ members }) => change(members, { user_name: "Ann Other" }),
  "two-factor": ({ members }) => change(members, { has_two_factor: false }),
  "a role": ({ members }) => change(members, { role: "Owner" }),
};

function change(members: SandboxWorkspace["members"], facts: object): void {
  const member = members.find(({ user }) => user === "sofia-rossi");
  if (member === undefined) throw new Error("there is no such member");
  Object.assign(member, facts);
}

const letters = fc.stringMatching(/^[a-z]{1,8}$/u);
/** Every sort of statement that is evaluated on a roster: added, edited and taken away. */
const edits = fc.oneof(
  letters.map(guess),
  letters.map((to) => `${peoplePolicy}${custom(`member.username < "${to}"`)}`),
  fc.integer({ min: 1, max: 9 }).map((max) => peoplePolicy.replace("max: 2", `max: ${max + 2}`)),
  fc
    .constantFrom("error", "off")
    .map((to) => peoplePolicy.replace("rules:", `rules:\n  two-factor: ${to}`)),
  fc
    .constantFrom("a*", "*@example.com", "sofia-rossi")
    .map((name) => peoplePolicy.replace('["*@fernwick.example"]', `["${name}"]`)),
  fc
    .constantFrom(
      "email-domain: { domains: [fernwick.example], severity: note }",
      "unlisted-members: note",
      "break-glass: [tamas-varga]",
      ", sofia-rossi",
    )
    .map((gone) => peoplePolicy.replace(gone, "")),
  letters.map(
    (subject) =>
      `${peoplePolicy}exceptions:\n  - { rule: two-factor, subject: "${subject}", reason: r, expires: 2027-01-01 }\n`,
  ),
);

test.each(fc.sample(fc.tuple(edits, fc.constantFrom(...Object.keys(secrets))), propertyRuns(3)))(
  "whatever it changes, nothing that the run leaves depends on the roster (%#)",
  async (policy, secret) => {
    const [one, other] = [await run({ policy }), await run({ policy, secret: secrets[secret] })];

    expect(one.left).toEqual(other.left);
    expect(one.left.exitCode, one.left.stdout).toBe(0);
    expect(one.left.outputs).toMatchObject({
      verdict: "unknown",
      coverage: "none",
      delivery: "complete",
    });
    expect(one.left.comments).toEqual([
      expect.stringContaining("only the policy was checked, and it is valid"),
    ]);
    expect([one.cloudsmith, other.cloudsmith]).toEqual([0, 0]);
  },
);

test.each<readonly [string, Omit<Scene, "policy">]>([
  ["outside, with an artifact of the roster", { inputs: { "from-c1z": "artifact:roster" } }],
  [
    "outside, on a private repository that asks for counts",
    { github: { visibility: "private" }, inputs: { "personal-data": "counts" } },
  ],
])("it is not evaluated from %s either", async (_, scene) => {
  const { left, cloudsmith } = await run({ policy: guess("sofia"), ...scene });

  expect(left.outputs).toMatchObject({ verdict: "unknown", coverage: "none" });
  expect(left.exitCode).toBe(0);
  expect(left.stdout).toContain(
    "the policy comes from outside this repository, and only counts are shown here",
  );
  expect(left.asked.filter((one) => one.includes("/actions/"))).toEqual([]);
  expect(cloudsmith).toBe(0);
});

test.each<readonly [string, Omit<Scene, "policy">]>([
  ["from a branch of the repository", { headRepositoryId: 424_242 }],
  ["with names shown", { inputs: { "personal-data": "full" } }],
])(
  "%s the same policy is evaluated, so the tests above could see a difference",
  async (_, scene) => {
    const policy = guess("a.secret");
    const one = await run({ policy, ...scene });
    const other = await run({ policy, secret: secrets["an e-mail address"], ...scene });

    expect([one.left.exitCode, other.left.exitCode]).toEqual([0, 1]);
    expect(one.cloudsmith).toBeGreaterThan(0);
  },
);

const tests = (found: string) =>
  `version: 1\ntoday: 2026-11-23\ntests:\n  - name: nobody is called so\n    findings: { ${found} }\n`;

test("it is parsed, type-checked and run on its own tests, which fail the check", async () => {
  const at = "access-policy.test.yml";
  const policy = guess("zz");
  const mistyped = await run({ policy: `${peoplePolicy}${custom("member.email > 3")}` });
  const failing = await run({ policy, files: { [at]: tests("guess: [sofia-rossi]") } });
  const passing = await run({ policy, files: { [at]: tests("guess: []") } });

  expect(mistyped.left.exitCode).toBe(2);
  expect(mistyped.left.comments[0]).toContain("the policy cannot be used");
  expect(failing.left.exitCode).toBe(1);
  expect(failing.left.outputs).toMatchObject({ verdict: "drift" });
  expect(failing.left.comments[0]).toContain("Policy tests: 1 of 1 failed.");
  expect(passing.left.exitCode).toBe(0);
  expect(passing.left.comments[0]).toContain("Policy tests: all 1 pass.");
});

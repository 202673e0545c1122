/** Files of the runner that cannot be used: named, and the audit goes on. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { mergeSha } from "../support/github/repository-routes.ts";
import { startGitHub, type GitHubOptions } from "../support/github/server.ts";
import { makeFolder, runAction, type ActionRun } from "../support/process.ts";

type Event = Parameters<typeof runAction>[0]["event"];

const schedule: Event = {
  name: "schedule",
  payload: { repository: { visibility: "private", default_branch: "main" } },
};

async function run(
  makeEnv: (folder: string) => Promise<Readonly<Record<string, string>>>,
  {
    event = schedule,
    policy = peoplePolicy,
    inputs = {},
    ...options
  }: GitHubOptions & {
    readonly event?: Event;
    readonly policy?: string;
    readonly inputs?: Readonly<Record<string, string>>;
  } = {},
) {
  const folder = await makeFolder();
  await writeFile(join(folder, "access-policy.yml"), policy);
  const [github, sandbox] = [await startGitHub(options), await startSandbox()];
  onTestFinished(() => github.close());
  onTestFinished(() => sandbox.close());
  github.state.files.set(`${mergeSha}:access-policy.yml`, policy);
  github.state.files.set("base:access-policy.yml", peoplePolicy);
  const ran = await runAction({
    cwd: folder,
    apiUrl: github.apiUrl,
    event,
    env: await makeEnv(folder),
    inputs: {
      policy: "access-policy.yml",
      c1z: "a.c1z",
      "api-url": sandbox.url,
      "api-key": sandbox.keys.service,
      token: github.token,
      "report-json": "report.json",
      ...inputs,
    },
  });
  const errors = ran.stdout.split("\n").filter((line) => /^(?:::error|error:)/u.test(line));
  return { ...ran, folder, github, sandbox, errors };
}

/** What was audited, whatever became of the runner's own file. */
function expectAudited({ stdout, exitCode, github }: Awaited<ReturnType<typeof run>>): void {
  expect(stdout).toContain("verdict: drift (15 errors");
  expect(stdout).toContain("not everything could be delivered");
  expect(github.issues.filter(({ state }) => state === "open").length).toBeGreaterThan(0);
  expect(exitCode).toBe(2);
}

const outputs = (ran: ActionRun) => ({
  verdict: ran.outputs["verdict"],
  delivery: ran.outputs["delivery"],
});

/** Places where no file is that can be read or written, and what is said of them. */
const places: readonly (readonly [string, (folder: string) => Promise<string>, RegExp])[] = [
  ["is not there", async (folder) => join(folder, "absent", "file"), /ENOENT/u],
  [
    "is a folder",
    async (folder) => {
      await mkdir(join(folder, "a-folder"));
      return join(folder, "a-folder");
    },
    /not a (?:regular )?file|folder|directory/u,
  ],
  ["is a device", async () => "/dev/null", /not a (?:regular )?file|device/u],
];

const variables = [
  ["GITHUB_OUTPUT", "write the step's outputs to"],
  ["GITHUB_STEP_SUMMARY", "write the job summary to"],
  ["GITHUB_EVENT_PATH", "read the event that started this run from"],
] as const;

test.each(
  variables.flatMap(([variable, task]) =>
    places.map(([what, make, reason]) => ({ variable, task, what, make, reason })),
  ),
)("where $variable $what, it is named once and the audit goes on", async (given) => {
  const { variable, task, make, reason } = given;
  let path = "";
  const ran = await run(async (folder) => {
    path = await make(folder);
    return { [variable]: path };
  });

  expectAudited(ran);
  const named = ran.errors.filter((line) => line.includes(`cannot ${task} "${path}"`));
  expect(named).toHaveLength(1);
  expect(named[0]).toMatch(reason);
  expect(named[0]).toContain(`Set ${variable} as a runner does.`);
  expect(ran.stdout + ran.stderr).not.toContain("this is a bug");
  if (variable !== "GITHUB_OUTPUT") {
    expect(outputs(ran)).toEqual({ verdict: "drift", delivery: "partial" });
  }
  const report = JSON.parse(await readFile(join(ran.folder, "report.json"), "utf8")) as {
    verdict: string;
  };
  expect(report.verdict).toBe("drift");
});

test.each([
  ["an empty file", ""],
  ["half an event", '{"repository": {"visi'],
  ["a text", "not JSON"],
  ["JSON that is no event", "[1, 2]"],
  ["JSON that is null", "null"],
])("an event that is %s ends in no bug", async (_, text) => {
  const ran = await run(async (folder) => {
    await writeFile(join(folder, "event.json"), text);
    return { GITHUB_EVENT_PATH: join(folder, "event.json") };
  });

  expectAudited(ran);
  expect(ran.errors.join("\n")).toMatch(/cannot read the event that started this run from/u);
});

test("an event that a runner does not name is one that cannot be read", async () => {
  const ran = await run(async () => ({ GITHUB_EVENT_PATH: "" }));

  expectAudited(ran);
  expect(ran.errors.join("\n")).toContain("GITHUB_EVENT_PATH is not set");
});

const pullRequest: Event = { name: "pull_request", payload: {}, ref: "refs/pull/7/merge" };

test("on a public pull request whose event cannot be read, the policy is taken for a stranger's", async () => {
  const ran = await run(async (folder) => ({ GITHUB_EVENT_PATH: join(folder, "absent") }), {
    visibility: "public",
    event: pullRequest,
  });

  expect(ran.exitCode).toBe(2);
  expect(outputs(ran)).toEqual({ verdict: "unknown", delivery: "partial" });
  expect(ran.sandbox.requests).toEqual([]);
  expect(ran.errors.join("\n")).toContain("cannot read the event");
});

test("on a pull request whose event cannot be read, the branch says which one it is", async () => {
  const ran = await run(async (folder) => ({ GITHUB_EVENT_PATH: join(folder, "absent") }), {
    visibility: "private",
    event: pullRequest,
    policy: `${peoplePolicy}# a comment\n`,
  });

  expect(outputs(ran)).toEqual({ verdict: "clean", delivery: "partial" });
  expect(ran.outputs["introduced"]).toBe("0");
  expect(ran.github.comments).toHaveLength(1);
  expect(ran.exitCode).toBe(2);
});

test("on a pull request that nothing names, nothing is judged", async () => {
  const ran = await run(async () => ({}), { event: { ...pullRequest, ref: "refs/heads/main" } });

  expect(ran.exitCode).toBe(2);
  expect(ran.errors.join("\n")).toContain("cannot determine which pull request this run is on");
});

test("an output names only a file that was written", async () => {
  const makeEnv = async (folder: string) => {
    await mkdir(join(folder, "a-folder"));
    return {};
  };
  const ran = await run(makeEnv, { inputs: { sarif: "a-folder", "report-html": "page.html" } });

  expect(ran.exitCode).toBe(2);
  expect(ran.outputs).toMatchObject({
    sarif: "",
    "report-html": "page.html",
    "report-json": "report.json",
    delivery: "partial",
  });
});

test("a token that is none is named before anything is asked, and is not printed", async () => {
  const ran = await run(async () => ({}), { inputs: { token: "ghp_first\nghp_second" } });

  expect(ran.exitCode).toBe(2);
  expect(ran.stdout).toContain("token contains a character that keys and tokens never contain");
  expect(`${ran.stdout}${ran.stderr}`).not.toMatch(/ghp_/u);
  expect(ran.github.requests).toEqual([]);
});

test("counts are empty where nothing was counted", async () => {
  const counts = (ran: ActionRun) =>
    ["errors", "warnings", "notes", "accepted", "introduced", "resolved", "not-judged"].map(
      (name) => ran.outputs[name],
    );
  const broken = await run(async () => ({}), { policy: "version: 2\n" });
  expect(counts(broken)).toEqual(["", "", "", "", "", "", ""]);

  const audited = await run(async () => ({}));
  // There is no baseline, so nothing is known to be new or gone.
  expect(counts(audited)).toEqual(["15", "13", "6", "0", "", "", "0"]);
});

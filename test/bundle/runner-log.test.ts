/** What either entry prints on a runner is shown and not carried out, whoever wrote it. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { startSandbox } from "../../src/sandbox/server.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { mergeSha } from "../support/github/repository-routes.ts";
import { startGitHub } from "../support/github/server.ts";
import { makeFolder, runAction, runCli } from "../support/process.ts";
import { findCommands, readOutputs } from "../support/runner-commands.ts";

const marks = [
  "Eve ##[debug]",
  "M ##[add-mask]drift",
  "S ##[set-env name=x]y",
  "Q ##[stop-commands]tok",
  "::stop-commands::tok",
  "a\r::add-mask::drift",
  "::error file=a,line=1::b",
  "###[group]x",
  "##\u200B[debug]",
];

/** A workspace in which everybody, every team and every service account has such a name. */
function hostileWorkspace() {
  const made = fernwick();
  const at = (index: number) => marks[index % marks.length] ?? "";
  return {
    ...made,
    organization: { ...made.organization, name: at(1) },
    members: made.members.map((one, index) => ({ ...one, user_name: at(index) })),
    teams: made.teams.map((one, index) => ({ ...one, name: at(index), description: at(index) })),
    services: made.services.map((one, index) => ({ ...one, name: at(index) })),
    invites: made.invites.map((one) => ({ ...one, email: "##[add-mask]drift@evil.example" })),
  };
}

const policy = `version: 1
organization: fernwick
roles:
  owner: { members: [nobody-yet, "##[add-mask]drift@evil.example"] }
unlisted-members: error
custom:
  - id: hostile
    severity: warning
    for: member
    violates: member.role == "Owner"
    message: "M ##[add-mask]drift"
    remedy: "::stop-commands::tok"
`;

async function setScene() {
  const folder = await makeFolder();
  await writeFile(join(folder, "access-policy.yml"), policy);
  const sandbox = await startSandbox({ workspace: hostileWorkspace() });
  onTestFinished(() => sandbox.close());
  return { folder, sandbox };
}

test("the command line prints no command on a runner, in any of its commands", async () => {
  const { folder, sandbox } = await setScene();
  const env = { GITHUB_ACTIONS: "true", CLOUDSMITH_API_KEY: sandbox.keys.service };
  const api = ["--api-url", sandbox.url];
  const runs: readonly (readonly string[])[] = [
    ["audit", ...api, "--report-json", "report.json", "--c1z", "a.c1z", "--fail-on", "note"],
    ["audit", "--from-c1z", "a.c1z", "--c1z", "", "--quiet"],
    ["sync", ...api, "--c1z", "b.c1z"],
    ["diff", "a.c1z", "b.c1z"],
    ["merge", "report.json"],
    ["explain", "amara-okoye", ...api],
    ["explain", "mei-tanaka", "--from-c1z", "a.c1z"],
    ["explain", "##[debug]", "--from-c1z", "a.c1z"],
    ["init", ...api, "--organization", "fernwick", "--policy", "new.yml"],
    ["accept", ...api, "--dry-run"],
    ["check"],
  ];
  let said = "";
  for (const args of runs) {
    const { stdout, stderr } = await runCli(args, { cwd: folder, env });
    expect(findCommands(`${stdout}\n${stderr}`), args.join(" ")).toEqual([]);
    expect(`${stdout}${stderr}`, args.join(" ")).not.toContain("this is a bug");
    said += stdout + stderr;
  }
  const report = await readFile(join(folder, "report.json"), "utf8");
  expect(findCommands(report), "a step that prints the report").toEqual([]);
  expect(JSON.stringify(JSON.parse(report))).toContain("M ##[add-mask]drift");
  // The names are there, and can be read.
  expect(said).toContain("M # #[add-mask]drift");
  expect(said).toContain(": :stop-commands: :tok");
});

test.each([
  ["a schedule", "schedule", {}],
  ["a pull request", "pull_request", { pull_request: { number: 7 } }],
])("on %s the Action makes no command but its own", async (_, name, more) => {
  const { folder, sandbox } = await setScene();
  const github = await startGitHub();
  onTestFinished(() => github.close());
  github.state.files.set(`${mergeSha}:access-policy.yml`, policy);

  const run = await runAction({
    cwd: folder,
    apiUrl: github.apiUrl,
    event: {
      name,
      payload: { repository: { visibility: "private", default_branch: "main" }, ...more },
      ref: name === "schedule" ? "refs/heads/main" : "refs/pull/7/merge",
    },
    inputs: {
      policy: "access-policy.yml",
      "api-url": sandbox.url,
      "api-key": sandbox.keys.service,
      token: github.token,
      "report-json": "report ##[debug]::error::.json",
    },
  });

  const commands = findCommands(`${run.stdout}\n${run.stderr}`);
  expect(commands.filter(({ form }) => form === "##[")).toEqual([]);
  const own = new Set(["add-mask", "error", "warning", "notice"]);
  expect(commands.filter((command) => !own.has(command.name))).toEqual([]);
  const masked = commands.filter((command) => command.name === "add-mask");
  expect(masked.map(({ data }) => data).toSorted()).toEqual(
    [github.token, sandbox.keys.service].toSorted(),
  );
  for (const { data } of commands) expect(findCommands(data.replaceAll("%0A", "\n"))).toEqual([]);
  expect(run.stdout).toContain("# #[");
});

test("outputs hold what they are, whatever is in them", async () => {
  const { folder, sandbox } = await setScene();
  const github = await startGitHub();
  onTestFinished(() => github.close());
  const runnerFile = join(folder, "outputs");
  await writeFile(runnerFile, "");

  await runAction({
    cwd: folder,
    apiUrl: github.apiUrl,
    event: { name: "push", payload: { repository: { visibility: "private" } } },
    env: { GITHUB_OUTPUT: runnerFile },
    inputs: {
      policy: "access-policy.yml",
      "api-url": sandbox.url,
      "api-key": sandbox.keys.service,
      "report-json": "r<<EOF\nverdict=clean\nEOF",
    },
  });

  const outputs = readOutputs(await readFile(runnerFile, "utf8"));
  expect(outputs.get("verdict")).toBe("drift");
  expect(outputs.get("report-json")).toBe("r<<EOF\nverdict=clean\nEOF");
});

/**
 * Follows the README's quick start in an empty folder: every command and the workflow are copied out of
 * the page. What differs from a user's run: the address of the API, and that Git finds the two
 * repositories on this disk.
 */

import { spawn } from "node:child_process";
import { cp, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";

import { startSandbox } from "../../src/sandbox/server.ts";
import { startGitHub, type StandInGitHub } from "../support/github/server.ts";
import { git } from "../support/git.ts";
import { makeFolder, root, runAction, type ActionRun } from "../support/process.ts";

interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions: Readonly<Record<string, "read" | "write">>;
  readonly steps: readonly {
    readonly id?: string;
    readonly uses: string;
    readonly with: Readonly<Record<string, unknown>>;
  }[];
}

const readme = await readFile(join(root, "README.md"), "utf8");
const [, section = ""] = /^## Quick start\n([\s\S]*?)^## /mu.exec(readme) ?? [];
const blocks = (language: string) =>
  [...section.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, "gu"))].map(
    ([, text = ""]) => text,
  );
const [prepare = "", draft = "", commit = "", ...others] = blocks("sh");
const [workflowText = "", ...otherYaml] = blocks("yaml");
const [, workflowPath = ""] = /Save this file in your repository as `([^`]+)`/u.exec(section) ?? [];
const urls = [...prepare.matchAll(/git clone (\S+)/gu)].map(([, url = ""]) => url);
/** The day on which the sandbox's workspace is read. */
const today = "1795424400";

/** The folder in which the user types, and what Git finds under the two addresses. */
interface Desk {
  readonly folder: string;
  readonly governance: string;
  /** What is cloned as the program. */
  readonly tool: string;
  readonly repository: string;
  readonly run: (script: string, cwd: string, input?: string) => Promise<string>;
}

async function setDesk(): Promise<Desk> {
  const [tool, repository, folder] = [await makeFolder(), await makeFolder(), await makeFolder()];
  // What a clone contains of the Action, as it is on this disk.
  for (const name of ["dist", "action.yml", "package.json"]) {
    await cp(join(root, name), join(tool, name), { recursive: true });
  }
  await git(tool, "init", "--quiet");
  await git(tool, "add", "--all");
  await git(tool, "commit", "--quiet", "--message", "release");
  await git(repository, "init", "--quiet", "--bare", "--initial-branch", "main");
  const settings = [
    ...[tool, repository].map((path, index) => [`url.${path}.insteadOf`, urls[index] ?? ""]),
    ["user.name", "test"],
    ["user.email", "test@fernwick.example"],
  ];
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key = "", value = ""], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
    SOURCE_DATE_EPOCH: today,
  };
  return {
    folder,
    repository,
    tool,
    governance: join(folder, "governance"),
    run: (script, cwd, input = "") => runScript(script, { cwd, env }, input),
  };
}

/** Runs the lines of a block one after the other, as a user does. Rejects if one of them fails. */
function runScript(
  script: string,
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  input: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["-euc", script], { ...options, timeout: 60_000 });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`exit code ${code}: ${output}`));
    });
    child.stdin.end(input);
  });
}

/** Returns an input as the runner passes it on, with the only secret that the README stores. */
function evaluate(value: unknown, known: Readonly<Record<string, string>>): string {
  return String(value).replaceAll(/\$\{\{ (\S+) \}\}/gu, (expression, name: string) => {
    const found = known[name];
    if (found === undefined) throw new Error(`nothing is known about ${expression}`);
    return found;
  });
}

/** Runs the job of the pushed workflow, with its inputs, permissions and checkout. */
async function runJob(
  { repository }: Desk,
  github: StandInGitHub,
  { url, key, commit }: { readonly url: string; readonly key: string; readonly commit: string },
): Promise<{ readonly run: ActionRun; readonly uploaded: string; readonly workspace: string }> {
  const workspace = await makeFolder();
  await git(workspace, "clone", "--quiet", repository, ".");
  const text = await readFile(join(workspace, workflowPath), "utf8");
  const [job] = Object.values((parse(text) as Workflow).jobs);
  if (job === undefined) throw new Error("the workflow has no job");
  const [checkout, audit, upload, ...more] = job.steps;
  expect([checkout, upload].map((step) => step?.uses.split("@")[0])).toEqual([
    "actions/checkout",
    "actions/upload-artifact",
  ]);
  expect(more).toEqual([]);
  expect(`${urls[0]}@${commit}`).toBe(`https://github.com/${audit?.uses}`);
  const { inputs } = parse(await readFile(join(root, "action.yml"), "utf8")) as {
    inputs: Record<string, { default?: string }>;
  };
  const defaults = Object.entries(inputs).map(([name, input]) => [name, input.default ?? ""]);
  const given = { ...(Object.fromEntries(defaults) as object), ...audit?.with };
  const known = { "github.token": github.token, "secrets.CLOUDSMITH_API_KEY": key };
  const run = await runAction({
    cwd: workspace,
    apiUrl: github.apiUrl,
    event: {
      name: "workflow_dispatch",
      payload: { repository: { visibility: "private", default_branch: "main" } },
    },
    inputs: {
      ...Object.fromEntries(
        Object.entries(given).map(([name, value]) => [name, evaluate(value, known)]),
      ),
      "api-url": url,
    },
    env: { SOURCE_DATE_EPOCH: today },
  });
  const outputs = Object.entries(run.outputs).map(
    ([name, value]) => [`steps.${audit?.id}.outputs.${name}`, value] as const,
  );
  const uploaded = evaluate(upload?.with["path"], Object.fromEntries(outputs));
  return { run, uploaded, workspace };
}

function permissionsOf(text: string): Job["permissions"] {
  return Object.values((parse(text) as Workflow).jobs)[0]?.permissions ?? {};
}

test("the quick start has three blocks of commands and one workflow", () => {
  expect(others).toEqual([]);
  expect(otherYaml).toEqual([]);
  expect(urls).toHaveLength(2);
  // A pasted block whose `read` is not its last line would be read as the key.
  expect(prepare.trimEnd().split("\n").at(-1)).toContain("read -rs");
  expect(workflowPath).toMatch(/^\.github\/workflows\/[\w-]+\.yml$/u);
  const workflow = parse(workflowText) as Workflow;
  expect(Object.keys(workflow.on)).toEqual(["schedule", "workflow_dispatch"]);
  expect(section).toContain(`**${workflow.name}**`);
});

test("following it from an empty folder ends in a clean audit", async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const github = await startGitHub({ permissions: permissionsOf(workflowText) });
  onTestFinished(() => github.close());
  const desk = await setDesk();
  const api = { url: sandbox.url, key: sandbox.keys.service };
  const typed = draft
    .replace("YOUR-WORKSPACE", "fernwick")
    .replace("cli.js init ", `cli.js init --api-url ${api.url} `);

  // One shell for both blocks: the second one needs the folder and the key of the first.
  const drafted = await desk.run(
    `${prepare}${typed}echo "key: \${CLOUDSMITH_API_KEY-forgotten}"`,
    desk.folder,
    `${api.key}\n`,
  );
  expect(drafted).toContain("access-policy.yml is valid: workspace fernwick");
  expect(drafted).toContain("key: forgotten");
  expect(drafted).not.toContain(api.key);
  const [pinned = ""] = /^[\da-f]{40}$/mu.exec(drafted) ?? [];
  expect(pinned).toBe((await git(desk.tool, "rev-parse", "HEAD")).trim());
  await mkdir(dirname(join(desk.governance, workflowPath)), { recursive: true });
  await writeFile(
    join(desk.governance, workflowPath),
    workflowText.replace("0".repeat(40), pinned),
  );
  await desk.run(commit, desk.governance);

  // Nothing is left over that the commands do not commit.
  expect(await git(desk.governance, "status", "--porcelain")).toBe("");
  expect((await readdir(desk.folder)).toSorted()).toEqual([
    "cloudsmith-access-audit",
    "governance",
  ]);

  const { run, uploaded, workspace } = await runJob(desk, github, { ...api, commit: pinned });

  expect(run.exitCode, run.stdout).toBe(0);
  expect(run.outputs).toMatchObject({
    verdict: "clean",
    errors: "0",
    "not-judged": "0",
    coverage: "complete",
    delivery: "complete",
    "issue-url": expect.stringMatching(/\/issues\/\d+$/u) as string,
  });
  expect((await stat(join(workspace, uploaded))).size).toBeGreaterThan(1000);
  const todos = Number(run.outputs["accepted"]);
  expect(todos).toBeGreaterThan(0);
  // As step 5 says: each TODO is a warning in the summary, and the issue has the same content.
  for (const shown of [run.summary, github.issues[0]?.body ?? ""]) {
    expect(shown.match(/^\| warning \| `exception-unexplained`/gmu)).toHaveLength(todos);
  }
  expect(github.writes()).toMatchObject([{ operation: "issues/create" }]);
});

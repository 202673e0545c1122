/** Runs an example on act, a runner of workflows, as a process on this machine. */

import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { Example } from "../../support/example-workflows.ts";
import { binaries, binaryFolder } from "../programs.ts";
import { installActions } from "./stand-ins.ts";

export interface RunnerEvent {
  readonly name: string;
  readonly payload: object;
  readonly ref: string;
  readonly sha: string;
  /** GitHub gives the run of a fork no secret, and a token that can only read. */
  readonly isOfFork?: true;
}

export interface ExampleRun {
  /** Not 0 if a job failed. */
  readonly exitCode: number;
  /** The result of each job that ran; the jobs of a matrix have a number, such as `audit-1`. */
  readonly jobs: Readonly<Record<string, string>>;
  /** The steps that ran, in their order, such as `audit/actions/checkout: success`. */
  readonly steps: readonly string[];
  /** By job and id of the step, such as `audit/audit`. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The exit codes other than 0 of steps, by job and step as in `steps`. */
  readonly exitCodes: Readonly<Record<string, number>>;
  /** The errors, warnings and notices of steps, as the commands that they printed. */
  readonly annotations: readonly string[];
  /** What the steps printed, without commands for the runner. */
  readonly log: string;
  readonly summary: string;
}

/** One line of what act prints with `--json`; the fields that are read here. */
interface Line {
  readonly msg: string;
  readonly job?: string;
  readonly step?: string;
  readonly stage?: string;
  readonly stepID?: readonly string[];
  readonly stepResult?: string;
  readonly jobResult?: string;
  readonly command?: string;
  readonly raw?: string;
  readonly name?: string;
  readonly arg?: string;
  readonly content?: string;
  readonly raw_output?: boolean;
}

const timeoutMs = 110_000;

/**
 * Runs every job of the example for an event. `folder` is the run's own: it has `checkout`, and the
 * stand-ins leave there what they were given. `apiUrl` is Cloudsmith's; all else is in `env`.
 */
export async function runExample(
  example: Example,
  event: RunnerEvent,
  given: {
    readonly folder: string;
    readonly apiUrl: string;
    readonly env: Readonly<Record<string, string>>;
    readonly secrets: Readonly<Record<string, string>>;
    readonly variables: Readonly<Record<string, string>>;
  },
): Promise<ExampleRun> {
  const { folder, apiUrl, env, secrets, variables } = given;
  const actions = await installActions(example.workflow, join(folder, "actions"), apiUrl);
  await writeFile(join(folder, "event.json"), JSON.stringify(event.payload));
  const runnerEnv = {
    ...env,
    GITHUB_REF: event.ref,
    // That is how act takes the commit.
    SHA_REF: event.sha,
    STAND_IN_FOLDER: folder,
  };
  const repeat = (flag: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
  const args = [
    event.name,
    "--workflows",
    example.path,
    "--eventpath",
    join(folder, "event.json"),
    "--platform",
    "ubuntu-latest=-self-hosted",
    "--action-cache-path",
    join(folder, "runner"),
    "--json",
    // Nothing but the stand-ins: no repository, no image and no server of act's own.
    "--action-offline-mode",
    "--no-skip-checkout",
    "--no-cache-server",
    // Jobs at the same time would share a map of act that has no lock.
    "--concurrent-jobs",
    "1",
    ...actions.flatMap((repository) => ["--local-repository", repository]),
    ...repeat("--env", runnerEnv),
    ...repeat("--secret", secrets),
    ...repeat("--var", variables),
  ];
  return await start(args, folder);
}

/** Starts act with nothing of this process's environment but the path. */
function start(args: readonly string[], folder: string): Promise<ExampleRun> {
  // First the stand-ins of other programs, then jq, then the Node that runs the tests.
  const path = [
    join(import.meta.dirname, "bin"),
    binaryFolder,
    dirname(process.execPath),
    process.env["PATH"] ?? "",
  ].join(":");
  const env = { PATH: path, HOME: folder, ACT_DISABLE_VERSION_CHECK: "1", GOMAXPROCS: "1" };
  const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024, timeout: timeoutMs };
  return new Promise((resolve, reject) => {
    execFile(binaries.act, args, options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : error.code;
      if (typeof exitCode !== "number") {
        reject(new Error(`act did not end: ${stderr}${stdout.slice(-2_000)}`, { cause: error }));
      } else resolve(toRun(exitCode, stdout));
    });
  });
}

function toRun(exitCode: number, stdout: string): ExampleRun {
  const lines = stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Line);
  const outputs: Record<string, Record<string, string>> = {};
  const exitCodes: Record<string, number> = {};
  for (const line of lines) {
    const code = /^exit(?:code '| status )(\d+)/u.exec(line.msg)?.[1];
    if (code !== undefined) exitCodes[stepOf(line)] = Number(code);
    if (line.command !== "set-output" || line.name === undefined) continue;
    const key = `${jobOf(line)}/${line.stepID?.at(-1) ?? ""}`;
    outputs[key] = { ...outputs[key], [line.name]: line.arg ?? "" };
  }
  return {
    exitCode,
    jobs: Object.fromEntries(
      lines.flatMap((line) =>
        line.jobResult === undefined ? [] : [[jobOf(line), line.jobResult]],
      ),
    ),
    steps: lines
      .filter(({ stage, stepResult }) => stage === "Main" && stepResult !== undefined)
      .map((line) => `${stepOf(line)}: ${line.stepResult}`),
    outputs,
    exitCodes,
    annotations: lines.flatMap(({ command = "", raw }) =>
      ["error", "notice", "warning"].includes(command) && raw !== undefined ? [raw] : [],
    ),
    log: textOf(lines, ({ raw_output, msg }) => (raw_output === true ? msg : "")),
    summary: textOf(lines, ({ command, content }) =>
      command === "summary" ? (content ?? "") : "",
    ),
  };
}

/** act pads the names of jobs, and puts the workflow's name before them. */
function jobOf({ job = "" }: Line): string {
  return job.trim().split("/").at(-1) ?? "";
}

function stepOf(line: Line): string {
  return `${jobOf(line)}/${line.step?.replace(/@.*$/u, "") ?? ""}`;
}

function textOf(lines: readonly Line[], read: (line: Line) => string): string {
  return lines.map(read).join("");
}

/** Runs the real bundle as a process of its own, the way a runner or a person does. */

import { spawn } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { mergeSha } from "./github/repository-routes.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface ProcessResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that has not ended by then hangs. */
const killAfterMs = 60_000;

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Returns a new empty folder. */
export function makeFolder(): Promise<string> {
  return mkdtemp(join(temporaryFolder(), "folder-"));
}

/** Runs a script with this Node and nothing of this process's environment but what it needs to start. */
export function runNode(
  script: string,
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly timeoutMs?: number;
  },
): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: options.cwd,
      env: {
        PATH: process.env["PATH"] ?? "",
        HOME: options.cwd,
        // The bundle is compiled once for all of them, which is a quarter of what each start costs.
        NODE_COMPILE_CACHE: join(temporaryFolder(), "compiled"),
        ...options.env,
      },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: options.timeoutMs ?? killAfterMs,
    });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        output[name] += text;
      });
    }
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, ...output }));
  });
}

export function runCli(
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<ProcessResult> {
  return runNode(join(root, "dist/cli.js"), args, options);
}

export interface ActionRun extends ProcessResult {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the Action in a folder, with inputs, an event and what else a runner sets. */
export async function runAction(options: {
  readonly cwd: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly event: { readonly name: string; readonly payload: unknown; readonly ref?: string };
  readonly apiUrl: string;
  readonly env?: Readonly<Record<string, string>>;
}): Promise<ActionRun> {
  const runner = await makeFolder();
  const file = (name: string) => join(runner, name);
  await writeFile(file("event.json"), JSON.stringify(options.event.payload));
  await writeFile(file("output"), "");
  await writeFile(file("summary"), "");
  const inputs = Object.fromEntries(
    Object.entries(options.inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
  const result = await runNode(join(root, "dist/action.js"), [], {
    cwd: options.cwd,
    env: {
      ...inputs,
      GITHUB_ACTIONS: "true",
      GITHUB_EVENT_NAME: options.event.name,
      GITHUB_EVENT_PATH: file("event.json"),
      GITHUB_OUTPUT: file("output"),
      GITHUB_STEP_SUMMARY: file("summary"),
      GITHUB_REPOSITORY: "fernwick/governance",
      GITHUB_REF: options.event.ref ?? "refs/heads/main",
      GITHUB_SHA: mergeSha,
      GITHUB_RUN_ID: "4242",
      GITHUB_SERVER_URL: "https://github.example",
      GITHUB_API_URL: options.apiUrl,
      SOURCE_DATE_EPOCH: "1795424400",
      ...options.env,
    },
  });
  return {
    ...result,
    outputs: parseOutputs(await readFile(file("output"), "utf8")),
    summary: await readFile(file("summary"), "utf8"),
  };
}

/** Reads the runner's file format: `name<<delimiter`, lines, `delimiter`. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name = "", , value = ""] of text.matchAll(
    /^([\w-]+)<<(\S+)\n([\s\S]*?)\n?\2$/gmu,
  )) {
    outputs[name] = value;
  }
  return outputs;
}

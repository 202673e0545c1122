/** The programs to compare: our bundle, and a connector on the reference SDK. */

import { execFile } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { runMeasured, type Usage } from "./measured-process.ts";
import { apiKey, benchPolicy, epoch, organization } from "./workload.ts";

const execute = promisify(execFile);
const root = new URL("..", import.meta.url).pathname;
const cli = join(root, "dist/cli.js");
const connector = join(root, "test/conformance/bin/connector");

export const engines = ["pebble", "sqlite"] as const;
export type Engine = (typeof engines)[number];
export const engineNames: Readonly<Record<Engine, string>> = { pebble: "Pebble", sqlite: "SQLite" };
/**
 * Our complete audit, our sync alone (reading and the artifact, the same work as the engines), and
 * the SDK's engines.
 */
export type Contender = "ours" | "sync" | Engine;

export interface Run extends Usage {
  readonly artifactBytes: number;
}

/** Every report; flags that the bundle does not have are skipped. */
const reports = {
  "--report-json": "report.json",
  "--report-markdown": "report.md",
  "--report-html": "report.html",
  "--sarif": "report.sarif",
  "--csv": "csv",
  "--pack": "pack",
} as const;

/** Returns the flags for every report that the bundle supports. */
export async function reportFlags(): Promise<string[]> {
  const { stdout } = await execute(process.execPath, [cli, "audit", "--help"]);
  return Object.entries(reports)
    .filter(([flag]) => stdout.includes(`${flag} <`))
    .flat();
}

/** Builds the connector. Returns the error message if that fails, otherwise undefined. */
export async function buildConnector(): Promise<string | undefined> {
  try {
    const args = ["build", "-mod=readonly", "-buildvcs=false", "-o", connector, "."];
    await execute("go", args, { cwd: join(root, "test/conformance/connector") });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Runs a contender once in its own folder, and returns its cost. Throws if the exit code is not the
 * expected one.
 */
export async function runContender(
  contender: Contender,
  url: string,
  flags: readonly string[],
): Promise<Run> {
  return await inFolder(async (folder) => {
    const artifact = join(folder, "bench.c1z");
    const finished = await run(contender, folder, { url, artifact, flags });
    if (finished.exitCode !== (contender === "ours" ? 1 : 0)) {
      throw new Error(`${contender} exited with ${finished.exitCode}: ${finished.stderr}`);
    }
    const { wallMs, cpuMs, peakMb } = finished;
    return { wallMs, cpuMs, peakMb, artifactBytes: (await stat(artifact)).size };
  });
}

function run(
  contender: Contender,
  folder: string,
  { url, artifact, flags }: { url: string; artifact: string; flags: readonly string[] },
) {
  const given = ["--api-url", url, "--c1z", artifact];
  switch (contender) {
    case "ours":
      return runAudit(folder, [...given, ...flags]);
    case "sync":
      return runOurs(folder, ["sync", "--organization", organization, ...given]);
    default:
      return runConnector(folder, { url, artifact, engine: contender });
  }
}

/** Returns the cost of one sync with repositories. Throws if a repository was not seen. */
export async function runRepositories(url: string): Promise<Usage> {
  return await inFolder(async (folder) => {
    const flags = ["--organization", organization, "--api-url", url, "--repositories", "always"];
    const finished = await runOurs(folder, ["sync", ...flags]);
    if (finished.exitCode !== 0) {
      throw new Error(`sync exited with ${finished.exitCode}: ${finished.stderr}`);
    }
    return finished;
  });
}

/** Writes our artifact to a path, without measuring. */
export async function writeArtifactOnce(path: string, url: string): Promise<void> {
  await inFolder(async (folder) => {
    const { exitCode, stderr } = await runAudit(folder, ["--api-url", url, "--c1z", path]);
    if (exitCode !== 1) throw new Error(`the audit exited with ${exitCode}: ${stderr}`);
  });
}

async function runAudit(folder: string, flags: readonly string[]) {
  await writeFile(join(folder, "access-policy.yml"), benchPolicy());
  return await runOurs(folder, ["audit", ...flags]);
}

async function runOurs(folder: string, args: readonly string[]) {
  return await runMeasured({
    command: [process.execPath, cli, ...args],
    cwd: folder,
    env: { CLOUDSMITH_API_KEY: apiKey, SOURCE_DATE_EPOCH: epoch },
  });
}

async function runConnector(
  folder: string,
  { url, artifact, engine }: { url: string; artifact: string; engine: Engine },
) {
  const flags = {
    "--file": artifact,
    "--storage-engine": engine,
    "--log-level": "error",
    "--api-url": url,
    "--organization": organization,
  };
  return await runMeasured({
    command: [connector, ...Object.entries(flags).flat()],
    cwd: folder,
    env: { BATON_API_KEY: apiKey },
  });
}

async function inFolder<Result>(task: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "access-audit-bench-"));
  try {
    return await task(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

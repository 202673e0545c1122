/** The Action's entry: inputs to settings, an audit, outputs. The only reader of the runner's environment. */

import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";

import * as core from "@actions/core";

import { runAudit, type AuditInput, type AuditResult, type Channel } from "./audit.ts";
import { createClock } from "./clock.ts";
import { AuditError, describeError } from "./errors.ts";
import { toAnnotations } from "./github/annotations.ts";
import type { RunEnvironment } from "./github/context.ts";
import { openDelivery, type DeliverySettings, type GitHubDelivery } from "./github/delivery.ts";
import { createLogger, type Logger } from "./log.ts";
import { parsePolicy } from "./policy/parse.ts";
import { escapeTerminal } from "./report/escape-terminal.ts";
import { renderMarkdown } from "./report/markdown.ts";
import type { Report } from "./report/report.ts";
import { renderTerminal } from "./report/terminal.ts";
import { parseSettings, settingNames, type Settings } from "./settings.ts";
import { toolName, version } from "./version.ts";
import {
  fileChannels,
  readPolicyFile,
  reportFiles,
  toAuditInput,
  type Surroundings,
} from "./wiring.ts";

/** GitHub drops a whole job summary above this many bytes. */
const maxSummaryBytes = 1024 * 1024;

async function run(env: NodeJS.ProcessEnv): Promise<void> {
  const outputs = new Outputs();
  try {
    const settings = readInputs(env);
    for (const secret of [settings["api-key"], settings.token]) {
      if (secret !== undefined) core.setSecret(secret);
    }
    await audit(env, settings, outputs);
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    fail(error, env["GITHUB_WORKSPACE"] ?? process.cwd());
    process.exitCode = 2;
  } finally {
    outputs.write();
  }
}

async function audit(env: NodeJS.ProcessEnv, settings: Settings, outputs: Outputs): Promise<void> {
  const clock = createClock(env["SOURCE_DATE_EPOCH"]);
  const log = createLogger({
    write: (text) => void process.stdout.write(text),
    columns: undefined,
    elapsedMs: () => performance.now(),
    escape: escapeLogLine,
    quiet: false,
  });
  const github = await openDelivery(readRun(env), toDeliverySettings(settings), log);
  const full = github.personalData === "full";
  if (!full) {
    log.info(
      "names are kept out of the log, the summary and every file, because this repository is public or may be; personal-data: full changes that",
    );
  }
  const policy = await readPolicyFile(settings.policy).catch(async (error: unknown) => {
    if (error instanceof AuditError) await tellProblem(github, error.message, log);
    throw error;
  });
  const input = toAuditInput(settings, policy, { clock, log, gitHubIdToken: idTokenOf(env) });
  const result = await runAudit({
    ...input,
    base: await readBase(github, settings.policy, log),
    artifactPath: full ? input.artifactPath : undefined,
    channels: [
      logChannel(env, github),
      summaryChannel(env, github),
      ...(full ? fileChannels(settings) : []),
      ...github.channels,
    ],
  });
  outputs.set(result, full ? settings : undefined, github);
  finish(result);
}

/** Whoever changes the policy reads the pull request, not the log. */
async function tellProblem(github: GitHubDelivery, message: string, log: Logger): Promise<void> {
  try {
    await github.tellProblem?.(message);
  } catch (error) {
    log.error(describeError(error));
  }
}

/** Returns the policy before a pull request; undefined where this run is none, or cannot look. */
async function readBase(
  { readBasePolicy }: GitHubDelivery,
  path: string,
  log: Logger,
): Promise<AuditInput["base"]> {
  if (readBasePolicy === undefined) return undefined;
  const text = await readBasePolicy();
  if (text === undefined) return { policy: undefined };
  const parsed = parsePolicy(text, path);
  if ("policy" in parsed) return { policy: parsed.policy };
  log.warn(
    `${path} was not valid before this pull request, so all that it finds counts as there already`,
  );
  return { policy: undefined };
}

function idTokenOf(env: NodeJS.ProcessEnv): NonNullable<Surroundings["gitHubIdToken"]> {
  return {
    onSecret: core.setSecret,
    get: async (audience) => {
      if ((env["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "") === "") {
        throw new AuditError(
          "BAD_SETTINGS",
          "cannot sign in to Cloudsmith with oidc-service: this job may not ask GitHub for an ID token. Give it the permission id-token: write; a pull request from a fork never has it.",
        );
      }
      try {
        return await core.getIDToken(audience);
      } catch (error) {
        throw new AuditError(
          "BAD_SETTINGS",
          `cannot get an ID token from GitHub: ${describeError(error)}. Try again, and check oidc-audience.`,
          { cause: error },
        );
      }
    },
  };
}

/** Says the verdict in one line, last in the log, and sets the exit code. */
function finish({ report, exitCode, delivery }: AuditResult): void {
  const { errors, warnings, notes, notJudged } = report.counts;
  const counts = `${errors} errors, ${warnings} warnings, ${notes} notes, ${notJudged} rules not judged`;
  const undelivered = delivery === "partial" ? "; not everything could be delivered" : "";
  const line = `verdict: ${report.verdict} (${counts})${undelivered}`;
  process.exitCode = exitCode;
  if (exitCode === 0) core.info(line);
  else core.error(line);
}

function readInputs(env: NodeJS.ProcessEnv): Settings {
  const raw = settingNames.map((name) => [name, env[`INPUT_${name.toUpperCase()}`]] as const);
  return parseSettings(Object.fromEntries(raw));
}

function toDeliverySettings(settings: Settings): DeliverySettings {
  return {
    token: settings.token,
    userAgent: `${toolName}/${version}`,
    policyPath: settings.policy,
    comment: settings.comment,
    issue: settings.issue,
    issueLabels: settings["issue-labels"],
    issueAssignees: settings["issue-assignees"],
    personalData: settings["personal-data"],
  };
}

function readRun(env: NodeJS.ProcessEnv): RunEnvironment {
  const path = env["GITHUB_EVENT_PATH"];
  return {
    eventName: env["GITHUB_EVENT_NAME"] ?? "",
    eventPayload: path === undefined || path === "" ? {} : readEvent(path),
    repository: env["GITHUB_REPOSITORY"] ?? "",
    ref: env["GITHUB_REF"] ?? "",
    serverUrl: env["GITHUB_SERVER_URL"] ?? "https://github.com",
    apiUrl: env["GITHUB_API_URL"] ?? "https://api.github.com",
    runId: env["GITHUB_RUN_ID"] ?? "",
    sha: env["GITHUB_SHA"] ?? "",
  };
}

function readEvent(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as unknown;
  } catch (error) {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot read the event that started this run from "${path}": it is not JSON. Set GITHUB_EVENT_PATH as a runner does.`,
      { cause: error },
    );
  }
}

function logChannel(env: NodeJS.ProcessEnv, github: GitHubDelivery): Channel {
  return {
    task: "print the report",
    deliver: async (report) => {
      if (github.personalData === "counts") return;
      const colour = (env["NO_COLOR"] ?? "") === "";
      const text = renderTerminal(report, { columns: 120, colour });
      process.stdout.write(`${text.split("\n").map(defuseCommand).join("\n")}\n`);
    },
  };
}

function summaryChannel(env: NodeJS.ProcessEnv, { personalData }: GitHubDelivery): Channel {
  return {
    task: "write the job summary",
    deliver: async (report: Report) => {
      if ((env["GITHUB_STEP_SUMMARY"] ?? "") === "") return;
      const text = renderMarkdown(report, { personalData, maxBytes: maxSummaryBytes });
      await core.summary.addRaw(text).write({ overwrite: true });
    },
  };
}

/** A line of the log that begins like a workflow command would be carried out as one. */
function defuseCommand(line: string): string {
  return line.replaceAll("::", ": :").replace(/^(\s*)##\[/u, "$1# #[");
}

function escapeLogLine(text: string): string {
  return defuseCommand(escapeTerminal(text, 2_000));
}

/** Mistakes in a file are annotations on its own lines; any other error stands for itself. */
function fail(error: AuditError, repositoryFolder: string): void {
  if (error.places.length === 0) {
    for (const line of error.message.split("\n")) core.error(escapeLogLine(line));
    return;
  }
  const { shown, rest } = toAnnotations(error.places, (path) => {
    const inside = relative(repositoryFolder, resolve(path));
    return inside.startsWith("..") ? path : inside;
  });
  for (const { message, ...place } of shown) core.error(escapeLogLine(message), place);
  if (rest.length === 0) return;
  core.info(`and ${rest.length} more, without an annotation:`);
  for (const line of rest) core.info(escapeLogLine(line));
}

/** Every output is set in every run, so that no workflow reads the one of a run before. */
class Outputs {
  readonly #values: Record<string, string | number> = {
    verdict: "unknown",
    errors: 0,
    warnings: 0,
    notes: 0,
    accepted: 0,
    introduced: 0,
    resolved: 0,
    "not-judged": 0,
    coverage: "none",
    delivery: "partial",
    c1z: "",
    "c1z-sha256": "",
    "sync-id": "",
    "roster-digest": "",
    "report-json": "",
    "report-markdown": "",
    "report-html": "",
    sarif: "",
    "issue-url": "",
    "comment-url": "",
    version,
  };

  set(result: AuditResult, written: Settings | undefined, github: GitHubDelivery): void {
    const { report, artifact, delivery } = result;
    const { notJudged, ...counts } = report.counts;
    Object.assign(this.#values, counts, {
      verdict: report.verdict,
      "not-judged": notJudged,
      coverage: report.coverage.status,
      delivery,
      c1z: artifact?.path ?? "",
      "c1z-sha256": artifact?.sha256 ?? "",
      "sync-id": artifact?.syncId ?? "",
      "roster-digest": report.rosterDigest,
      ...Object.fromEntries(reportFiles.map((name) => [name, written?.[name] ?? ""])),
      "issue-url": github.urls.issue ?? "",
      "comment-url": github.urls.comment ?? "",
    });
  }

  write(): void {
    for (const [name, value] of Object.entries(this.#values)) core.setOutput(name, value);
  }
}

try {
  await run(process.env);
} catch (error) {
  // Not an AuditError, so a bug: its stack is what helps.
  core.error(
    `this is a bug in the action, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  process.exitCode = 2;
}

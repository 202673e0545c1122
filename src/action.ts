/** The Action's entry: inputs to settings, an audit, outputs. The only reader of the runner's environment. */

import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { relative, resolve } from "node:path";

import * as core from "@actions/core";

import { requireAgreedWorkspace } from "./agreed-workspace.ts";
import { runAudit, type AuditResult, type Channel } from "./audit.ts";
import { changesSince, readBasePolicy, type BasePolicy } from "./base-policy.ts";
import { createClock } from "./clock.ts";
import { AuditError, describeError } from "./errors.ts";
import { toAnnotations } from "./github/annotations.ts";
import { annotateFindings } from "./github/finding-annotations.ts";
import type { RunEnvironment } from "./github/context.ts";
import { openDelivery, type DeliverySettings, type GitHubDelivery } from "./github/delivery.ts";
import { createArtifactOpener } from "./github/earlier-artifact.ts";
import { findPullRequest, type PullRequestAsData } from "./github/pull-request-as-data.ts";
import { findRestriction, tolerateReadOnly, type Restriction } from "./github/restriction.ts";
import { openFolders, type Folders } from "./folders.ts";
import { createLogger, type Logger } from "./log.ts";
import type { Policy } from "./policy/policy.ts";
import { escapeTerminal } from "./report/escape-terminal.ts";
import { renderMarkdown } from "./report/markdown.ts";
import { renderPolicyCheck } from "./report/render-policy-check.ts";
import type { Report } from "./report/report.ts";
import { parseSettings, settingNames, type Settings } from "./settings.ts";
import { createTemporaryFolder, type TemporaryFolder } from "./temporary-folder.ts";
import { toolName, version } from "./version.ts";
import {
  fileChannels,
  readPolicyFile,
  reportFiles,
  toAuditInput,
  toPolicy,
  type Surroundings,
} from "./wiring.ts";
import { chooseSource } from "./without-secrets.ts";

/** GitHub drops a whole job summary above this many bytes. */
const maxSummaryBytes = 1024 * 1024;
const userAgent = `${toolName}/${version}`;

async function run(env: NodeJS.ProcessEnv): Promise<void> {
  const outputs = new Outputs();
  const folder = createTemporaryFolder(env["RUNNER_TEMP"] ?? tmpdir());
  try {
    const settings = readInputs(env);
    for (const secret of [settings["api-key"], settings.token]) {
      if (secret !== undefined) core.setSecret(secret);
    }
    await audit(env, settings, { outputs, folder });
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    fail(error, workspaceFolder(env));
    process.exitCode = 2;
  } finally {
    outputs.write();
    await folder.remove();
  }
}

async function audit(
  env: NodeJS.ProcessEnv,
  settings: Settings,
  { outputs, folder }: { outputs: Outputs; folder: TemporaryFolder },
): Promise<void> {
  const clock = createClock(env["SOURCE_DATE_EPOCH"]);
  const log = createLogger({
    write: (text) => void process.stdout.write(text),
    columns: undefined,
    elapsedMs: () => performance.now(),
    escape: escapeLogLine,
    quiet: false,
  });
  const { run, pull, restriction, github } = await openRun(env, settings, log);
  const full = github.personalData === "full";
  if (!full) {
    log.info(
      "names are kept out of the log, the summary and every file, because this repository is public or may be; personal-data: full changes that",
    );
  }
  const { policy, base } = await readPolicies(settings, { pull, github, log });
  const openArtifact = createArtifactOpener(run, {
    token: settings.token,
    userAgent,
    folder: folder.path,
    log,
    now: clock(),
  });
  const canSignIn = hasCredential(env, settings);
  const source = await chooseSource(settings, { restriction, canSignIn, openArtifact, log });
  if ("noRoster" in source) {
    await checkPolicyOnly(env, { policy, base, reason: source.noRoster, github, now: clock() });
    outputs.deliveredNothing();
    return;
  }
  const input = toAuditInput(source.settings, policy, {
    clock,
    log,
    gitHubIdToken: idTokenOf(env),
    openArtifact,
  });
  const commit = pull === undefined ? env["GITHUB_SHA"] : undefined;
  const folders = openFolders(settings, { policy, commit, log });
  const result = await runAudit({
    ...input,
    base,
    artifactPath: full ? input.artifactPath : undefined,
    channels: toChannels(env, settings, { pull, github, folders }),
  });
  outputs.set(result, full ? settings : undefined, folders, github);
  finish(result);
}

interface OpenRun {
  readonly run: RunEnvironment;
  /** One whose policy is fetched as data. */
  readonly pull: PullRequestAsData | undefined;
  readonly restriction: Restriction | undefined;
  readonly github: GitHubDelivery;
}

async function openRun(env: NodeJS.ProcessEnv, settings: Settings, log: Logger): Promise<OpenRun> {
  const run = readRun(env);
  const { "pull-request": number, token } = settings;
  const pull = await findPullRequest(run, { number, token, userAgent, log });
  const restriction = findRestriction(run, env["GITHUB_ACTOR"] ?? "");
  const delivery = await openDelivery(
    { ...run, pullRequest: pull },
    toDeliverySettings(settings),
    log,
  );
  const github =
    restriction === undefined ? delivery : tolerateReadOnly(delivery, restriction, log);
  return { run, pull, restriction, github };
}

/** Returns the policy, and on a pull request the one before it; tells a broken one where it can. */
async function readPolicies(
  settings: Settings,
  { pull, github, log }: Pick<OpenRun, "pull" | "github"> & { readonly log: Logger },
): Promise<{ policy: Policy; base: BasePolicy | undefined }> {
  const policy = await readPolicy(settings, pull).catch(async (error: unknown) => {
    const isPolicys = error instanceof AuditError && error.code === "BAD_POLICY";
    if (isPolicys) await tellProblem(github, error.message, log);
    throw error;
  });
  const base = await readBasePolicy(github.readBasePolicy, settings.policy, log);
  if (pull !== undefined) requireAgreedWorkspace(settings, policy, base?.policy);
  return { policy, base };
}

function toChannels(
  env: NodeJS.ProcessEnv,
  settings: Settings,
  {
    pull,
    github,
    folders,
  }: Pick<OpenRun, "pull" | "github"> & { readonly folders: Pick<Folders, "channels"> },
): Channel[] {
  return [
    logChannel(env, github),
    summaryChannel(env, github),
    // A policy that is not checked out has no lines in this run.
    ...(pull === undefined ? [annotationChannel(env, github)] : []),
    ...(github.personalData === "full" ? [...fileChannels(settings), ...folders.channels] : []),
    ...github.channels,
  ];
}

async function readPolicy(
  { policy: path }: Settings,
  pull: PullRequestAsData | undefined,
): Promise<Policy> {
  return pull === undefined
    ? await readPolicyFile(path)
    : toPolicy(await pull.readFile(path), path);
}

/** A fork's run has the input oidc-service, too, but may not ask for an ID token. */
function hasCredential(env: NodeJS.ProcessEnv, settings: Settings): boolean {
  if (settings["api-key"] !== undefined) return true;
  return settings["oidc-service"] !== undefined && mayAskForIdToken(env);
}

function mayAskForIdToken(env: NodeJS.ProcessEnv): boolean {
  return (env["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "") !== "";
}

/** Neutral, which is neither clean nor a failure: nobody could do better here. */
async function checkPolicyOnly(
  env: NodeJS.ProcessEnv,
  check: {
    readonly policy: Policy;
    readonly base: BasePolicy | undefined;
    readonly reason: string;
    readonly github: GitHubDelivery;
    readonly now: Date;
  },
): Promise<void> {
  const { policy, base, reason, github, now } = check;
  const text = renderPolicyCheck(
    { path: policy.path, reason, changes: changesSince(base, policy) },
    { personalData: github.personalData, now },
  );
  if ((env["GITHUB_STEP_SUMMARY"] ?? "") !== "") {
    await core.summary.addRaw(text).write({ overwrite: true });
  }
  core.notice(
    escapeLogLine(
      `the policy is valid, and the workspace was not looked at: ${reason}; the job's summary tells what the policy would change`,
    ),
  );
  core.info("verdict: unknown (neutral: only the policy was checked)");
}

/** Whoever changes the policy reads the pull request, not the log. */
async function tellProblem(github: GitHubDelivery, message: string, log: Logger): Promise<void> {
  try {
    await github.tellProblem?.(message);
  } catch (error) {
    log.error(describeError(error));
  }
}

function idTokenOf(env: NodeJS.ProcessEnv): NonNullable<Surroundings["gitHubIdToken"]> {
  return {
    onSecret: core.setSecret,
    get: async (audience) => {
      if (!mayAskForIdToken(env)) {
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
    userAgent,
    policyPath: settings.policy,
    comment: settings.comment,
    issue: settings.issue,
    issueLabels: settings["issue-labels"],
    issueAssignees: settings["issue-assignees"],
    previousAuthors: settings["previous-authors"],
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
      const { renderTerminal } = await import("./report/terminal.ts");
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

/** Annotations are as public as the log. */
function annotationChannel(env: NodeJS.ProcessEnv, { personalData }: GitHubDelivery): Channel {
  return {
    task: "annotate the policy",
    deliver: async (report) => {
      if (personalData === "counts") return;
      const { shown, left } = annotateFindings(report, toFileIn(workspaceFolder(env)));
      const annotate = { error: core.error, warning: core.warning, notice: core.notice };
      for (const { level, message, ...place } of shown) {
        annotate[level](escapeLogLine(message), place);
      }
      if (left > 0) core.info(`and ${left} more findings, without an annotation`);
    },
  };
}

function workspaceFolder(env: NodeJS.ProcessEnv): string {
  return env["GITHUB_WORKSPACE"] ?? process.cwd();
}

/** Annotations name a file as the repository does; one outside of it keeps its name. */
function toFileIn(folder: string): (path: string) => string {
  return (path) => {
    const inside = relative(folder, resolve(path));
    return inside.startsWith("..") ? path : inside;
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
  const { shown, rest } = toAnnotations(error.places, toFileIn(repositoryFolder));
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
    csv: "",
    pack: "",
    "issue-url": "",
    "comment-url": "",
    version,
  };

  set(
    result: AuditResult,
    written: Settings | undefined,
    folders: Folders,
    github: GitHubDelivery,
  ): void {
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
      csv: folders.written.csv ?? "",
      pack: folders.written.pack ?? "",
      "issue-url": github.urls.issue ?? "",
      "comment-url": github.urls.comment ?? "",
    });
  }

  /** Where only the policy was checked: there was nothing to deliver, and so nothing failed. */
  deliveredNothing(): void {
    this.#values["delivery"] = "complete";
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

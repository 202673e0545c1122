/** The Action's entry: inputs to settings, an audit, outputs. The only reader of the runner's environment. */

import { tmpdir } from "node:os";

import * as core from "@actions/core";

import { requireAgreedWorkspace } from "./agreed-workspace.ts";
import { runAudit, type Channel } from "./audit.ts";
import { changesSince, explainDeleted, readBasePolicy, type BasePolicy } from "./base-policy.ts";
import { createClock } from "./clock.ts";
import { AuditError, describeError } from "./errors.ts";
import { annotateFindings } from "./github/finding-annotations.ts";
import type { RunEnvironment } from "./github/context.ts";
import { openDelivery, type DeliverySettings, type GitHubDelivery } from "./github/delivery.ts";
import { createArtifactOpener } from "./github/earlier-artifact.ts";
import { findPullRequest, type PullRequestAsData } from "./github/pull-request-as-data.ts";
import { findRestriction, tolerateReadOnly, type Restriction } from "./github/restriction.ts";
import { exitOnSignals } from "./files/exit-on-signals.ts";
import { openFolders, type Folders } from "./folders.ts";
import { toReadHistory, type ReadHistory } from "./history.ts";
import { createLogger, type Logger } from "./log.ts";
import type { Policy } from "./policy/policy.ts";
import { renderMarkdown } from "./report/markdown.ts";
import { renderPolicyCheck } from "./report/render-policy-check.ts";
import { renderProblem } from "./report/render-problem.ts";
import type { Report } from "./report/report.ts";
import { fileChannels } from "./report-files.ts";
import {
  hasCredential,
  idTokenOf,
  readInputs,
  readRun,
  toRepositoryPath,
} from "./runner/environment.ts";
import {
  escapeLogLine,
  loadPrinting,
  printAnnotations,
  printError,
  printNoVerdict,
  printReport,
  printVerdict,
} from "./runner/log.ts";
import { Outputs } from "./runner/outputs.ts";
import { maxSummaryBytes, writeSummary } from "./runner/summary.ts";
import type { Settings } from "./settings.ts";
import { createTemporaryFolder, type TemporaryFolder } from "./temporary-folder.ts";
import { toolName, version } from "./version.ts";
import { readPolicyFile, toAuditInput, toPolicy } from "./wiring.ts";
import { chooseSource } from "./without-secrets.ts";

const userAgent = `${toolName}/${version}`;

async function run(env: NodeJS.ProcessEnv): Promise<void> {
  const outputs = new Outputs();
  // A run that is killed has them as well.
  outputs.write();
  const folder = createTemporaryFolder(env["RUNNER_TEMP"] ?? tmpdir());
  try {
    const settings = readInputs(env);
    for (const secret of [settings["api-key"], settings.token]) {
      if (secret !== undefined) core.setSecret(secret);
    }
    await audit(env, settings, { outputs, folder });
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    await fail(env, error);
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
  const policyPath = toRepositoryPath(env, settings.policy);
  const { run, pull, restriction, github } = await openRun(env, settings, { policyPath, log });
  outputs.follow(github.urls);
  const full = github.personalData === "full";
  if (!full) log.info(whyCounts(settings));
  const { policy, base } = await readPolicies(settings, { policyPath, pull, github, log });
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
    quoteReplies: full,
  });
  const commit = pull === undefined ? env["GITHUB_SHA"] : undefined;
  const folders = openFolders(settings, { policy, commit, log });
  const readHistory = toReadHistory(source.settings, { policy, log, openArtifact });
  const result = await runAudit({
    ...input,
    base,
    artifactPath: full ? input.artifactPath : undefined,
    channels: toChannels(env, settings, { pull, github, folders, readHistory }),
  });
  outputs.set(result, full ? settings : undefined, folders);
  process.exitCode = result.exitCode;
  printVerdict(result);
}

interface OpenRun {
  readonly run: RunEnvironment;
  /** One whose policy is fetched as data. */
  readonly pull: PullRequestAsData | undefined;
  readonly restriction: Restriction | undefined;
  readonly github: GitHubDelivery;
}

async function openRun(
  env: NodeJS.ProcessEnv,
  settings: Settings,
  { policyPath, log }: { readonly policyPath: string; readonly log: Logger },
): Promise<OpenRun> {
  const run = readRun(env);
  const { "pull-request": number, token } = settings;
  const pull = await findPullRequest(run, { number, token, userAgent, log });
  const restriction = findRestriction(run, env["GITHUB_ACTOR"] ?? "");
  const delivery = await openDelivery(
    { ...run, pullRequest: pull },
    toDeliverySettings(settings, policyPath),
    log,
  );
  const github =
    restriction === undefined ? delivery : tolerateReadOnly(delivery, restriction, log);
  return { run, pull, restriction, github };
}

/** Returns the policy, and on a pull request the one before it; tells a broken one where it can. */
async function readPolicies(
  settings: Settings,
  {
    policyPath,
    pull,
    github,
    log,
  }: Pick<OpenRun, "pull" | "github"> & { readonly policyPath: string; readonly log: Logger },
): Promise<{ policy: Policy; base: BasePolicy | undefined }> {
  const readText = github.readBasePolicy;
  const policy = await readPolicy(settings, policyPath, pull).catch(async (given: unknown) => {
    const error = await explainDeleted(given, readText, policyPath);
    const isPolicys = error instanceof AuditError && error.code === "BAD_POLICY";
    if (isPolicys) await tellProblem(github, error.message, log);
    throw error;
  });
  const base = await readBasePolicy(readText, policyPath, log);
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
    readHistory,
  }: Pick<OpenRun, "pull" | "github"> & {
    readonly folders: Pick<Folders, "channels">;
    readonly readHistory: ReadHistory;
  },
): Channel[] {
  const files = () => [...fileChannels(settings, readHistory), ...folders.channels];
  return [
    logChannel(env, github),
    summaryChannel(env, github),
    // A policy that is not checked out has no lines in this run.
    ...(pull === undefined ? [annotationChannel(github)] : []),
    ...(github.personalData === "full" ? files() : []),
    ...github.channels,
  ];
}

async function readPolicy(
  { policy: path }: Settings,
  policyPath: string,
  pull: PullRequestAsData | undefined,
): Promise<Policy> {
  return pull === undefined
    ? await readPolicyFile(path, policyPath)
    : toPolicy(await pull.readFile(policyPath), policyPath);
}

function whyCounts({ "personal-data": given }: Settings): string {
  const why =
    given === "counts"
      ? "because personal-data is counts"
      : "because this repository is public or may be; personal-data: full changes that";
  return `names are kept out of the log, the summary and every file, ${why}`;
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
  await writeSummary(env, text);
  core.notice(
    escapeLogLine(
      `the policy is valid, and the workspace was not looked at: ${reason}; the job's summary tells what the policy would change`,
    ),
  );
  process.exitCode = 0;
  printNoVerdict("neutral: only the policy was checked");
}

/** Whoever changes the policy reads the pull request, not the log. */
async function tellProblem(github: GitHubDelivery, message: string, log: Logger): Promise<void> {
  try {
    await github.tellProblem?.(message);
  } catch (error) {
    log.error(describeError(error));
  }
}

function toDeliverySettings(settings: Settings, policyPath: string): DeliverySettings {
  return {
    token: settings.token,
    userAgent,
    policyPath,
    comment: settings.comment,
    issue: settings.issue,
    issueLabels: settings["issue-labels"],
    issueAssignees: settings["issue-assignees"],
    previousAuthors: settings["previous-authors"],
    personalData: settings["personal-data"],
  };
}

function logChannel(env: NodeJS.ProcessEnv, github: GitHubDelivery): Channel {
  return {
    task: "print the report",
    load: loadPrinting,
    deliver: async (report) => {
      if (github.personalData === "counts") return;
      await printReport(report, { colour: (env["NO_COLOR"] ?? "") === "" });
    },
  };
}

function summaryChannel(env: NodeJS.ProcessEnv, { personalData }: GitHubDelivery): Channel {
  return {
    task: "write the job summary",
    deliver: async (report: Report) => {
      // Counts are never cut, and with names the log has everything.
      const fullReport = "the log of this step";
      const limits = { personalData, maxBytes: maxSummaryBytes, fullReport };
      await writeSummary(env, renderMarkdown(report, limits));
    },
  };
}

/** Annotations are as public as the log. */
function annotationChannel({ personalData }: GitHubDelivery): Channel {
  return {
    task: "annotate the policy",
    deliver: async (report) => {
      if (personalData === "full") printAnnotations(annotateFindings(report));
    },
  };
}

/** Tells why there is no result; the summary is what is read first, and on a fork all there is. */
async function fail(env: NodeJS.ProcessEnv, error: AuditError): Promise<void> {
  printError(error);
  const of = error.code === "BAD_POLICY" ? "policy" : "run";
  await writeSummary(env, renderProblem(error.message, of)).catch((reason: unknown) => {
    core.error(escapeLogLine(describeError(reason)));
  });
  printNoVerdict("nothing was audited");
}

// Until it is known: it could not be told. Node's own codes for what goes wrong would say something else.
process.exitCode = 2;
process.on("uncaughtException", (error: unknown) => {
  // Not an AuditError, so a bug: its stack is what helps.
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  core.error(`this is a bug in the action, please report it: ${text}`);
  printNoVerdict("the action failed");
  process.exit();
});
exitOnSignals(process);
await run(process.env);

/** The Action's entry: inputs to settings, an audit, outputs. The only reader of the runner's environment. */

import { tmpdir } from "node:os";

import * as core from "@actions/core";

import { runAudit, type Channel } from "./audit.ts";
import { createClock } from "./clock.ts";
import { AuditError, describeError } from "./errors.ts";
import { annotateFindings } from "./github/finding-annotations.ts";
import type { RunEnvironment } from "./github/context.ts";
import { openDelivery, type DeliverySettings, type GitHubDelivery } from "./github/delivery.ts";
import { createArtifactOpener } from "./github/artifacts/earlier-artifact.ts";
import {
  findPullRequest,
  type PullRequestAsData,
} from "./github/pull-request/pull-request-as-data.ts";
import { exitOnSignals } from "./files/exit-on-signals.ts";
import {
  findRestriction,
  isFromOutside,
  tolerateReadOnly,
  type Restriction,
} from "./github/restriction.ts";
import { openFolders, type Folders } from "./channels/folders.ts";
import { toReadHistory, type ReadHistory } from "./sources/history.ts";
import type { Logger } from "./log.ts";
import { renderMarkdown } from "./report/markdown/markdown.ts";
import { renderProblem } from "./report/markdown/render-problem.ts";
import type { Report } from "./report/report.ts";
import { fileChannels } from "./channels/report-files.ts";
import {
  hasCredential,
  idTokenOf,
  readInputs,
  readRun,
  toRepositoryPath,
} from "./runner/environment.ts";
import {
  createStepLogger,
  loadPrinting,
  printAnnotation,
  printAnnotations,
  printBug,
  printError,
  printLine,
  printNoVerdict,
  printReport,
  printVerdict,
} from "./runner/log.ts";
import { Outputs } from "./runner/outputs.ts";
import { readPolicies } from "./runner/policies.ts";
import { checkPolicyOnly } from "./runner/policy-only.ts";
import { RunnerFiles } from "./runner/runner-files.ts";
import { maxSummaryBytes, writeSummary } from "./runner/summary.ts";
import type { Settings } from "./settings.ts";
import { createTemporaryFolder, type TemporaryFolder } from "./files/temporary-folder.ts";
import { toolName, version } from "./version.ts";
import { toAuditInput } from "./sources/audit-input.ts";
import { chooseSource } from "./sources/choose-source.ts";

const userAgent = `${toolName}/${version}`;

async function run(env: NodeJS.ProcessEnv): Promise<void> {
  const files = new RunnerFiles();
  const outputs = new Outputs(env, files);
  // A run that is killed has them as well.
  outputs.write();
  const folder = createTemporaryFolder(env["RUNNER_TEMP"] ?? tmpdir());
  try {
    const settings = readInputs(env);
    for (const secret of [settings["api-key"], settings.token]) {
      if (secret !== undefined) core.setSecret(secret);
    }
    await audit(env, settings, { outputs, files, folder });
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    reportFailures(files);
    await fail(env, error);
  } finally {
    outputs.write();
    reportFailures(files);
    await folder.remove();
  }
}

/** Whatever else a run came to: what could not be read or written was not delivered. */
function reportFailures(files: RunnerFiles): void {
  for (const error of files.takeNew()) printError(error);
  if (files.failed) process.exitCode = 2;
}

interface Step {
  readonly outputs: Outputs;
  readonly files: RunnerFiles;
  readonly folder: TemporaryFolder;
}

async function audit(
  env: NodeJS.ProcessEnv,
  settings: Settings,
  { outputs, files, folder }: Step,
): Promise<void> {
  const clock = createClock(env["SOURCE_DATE_EPOCH"]);
  const log = createStepLogger();
  const policyPath = toRepositoryPath(env, settings.policy);
  const opened = await openRun(env, settings, { policyPath, files, log });
  outputs.follow(opened.github.urls);
  const told: Told = { organization: settings.organization };
  try {
    const given = { outputs, files, folder, clock, log, policyPath, opened, told };
    await auditOpened(env, settings, given);
  } catch (error) {
    if (error instanceof AuditError) await tellFailure(opened.github, error, { clock, told, log });
    throw error;
  }
}

/** What is known of a run when it fails. */
interface Told {
  organization: string | undefined;
}

async function auditOpened(
  env: NodeJS.ProcessEnv,
  settings: Settings,
  given: Step & {
    readonly clock: () => Date;
    readonly log: Logger;
    readonly policyPath: string;
    readonly opened: OpenRun;
    readonly told: Told;
  },
): Promise<void> {
  const { outputs, files, folder, clock, log, policyPath, opened, told } = given;
  const { run, pull, restriction, github } = opened;
  const full = github.personalData === "full";
  if (!full) log.info(whyCounts(settings));
  const proposal = { policyPath, pull, github, log };
  const policies = await readPolicies(settings, proposal);
  if ("untouched" in policies) {
    reportFailures(files);
    leaveAlone(policyPath, policies, outputs);
    return;
  }
  const { policy, base } = policies;
  told.organization ??= policy.organization;
  const openArtifact = createArtifactOpener(run, {
    token: settings.token,
    userAgent,
    folder: folder.path,
    log,
    now: clock(),
  });
  const canSignIn = hasCredential(env, settings);
  const source = await chooseSource(settings, {
    restriction,
    isFromOutside: pull?.isFromOutside ?? isFromOutside(run),
    personalData: github.personalData,
    canSignIn,
    openArtifact,
    log,
  });
  if ("noRoster" in source) {
    reportFailures(files);
    const reason = source.noRoster;
    const check = { ...proposal, policy, base, reason, outputs, now: clock() };
    process.exitCode = await checkPolicyOnly(env, settings, check);
    return;
  }
  const input = toAuditInput(source.settings, policy, {
    clock,
    log,
    env,
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
    channels: toChannels(env, settings, { files, pull, github, folders, readHistory, log }),
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
  {
    policyPath,
    files,
    log,
  }: { readonly policyPath: string; readonly files: RunnerFiles; readonly log: Logger },
): Promise<OpenRun> {
  const run = await readRun(env, files);
  for (const secret of run.proxies?.secrets ?? []) core.setSecret(secret);
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

/** A required check runs on every pull request: on most of them it has nothing to do. */
function leaveAlone(
  path: string,
  { invalid }: { readonly invalid: boolean },
  outputs: Outputs,
): void {
  process.exitCode = 0;
  const alone = `this change leaves ${path} alone`;
  if (invalid) {
    outputs.deliveredNothing();
    printAnnotation("warning", `${alone}, which is not valid, before and after alike`);
    printNoVerdict("neutral: nothing was audited");
    return;
  }
  outputs.introducedNothing();
  printLine(`verdict: clean (${alone}, so it introduces nothing; the workspace was not read)`);
}

function toChannels(
  env: NodeJS.ProcessEnv,
  settings: Settings,
  {
    files: runnerFiles,
    pull,
    github,
    folders,
    readHistory,
    log,
  }: Pick<OpenRun, "pull" | "github"> & {
    readonly files: RunnerFiles;
    readonly folders: Pick<Folders, "channels">;
    readonly readHistory: ReadHistory;
    readonly log: Logger;
  },
): Channel[] {
  const files = () => [...fileChannels(settings, { readHistory, log }), ...folders.channels];
  return [
    filesChannel(runnerFiles),
    logChannel(env, github),
    summaryChannel(env, github),
    // A policy that is not checked out has no lines in this run.
    ...(pull === undefined ? [annotationChannel(github)] : []),
    ...(github.personalData === "full" ? files() : []),
    ...github.channels,
  ];
}

function whyCounts({ "personal-data": given }: Settings): string {
  const why =
    given === "counts"
      ? "because personal-data is counts"
      : "because this repository is public or may be; personal-data: full changes that";
  return `names are kept out of the log, the summary and every file, ${why}`;
}

/** Whoever reads the issue should not take what it says for today's. */
async function tellFailure(
  github: GitHubDelivery,
  error: AuditError,
  { clock, told, log }: { readonly clock: () => Date; readonly told: Told; readonly log: Logger },
): Promise<void> {
  try {
    await github.tellFailure?.(error, { at: clock(), organization: told.organization });
  } catch (failure) {
    log.error(describeError(failure));
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

/** Fails where a file of the runner's did, so that the delivery is partial. */
function filesChannel(files: RunnerFiles): Channel {
  return {
    task: "use the runner's files",
    deliver: async () => {
      const [first, ...others] = files.takeNew();
      for (const error of others) printError(error);
      if (first !== undefined) throw first;
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
    printAnnotation("error", describeError(reason));
  });
  printNoVerdict("nothing was audited");
}

// Until it is known: it could not be told. Node's own codes for what goes wrong would say something else.
process.exitCode = 2;
process.on("uncaughtException", (error: unknown) => {
  // Not an AuditError, so a bug: its stack is what helps.
  printBug(error);
  printNoVerdict("the action failed");
  process.exit();
});
exitOnSignals(process);
await run(process.env);

/** The Action's steps: read the inputs, audit, set the outputs. */

import { tmpdir } from "node:os";

import * as core from "@actions/core";

import { runAudit } from "../audit.ts";
import { toArtifactTarget } from "../channels/artifact.ts";
import { toDestinations } from "../channels/destinations.ts";
import { openFolders } from "../channels/folders.ts";
import type { AuditPaths } from "../channels/output-paths.ts";
import { openReportFiles } from "../channels/report-files.ts";
import { createClock } from "../clock.ts";
import { AuditError, describeError } from "../errors.ts";
import { createTemporaryFolder, type TemporaryFolder } from "../files/temporary.ts";
import { createArtifactOpener } from "../github/artifacts/earlier-artifact.ts";
import type { GitHubDelivery } from "../github/delivery.ts";
import { isFromOutside } from "../github/restriction.ts";
import type { Logger } from "../log.ts";
import { renderProblem } from "../report/markdown/render-problem.ts";
import { describeWithheld } from "../report/withheld.ts";
import type { Settings } from "../settings.ts";
import { chooseSource } from "../sources/choose-source.ts";
import { loadRoster } from "../sources/load-roster.ts";
import { toSource } from "../sources/source.ts";
import { toolName, userAgent, version } from "../version.ts";
import { wantsOf } from "../policy/wants.ts";
import { toChannels } from "./channels.ts";
import {
  hasCredential,
  idTokenOf,
  openCheckout,
  readInputs,
  toRepositoryPath,
} from "./environment.ts";
import {
  createStepLogger,
  printAnnotation,
  printError,
  printLine,
  printNoVerdict,
  printVerdict,
} from "./log.ts";
import { openRun, toDeliverySettings, type OpenRun } from "./open-run.ts";
import { Outputs } from "./outputs.ts";
import { readPolicies } from "./policies.ts";
import { checkPolicyOnly } from "./policy-only.ts";
import { requireSafePaths } from "./safe-paths.ts";
import { RunnerFiles } from "./runner-files.ts";
import { writeSummary } from "./summary.ts";

type ExitCode = 0 | 1 | 2;

/** Runs the step and returns its exit code. Only bugs throw. */
export async function run(env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const files = new RunnerFiles();
  const outputs = new Outputs(env, files);
  // The outputs are also set if the run is killed.
  outputs.write();
  const folder = createTemporaryFolder(env["RUNNER_TEMP"] ?? tmpdir());
  let exitCode: ExitCode = 2;
  try {
    const settings = readInputs(env);
    for (const secret of [settings["api-key"], settings.token]) {
      if (secret !== undefined) core.setSecret(secret);
    }
    exitCode = await audit(env, settings, { outputs, files, folder });
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    reportFailures(files);
    await fail(env, error);
  } finally {
    outputs.write();
    reportFailures(files);
    await folder.remove();
  }
  // A failure with the runner's files makes the delivery partial, whatever the result is.
  return files.failed ? 2 : exitCode;
}

function reportFailures(files: RunnerFiles): void {
  for (const error of files.takeNew()) printError(error);
}

interface Step {
  readonly outputs: Outputs;
  readonly files: RunnerFiles;
  readonly folder: TemporaryFolder;
}

/** What the run knows when it fails. */
interface Known {
  organization: string | undefined;
}

async function audit(env: NodeJS.ProcessEnv, settings: Settings, step: Step): Promise<ExitCode> {
  await requireSafePaths(env, toPaths(settings));
  const clock = createClock(env["SOURCE_DATE_EPOCH"]);
  const log = createStepLogger();
  const policyPath = toRepositoryPath(env, settings.policy);
  const opened = await openRun(env, {
    delivery: toDeliverySettings(settings, policyPath, openCheckout(env)),
    pullRequest: settings["pull-request"],
    files: step.files,
    log,
  });
  step.outputs.follow(opened.github.urls);
  const known: Known = { organization: settings.organization };
  try {
    return await auditOpened(env, settings, { ...step, clock, log, policyPath, opened, known });
  } catch (error) {
    if (error instanceof AuditError)
      await reportFailure(opened.github, error, { clock, known, log });
    throw error;
  }
}

async function auditOpened(
  env: NodeJS.ProcessEnv,
  settings: Settings,
  given: Step & {
    readonly clock: () => Date;
    readonly log: Logger;
    readonly policyPath: string;
    readonly opened: OpenRun;
    readonly known: Known;
  },
): Promise<ExitCode> {
  const { outputs, files, folder, clock, log, policyPath, opened, known } = given;
  const { run: started, pull, restriction, github } = opened;
  const full = github.personalData === "full";
  if (github.withheld !== undefined) log.info(describeWithheld(github.withheld));
  const proposal = {
    file: settings.policy,
    policyPath,
    requested: settings.organization,
    pull,
    github,
    log,
  };
  const policies = await readPolicies(proposal);
  if ("untouched" in policies) {
    reportFailures(files);
    reportUntouched(policyPath, policies, outputs);
    return 0;
  }
  const { policy, base } = policies;
  const paths = toPaths(settings);
  await requireSafePaths(env, paths, policy.files);
  known.organization ??= policy.organization;
  const openArtifact = createArtifactOpener(started, {
    token: settings.token,
    userAgent,
    folder: folder.path,
    log,
    now: clock(),
  });
  const source = await chooseSource(toSource(settings, wantsOf(policy)), {
    restriction,
    isFromOutside: pull?.isFromOutside ?? isFromOutside(started),
    personalData: github.personalData,
    canSignIn: hasCredential(env, settings),
    openArtifact,
    log,
  });
  if (source.kind === "none") {
    reportFailures(files);
    const { reason } = source;
    const { "fail-on": failOn, weakenings } = settings;
    const check = { ...proposal, policy, base, reason, failOn, weakenings, outputs, now: clock() };
    return await checkPolicyOnly(env, check);
  }
  const { destinations } = paths;
  const commit = pull === undefined ? started.sha : undefined;
  const folders = openFolders(destinations, { policy, commit, log });
  const reports = openReportFiles(destinations.reports, { log, findLinks: github.findLinks });
  // If only counts may be shown, nothing with names is written.
  const artifact =
    full && source.kind === "workspace" ? toArtifactTarget(destinations, clock) : undefined;
  // Only the page shows earlier syncs.
  const hasPage = full && destinations.reports["report-html"] !== undefined;
  const history = hasPage ? { policy, target: artifact?.path } : undefined;
  const gitHubIdToken = idTokenOf(env);
  const dependencies = { clock, log, env, gitHubIdToken, openArtifact, quoteReplies: full };
  const result = await runAudit({
    policy,
    base,
    failOn: settings["fail-on"],
    pullRequestTasks: settings["pull-request-tasks"],
    weakenings: settings.weakenings,
    artifact,
    tool: { name: toolName, version },
    runUrl: github.runUrl,
    clock,
    log,
    readRoster: () => loadRoster(source, dependencies, { policy, history }),
    channels: toChannels(env, { files, pull, github, folders, reports }),
  });
  outputs.set(result, { ...reports.written, ...folders.written });
  printVerdict(result);
  return result.exitCode;
}

function toPaths(settings: Settings): AuditPaths {
  const { policy } = settings;
  return { destinations: toDestinations(settings), source: toSource(settings), policy };
}

/**
 * Reports a change that does not modify the policy. A required check runs on every pull request,
 * and most change something else.
 */
function reportUntouched(
  path: string,
  { invalid }: { readonly invalid: string | undefined },
  outputs: Outputs,
): void {
  const unchanged = `this change does not modify ${path}`;
  if (invalid !== undefined) {
    outputs.deliveredNothing();
    const which = invalid === path ? "which" : `but ${invalid}`;
    printAnnotation("warning", `${unchanged}, ${which} is not valid and was not valid before`);
    printNoVerdict("neutral: nothing was audited");
    return;
  }
  outputs.introducedNothing();
  printLine(`verdict: clean (${unchanged}, so it introduces nothing; the workspace was not read)`);
}

/** Updates the issue, so that readers do not take its old content for current. */
async function reportFailure(
  github: GitHubDelivery,
  error: AuditError,
  {
    clock,
    known,
    log,
  }: { readonly clock: () => Date; readonly known: Known; readonly log: Logger },
): Promise<void> {
  try {
    await github.reportFailure?.(error, { at: clock(), organization: known.organization });
  } catch (failure) {
    log.error(describeError(failure));
  }
}

/**
 * Reports why there is no result, also in the summary: it is read first, and for a fork it is the
 * only place.
 */
async function fail(env: NodeJS.ProcessEnv, error: AuditError): Promise<void> {
  printError(error);
  const of = error.code === "BAD_POLICY" ? "policy" : "run";
  await writeSummary(env, renderProblem(error.message, of)).catch((reason: unknown) => {
    printAnnotation("error", describeError(reason));
  });
  printNoVerdict("nothing was audited");
}

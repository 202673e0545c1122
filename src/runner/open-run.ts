/** Opens a run: what started it, which policy it checks, and where its report may go on GitHub. */

import * as core from "@actions/core";

import { openDelivery, type DeliverySettings, type GitHubDelivery } from "../github/delivery.ts";
import {
  findPullRequest,
  type PullRequestAsData,
} from "../github/pull-request/pull-request-as-data.ts";
import { findRestriction, tolerateReadOnly, type Restriction } from "../github/restriction.ts";
import type { Logger } from "../log.ts";
import type { Settings } from "../settings.ts";
import { findIncluded, toTestPath } from "../sources/policy-file.ts";
import { userAgent } from "../version.ts";
import type { RunnerFiles } from "./runner-files.ts";
import { readStartedRun, type StartedRun } from "./started-run.ts";

export interface OpenRun {
  readonly run: StartedRun;
  /** A pull request whose policy is read as data. */
  readonly pull: PullRequestAsData | undefined;
  readonly restriction: Restriction | undefined;
  readonly github: GitHubDelivery;
}

/** Returns the run, and masks its proxies' secrets in the log. Throws `AuditError`. */
export async function openRun(
  env: NodeJS.ProcessEnv,
  {
    delivery: settings,
    pullRequest: number,
    files,
    log,
  }: {
    readonly delivery: DeliverySettings;
    /** The pull request whose policy is to be read as data. */
    readonly pullRequest: number | undefined;
    readonly files: RunnerFiles;
    readonly log: Logger;
  },
): Promise<OpenRun> {
  const run = await readStartedRun(env, files);
  for (const secret of run.proxies?.secrets ?? []) core.setSecret(secret);
  const { token } = settings;
  const pull = await findPullRequest(run, { number, token, userAgent, log });
  const restriction = findRestriction(run, run.actor);
  const delivery = await openDelivery({ ...run, pullRequest: pull }, settings, log);
  const github =
    restriction === undefined ? delivery : tolerateReadOnly(delivery, restriction, log);
  return { run, pull, restriction, github };
}

/** Returns the settings for the delivery on GitHub. */
export function toDeliverySettings(
  settings: Settings,
  policyPath: string,
  readCheckout: DeliverySettings["readCheckout"],
): DeliverySettings {
  return {
    token: settings.token,
    userAgent,
    policyPath,
    toTestPath,
    findIncluded,
    comment: settings.comment,
    issue: settings.issue,
    issueLabels: settings["issue-labels"],
    issueAssignees: settings["issue-assignees"],
    previousAuthors: settings["previous-authors"],
    personalData: settings["personal-data"],
    readCheckout,
  };
}

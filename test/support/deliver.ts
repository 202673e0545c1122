/** Delivery without an audit around it: a report of the test's own, and real requests. */

import { onTestFinished } from "vitest";

import {
  openDelivery,
  type DeliverySettings,
  type GitHubDelivery,
} from "../../src/github/delivery.ts";
import { silentLogger, type Logger } from "../../src/log.ts";
import type { AuditError } from "../../src/errors.ts";
import type { Report } from "../../src/report/report.ts";
import { findIncluded, toTestPath } from "../../src/sources/policy-file.ts";
import type { Write } from "./github/responder.ts";
import { aRun } from "./github/run.ts";
import { startGitHub, type GitHubOptions, type StandInGitHub } from "./github/server.ts";
import { mergeGroup, pullRequest, schedule } from "./sequence.ts";

interface Run {
  readonly on?: "schedule" | "pull request" | "push" | "merge group";
  readonly settings?: Partial<DeliverySettings>;
  /** Of the event; default: a private repository's. */
  readonly payload?: object;
}

export interface Place {
  readonly github: StandInGitHub;
  /** What the deliveries warned of, in their order. */
  readonly warnings: readonly string[];
  /** Has a run find that its policy cannot be used. */
  problem(message: string, run?: Run): Promise<void>;
  /** Has a run fail before it has a report. */
  fail(error: AuditError, at: Date, run?: Run): Promise<void>;
  /** Delivers to all channels of a run; rejects where one does. */
  deliver(report: Report, run?: Run): Promise<GitHubDelivery>;
  /** Delivers, and returns what GitHub was made to change by it. */
  writesOf(report: Report, run?: Run): Promise<readonly Write[]>;
}

const events = {
  schedule,
  push: schedule,
  "pull request": pullRequest,
  "merge group": mergeGroup,
} as const;

/** What a delivery is set to where nobody sets anything. */
export const deliverySettings = {
  userAgent: "cloudsmith-access-audit/test",
  policyPath: "access-policy.yml",
  toTestPath,
  findIncluded,
  comment: "auto",
  issue: "auto",
  issueLabels: [],
  issueAssignees: [],
  previousAuthors: [],
  personalData: "auto",
} as const;

/** Starts a GitHub whose pull request 7 touches the policy. */
export async function startPlace(options: GitHubOptions = {}): Promise<Place> {
  const github = await startGitHub({ files: ["access-policy.yml"], ...options });
  onTestFinished(() => github.close());
  const warnings: string[] = [];
  const log: Logger = { ...silentLogger, warn: (message) => void warnings.push(message) };
  const open = async ({ on = "schedule", settings = {}, payload }: Run = {}) => {
    const event = events[on];
    return await openDelivery(
      aRun(github.apiUrl, {
        eventName: on.replace(" ", "_"),
        eventPayload: Object.assign({ schedule: "17 5 * * *" }, payload ?? event.payload),
        ref: event.ref ?? "refs/heads/main",
      }),
      {
        token: github.token,
        ...deliverySettings,
        ...settings,
      },
      log,
    );
  };
  const place: Place = {
    github,
    warnings,
    problem: async (message, run) => {
      const delivery = await open(run);
      await delivery.commentProblem?.(message);
    },
    fail: async (error, at, run) => {
      const delivery = await open(run);
      await delivery.reportFailure?.(error, { at, organization: "fernwick" });
    },
    deliver: async (report, run) => {
      const delivery = await open(run);
      for (const channel of delivery.channels) await channel.deliver(report);
      return delivery;
    },
    writesOf: async (report, run) => {
      const before = github.writes().length;
      await place.deliver(report, run);
      return github.writes().slice(before);
    },
  };
  return place;
}

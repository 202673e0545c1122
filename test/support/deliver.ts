/** Delivery without an audit around it: a report of the test's own, and real requests. */

import { onTestFinished } from "vitest";

import {
  openDelivery,
  type DeliverySettings,
  type GitHubDelivery,
} from "../../src/github/delivery.ts";
import { silentLogger } from "../../src/log.ts";
import type { Report } from "../../src/report/report.ts";
import { mergeSha } from "./github/repository-routes.ts";
import type { Write } from "./github/responder.ts";
import { startGitHub, type GitHubOptions, type StandInGitHub } from "./github/server.ts";
import { pullRequest, schedule } from "./sequence.ts";

interface Run {
  readonly on?: "schedule" | "pull request" | "push";
  readonly settings?: Partial<DeliverySettings>;
  /** Of the event; default: a private repository's. */
  readonly payload?: object;
}

export interface Place {
  readonly github: StandInGitHub;
  /** Delivers to all channels of a run; rejects where one does. */
  deliver(report: Report, run?: Run): Promise<GitHubDelivery>;
  /** Delivers, and returns what GitHub was made to change by it. */
  writesOf(report: Report, run?: Run): Promise<readonly Write[]>;
}

/** Starts a GitHub whose pull request 7 touches the policy. */
export async function startPlace(options: GitHubOptions = {}): Promise<Place> {
  const github = await startGitHub({ files: ["access-policy.yml"], ...options });
  onTestFinished(() => github.close());
  const place: Place = {
    github,
    deliver: async (report, { on = "schedule", settings = {}, payload } = {}) => {
      const event = on === "pull request" ? pullRequest : schedule;
      const delivery = await openDelivery(
        {
          eventName: on.replace(" ", "_"),
          eventPayload: Object.assign({ schedule: "17 5 * * *" }, payload ?? event.payload),
          repository: "fernwick/governance",
          ref: event.ref ?? "refs/heads/main",
          serverUrl: "https://github.example",
          apiUrl: github.apiUrl,
          runId: "4242",
          sha: mergeSha,
        },
        {
          token: github.token,
          userAgent: "cloudsmith-access-audit/test",
          policyPath: "access-policy.yml",
          comment: "auto",
          issue: "auto",
          issueLabels: [],
          issueAssignees: [],
          previousAuthors: [],
          personalData: "auto",
          ...settings,
        },
        silentLogger,
      );
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

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
import { startGitHub, type GitHubOptions, type StandInGitHub } from "./github/server.ts";
import { pullRequest, schedule } from "./sequence.ts";

export interface Place {
  readonly github: StandInGitHub;
  /** Delivers to all channels of a run; rejects where one does. */
  deliver(
    report: Report,
    run?: {
      readonly on?: "schedule" | "pull request" | "push";
      readonly settings?: Partial<DeliverySettings>;
    },
  ): Promise<GitHubDelivery>;
}

/** Starts a GitHub whose pull request 7 touches the policy. */
export async function startPlace(options: GitHubOptions = {}): Promise<Place> {
  const github = await startGitHub({ files: ["access-policy.yml"], ...options });
  onTestFinished(() => github.close());
  return {
    github,
    deliver: async (report, { on = "schedule", settings = {} } = {}) => {
      const { payload, ref = "refs/heads/main" } = on === "pull request" ? pullRequest : schedule;
      const delivery = await openDelivery(
        {
          eventName: on.replace(" ", "_"),
          eventPayload: { ...(payload as object), schedule: "17 5 * * *" },
          repository: "fernwick/governance",
          ref,
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
  };
}

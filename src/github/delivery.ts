/** Where a run's report goes on GitHub: a comment, an issue, or neither. */

import type { Logger } from "../log.ts";
import { renderMarkdown } from "../report/markdown.ts";
import { renderProblem } from "../report/render-problem.ts";
import type { Report } from "../report/report.ts";
import { readOwnAccounts } from "./account.ts";
import { parseContext, type RunContext, type RunEnvironment } from "./context.ts";
import { createMarker, withMarker } from "./marker.ts";
import { type GitHub } from "./ask.ts";
import { connect } from "./connect.ts";
import { explainChannels, mayHaveIssue } from "./explain-channels.ts";
import { openPolicyChange, type PolicyFileReader } from "./pull-request/policy-change.ts";
import { hasComment, keepComment } from "./pull-request.ts";
import { completeContext } from "./repository.ts";
import { toIssueContent } from "./issue-content.ts";
import { keepIssue } from "./tracking-issue.ts";

export interface DeliverySettings {
  readonly token: string | undefined;
  readonly userAgent: string;
  readonly policyPath: string;
  readonly comment: "auto" | "never";
  readonly issue: "auto" | "never";
  readonly issueLabels: readonly string[];
  readonly issueAssignees: readonly string[];
  /** Logins or ids of accounts whose comments and issues are ours as well. */
  readonly previousAuthors: readonly string[];
  readonly personalData: "auto" | "full" | "counts";
}

export interface GitHubDelivery {
  /** Whether names may be shown: not where the public reads along, unless asked for. */
  readonly personalData: "full" | "counts";
  readonly runUrl: string | undefined;
  readonly channels: readonly {
    readonly task: string;
    deliver(report: Report): Promise<void>;
  }[];
  /** On a pull request or a merge group: returns the policy's file before it, see `resolve` there. */
  readonly readPolicyChange?: PolicyFileReader["resolve"];
  /** On a pull request: whether a comment of ours is there to be kept up to date. */
  readonly hasComment?: () => Promise<boolean>;
  /** On a pull request: comments on it that its policy cannot be used. */
  readonly tellProblem?: (message: string) => Promise<void>;
  /** On a pull request: comments with a text that is no report. */
  readonly tellText?: (text: string) => Promise<void>;
  /** Filled in by the channels. */
  readonly urls: { comment?: string | undefined; issue?: string | undefined };
}

/** GitHub refuses a longer body; counted in bytes here, which is never fewer than its characters. */
const maxBodyBytes = 65_536;

/** Returns the delivery of a run. Without a token, or outside of GitHub, it has no channels. */
export async function openDelivery(
  run: RunEnvironment,
  settings: DeliverySettings,
  log: Logger,
): Promise<GitHubDelivery> {
  const known = parseContext(run);
  const { token, userAgent } = settings;
  const github =
    known === undefined || token === undefined
      ? undefined
      : await connect(known, { token, userAgent, log });
  const context =
    known === undefined || github === undefined ? known : await completeContext(github, known);
  const personalData = decidePersonalData(settings, context);
  const delivery: GitHubDelivery = {
    personalData,
    runUrl: context?.runUrl,
    channels: [],
    urls: {},
  };
  if (context === undefined) return delivery;
  if (github === undefined) {
    log.info("there is no token, so no comment and no issue is written");
    return delivery;
  }
  const policy =
    context.change === undefined
      ? undefined
      : openPolicyChange(github, context.change, settings.policyPath);
  const thread = toCommentThread(github, context, { settings, policy, delivery });
  const channel = chooseChannel(github, context, { settings, thread, delivery });
  const why = channel === undefined ? explainChannels(context, settings) : undefined;
  if (why !== undefined) log.info(why);
  return {
    ...delivery,
    channels: channel === undefined ? [] : [channel],
    ...(policy !== undefined && { readPolicyChange: policy.resolve }),
    ...(thread !== undefined && {
      hasComment: thread.isThere,
      tellProblem: (message) => thread.keep(() => renderProblem(message, "policy")),
      tellText: (text) => thread.keep(() => text),
    }),
  };
}

/** The one comment of this policy. */
interface CommentThread {
  readonly isThere: () => Promise<boolean>;
  /** Makes it say a text, which may have so many bytes. */
  readonly keep: (text: (maxBytes: number) => string) => Promise<void>;
}

function toCommentThread(
  github: GitHub,
  { pullRequest: number }: RunContext,
  {
    settings,
    policy,
    delivery,
  }: {
    readonly settings: DeliverySettings;
    readonly policy: PolicyFileReader | undefined;
    readonly delivery: GitHubDelivery;
  },
): CommentThread | undefined {
  if (number === undefined || policy === undefined || settings.comment === "never") {
    return undefined;
  }
  // By the policy's path: a policy that cannot be read does not tell its workspace.
  const marker = createMarker("comment", settings.policyPath);
  const readAccounts = () => readOwnAccounts(github, settings.previousAuthors);
  return {
    isThere: async () =>
      await hasComment(github, { number, accounts: await readAccounts(), marker }),
    keep: async (text) => {
      const [accounts, touch] = await Promise.all([readAccounts(), policy.readTouch()]);
      const body = text(maxBodyBytes - Buffer.byteLength(withMarker("", marker)));
      const kept = await keepComment(github, {
        number,
        accounts,
        marker,
        body,
        create: touch.isTouched,
      });
      delivery.urls.comment = kept.url;
    },
  };
}

function decidePersonalData(
  settings: DeliverySettings,
  context: RunContext | undefined,
): "full" | "counts" {
  if (settings.personalData !== "auto") return settings.personalData;
  const isClosed = context?.visibility === "private" || context?.visibility === "internal";
  return isClosed ? "full" : "counts";
}

function chooseChannel(
  github: GitHub,
  context: RunContext,
  {
    settings,
    thread,
    delivery,
  }: {
    readonly settings: DeliverySettings;
    readonly thread: CommentThread | undefined;
    readonly delivery: GitHubDelivery;
  },
): GitHubDelivery["channels"][number] | undefined {
  const { change } = context;
  if (change !== undefined) {
    if (thread === undefined) return undefined;
    return {
      task: "keep the comment on the pull request",
      deliver: (report) => thread.keep((maxBytes) => renderBody(report, maxBytes, delivery)),
    };
  }
  if (settings.issue === "never" || !mayHaveIssue(context)) return undefined;
  return {
    task: "keep the tracking issue",
    deliver: (report) => deliverIssue(github, report, { context, settings, delivery }),
  };
}

async function deliverIssue(
  github: GitHub,
  report: Report,
  {
    context,
    settings,
    delivery,
  }: {
    readonly context: RunContext;
    readonly settings: DeliverySettings;
    readonly delivery: GitHubDelivery;
  },
): Promise<void> {
  const kept = await keepIssue(
    github,
    toIssueContent(report, {
      accounts: await readOwnAccounts(github, settings.previousAuthors),
      labels: settings.issueLabels,
      assignees: settings.issueAssignees,
      personalData: delivery.personalData,
      runUrl: context.runUrl,
      schedule: context.schedule,
    }),
  );
  delivery.urls.issue = kept.url;
}

/** Without times and digests: a body that changes when nothing else has would write on every run. */
function renderBody(report: Report, maxBytes: number, { personalData }: GitHubDelivery): string {
  const fullReport = "the summary of this check";
  return renderMarkdown(report, { personalData, maxBytes, stable: true, fullReport });
}

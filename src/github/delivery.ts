/** Decides where a run's report goes on GitHub: a comment, an issue, or neither. */

import { z } from "zod";

import type { Logger } from "../log.ts";
import { renderMarkdown, type MarkdownOptions } from "../report/markdown/markdown.ts";
import { renderProblem } from "../report/markdown/render-problem.ts";
import type { Report } from "../report/report.ts";
import type { Withheld } from "../report/withheld.ts";
import { readOwnAccounts } from "./client/account.ts";
import { parseContext, type RunContext, type RunEnvironment, type Visibility } from "./context.ts";
import { Unwritable, type GitHub } from "./client/ask.ts";
import { connect } from "./client/connect.ts";
import { openCommentThread, type CommentThread } from "./comment/comment-thread.ts";
import { explainChannels, explainNoToken, mayHaveIssue } from "./explain-channels.ts";
import {
  openPolicyChange,
  type PolicyFileReader,
  type PolicyPaths,
} from "./pull-request/policy-change.ts";
import type { AuditError } from "../errors.ts";
import { noLink, openPolicyLinks, type FindLinks, type ReadCheckout } from "./policy-links.ts";
import { updateFailureNotice } from "./issue/failure-notice.ts";
import { titleOf, toIssueContent } from "./issue/issue-content.ts";
import { isPolicyGone } from "./issue/moved-policy.ts";
import { updateIssue } from "./issue/tracking-issue.ts";

export interface DeliverySettings {
  readonly token: string | undefined;
  readonly userAgent: string;
  readonly policyPath: string;
  readonly toTestPath: PolicyPaths["toTestPath"];
  readonly findIncluded: PolicyPaths["findIncluded"];
  readonly comment: "auto" | "never";
  readonly issue: "auto" | "never";
  readonly issueLabels: readonly string[];
  readonly issueAssignees: readonly string[];
  /** Logins or ids of accounts whose comments and issues are also ours. */
  readonly previousAuthors: readonly string[];
  readonly personalData: "auto" | "full" | "counts";
  /** If a policy is checked out: returns its files, to find the commit that has them. */
  readonly readCheckout?: ReadCheckout | undefined;
}

export interface GitHubDelivery {
  /** Whether names may be shown. By default they are not where the public can read. */
  readonly personalData: "full" | "counts";
  /** Why names are not shown; undefined if they are. */
  readonly withheld: Withheld | undefined;
  readonly runUrl: string | undefined;
  /** Returns the addresses of the policy's lines on GitHub; none where names are not shown. */
  readonly findLinks: FindLinks;
  readonly channels: readonly {
    readonly task: string;
    deliver(report: Report): Promise<void>;
  }[];
  /**
   * On a pull request or a merge group: returns the policy file before it, see
   * `PolicyFileReader.resolve`.
   */
  readonly readPolicyChange?: PolicyFileReader["resolve"];
  /** On a pull request: returns whether our comment exists, so that it must be updated. */
  readonly hasComment?: () => Promise<boolean>;
  /** On a pull request: writes a comment that says that the policy cannot be used. */
  readonly commentProblem?: (message: string) => Promise<void>;
  /** On a pull request: writes a comment with a text that is not a report. */
  readonly commentText?: (text: string) => Promise<void>;
  /**
   * If the run updates a tracking issue: writes into the open issue that a run failed, and why.
   * `organization` is the policy's, if it could be read.
   */
  readonly reportFailure?: (
    error: AuditError,
    run: { readonly at: Date; readonly organization: string | undefined },
  ) => Promise<void>;
  /** Set by the channels. */
  readonly urls: { comment?: string | undefined; issue?: string | undefined };
}

/** Returns the delivery of a run. It has no channels without a token or outside of GitHub. */
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
  const withheld = decideWithheld(settings, context);
  const delivery: GitHubDelivery = {
    personalData: withheld === undefined ? "full" : "counts",
    withheld,
    runUrl: context?.runUrl,
    findLinks:
      github === undefined || context === undefined || withheld !== undefined
        ? async () => noLink
        : openPolicyLinks(github, context, settings.readCheckout),
    channels: [],
    urls: {},
  };
  if (context === undefined) return delivery;
  if (github === undefined) {
    log.info(explainNoToken(context));
    return delivery;
  }
  const policy =
    context.change === undefined
      ? undefined
      : openPolicyChange(github, context.change, {
          path: settings.policyPath,
          toTestPath: settings.toTestPath,
          findIncluded: settings.findIncluded,
        });
  const thread = openCommentThread(github, context, { settings, policy, delivery });
  const channel = chooseChannel(github, context, { settings, thread, delivery, log });
  const why = channel === undefined ? explainChannels(context) : undefined;
  if (why !== undefined) log.info(why);
  return {
    ...delivery,
    channels: channel === undefined ? [] : [toleratingClosed(channel, log)],
    ...(hasIssue(context, settings) && {
      reportFailure: (error, run) =>
        unlessClosed(log, () => deliverFailure(github, { error, ...run }, { settings, delivery })),
    }),
    ...(policy !== undefined && { readPolicyChange: policy.resolve }),
    ...(thread !== undefined && {
      hasComment: thread.exists,
      commentProblem: (message) =>
        unlessClosed(log, () => thread.write(() => renderProblem(message, "policy"))),
      commentText: (text) => unlessClosed(log, () => thread.write(() => text)),
    }),
  };
}

/** Returns why names are not shown; undefined if they are. */
function decideWithheld(
  { personalData }: DeliverySettings,
  context: RunContext | undefined,
): Withheld | undefined {
  if (personalData !== "auto") return personalData === "full" ? undefined : "requested";
  const visibility = context?.visibility ?? "unknown";
  return visibility === "private" || visibility === "internal" ? undefined : visibility;
}

/** If the target rejects all writes, this is only logged, and the result does not change. */
function toleratingClosed(
  channel: GitHubDelivery["channels"][number],
  log: Logger,
): GitHubDelivery["channels"][number] {
  const { task } = channel;
  return { task, deliver: (report) => unlessClosed(log, () => channel.deliver(report)) };
}

async function unlessClosed(log: Logger, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    log.warn(error.message);
  }
}

function chooseChannel(
  github: GitHub,
  context: RunContext,
  {
    settings,
    thread,
    delivery,
    log,
  }: {
    readonly settings: DeliverySettings;
    readonly thread: CommentThread | undefined;
    readonly delivery: GitHubDelivery;
    readonly log: Logger;
  },
): GitHubDelivery["channels"][number] | undefined {
  if (context.change !== undefined) {
    if (thread === undefined) return undefined;
    return {
      task: "update the comment on the pull request",
      deliver: async (report) => {
        const toAddress = await delivery.findLinks(report);
        await thread.write((maxBytes) => renderBody(report, { maxBytes, toAddress }, delivery));
      },
    };
  }
  if (!hasIssue(context, settings)) return undefined;
  return {
    task: "update the tracking issue",
    deliver: (report) => deliverIssue(github, report, { context, settings, delivery, log }),
  };
}

function hasIssue(context: RunContext, { issue }: Pick<DeliverySettings, "issue">): boolean {
  return context.change === undefined && issue !== "never" && mayHaveIssue(context);
}

async function deliverIssue(
  github: GitHub,
  report: Report,
  {
    context,
    settings,
    delivery,
    log,
  }: {
    readonly context: RunContext;
    readonly settings: DeliverySettings;
    readonly delivery: GitHubDelivery;
    readonly log: Logger;
  },
): Promise<void> {
  const { policyPath } = settings;
  const { archive, generatedAt, organization } = report;
  if (archive?.stale !== undefined) {
    // A stale artifact clears no finding, and its findings may be outdated, so the issue's text
    // stays.
    const message = `${archive.path} does not describe the current workspace: ${archive.stale}.`;
    const error = { code: "ARTIFACT_FAILED", message } as const;
    const failed = { error, at: new Date(generatedAt), organization: organization.slug };
    await deliverFailure(github, failed, { settings, delivery });
    return;
  }
  const result = await updateIssue(
    github,
    toIssueContent(report, {
      accounts: await readOwnAccounts(github, settings.previousAuthors),
      labels: settings.issueLabels,
      assignees: settings.issueAssignees,
      log,
      policyPath,
      isGone: (path) => isPolicyGone(github, { gone: path, there: policyPath, ref: context.sha }),
      personalData: delivery.personalData,
      withheld: delivery.withheld,
      runUrl: context.runUrl,
      toAddress: await delivery.findLinks(report),
      schedule: context.schedule,
    }),
  );
  delivery.urls.issue = result.url;
}

/** Writes into the open issue that no audit has succeeded. */
async function deliverFailure(
  github: GitHub,
  {
    error,
    at,
    organization,
  }: {
    readonly error: Pick<AuditError, "code" | "message">;
    readonly at: Date;
    readonly organization: string | undefined;
  },
  {
    settings,
    delivery,
  }: { readonly settings: DeliverySettings; readonly delivery: GitHubDelivery },
): Promise<void> {
  const issue = {
    accounts: await readOwnAccounts(github, settings.previousAuthors),
    labels: settings.issueLabels,
    policyPath: settings.policyPath,
    isTitle: (title: string) => organization !== undefined && title === titleOf(organization),
  };
  const { personalData } = delivery;
  delivery.urls.issue = await updateFailureNotice(github, issue, { error, at, personalData });
}

/**
 * Leaves out times and digests. They would change the body, and update the comment, on every run.
 */
function renderBody(
  report: Report,
  limits: Pick<MarkdownOptions, "maxBytes" | "toAddress">,
  { personalData, withheld }: GitHubDelivery,
): string {
  const fullReport = "the summary of this check";
  return renderMarkdown(report, { personalData, withheld, ...limits, stable: true, fullReport });
}

const Repository = z.object({
  visibility: z.enum(["public", "private", "internal"]).catch("public"),
  default_branch: z.string().optional().catch(undefined),
});

/** Returns the context with visibility and default branch filled in, if the token can read them. */
async function completeContext(github: GitHub, context: RunContext): Promise<RunContext> {
  if (context.visibility !== "unknown" && context.defaultBranch !== undefined) return context;
  const { octokit, owner, repo } = github;
  // After a failure both stay unknown, which is the safe assumption.
  const reply = await octokit.rest.repos.get({ owner, repo }).catch(() => undefined);
  const parsed = Repository.safeParse(reply?.data);
  if (!parsed.success) return context;
  const visibility: Visibility =
    context.visibility === "unknown" ? parsed.data.visibility : context.visibility;
  return {
    ...context,
    visibility,
    defaultBranch: context.defaultBranch ?? parsed.data.default_branch,
  };
}

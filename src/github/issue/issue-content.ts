/** Builds the content of the tracking issue from a report. */

import { dayMs, hourMs } from "../../clock.ts";
import { describeHeartbeat, isLonger } from "../../report/markdown/heartbeat.ts";
import { renderMarkdown } from "../../report/markdown/markdown.ts";
import type { PlaceLink } from "../../report/markdown/place-cell.ts";
import { renderProgress } from "../../report/markdown/render-progress.ts";
import type { Report } from "../../report/report.ts";
import type { Withheld } from "../../report/withheld.ts";
import { renewalMs } from "./issue-plan.ts";
import { toVisibleText } from "../../report/escape/visible-text.ts";
import { toTrackedSet, type TrackedSet } from "./tracked-set.ts";
import type { IssueContent } from "./tracking-issue.ts";

export interface IssueSettings extends Pick<
  IssueContent,
  "accounts" | "labels" | "assignees" | "log" | "isGone"
> {
  /** The policy's path in the repository. */
  readonly policyPath: string;
  readonly personalData: "full" | "counts";
  /** Why names are not shown; undefined if they are. */
  readonly withheld: Withheld | undefined;
  readonly runUrl: string | undefined;
  /** Returns the address of a line of the policy. */
  readonly toAddress: PlaceLink;
  /** The cron expression (five fields) if a schedule started the run. */
  readonly schedule: string | undefined;
}

/** GitHub starts scheduled runs late when it is busy. */
const slackMs = 3 * 3_600_000;

/** Returns the content of the issue, independent of its current content. */
export function toIssueContent(report: Report, settings: IssueSettings): IssueContent {
  const { accounts, labels, assignees, log, isGone, personalData, withheld, runUrl, toAddress } =
    settings;
  const complete = report.coverage.status === "complete";
  const toleratedMs = tolerated(report, settings.schedule);
  return {
    accounts,
    labels,
    assignees,
    log,
    isGone,
    key: { workspace: report.organization.id, policyPath: settings.policyPath },
    found: (recorded) => {
      const completeAt = complete ? report.readAt : lastKnown(report, recorded);
      const overdue = !complete && isOverdue(report, completeAt, toleratedMs, recorded);
      return {
        title: titleOf(report.organization.slug),
        set: toTrackedSet(report, { anonymous: personalData === "counts", completeAt, overdue }),
        notJudged: notJudgedRules(report),
        complete,
        conclusive: report.verdict !== "unknown",
      };
    },
    render: ({ held, recorded, set: { completeAt, overdue } }, maxBytes) => {
      const previousAt = complete ? lastKnown(report, recorded) : undefined;
      const heartbeat = describeHeartbeat({ completeAt, previousAt, toleratedMs, overdue });
      const tracking = { heartbeat, held };
      const fullReport = "the summary of the run";
      return renderMarkdown(report, {
        personalData,
        withheld,
        maxBytes,
        runUrl,
        toAddress,
        fullReport,
        tracking,
      });
    },
    renderNews: ({ event, progress }) => renderProgress(report, progress, { personalData, event }),
  };
}

/** Returns the title of the issue about the workspace with this slug. */
export function titleOf(organization: string): string {
  return `Access drift in the Cloudsmith workspace ${toVisibleText(organization, 100)}`;
}

function notJudgedRules({ rules }: Report): ReadonlySet<string> {
  return new Set(rules.filter(({ status }) => status === "not-judged").map(({ id }) => id));
}

/**
 * Returns the latest known time of a complete sync before this one: the baseline's or the issue's.
 */
function lastKnown(report: Report, recorded: TrackedSet | undefined): string | undefined {
  return [baselineAt(report), recorded?.completeAt]
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1);
}

function baselineAt({ changes }: Report): string | undefined {
  return changes?.sinceCoverage === "complete" ? changes.since : undefined;
}

/** A run without a schedule cannot decide this, and repeats the issue's previous statement. */
function isOverdue(
  { readAt }: Report,
  completeAt: string | undefined,
  toleratedMs: number | undefined,
  recorded: TrackedSet | undefined,
): boolean {
  if (toleratedMs === undefined) return recorded?.overdue ?? false;
  return isLonger(completeAt, readAt, toleratedMs);
}

/**
 * Returns the tolerated time between complete syncs, in milliseconds. Without a baseline the time
 * comes from the issue, which may be as old as its last renewal.
 */
function tolerated(report: Report, schedule: string | undefined): number | undefined {
  const pauseMs = schedule === undefined ? undefined : longestPause(schedule);
  if (pauseMs === undefined) return undefined;
  return 2 * pauseMs + slackMs + (baselineAt(report) === undefined ? renewalMs : 0);
}

/**
 * Returns the approximate longest time between two runs of a cron expression (five fields), in
 * milliseconds; undefined if it is not in that form.
 */
export function longestPause(cron: string): number | undefined {
  const fields = cron.trim().split(/\s+/u);
  if (fields.length !== 5) return undefined;
  const [, hour = "*", dayOfMonth = "*", month = "*", dayOfWeek = "*"] = fields;
  const isFree = (field: string) => field === "*";
  if (!isFree(month)) return 366 * dayMs;
  if (!isFree(dayOfMonth)) return 31 * dayMs;
  if (!isFree(dayOfWeek)) return 7 * dayMs;
  return isFree(hour) ? hourMs : dayMs;
}

/**
 * The report as GitHub Flavored Markdown: the job summary, and the body of a comment or an issue.
 */

import { compareSeverities } from "../../policy/severity.ts";
import { count } from "../../roster/count.ts";
import { escapeMarkdown } from "../escape/escape-markdown.ts";
import type { HeldRule } from "../progress.ts";
import {
  acceptedSection,
  changesSection,
  countsTable,
  existingSection,
  coverageSection,
  findingsTable,
  footer,
  taskCounts,
  tasksSection,
  notJudgedSection,
  policySection,
  remediesSection,
  resolvedSection,
  trackingSection,
} from "./markdown-sections.ts";
import type { PlaceLink } from "./place-cell.ts";
import type { Report, ReportFinding } from "../report.ts";
import { shorten } from "../escape/visible-text.ts";
import { openFindings, tally } from "../tally.ts";
import { archiveAge, headline, meaning } from "../wording.ts";
import { describeWithheld, type Withheld } from "../withheld.ts";

export interface MarkdownOptions {
  /**
   * The maximum length of the result in UTF-8 bytes. Its length in UTF-16 units is never greater.
   */
  readonly maxBytes?: number | undefined;
  /** `counts`: no name of a person, a team, an account or an entry of the policy. */
  readonly personalData: "full" | "counts";
  /** For `counts`: why names are left out; default: the repository may be public. */
  readonly withheld?: Withheld | undefined;
  /** For a text that is updated later: leaves out what changes while the findings do not. */
  readonly stable?: boolean;
  /** Returns the address of a line of the policy; by default, no place is a link. */
  readonly toAddress?: PlaceLink | undefined;
  /** URL of the workflow run. */
  readonly runUrl?: string | undefined;
  /** Where the complete report is, in words that follow "in": `the artifact access-report`. */
  readonly fullReport?: string | undefined;
  /**
   * For the tracking issue: the heartbeat, and findings of earlier runs that this run could not
   * judge.
   */
  readonly tracking?: { readonly heartbeat: string; readonly held: readonly HeldRule[] };
}

/** What a shorter version leaves out, the most important last. */
interface Cut {
  readonly rows: number;
  readonly lists: "full" | "counts";
  readonly remedies: boolean;
}

/**
 * Returns the report. If it would be too long, places are not links. If it is still too long, complete
 * sections shrink to counts, and then complete rows are removed, the mildest findings first. The text
 * says how many were removed and where they are.
 */
export function renderMarkdown(report: Report, options: MarkdownOptions): string {
  const maxBytes = options.maxBytes ?? Infinity;
  const all = openFindings(report).length;
  const full = compose(report, options, { rows: all, lists: "full", remedies: true });
  if (Buffer.byteLength(full) <= maxBytes) return full;
  // An address is longer than the rest of its row.
  if (options.toAddress !== undefined) {
    return renderMarkdown(report, { ...options, toAddress: undefined });
  }
  for (const remedies of [true, false]) {
    const render = (rows: number) => compose(report, options, { rows, lists: "counts", remedies });
    // A row has more than 40 bytes, so more rows than this cannot fit.
    const most = Math.min(all, Math.floor(maxBytes / 40));
    const rows = largest(most, (rows) => Buffer.byteLength(render(rows)) <= maxBytes);
    if (rows > 0 || (rows === 0 && !remedies)) return render(rows);
  }
  return shortest(report, options, maxBytes);
}

/** Returns the heading and as many lines on the policy's changes as fit: weakenings come first. */
function shortest(report: Report, options: MarkdownOptions, maxBytes: number): string {
  const anonymous = options.personalData === "counts";
  const section = policySection(report, { anonymous, listed: false });
  const lines = section.split("\n");
  const render = (shown: number) => {
    const left = lines.length - shown;
    const more = left === 0 ? [] : [`- **and ${left} more**, in the JSON report`];
    const text = [...lines.slice(0, shown), ...more].join("\n");
    return `${heading(report, options)}\n${text === "" ? "" : `\n${text}\n`}`;
  };
  const shown = largest(lines.length, (number) => Buffer.byteLength(render(number)) <= maxBytes);
  return truncate(render(Math.max(0, shown)), maxBytes);
}

function compose(report: Report, options: MarkdownOptions, cut: Cut): string {
  const { stable = false } = options;
  const sections =
    options.personalData === "counts" ? counted(report, options) : detailed(report, options, cut);
  const parts = [
    heading(report, options),
    report.archive === undefined || stable
      ? ""
      : escapeMarkdown(`Audited from ${archiveAge(report)}.`, 600),
    escapeMarkdown(meaning(report), 600),
    policySection(report, {
      anonymous: options.personalData === "counts",
      listed: cut.lists === "full",
    }),
    trackingSection(options.tracking),
    ...sections,
    footer(report, {
      runUrl: options.runUrl,
      // Where names are left out, they are left out everywhere.
      fullReport: options.personalData === "counts" ? undefined : options.fullReport,
      stable,
    }),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function counted(
  report: Report,
  { stable = false, withheld = "unknown" }: MarkdownOptions,
): readonly string[] {
  return [
    coverageSection(report, { anonymous: true, stable }),
    taskCounts(report),
    countsTable(report, openFindings(report).filter(isAnswered(report))),
    notJudgedSection(report, { anonymous: true }),
    stable ? "" : changesSection(report, { listed: false }),
    resolvedSection(report, { listed: false }),
    alreadyCount(report),
    acceptedSection(report, { listed: false }),
    escapeMarkdown(describeWithheld(withheld), 600),
  ];
}

function detailed(report: Report, options: MarkdownOptions, cut: Cut): readonly string[] {
  const open = openFindings(report);
  const [shown, left] = keepWorst(open, cut.rows);
  const listed = cut.lists === "full";
  const isNew = isAnswered(report);
  const isElsewhere = (finding: ReportFinding) => !isNew(finding) && finding.task === undefined;
  const shownTasks = new Set(shown.map(({ fingerprint }) => fingerprint));
  return [
    coverageSection(report, { anonymous: false, stable: options.stable ?? false }),
    findingsTable(shown.filter(isNew), options.toAddress),
    tasksSection((report.tasks ?? []).filter(({ finding }) => shownTasks.has(finding))),
    left.length === 0 ? "" : leftOut(left, options),
    cut.remedies ? remediesSection(report, open.filter(isNew)) : "",
    notJudgedSection(report, { anonymous: false }),
    options.stable === true
      ? ""
      : changesSection(report, { listed, tracking: options.tracking !== undefined }),
    resolvedSection(report, { listed }),
    // Only on a pull request; any other run reports all findings in one table.
    existingSection(shown.filter(isElsewhere), options.toAddress),
    acceptedSection(report, { listed }),
  ];
}

function alreadyCount(report: Report): string {
  const already = openFindings(report).length - report.counts.introduced;
  return report.base === undefined || already === 0 ? "" : `Existing: ${already}.`;
}

/**
 * On a pull request, selects the defects that it introduces; other sections list tasks and existing
 * findings.
 */
function isAnswered({ base }: Report): (finding: ReportFinding) => boolean {
  return base === undefined
    ? () => true
    : ({ state, task }) => state === "introduced" && task === undefined;
}

function heading(report: Report, { personalData }: MarkdownOptions): string {
  const subject =
    personalData === "counts"
      ? "Access audit"
      : `Access audit of ${escapeMarkdown(report.organization.slug, 100)}`;
  return `### ${subject}: ${headline(report)}`;
}

function leftOut(left: readonly ReportFinding[], options: MarkdownOptions): string {
  const where =
    options.fullReport === undefined
      ? "left out, because the text would be too long"
      : `in ${escapeMarkdown(options.fullReport)}`;
  return `**${count(left.length, "more finding")}** (${tally(left)}) ${left.length === 1 ? "is" : "are"} ${where}.`;
}

/** Splits off the mildest findings, and keeps the order of both parts. */
function keepWorst(
  findings: readonly ReportFinding[],
  rows: number,
): readonly [readonly ReportFinding[], readonly ReportFinding[]] {
  const kept = new Set(findings.toSorted(compareSeverities).slice(0, rows));
  return [findings.filter((f) => kept.has(f)), findings.filter((f) => !kept.has(f))];
}

/**
 * Returns the largest number up to `most` that fits, if every smaller number fits too; -1 if none
 * does.
 */
function largest(most: number, fits: (number: number) => boolean): number {
  let low = -1;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function truncate(text: string, maxBytes: number): string {
  let length = Math.min(text.length, maxBytes);
  while (length > 0 && Buffer.byteLength(shorten(text, length)) > maxBytes) length -= 1;
  return length > 0 ? shorten(text, length) : "";
}

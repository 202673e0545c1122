/** The new and the resolved findings since the last run, as a comment on the tracking issue. */

import { count } from "../../roster/count.ts";
import { openFindings } from "../tally.ts";
import { codeSpan, escapeMarkdown } from "../escape/escape-markdown.ts";
import { changesSection } from "./markdown-sections.ts";
import type { RuleProgress } from "../progress.ts";
import type { Report, ReportFinding } from "../report.ts";
import { extent, sentenceOf, utcMinute } from "../wording.ts";

/** A longer list is easier to read in the issue itself. */
const maxItems = 30;
/**
 * GitHub rejects a comment of more characters; the limit here is in bytes, of which there are never
 * fewer. 100 bytes are reserved for the line by which the comment is found again.
 */
const maxBytes = 65_536 - 100;

export interface ProgressOptions {
  readonly personalData: "full" | "counts";
  /**
   * `reopened`: somebody closed the issue while there was drift. `closed`: no finding is left.
   * `changed`: anything else.
   */
  readonly event: "changed" | "reopened" | "closed";
}

/**
 * Returns the comment as GitHub Flavored Markdown; if it would be too long, lists become numbers.
 */
export function renderProgress(
  report: Report,
  progress: readonly RuleProgress[],
  options: ProgressOptions,
): string {
  const named = options.personalData === "full";
  const attempts = [
    { named, changes: named },
    { named, changes: false },
    { named: false, changes: false },
  ];
  const texts = attempts.map((shown) => compose(report, progress, options, shown));
  return texts.find((text) => Buffer.byteLength(text) <= maxBytes) ?? texts.at(-1) ?? "";
}

function compose(
  report: Report,
  progress: readonly RuleProgress[],
  { event }: ProgressOptions,
  shown: { readonly named: boolean; readonly changes: boolean },
): string {
  const parts = [
    opening(report, progress, event),
    ...(shown.named ? movements(report, progress) : [numbers(progress)]),
    changesSection(report, { listed: shown.changes, tracking: true }),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function opening(
  report: Report,
  progress: readonly RuleProgress[],
  event: ProgressOptions["event"],
): string {
  if (event === "closed") {
    const { notJudged } = report.counts;
    const judged =
      notJudged === 0
        ? "every rule was judged, and none found anything"
        : `nothing was found; ${count(notJudged, "rule")} could not be judged, and had no earlier findings`;
    return `**No finding is left.** The workspace was read completely at ${utcMinute(report.readAt)} (${extent(report)}; roster ${codeSpan(report.rosterDigest.slice(0, 12))}): ${judged}.`;
  }
  const why =
    event === "reopened"
      ? `Reopened: the drift is still there. Add what is allowed to ${codeSpan(report.policy.path)}, as an exception with a last day.\n\n`
      : "";
  return progress.length === 0 ? why.trimEnd() : `${why}${tallyOf(report, progress)}`;
}

function tallyOf(report: Report, progress: readonly RuleProgress[]): string {
  const [appeared, cleared] = [sum(progress, "appeared"), sum(progress, "cleared")];
  const parts = [
    ...(appeared === 0 ? [] : [`${count(appeared, "finding")} appeared`]),
    ...(cleared === 0 ? [] : [`${appeared === 0 ? count(cleared, "finding") : cleared} resolved`]),
  ];
  const open = openFindings(report).length;
  const moved = parts.length === 0 ? "The findings changed" : parts.join(", ");
  return `**${moved}**; ${open} in all.`;
}

function sum(progress: readonly RuleProgress[], way: "appeared" | "cleared"): number {
  const sign = way === "appeared" ? 1 : -1;
  return progress.reduce(
    (total, { before, after, moved }) =>
      total + (moved?.[way].length ?? Math.max(0, sign * (after - before))),
    0,
  );
}

function movements(report: Report, progress: readonly RuleProgress[]): readonly string[] {
  const known = progress.flatMap(({ rule, moved }) =>
    moved === undefined ? [] : [{ rule, moved }],
  );
  const appeared = known.flatMap(({ rule, moved }) =>
    describe(rule, moved.appeared, report.findings),
  );
  const cleared = known.flatMap(({ rule, moved }) =>
    describe(rule, moved.cleared, report.resolved),
  );
  return [
    list("Appeared", appeared),
    list("Resolved", cleared),
    numbers(progress.filter(({ moved }) => moved === undefined)),
  ];
}

/** Findings that the report does not contain any more are only counted. */
function describe(
  rule: string,
  fingerprints: readonly string[],
  findings: readonly ReportFinding[],
): readonly string[] {
  const wanted = new Set(fingerprints);
  const length = fingerprints[0]?.length ?? 0;
  const named = findings.filter(
    (finding) => finding.rule === rule && wanted.has(finding.fingerprint.slice(0, length)),
  );
  const rest = wanted.size - named.length;
  return [
    ...named.map((finding) => `- ${codeSpan(rule)}: ${escapeMarkdown(sentenceOf(finding), 500)}`),
    ...(rest > 0 ? [`- ${codeSpan(rule)}: ${named.length === 0 ? rest : `${rest} more`}`] : []),
  ];
}

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  const left = items.length - maxItems;
  const more = left > 0 ? `\n- and ${left} more` : "";
  return `${title}:\n\n${items.slice(0, maxItems).join("\n")}${more}`;
}

function numbers(progress: readonly RuleProgress[]): string {
  return progress
    .slice(0, maxItems)
    .map(({ rule, before, after }) =>
      before === after
        ? `- ${codeSpan(rule)}: still ${after}, but different ones`
        : `- ${codeSpan(rule)}: ${before} before, ${after} now`,
    )
    .join("\n");
}

/** The sections of the Markdown report; each returns an empty string if it has no content. */

import { markdownTable } from "markdown-table";

import { severities } from "../../policy/severity.ts";
import { codeSpan, escapeMarkdown, linkTo } from "../escape/escape-markdown.ts";
import { changeSentences, summarizeChanges } from "../changes.ts";
import { describeAcceptance } from "../exceptions.ts";
import type { TaskAction } from "../../policy/task.ts";
import type { Report, ReportFinding, ReportTask } from "../report.ts";
import { count } from "../../roster/count.ts";
import { placeCell, type PlaceLink } from "./place-cell.ts";
import { tableOptions } from "./table-options.ts";
import { policyChangeCounts, type DescribedChange } from "../policy-changes.ts";
import { noPolicyChanges } from "../policy-words.ts";
import type { HeldRule } from "../progress.ts";
import { countRemovals } from "../removals.ts";
import {
  describeFinding,
  extent,
  gapsOf,
  notesOf,
  groupByRule,
  notJudgedByReason,
  reader,
  remediesOf,
  sentenceOf,
  utcMinute,
  completeness,
} from "../wording.ts";

interface Stability {
  /** True: leaves out what changes while the findings do not, such as times, counts and digests. */
  readonly stable: boolean;
}

interface Naming {
  /** True: no names and no reasons, because reasons may quote names. */
  readonly anonymous: boolean;
}

interface Places {
  readonly runUrl?: string | undefined;
  readonly fullReport?: string | undefined;
}

interface Listing {
  /** False: only the number. */
  readonly listed: boolean;
}

export function coverageSection(report: Report, { anonymous, stable }: Naming & Stability): string {
  const size = stable ? "" : `: ${extent(report)}`;
  // A comment or an issue contains only what may need action; notes are for people who look closer.
  const notes = stable ? [] : notesOf(report).map((note) => ` ${escapeMarkdown(note, 300)}.`);
  const line = `Read as ${escapeMarkdown(reader(report, anonymous), 120)}${size}; ${completeness(report)}.${notes.join("")}`;
  const gaps = gapsOf(report);
  if (gaps.length === 0) return line;
  const rows = gaps.map(({ list, seen, reason, mayQuote }) => [
    list,
    escapeMarkdown(seen),
    anonymous && mayQuote ? "" : escapeMarkdown(reason ?? ""),
  ]);
  return `${line}\n\n${markdownTable([["List", "Seen", "Why incomplete"], ...rows], tableOptions)}`;
}

/**
 * Returns what a pull request changes in the policy, in words. What weakens the policy comes first and
 * is always listed; `listed: false` counts the rest. Removals are counted where there are many.
 */
export function policySection({ base }: Report, how: Naming & Listing): string {
  if (base === undefined) return "";
  const { changes, sha256 } = base;
  if (changes.length === 0) return sha256 === null ? "" : noPolicyChanges;
  return `This change:\n\n${policyChangeItems(changes, how)}`;
}

/** Returns the changes of a policy as a list, see `policySection`. */
export function policyChangeItems(
  changes: readonly DescribedChange[],
  { anonymous, listed }: Naming & Listing,
): string {
  if (anonymous) return toItems(anonymousLines(changes));
  const weakenings = changes.flatMap(({ weakening }) =>
    weakening === undefined ? [] : [weakeningLine(weakening)],
  );
  const rest = changes.filter(({ weakening }) => weakening === undefined);
  const removals = rest.filter(({ effect }) => effect === "removes");
  const others = rest.filter(({ effect }) => effect !== "removes");
  const lines = [
    ...weakenings,
    ...(listed ? others.map(messageLine) : countLines("other change", others)),
    ...(listed && removals.length <= maxRemovals ? removals.map(messageLine) : countRemovals(rest)),
  ];
  return toItems(lines);
}

/** More removals than these are counted: they take access away, and the report's file lists them. */
const maxRemovals = 5;

/** Every part is escaped by itself, so that the label's asterisks are the only ones. */
export function weakeningLine({
  label,
  detail,
}: NonNullable<DescribedChange["weakening"]>): string {
  const what = `**${escapeMarkdown(label, 500)}**`;
  return detail === "" ? what : `${what}: ${escapeMarkdown(detail, 500)}`;
}

function messageLine({ message }: DescribedChange): string {
  return escapeMarkdown(message, 500);
}

function countLines(what: string, changes: readonly DescribedChange[]): string[] {
  return changes.length === 0 ? [] : [count(changes.length, what)];
}

function anonymousLines(changes: readonly DescribedChange[]): string[] {
  const weakened = changes.filter(({ weakening }) => weakening !== undefined);
  const weakenedKinds = policyChangeCounts(weakened.map(({ about }) => about));
  return [
    ...weakenedKinds.map((line) => `**weakens the policy**: ${line}`),
    ...policyChangeCounts(
      changes.filter(({ weakening }) => weakening === undefined).map(({ about }) => about),
    ),
  ];
}

function toItems(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}

export function trackingSection(
  tracking: { readonly heartbeat: string; readonly held: readonly HeldRule[] } | undefined,
): string {
  if (tracking === undefined) return "";
  const { heartbeat, held } = tracking;
  if (held.length === 0) return heartbeat;
  const items = held.map(({ rule, count: number }) => `- ${codeSpan(rule)}: ${number}`).join("\n");
  return `${heartbeat}\n\n**Found by an earlier run and not resolved**, because this run could not judge the rule:\n\n${items}`;
}

export function findingsTable(
  findings: readonly ReportFinding[],
  toAddress: PlaceLink | undefined,
): string {
  if (findings.length === 0) return "";
  const rows = findings.map((finding) => {
    const { who, what } = describeFinding(finding);
    const severity =
      finding.state === "introduced" ? `**${finding.severity}**, new` : finding.severity;
    return [
      severity,
      codeSpan(finding.rule),
      escapeMarkdown(who),
      escapeMarkdown(what),
      placeCell(finding, toAddress),
    ];
  });
  return markdownTable([["Severity", "Rule", "Who", "What", "Policy"], ...rows], tableOptions);
}

const taskTitles = {
  invite: "Invite or create",
  grant: "Grant",
  "change-role": "Change roles",
  remove: "Remove",
  other: "Other",
} as const satisfies Record<TaskAction, string>;

/** Returns the tasks in the workspace after the merge, in their order. */
export function tasksSection(tasks: readonly ReportTask[]): string {
  if (tasks.length === 0) return "";
  const groups = [...Map.groupBy(tasks, ({ action }) => action)].map(([action, group]) => {
    // Two findings may have the same task.
    const items = [...Map.groupBy(group, ({ todo }) => todo)].map(([todo, same]) => {
      const rules = [...new Set(same.map(({ rule }) => codeSpan(rule)))].join(", ");
      return `- ${escapeMarkdown(todo, 500)} (${rules})`;
    });
    return `${taskTitles[action]}:\n\n${items.join("\n")}`;
  });
  return `**To do after merging: ${tasks.length}**\n\n${groups.join("\n\n")}`;
}

/** Returns the number of tasks of each kind. */
export function taskCounts({ tasks = [] }: Report): string {
  if (tasks.length === 0) return "";
  const counts = [...Map.groupBy(tasks, ({ action }) => action)].map(
    ([action, group]) => `- ${taskTitles[action]}: ${group.length}`,
  );
  return `**To do after merging: ${tasks.length}**\n\n${counts.join("\n")}`;
}

/** Returns the findings that exist without the pull request, in a folded section. */
export function existingSection(
  findings: readonly ReportFinding[],
  toAddress: PlaceLink | undefined,
): string {
  if (findings.length === 0) return "";
  return folded(`Existing: ${findings.length}`, findingsTable(findings, toAddress));
}

/** Returns the number of findings of each rule, without any name. */
export function countsTable(report: Report, counted: readonly ReportFinding[]): string {
  const rows = severities.flatMap((severity) =>
    [...groupByRule(counted.filter((finding) => finding.severity === severity))].map(
      ([rule, findings]) => [
        severity,
        codeSpan(rule),
        titleOf(report, rule),
        String(findings.length),
      ],
    ),
  );
  if (rows.length === 0) return "";
  return markdownTable([["Severity", "Rule", "Description", "Findings"], ...rows], tableOptions);
}

export function remediesSection(report: Report, findings: readonly ReportFinding[]): string {
  const rules = [...groupByRule(findings)];
  if (rules.length === 0) return "";
  const items = rules.flatMap(([rule, group]) =>
    remediesOf(group).map((remedy) => {
      const text = escapeMarkdown(remedy, 1000);
      return `- ${codeSpan(rule)} (${titleOf(report, rule)}): ${text}`;
    }),
  );
  return folded("What to do", items.join("\n"));
}

export function notJudgedSection(report: Report, { anonymous }: Naming): string {
  const { notJudged } = report.counts;
  if (notJudged === 0) return "";
  const items = notJudgedByReason(report).map(({ rules, reason }) => {
    const why = anonymous || reason === null ? "" : `: ${escapeMarkdown(reason, 500)}`;
    return `- ${rules.map((rule) => codeSpan(rule)).join(", ")}${why}`;
  });
  const verb = notJudged === 1 ? "was" : "were";
  return `**${count(notJudged, "rule")} ${verb} not judged**, so there may be more findings:\n\n${items.join("\n")}`;
}

export function changesSection(
  { changes }: Report,
  { listed, tracking = false }: Listing & { readonly tracking?: boolean },
): string {
  if (changes === undefined) return "";
  const since = utcMinute(changes.since);
  const sinceComplete = tracking && changes.sinceCoverage === "complete";
  const when = sinceComplete ? `Since the last complete sync, ${since}` : `Since ${since}`;
  const { list, appeared = [] } = changes;
  const title = `${when}: ${summarizeChanges(changes)}`;
  if (!listed || list.length + appeared.length === 0) return `${title}.`;
  const items = changeSentences(changes).map((sentence) => `- ${escapeMarkdown(sentence, 500)}`);
  return folded(title, items.join("\n"));
}

export function resolvedSection(report: Report, { listed }: Listing): string {
  const { resolved, base } = report;
  if (resolved.length === 0) return "";
  const title = `${base === undefined ? "Resolved since the last run" : "Resolved by this change"}: ${resolved.length}`;
  return listed ? folded(title, bullets(resolved, report)) : `${title}.`;
}

export function acceptedSection(report: Report, { listed }: Listing): string {
  const { findings, counts } = report;
  if (counts.accepted === 0) return "";
  const accepted = findings.filter((finding) => finding.state === "accepted");
  const title = `Accepted by the policy: ${counts.accepted}`;
  return listed && accepted.length > 0 ? folded(title, bullets(accepted, report)) : `${title}.`;
}

export function footer(report: Report, { runUrl, fullReport, stable }: Places & Stability): string {
  const { tool, readAt, rosterDigest } = report;
  const run = runUrl === undefined ? undefined : linkTo(runUrl, "this run");
  const parts = [
    ...(stable
      ? []
      : [`Read ${utcMinute(readAt)}`, `roster ${codeSpan(rosterDigest.slice(0, 12))}`]),
    escapeMarkdown(`${tool.name} ${tool.version}`),
    ...(fullReport === undefined ? [] : [`full report: ${escapeMarkdown(fullReport)}`]),
    ...(run === undefined ? [] : [run]),
  ];
  return `<sub>${parts.join(" · ")}</sub>`;
}

function bullets(findings: readonly ReportFinding[], report: Report): string {
  return findings
    .map((finding) => {
      const acceptance = describeAcceptance(finding, report);
      const until = acceptance === "" ? "" : `; ${escapeMarkdown(acceptance, 500)}`;
      return `- ${codeSpan(finding.rule)}: ${escapeMarkdown(sentenceOf(finding), 500)}${until}`;
    })
    .join("\n");
}

function titleOf({ rules }: Report, id: string): string {
  return escapeMarkdown(rules.find((rule) => rule.id === id)?.title ?? "");
}

/** `title` is our own text: it is not escaped inside the HTML block. */
function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

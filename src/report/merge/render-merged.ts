/** The merged report as JSON, as Markdown and for a terminal. */

import { markdownTable } from "markdown-table";

import { count } from "../../roster/count.ts";
import { codeSpan, escapeMarkdown } from "../escape/escape-markdown.ts";
import { tableOptions } from "../markdown/table-options.ts";
import {
  createPage,
  heading,
  prose,
  toText,
  type Page,
  type PageOptions,
} from "../terminal/terminal-page.ts";
import { verdictFormats } from "../terminal/terminal-style.ts";
import { escapeJson } from "../escape/visible-text.ts";
import { ageOf } from "../wording.ts";
import { padText } from "../terminal/wrap-text.ts";
import { MergedReport, type MergedWorkspace } from "./merged-report.ts";

/** Returns indented JSON, keys in the schema's order; equal reports are equal bytes. */
export function renderMergedJson(report: MergedReport): string {
  return `${escapeJson(JSON.stringify(MergedReport.parse(report), null, 2))}\n`;
}

/** Returns GitHub Flavored Markdown: a row for each workspace, then the listed findings. */
export function renderMergedMarkdown(report: MergedReport): string {
  const { findings, unreadable, workspaces } = report;
  const left = leftOut(report);
  const parts = [
    `### ${escapeMarkdown(titleOf(report))}`,
    ...(unreadable.length === 0
      ? []
      : [
          `**Not read, so this is not a clean result:**\n\n${unreadable
            .map(({ path, reason }) => `- ${codeSpan(path)}: ${escapeMarkdown(reason, 500)}`)
            .join("\n")}`,
        ]),
    markdownTable(
      [
        ["Workspace", ...columns, "Why"],
        ...workspaces.map((row) => [
          escapeMarkdown(row.slug, 100),
          ...cellsOf(row, report.generatedAt),
          escapeMarkdown(noteOf(row), 300),
        ]),
      ],
      tableOptions,
    ),
    ...(findings.length === 0
      ? []
      : [
          markdownTable(
            [
              ["Workspace", "Severity", "Rule", "What"],
              ...findings.map(({ workspace, severity, state, rule, message }) => [
                escapeMarkdown(workspace, 100),
                state === "introduced" ? `**${severity}**, new` : severity,
                codeSpan(rule),
                escapeMarkdown(message, 500),
              ]),
            ],
            tableOptions,
          ),
        ]),
    ...(left === "" ? [] : [left]),
    `<sub>${escapeMarkdown(`${report.tool.name} ${report.tool.version}`)}</sub>`,
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Returns text with a final newline, the verdict last; with `quiet`, only the verdict. */
export function renderMergedTerminal(
  report: MergedReport,
  options: PageOptions & { readonly quiet?: boolean | undefined },
): string {
  const page = createPage(options);
  const verdict = heading(titleOf(report), verdictFormats[report.verdict], page);
  if (options.quiet === true) return toText([verdict]);
  const { findings, unreadable, workspaces } = report;
  return toText([
    unreadable.flatMap(({ path, reason }) => prose("? ", `${path}: ${reason}`, page)),
    workspaces.flatMap((row) => terminalRow(row, report, page)),
    findings.flatMap(({ workspace, severity, rule, message }) =>
      prose("  ", `${workspace}: ${severity} ${rule}: ${message}`, page),
    ),
    leftOut(report) === "" ? [] : prose("  ", leftOut(report), page),
    verdict,
  ]);
}

const columns = [
  "Verdict",
  "Errors",
  "Warnings",
  "Notes",
  "Accepted",
  "Not judged",
  "Members",
  "Coverage",
  "Age",
] as const;

function cellsOf({ verdict, seen }: MergedWorkspace, now: string): readonly string[] {
  if (seen === null) return [verdict, ...columns.slice(1).map(() => "")];
  const { counts, roster, coverage, readAt } = seen;
  const { errors, warnings, notes, accepted, notJudged } = counts;
  const numbers = [errors, warnings, notes, accepted, notJudged, roster.members];
  return [verdict, ...numbers.map(String), coverage, ageOf(readAt, now)];
}

function noteOf({ why, expected }: MergedWorkspace): string {
  const stray = expected === false ? "it is not one of the expected workspaces" : null;
  return [why, stray].filter((part) => part !== null).join("; ");
}

function titleOf({ counts, verdict }: MergedReport): string {
  const parts = [
    ...(counts.unreadable === 0 ? [] : [`${count(counts.unreadable, "report")} not read`]),
    ...(["unknown", "drift", "clean"] as const)
      .filter((one) => counts[one] > 0)
      .map((one) => `${counts[one]} ${one}`),
  ];
  return `Access audit of ${count(counts.workspaces, "workspace")}: ${verdict} (${parts.join(", ")})`;
}

function leftOut({ workspaces }: MergedReport): string {
  const number = workspaces.reduce((sum, row) => sum + row.findingsLeftOut, 0);
  if (number === 0) return "";
  return `${count(number, "more finding")} ${number === 1 ? "is" : "are"} in the workspaces' own reports.`;
}

function terminalRow(row: MergedWorkspace, report: MergedReport, page: Page): readonly string[] {
  const verdict = page.paint(verdictFormats[row.verdict], padText(row.verdict, 7));
  const facts = row.seen === null ? "" : `: ${factsOf(row.seen, report.generatedAt)}`;
  const note = noteOf(row);
  return [
    ...prose(`${verdict}  `, `${row.slug}${facts}`, page),
    ...(note === "" ? [] : prose("         ", note, page)),
  ];
}

function factsOf(seen: NonNullable<MergedWorkspace["seen"]>, now: string): string {
  const { counts, roster, coverage, readAt } = seen;
  const { errors, warnings, notes, accepted, notJudged } = counts;
  return [
    count(errors, "error"),
    count(warnings, "warning"),
    count(notes, "note"),
    `${accepted} accepted`,
    `${notJudged} not judged`,
    count(roster.members, "member"),
    `coverage ${coverage}`,
    `${ageOf(readAt, now)} old`,
  ].join(", ");
}

/** The report for a person at a terminal. The verdict comes last: that is what stays in view. */

import stringWidth from "string-width";

import { severities, type Severity } from "../policy/finding.ts";
import { escapeTerminal } from "./escape-terminal.ts";
import type { Report, ReportFinding } from "./report.ts";
import { fitGrid, gridRow } from "./terminal-grid.ts";
import {
  asciiGlyphs,
  createPaint,
  severityFormats,
  unicodeGlyphs,
  verdictFormats,
  type Format,
  type Glyphs,
  type Paint,
} from "./terminal-style.ts";
import {
  count,
  extent,
  gapsOf,
  groupByRule,
  headline,
  meaning,
  openFindings,
  reader,
  sentenceOf,
  severityPlurals,
  utcMinute,
  wholeness,
} from "./wording.ts";
import { padText, wrapText } from "./wrap-text.ts";

export interface TerminalOptions {
  /** Width of the terminal; no line is wider, unless it is under 20 columns. */
  readonly columns: number;
  readonly colour: boolean;
  /** The verdict alone, with no name in it. */
  readonly quiet?: boolean | undefined;
  /** False for a terminal that only draws ASCII; names stay as they are. */
  readonly unicode?: boolean | undefined;
}

interface Page {
  readonly columns: number;
  readonly paint: Paint;
  readonly glyphs: Glyphs;
}

/** Past this, a line of prose is hard to read. */
const proseColumns = 96;

/** Returns the report with a final newline. Nothing but spaces is lost at any width. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const page: Page = {
    columns: Math.max(20, options.columns),
    paint: createPaint(options.colour),
    glyphs: options.unicode === false ? asciiGlyphs : unicodeGlyphs,
  };
  if (options.quiet) return toText([verdict(report, page)]);
  const rule = page.glyphs.rule.repeat(Math.min(page.columns, proseColumns));
  return toText([
    header(report, page),
    ...severities.map((severity) => findingsOf(severity, report, page)),
    notJudged(report, page),
    listing("Resolved since the last time", report.resolved, page),
    listing("Accepted by the policy", acceptedFindings(report), page),
    [page.paint("dim", rule), ...verdict(report, page)],
  ]);
}

function toText(sections: readonly (readonly string[])[]): string {
  const filled = sections.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function header(report: Report, page: Page): readonly string[] {
  const { name, slug } = report.organization;
  const title = name === "" || name === slug ? slug : `${name} (${slug})`;
  const rows: [string, string][] = [
    ["Policy", report.policy.path],
    ["Roster", extent(report)],
    ["Roles", rolesOf(report)],
    ["Read", `${utcMinute(report.readAt)} as ${reader(report)}`],
    ["Seen", wholeness(report)],
    ...gapsOf(report).map(({ list, seen, reason }): [string, string] => [
      "",
      `${list}: ${seen}${reason === null ? "" : ` (${reason})`}`,
    ]),
  ];
  return [
    ...heading(`Access audit of ${title}`, "bold", page),
    "",
    ...rows.flatMap(([label, text]) =>
      prose(padText(label, 8), text, page).map((line) =>
        label === "" ? line : line.replace(label, page.paint("dim", label)),
      ),
    ),
  ];
}

function rolesOf({ roster }: Report): string {
  return Object.entries(roster.roles)
    .filter(([, number]) => number > 0)
    .map(([role, number]) => (role === "unknown" ? `${number} unknown` : count(number, role)))
    .join(", ");
}

function findingsOf(severity: Severity, report: Report, page: Page): readonly string[] {
  const open = openFindings(report);
  const findings = open.filter((finding) => finding.severity === severity);
  if (findings.length === 0) return [];
  const grid = fitGrid(open, report.policy.path, page.columns);
  const title = `${page.glyphs.severity[severity]} ${severityPlurals[severity].toUpperCase()} (${findings.length})`;
  const lines = [...heading(title, severityFormats[severity], page)];
  for (const [rule, group] of groupByRule(findings)) {
    lines.push("", ...ruleTitle(rule, report, page));
    for (const finding of group) lines.push(...gridRow(finding, grid, page.paint));
    const remedy = prose(`    ${page.glyphs.arrow} `, group[0]?.remedy ?? "", page);
    lines.push(...remedy.map((line) => page.paint("dim", line)));
  }
  return lines;
}

function ruleTitle(rule: string, { rules }: Report, page: Page): readonly string[] {
  const title = rules.find(({ id }) => id === rule)?.title;
  const lines = prose("  ", title === undefined ? rule : `${rule}: ${title}`, page);
  return lines.map((line) => page.paint("bold", line));
}

function notJudged({ rules }: Report, page: Page): readonly string[] {
  const blind = rules.filter((rule) => rule.status === "not-judged");
  if (blind.length === 0) return [];
  const title = `${page.glyphs.notJudged} NOT JUDGED (${blind.length})`;
  return [
    ...heading(title, verdictFormats.unknown, page),
    ...blind.flatMap(({ id, severity, reason }) =>
      prose("  ", `${id} (${severity})${reason === null ? "" : `: ${reason}`}`, page),
    ),
  ];
}

function acceptedFindings({ findings }: Report): readonly ReportFinding[] {
  return findings.filter((finding) => finding.state === "accepted");
}

function listing(title: string, findings: readonly ReportFinding[], page: Page): readonly string[] {
  if (findings.length === 0) return [];
  return [
    ...heading(`${title} (${findings.length})`, "bold", page),
    ...findings.flatMap((finding) => prose("  ", `${finding.rule}: ${sentenceOf(finding)}`, page)),
  ];
}

function verdict(report: Report, page: Page): readonly string[] {
  const format = verdictFormats[report.verdict];
  const { accepted, resolved } = report.counts;
  const also = [
    ...(accepted === 0 ? [] : [`${accepted} accepted`]),
    ...(resolved === 0 ? [] : [`${resolved} resolved`]),
  ].join(", ");
  const word = report.verdict === "drift" ? "drift: " : "";
  const last = `${word}${headline(report)}${also === "" ? "" : `; ${also}`}`;
  return [...prose("", meaning(report), page), ...heading(last, format, page)];
}

function heading(text: string, format: Format, page: Page): readonly string[] {
  return prose("", text, page).map((line) => page.paint(format, line));
}

/** Returns escaped prose, wrapped, behind a label that its further lines are indented by. */
function prose(label: string, text: string, { columns }: Page): readonly string[] {
  const indent = stringWidth(label);
  const lines = wrapText(escapeTerminal(text, 1000), Math.min(columns, proseColumns) - indent);
  return lines.map((line, index) => (index === 0 ? label : " ".repeat(indent)) + line);
}

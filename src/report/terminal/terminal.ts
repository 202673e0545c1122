/** The report for a person at a terminal. The verdict is last, because the end stays in view. */

import { severities, type Severity } from "../../policy/severity.ts";
import { changeSentences, summarizeChanges } from "../changes.ts";
import { describeAcceptance } from "../exceptions.ts";
import type { Report, ReportFinding } from "../report.ts";
import { fitGrid, gridRow } from "./terminal-grid.ts";
import {
  createPage,
  heading,
  proseColumns,
  prose,
  toText,
  type Page,
  type PageOptions,
} from "./terminal-page.ts";
import { severityFormats, verdictFormats } from "./terminal-style.ts";
import { count } from "../../roster/count.ts";
import { openFindings, severityPlurals } from "../tally.ts";
import {
  archiveAge,
  extent,
  gapsOf,
  notesOf,
  groupByRule,
  remediesOf,
  headline,
  meaning,
  notJudgedByReason,
  reader,
  sentenceOf,
  utcMinute,
  completeness,
} from "../wording.ts";
import { padText } from "./wrap-text.ts";
import { shownName } from "../../roster/visible.ts";

export interface TerminalOptions extends PageOptions {
  /** Only the verdict, without any name. */
  readonly quiet?: boolean | undefined;
}

/** Returns the report with a final newline. At every width, only spaces are left out. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const page = createPage(options);
  if (options.quiet) return toText([verdict(report, page)]);
  const rule = page.glyphs.rule.repeat(Math.min(page.columns, proseColumns));
  return toText([
    header(report, page),
    policyChanges(report, page),
    ...severities.map((severity) => findingsOf(severity, report, page)),
    notJudged(report, page),
    changesSince(report, page),
    listing(
      report.base === undefined ? "Resolved since the last run" : "Resolved by this change",
      report.resolved,
      report,
      page,
    ),
    listing("Accepted by the policy", acceptedFindings(report), report, page),
    [page.paint("dim", rule), ...verdict(report, page)],
  ]);
}

function header(report: Report, page: Page): readonly string[] {
  const { name, slug } = report.organization;
  const shown = shownName(name, slug);
  const title = shown === slug ? slug : `${shown} (${slug})`;
  const rows: [string, string][] = [
    ["Policy", report.policy.path],
    ["Roster", extent(report)],
    ["Roles", rolesOf(report)],
    ...(report.archive === undefined
      ? []
      : [["From", archiveAge(report)] satisfies [string, string]]),
    ["Read", `${utcMinute(report.readAt)} as ${reader(report)}`],
    ["Seen", completeness(report)],
    ...gapsOf(report).map(({ list, seen, reason }): [string, string] => [
      "",
      `${list}: ${seen}${reason === null ? "" : ` (${reason})`}`,
    ]),
    ...notesOf(report).map((note): [string, string] => ["", note]),
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
    for (const remedy of remediesOf(group)) {
      const text = prose(`    ${page.glyphs.arrow} `, remedy, page);
      lines.push(...text.map((line) => page.paint("dim", line)));
    }
  }
  return lines;
}

function ruleTitle(rule: string, { rules }: Report, page: Page): readonly string[] {
  const title = rules.find(({ id }) => id === rule)?.title;
  const lines = prose("  ", title === undefined ? rule : `${rule}: ${title}`, page);
  return lines.map((line) => page.paint("bold", line));
}

function notJudged(report: Report, page: Page): readonly string[] {
  const { notJudged: total } = report.counts;
  if (total === 0) return [];
  return [
    ...heading(`${page.glyphs.notJudged} NOT JUDGED (${total})`, verdictFormats.unknown, page),
    ...notJudgedByReason(report).flatMap(({ rules, reason }) => [
      ...prose("  ", reason ?? "no reason was recorded", page),
      ...prose("    ", rules.join(", "), page),
    ]),
  ];
}

function acceptedFindings({ findings }: Report): readonly ReportFinding[] {
  return findings.filter((finding) => finding.state === "accepted");
}

function listing(
  title: string,
  findings: readonly ReportFinding[],
  report: Report,
  page: Page,
): readonly string[] {
  if (findings.length === 0) return [];
  return [
    ...heading(`${title} (${findings.length})`, "bold", page),
    ...findings.flatMap((finding) => {
      const acceptance = describeAcceptance(finding, report);
      return [
        ...prose("  ", `${finding.rule}: ${sentenceOf(finding)}`, page),
        ...(acceptance === "" ? [] : prose("      ", acceptance, page)),
      ];
    }),
  ];
}

function policyChanges({ base }: Report, page: Page): readonly string[] {
  if (base === undefined || base.changes.length === 0) return [];
  return [
    ...heading("This change", "bold", page),
    ...base.changes.flatMap(({ message, weakening }) =>
      prose("  ", weakening === undefined ? message : `weakens: ${message}`, page),
    ),
  ];
}

function changesSince({ changes }: Report, page: Page): readonly string[] {
  if (changes === undefined) return [];
  const title = `Since ${utcMinute(changes.since)} (${summarizeChanges(changes)})`;
  return [
    ...heading(title, "bold", page),
    ...changeSentences(changes).flatMap((sentence) => prose("  ", sentence, page)),
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

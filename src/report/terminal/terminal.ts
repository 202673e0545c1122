/** The report for a person at a terminal. The verdict is last, because the end stays in view. */

import { changeSentences, summarizeChanges } from "../changes.ts";
import { describeAcceptance } from "../exceptions.ts";
import type { Report, ReportFinding } from "../report.ts";
import { findingSections, type ListingOptions } from "./terminal-findings.ts";
import {
  createPage,
  heading,
  proseColumns,
  prose,
  toText,
  type Page,
  type PageOptions,
} from "./terminal-page.ts";
import { verdictFormats } from "./terminal-style.ts";
import { count } from "../../roster/count.ts";
import {
  archiveAge,
  extent,
  gapsOf,
  notesOf,
  groupByRule,
  meaning,
  notJudgedByReason,
  reader,
  sentenceOf,
  utcMinute,
  completeness,
  verdictLine,
} from "../wording.ts";
import { padText } from "./wrap-text.ts";
import { shownName } from "../../roster/visible.ts";

export interface TerminalOptions extends PageOptions, ListingOptions {
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
    ...findingSections(report, options, page),
    notJudged(report, page),
    changesSince(report, page),
    listing(
      report.base === undefined ? "Resolved since the last run" : "Resolved by this change",
      report.resolved,
      { report, options, page },
    ),
    listing("Accepted by the policy", acceptedFindings(report), { report, options, page }),
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
  {
    report,
    options: { limit },
    page,
  }: { readonly report: Report; readonly options: ListingOptions; readonly page: Page },
): readonly string[] {
  if (findings.length === 0) return [];
  const lines = (shown: readonly ReportFinding[]) =>
    shown.flatMap((finding) => {
      const acceptance = describeAcceptance(finding, report);
      return [
        ...prose("  ", `${finding.rule}: ${sentenceOf(finding)}`, page),
        ...(acceptance === "" ? [] : prose("      ", acceptance, page)),
      ];
    });
  return [
    ...heading(`${title} (${findings.length})`, "bold", page),
    ...(limit === undefined
      ? lines(findings)
      : [...groupByRule(findings)].flatMap(([rule, group]) => [
          ...lines(group.slice(0, limit)),
          ...(group.length <= limit
            ? []
            : prose("  ", `${rule}: and ${group.length - limit} more`, page)),
        ])),
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
  const last = `${verdictLine(report)}${also === "" ? "" : `; ${also}`}`;
  return [...prose("", meaning(report), page), ...heading(last, format, page)];
}

/** The open findings for a person at a terminal: sections by severity, in groups. */

import { escapeTerminal } from "../escape/escape-terminal.ts";
import { groupFindings, type FindingGroup, type Grouping } from "../group-findings.ts";
import type { Report, ReportFinding } from "../report.ts";
import { severityPlurals } from "../tally.ts";
import { describeFinding, placeOf, remediesOf, sentenceOf } from "../wording.ts";
import { fitGrid, gridRow, saysPath, type Cells, type Grid } from "./terminal-grid.ts";
import { heading, prose, type Page } from "./terminal-page.ts";
import { severityFormats } from "./terminal-style.ts";

export interface ListingOptions {
  /** The most findings to list in each group; undefined for all. */
  readonly limit?: number | undefined;
  /** Default: by rule. */
  readonly groupBy?: Grouping | undefined;
}

/** Returns a section for each severity. */
export function findingSections(
  report: Report,
  { limit = Infinity, groupBy = "rule" }: ListingOptions,
  page: Page,
): readonly (readonly string[])[] {
  const sections = groupFindings(report, groupBy).map((section) => ({
    ...section,
    groups: section.groups.map((group) => ({
      ...group,
      rows: group.findings.slice(0, limit).map((finding) => toCells(finding, group, report, page)),
    })),
  }));
  const rows = sections.flatMap(({ groups }) => groups.flatMap((group) => group.rows));
  const grid = fitGrid(rows, page.columns);
  return sections.map(({ severity, count, groups, above }) => {
    const title = `${page.glyphs.severity[severity]} ${severityPlurals[severity].toUpperCase()} (${count})`;
    return [
      ...heading(title, severityFormats[severity], page),
      ...groups.flatMap((group) => ["", ...groupLines(group, report, { grid, page })]),
      ...(above === 0
        ? []
        : [
            "",
            ...prose("  ", `${above} of these ${above === 1 ? "is" : "are"} listed above`, page),
          ]),
    ];
  });
}

function groupLines(
  group: FindingGroup & { readonly rows: readonly Cells[] },
  report: Report,
  { grid, page }: { readonly grid: Grid; readonly page: Page },
): readonly string[] {
  const { kind, title, findings, rows } = group;
  const left = findings.length - rows.length;
  // A rule's remedies are for all its findings; another group's are for those that are listed.
  const remedies = remediesOf(kind === "rule" ? findings : findings.slice(0, rows.length));
  const rule = kind === "rule" ? report.rules.find(({ id }) => id === title)?.title : undefined;
  const name = rule === undefined ? title : `${title}: ${rule}`;
  return [
    ...prose("  ", name, page).map((line) => page.paint("bold", line)),
    ...rows.flatMap((cells) => gridRow(cells, grid, page.paint)),
    ...(left === 0 ? [] : prose("    ", `and ${left} more`, page)),
    ...remedies
      .flatMap((remedy) => prose(`    ${page.glyphs.arrow} `, remedy, page))
      .map((line) => page.paint("dim", line)),
  ];
}

/** A row says what its group's title does not say. */
function toCells(
  finding: ReportFinding,
  { kind, about }: FindingGroup,
  { policy: { path } }: Report,
  page: Page,
): Cells {
  const { who, what } = describeFinding(finding);
  const isRule = kind === "rule";
  const first = isRule ? who : `${page.glyphs.severity[finding.severity]} ${finding.rule}`;
  const { subject } = finding;
  const isSaid =
    subject.kind !== "policy" && subject.kind === about?.kind && subject.id === about.id;
  const text = isRule || isSaid ? what : sentenceOf(finding);
  const fresh = finding.state === "introduced" ? `${text} (new)` : text;
  const { policy } = finding;
  const place =
    policy !== undefined && policy.path === path && !saysPath(path, page.columns)
      ? `line ${policy.line}`
      : (placeOf(finding) ?? "");
  return [escapeTerminal(first), escapeTerminal(fresh), escapeTerminal(place)];
}

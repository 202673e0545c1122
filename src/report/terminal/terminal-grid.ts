/**
 * Findings as aligned rows: subject, finding, place in the policy; one below the other on a narrow
 * terminal.
 */

import stringWidth from "string-width";

import { escapeTerminal } from "../escape/escape-terminal.ts";
import type { ReportFinding } from "../report.ts";
import type { Paint } from "./terminal-style.ts";
import { describeFinding, placeOf } from "../wording.ts";
import { padText, wrapText } from "./wrap-text.ts";

interface Grid {
  /** Widths of subject, finding and place; null if they are one below the other. */
  readonly widths: readonly [who: number, what: number, place: number] | null;
  readonly columns: number;
  /**
   * The path that the header contains, so that the rows leave it out; null if every row repeats it.
   */
  readonly pathSaid: string | null;
}

const indent = "    ";
const gutter = "  ";
const sideBySideColumns = 60;
/** From this width on, every row has room for the path, which a terminal makes a link. */
const pathColumns = 110;
const maxWhatColumns = 72;

/** Returns the columns that fit all the findings, so that all rows are aligned. */
export function fitGrid(
  findings: readonly ReportFinding[],
  policyPath: string,
  columns: number,
): Grid {
  const pathSaid = columns < pathColumns ? policyPath : null;
  if (columns < sideBySideColumns) return { widths: null, columns, pathSaid };
  const rows = findings.map((finding) => toCells(finding, pathSaid));
  const widest = (index: 0 | 1 | 2) =>
    Math.max(0, ...rows.map((cells) => stringWidth(cells[index])));
  const place = Math.min(widest(2), Math.floor(columns / 4));
  const room = columns - indent.length - 2 * gutter.length - place;
  const who = Math.min(widest(0), Math.floor(room * 0.48));
  return {
    widths: [who, Math.min(room - who, widest(1), maxWhatColumns), place],
    columns,
    pathSaid,
  };
}

/** Returns a finding's lines. */
export function gridRow(finding: ReportFinding, grid: Grid, paint: Paint): readonly string[] {
  const [who, what, place] = toCells(finding, grid.pathSaid);
  if (grid.widths === null) {
    const block = (text: string, margin: string) =>
      text === "" ? [] : wrapText(text, grid.columns - margin.length).map((line) => margin + line);
    return [
      ...block(who, gutter),
      ...block(what, indent),
      ...block(place, indent).map((line) => paint("dim", line)),
    ];
  }
  const [whoWidth, whatWidth, placeWidth] = grid.widths;
  const columns = [
    wrapText(who, whoWidth),
    wrapText(what, whatWidth),
    wrapText(place, placeWidth),
  ] as const;
  const height = Math.max(...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, index) => {
    const last = columns[2][index] ?? "";
    const first = indent + padText(columns[0][index] ?? "", whoWidth);
    const line = `${first}${gutter}${padText(columns[1][index] ?? "", whatWidth)}`;
    return last === "" ? line.trimEnd() : `${line}${gutter}${paint("dim", last)}`;
  });
}

function toCells(
  finding: ReportFinding,
  pathSaid: string | null,
): readonly [who: string, what: string, place: string] {
  const { who, what } = describeFinding(finding);
  const fresh = finding.state === "introduced" ? `${what} (new)` : what;
  const { policy } = finding;
  const place =
    policy?.path === pathSaid && policy !== undefined ? `line ${policy.line}` : placeOf(finding);
  return [escapeTerminal(who), escapeTerminal(fresh), escapeTerminal(place ?? "")];
}

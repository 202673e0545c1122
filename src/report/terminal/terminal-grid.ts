/** Findings as aligned rows of three columns; one below the other on a narrow terminal. */

import stringWidth from "string-width";

import type { Paint } from "./terminal-style.ts";
import { padText, wrapText } from "./wrap-text.ts";

/** What a row says, escaped: whom or which rule, the finding, and its place in the policy. */
export type Cells = readonly [first: string, what: string, place: string];

export interface Grid {
  /** Widths of the columns; null if they are one below the other. */
  readonly widths: readonly [first: number, what: number, place: number] | null;
  readonly columns: number;
}

const indent = "    ";
const gutter = "  ";
const sideBySideColumns = 60;
/** From this width on, rows have room for a short path, which a terminal makes a link. */
const pathColumns = 110;
const maxWhatColumns = 72;
/** Room for a colon and the number of a line. */
const lineDigits = 6;

/** Returns true if rows repeat the policy's path, which the header contains as well. */
export function saysPath(path: string, columns: number): boolean {
  return columns >= pathColumns && stringWidth(path) + lineDigits <= widestPlace(columns);
}

function widestPlace(columns: number): number {
  return Math.floor(columns / 4);
}

/** Returns the columns that fit all the rows, so that all are aligned. */
export function fitGrid(rows: readonly Cells[], columns: number): Grid {
  if (columns < sideBySideColumns) return { widths: null, columns };
  const widest = (index: 0 | 1 | 2) =>
    rows.reduce((width, cells) => Math.max(width, stringWidth(cells[index])), 0);
  const place = Math.min(widest(2), widestPlace(columns));
  const room = columns - indent.length - 2 * gutter.length - place;
  const first = Math.min(widest(0), Math.floor(room * 0.48));
  return { widths: [first, Math.min(room - first, widest(1), maxWhatColumns), place], columns };
}

/** Returns a finding's lines. */
export function gridRow(cells: Cells, grid: Grid, paint: Paint): readonly string[] {
  const [first, what, place] = cells;
  const { widths, columns: room } = grid;
  if (widths === null) return stack(cells, gutter, grid, paint);
  // A name that is broken can be neither read nor copied.
  const isBroken = [first, what].some((text, index) => {
    const widest = Math.max(...text.split(" ").map((word) => stringWidth(word)));
    return widest > (widths[index] ?? 0) && widest <= room - indent.length - gutter.length;
  });
  if (isBroken) return stack(cells, indent, grid, paint);
  const [firstWidth, whatWidth, placeWidth] = widths;
  const columns = [
    wrapText(first, firstWidth),
    wrapText(what, whatWidth),
    wrapText(place, placeWidth),
  ] as const;
  const height = Math.max(...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, index) => {
    const last = columns[2][index] ?? "";
    const start = indent + padText(columns[0][index] ?? "", firstWidth);
    const line = `${start}${gutter}${padText(columns[1][index] ?? "", whatWidth)}`;
    return last === "" ? line.trimEnd() : `${line}${gutter}${paint("dim", last)}`;
  });
}

/** Returns the cells one below the other, the first one to the left of the others. */
function stack(
  [first, what, place]: Cells,
  margin: string,
  { columns }: Grid,
  paint: Paint,
): readonly string[] {
  const block = (text: string, start: string) =>
    text === "" ? [] : wrapText(text, columns - start.length).map((line) => start + line);
  return [
    ...block(first, margin),
    ...block(what, margin + gutter),
    ...block(place, margin + gutter).map((line) => paint("dim", line)),
  ];
}

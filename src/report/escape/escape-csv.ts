/** The one place where text becomes a cell of a CSV file, and cells a file (RFC 4180, UTF-8). */

import { joinParts } from "../text-parts.ts";
import { toVisibleText } from "./visible-text.ts";

/** A cell; what is unknown is empty. */
export type Cell = string | number | null;

/** A spreadsheet refuses more than 32 767 UTF-16 units in a cell, of which a sign may take two. */
const maxCodePoints = 16_000;

/**
 * What a spreadsheet may take for the start of a formula: `=`, `+`, `-`, `@` and their full-width
 * forms, also behind spaces and quotes. Tabs and line breaks cannot stand there: see below. In
 * countries where the semicolon parts cells, one inside a text starts a cell as well.
 * Source: owasp.org/www-community/attacks/CSV_Injection.
 */
const formula = /(^|;)(?=[ "']*[=+\-@＝＋－＠])/gv;

/** Most cells: words without a sign that means anything, which need no slow look. */
const harmless = /^[A-Za-z0-9][\w.@:\/\-]*(?: [A-Za-z0-9][\w.@:\/\-]*){0,9}$/v;

/** What would end a cell, or be read as part of it in another way than it was meant. */
const needsQuotes = /[",;]|^ | $/v;

/**
 * Yields the rows with commas and CRLF, a final one included, and no byte order mark, in parts. Text
 * stands there on one line with its invisible characters named, like in every rendering, and an
 * apostrophe stands before what a spreadsheet would run as a formula: `=1+1` becomes `'=1+1`.
 */
export function* csvParts(rows: Iterable<readonly Cell[]>): Generator<string> {
  yield* csvLines(Iterator.from(rows).map(joinCells));
}

/** Yields the text of rows whose cells are joined already. */
export function* csvLines(rows: Iterable<string>): Generator<string> {
  yield* joinParts(Iterator.from(rows).map((row) => `${row}\r\n`));
}

/** Returns cells as they stand in a row, or in a part of one. */
export function joinCells(cells: readonly Cell[]): string {
  return cells.map(toCell).join(",");
}

/** Returns the text as a program reads it back from its cell. */
export function escapeCsv(text: string): string {
  return isHarmless(text) ? text : disarm(text);
}

function isHarmless(text: string): boolean {
  return text.length < maxCodePoints && harmless.test(text);
}

function disarm(text: string): string {
  return toVisibleText(text, maxCodePoints).replaceAll(formula, "$1'");
}

function toCell(cell: Cell): string {
  // A number is ours, and a minus before it no formula.
  if (typeof cell === "number") return String(cell);
  if (cell === null) return "";
  if (isHarmless(cell)) return cell;
  const text = disarm(cell);
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

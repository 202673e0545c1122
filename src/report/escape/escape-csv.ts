/**
 * The only place where text becomes a cell of a CSV file, and cells become a file (RFC 4180,
 * UTF-8).
 */

import { joinParts } from "../text-parts.ts";
import { toVisibleText } from "./visible-text.ts";

/** A cell. An unknown value is an empty cell. */
export type Cell = string | number | null;

/** A spreadsheet rejects more than 32,767 UTF-16 units in a cell; a code point may take two. */
const maxCodePoints = 16_000;

/**
 * What a spreadsheet may read as the start of a formula: `=`, `+`, `-`, `@` and their full-width
 * forms, also after spaces and quotes. Tabs and line breaks cannot occur there: see below. In
 * countries where the semicolon separates cells, a semicolon in a text starts a cell, too. Source:
 * owasp.org/www-community/attacks/CSV_Injection.
 */
const formula = /(^|;)(?=[ "']*[=+\-@＝＋－＠])/gv;

/** Most cells: words without special characters, which do not need the slow check. */
const harmless = /^[A-Za-z0-9][\w.@:\/\-]*(?: [A-Za-z0-9][\w.@:\/\-]*){0,9}$/v;

/** Characters that would end a cell, or change how it is read. */
const needsQuotes = /[",;]|^ | $/v;

/**
 * Yields the rows with commas and CRLF, including a final one, without a byte order mark, in parts.
 * Text is on one line with its invisible characters shown by name, as in every rendering. An
 * apostrophe precedes text that a spreadsheet would run as a formula: `=1+1` becomes `'=1+1`.
 */
export function* csvParts(rows: Iterable<readonly Cell[]>): Generator<string> {
  yield* csvLines(Iterator.from(rows).map(joinCells));
}

/** Yields the text of rows whose cells are already joined. */
export function* csvLines(rows: Iterable<string>): Generator<string> {
  yield* joinParts(Iterator.from(rows).map((row) => `${row}\r\n`));
}

/** Returns cells joined as in a row, or as in a part of a row. */
export function joinCells(cells: readonly Cell[]): string {
  return cells.map(toCell).join(",");
}

/** Returns the text that a program reads from the text's cell. */
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
  // A number is our own, and a minus sign before it does not start a formula.
  if (typeof cell === "number") return String(cell);
  if (cell === null) return "";
  if (isHarmless(cell)) return cell;
  const text = disarm(cell);
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

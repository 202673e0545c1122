import { r as toVisibleText } from "./visible-text.js";

// src/report/text-parts.ts
/**
* Long texts in parts: the text of a million accounts would exceed the maximum length of a string.
*/
const partLength = 262144;
/** Yields the same text in fewer, larger parts, which a file writes faster. */
function* joinParts(pieces) {
	let part = "";
	for (const piece of pieces) {
		part += piece;
		if (part.length < partLength) continue;
		yield part;
		part = "";
	}
	if (part !== "") yield part;
}

// src/report/escape/escape-csv.ts
/**
* The only place where text becomes a cell of a CSV file, and cells become a file (RFC 4180,
* UTF-8).
*/
/** A spreadsheet rejects more than 32,767 UTF-16 units in a cell; a code point may take two. */
const maxCodePoints = 16e3;
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
function* csvParts(rows) {
	yield* csvLines(Iterator.from(rows).map(joinCells));
}
/** Yields the text of rows whose cells are already joined. */
function* csvLines(rows) {
	yield* joinParts(Iterator.from(rows).map((row) => `${row}\r\n`));
}
/** Returns cells joined as in a row, or as in a part of a row. */
function joinCells(cells) {
	return cells.map(toCell).join(",");
}
function isHarmless(text) {
	return text.length < maxCodePoints && harmless.test(text);
}
function disarm(text) {
	return toVisibleText(text, maxCodePoints).replaceAll(formula, "$1'");
}
function toCell(cell) {
	if (typeof cell === "number") return String(cell);
	if (cell === null) return "";
	if (isHarmless(cell)) return cell;
	const text = disarm(cell);
	return needsQuotes.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
}

export { joinParts as i, csvParts as n, joinCells as r, csvLines as t };
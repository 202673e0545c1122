import { r as toVisibleText } from "./visible-text.js";

// src/report/text-parts.ts
/** Long texts in parts: in one piece, that of a million accounts would be longer than a string may be. */
const partLength = 262144;
/** Yields the same text in larger parts, of which a file takes fewer. */
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
/** The one place where text becomes a cell of a CSV file, and cells a file (RFC 4180, UTF-8). */
/** A spreadsheet refuses more than 32 767 UTF-16 units in a cell, of which a sign may take two. */
const maxCodePoints = 16e3;
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
function* csvParts(rows) {
	yield* csvLines(Iterator.from(rows).map(joinCells));
}
/** Yields the text of rows whose cells are joined already. */
function* csvLines(rows) {
	yield* joinParts(Iterator.from(rows).map((row) => `${row}\r\n`));
}
/** Returns cells as they stand in a row, or in a part of one. */
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
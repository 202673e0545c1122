import { r as toVisibleText } from "./visible-text.js";

// src/report/escape-csv.ts
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
const chunkLength = 262144;
/** What would end a cell, or be read as part of it in another way than it was meant. */
const needsQuotes = /[",;]|^ | $/v;
/**
* Returns the rows with commas and CRLF, a final one included, and no byte order mark. Text stands
* there on one line with its invisible characters named, like in every rendering, and an apostrophe
* stands before what a spreadsheet would run as a formula: `=1+1` becomes `'=1+1`.
*/
function renderCsv(rows) {
	return [...csvChunks(rows)].join("");
}
/** Yields the same text in parts: of a million accounts it is longer than any one string may be. */
function* csvChunks(rows) {
	let chunk = "";
	for (const row of rows) {
		chunk += `${row.map(toCell).join(",")}\r\n`;
		if (chunk.length < chunkLength) continue;
		yield chunk;
		chunk = "";
	}
	if (chunk !== "") yield chunk;
}
/** Returns the text as a program reads it back from its cell. */
function escapeCsv(text) {
	if (text.length < maxCodePoints && harmless.test(text)) return text;
	return toVisibleText(text, maxCodePoints).replaceAll(formula, "$1'");
}
function toCell(cell) {
	if (typeof cell === "number") return String(cell);
	const text = escapeCsv(cell ?? "");
	return needsQuotes.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
}

export { renderCsv as n, csvChunks as t };
// src/report/markdown-table.ts
/** Rows of escaped cells as a table of GitHub Flavored Markdown. */
/** Returns the whole table, without a line break at its end. */
function markdownTable(columns, rows) {
	return [...tableLines(columns, rows)].join("\n");
}
/** Yields the table's lines, of which there may be a hundred thousand. */
function* tableLines(columns, rows) {
	yield toLine(columns);
	yield toLine(columns.map(() => "-"));
	for (const row of rows) yield toLine(row);
}
function toLine(cells) {
	return `| ${cells.join(" | ")} |`;
}

export { tableLines as n, markdownTable as t };
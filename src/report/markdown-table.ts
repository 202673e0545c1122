/** Rows of escaped cells as a table of GitHub Flavored Markdown. */

/** Returns the whole table, without a line break at its end. */
export function markdownTable(
  columns: readonly string[],
  rows: Iterable<readonly string[]>,
): string {
  return [...tableLines(columns, rows)].join("\n");
}

/** Yields the table's lines, of which there may be a hundred thousand. */
export function* tableLines(
  columns: readonly string[],
  rows: Iterable<readonly string[]>,
): Generator<string> {
  yield toLine(columns);
  yield toLine(columns.map(() => "-"));
  for (const row of rows) yield toLine(row);
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** Sections of Markdown in limited space. */

import { markdownTable } from "markdown-table";

import { tableOptions } from "../markdown/table-options.ts";

/** A text whose last lines can be left out. */
export interface Section {
  /** Always there: an introduction, or the head of a table. */
  readonly head: string;
  readonly lines: readonly string[];
  /** More lines than this are left out, also if there is space. */
  readonly most?: number;
  /** Says that this number of lines is left out; empty if there is nothing to say. */
  readonly rest: (number: number) => string;
}

/** Returns a section that is a table. */
export function tableSection(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  { most, rest }: Pick<Section, "most" | "rest">,
): Section {
  // No cell has a line break, because escaped text has none.
  const [names = "", delimiter = "", ...lines] = markdownTable(
    [columns, ...rows],
    tableOptions,
  ).split("\n");
  return {
    head: `${names}\n${delimiter}`,
    lines,
    ...(most !== undefined && { most }),
    rest,
  };
}

/**
 * Returns the section with as many lines as fit into `maxBytes` of UTF-8, and says how many are
 * left out. Without space for its head it is empty: reserve space for what must not be missing.
 */
export function fitSection({ head, lines, most, rest }: Section, maxBytes: number): string {
  let left = maxBytes - Buffer.byteLength(head) - Buffer.byteLength(rest(lines.length)) - 2;
  if (left < 0) return "";
  const shown: string[] = [];
  for (const line of lines.slice(0, most)) {
    left -= Buffer.byteLength(line) + 1;
    if (left < 0) break;
    shown.push(line);
  }
  const note = rest(lines.length - shown.length);
  return [[head, ...shown].join("\n"), ...(note === "" ? [] : [note])].join("\n\n");
}

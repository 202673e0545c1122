/**
 * Edits of a policy's text at places that the parsed document shows. The YAML library's own writer
 * would reformat the file.
 */

import { parseDocument, type CST, type Document, type Node, type YAMLSeq } from "yaml";

/** Replaces a part of a text; `start` and `end` are equal if it only inserts. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Returns the text with all edits applied; they do not overlap. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((left, edit) => left.slice(0, edit.start) + edit.text + left.slice(edit.end), text);
}

/** Returns the edit that inserts a text. */
export function insert(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

/** Parses a policy for edits: its lists keep their tokens. */
export function parseForEdits(text: string): Document.Parsed {
  return parseDocument(text, {
    version: "1.2",
    schema: "core",
    uniqueKeys: false,
    keepSourceTokens: true,
  });
}

/** Returns where a parsed node begins and where its value ends. */
export function rangeOf(node: unknown): { readonly start: number; readonly end: number } {
  const { range } = node as Node;
  if (!range) throw new Error("bug: a parsed node has no place in its text");
  return { start: range[0], end: range[1] };
}

/** Returns the offset of the dash before an item of a block list. */
export function dashOf(list: YAMLSeq, index: number): number {
  const { items } = list.srcToken as CST.BlockSequence;
  const dash = items[index]?.start.find(({ type }) => type === "seq-item-ind");
  return dash?.offset ?? 0;
}

/** Returns where the lines of a block list's item begin, with the comment directly above it. */
export function startOfItem(text: string, list: YAMLSeq, index: number): number {
  const dash = dashOf(list, index);
  const column = columnOf(text, dash);
  let start = startOfLine(text, dash);
  while (start > 0) {
    const above = startOfLine(text, start - 1);
    const indent = commentColumn(text.slice(above, start));
    // A comment that is further to the right belongs to the item above.
    if (indent === undefined || (index > 0 && indent > column)) break;
    start = above;
  }
  return start;
}

/** Returns the column of the comment on a line; undefined if the line is not only a comment. */
export function commentColumn(line: string): number | undefined {
  return /^ *(?=#)/u.exec(line)?.[0].length;
}

/** Returns the start of the next line, or the end of the text. */
export function afterLine(text: string, offset: number): number {
  if (text[offset - 1] === "\n") return offset;
  const newline = text.indexOf("\n", offset);
  return newline === -1 ? text.length : newline + 1;
}

export function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Returns the number of characters before an offset in its line; a byte order mark is none. */
export function columnOf(text: string, offset: number): number {
  const start = startOfLine(text, offset);
  return offset - start - (text.codePointAt(start) === 0xfe_ff ? 1 : 0);
}

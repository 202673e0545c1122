/**
 * Inserts exceptions into a policy's text. The YAML library's own writer would reformat the file,
 * so this finds the place in the parsed document and edits the text there: no other byte changes.
 */

import { isMap, isScalar, isSeq, parseDocument, type Node, type YAMLMap, type YAMLSeq } from "yaml";

import type { ExceptionEntry } from "./entry.ts";
import { quoteYaml } from "./quote.ts";

/**
 * The place of the edit, and the new text. `start` and `end` differ only if it replaces a null.
 */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Returns the text with the edit applied. */
export function applyTextEdit(text: string, splice: TextEdit): string {
  return text.slice(0, splice.start) + splice.text + text.slice(splice.end);
}

/**
 * Returns the edit that adds the entries to a valid policy; undefined for a layout that it does not
 * support.
 */
export function insertExceptions(
  text: string,
  entries: readonly ExceptionEntry[],
): TextEdit | undefined {
  const document = parseDocument(text, { version: "1.2", schema: "core", uniqueKeys: false });
  const root = document.contents;
  if (document.errors.length > 0 || !isMap(root)) return undefined;
  const layout: Layout = { text, eol: /\r?\n/u.exec(text)?.[0] ?? "\n" };
  const items = entries.map(toFlowText);
  const pair = root.items.find(({ key }) => isScalar(key) && key.value === "exceptions");
  if (pair === undefined)
    return root.flow ? addToFlowMap(root, items) : append(root, items, layout);
  const value = pair.value as Node | null;
  if (isSeq(value)) {
    return value.flow ? addToFlowList(value, items) : addToBlockList(value, items, layout);
  }
  return isScalar(value) && value.value === null
    ? fillEmpty(pair.key, value, root.flow === true, items, layout)
    : undefined;
}

interface Layout {
  readonly text: string;
  readonly eol: string;
}

/** Returns an entry on one line, in the form for a list of either style. */
export function toFlowText(entry: ExceptionEntry): string {
  const plain = new Set(["rule", "created", "expires"]);
  const fields = Object.entries(entry)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${plain.has(key) ? value : quoteYaml(String(value))}`);
  return `{ ${fields.join(", ")} }`;
}

/**
 * The exceptions are in a block list: adds the new ones after the last, with the same indentation.
 */
function addToBlockList(list: YAMLSeq, items: readonly string[], layout: Layout): TextEdit {
  const indent = columnOf(layout.text, list.range?.[0] ?? 0);
  const last = list.items.at(-1) as Node | undefined;
  return insertLines(afterLine(layout.text, last?.range?.[1] ?? 0), bullets(items, indent), layout);
}

/**
 * The exceptions are in a list in brackets: adds the new ones after the last, or after the bracket.
 */
function addToFlowList(list: YAMLSeq, items: readonly string[]): TextEdit {
  const last = list.items.at(-1) as Node | undefined;
  if (last?.range) return insert(last.range[1], `, ${items.join(", ")}`);
  return insert((list.range?.[0] ?? 0) + 1, items.join(", "));
}

/** The key has no value, or a written null. */
function fillEmpty(
  key: Node,
  value: Node,
  inFlow: boolean,
  items: readonly string[],
  layout: Layout,
): TextEdit {
  const [start = 0, end = 0] = value.range ?? [];
  if (end > start) return { start, end, text: `[${items.join(", ")}]` };
  if (inFlow) {
    const colon = layout.text.indexOf(":", key.range?.[1] ?? 0) + 1;
    return insert(colon, ` [${items.join(", ")}]`);
  }
  const indent = columnOf(layout.text, key.range?.[0] ?? 0) + 2;
  return insertLines(afterLine(layout.text, key.range?.[1] ?? 0), bullets(items, indent), layout);
}

/** The key does not exist: appends it to the file. */
function append(root: YAMLMap, items: readonly string[], layout: Layout): TextEdit {
  const { text } = layout;
  const indent = columnOf(text, (root.items[0]?.key as Node | undefined)?.range?.[0] ?? 0);
  // A line of three dots ends the document; the text after it is not part of the policy.
  const end = /^\.\.\.(?=\s|$)/mu.exec(text.slice(root.range?.[1] ?? 0));
  const at = end === null ? text.length : (root.range?.[1] ?? 0) + end.index;
  const lines = [`${" ".repeat(indent)}exceptions:`, ...bullets(items, indent + 2)];
  return insertLines(at, lines, layout);
}

/** The policy is one mapping in braces. */
function addToFlowMap(root: YAMLMap, items: readonly string[]): TextEdit {
  const last = root.items.at(-1);
  const end = ((last?.value ?? last?.key) as Node | undefined)?.range?.[1] ?? 0;
  return insert(end, `, exceptions: [${items.join(", ")}]`);
}

function bullets(items: readonly string[], indent: number): string[] {
  return items.map((item) => `${" ".repeat(indent)}- ${item}`);
}

/** If the file ends without a line break, the result does too. */
function insertLines(at: number, lines: readonly string[], { text, eol }: Layout): TextEdit {
  const block = lines.join(eol);
  const startsLine = at === 0 || text[at - 1] === "\n";
  return insert(at, startsLine ? block + eol : eol + block);
}

function insert(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

/** Returns the start of the next line, or the end of the text. */
function afterLine(text: string, offset: number): number {
  if (text[offset - 1] === "\n") return offset;
  const newline = text.indexOf("\n", offset);
  return newline === -1 ? text.length : newline + 1;
}

function columnOf(text: string, offset: number): number {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return offset - start - (text.codePointAt(start) === 0xfe_ff ? 1 : 0);
}

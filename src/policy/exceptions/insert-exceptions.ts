/**
 * Inserts exceptions into a policy's text. The YAML library's own writer would reformat the file,
 * so this finds the place in the parsed document and edits the text there: no other byte changes.
 */

import { isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from "yaml";

import type { ExceptionEntry } from "./entry.ts";
import { toFlowText } from "./flow-text.ts";
import { placesOf } from "./order.ts";
import {
  afterLine,
  columnOf,
  dashOf,
  insert,
  parseForEdits,
  rangeOf,
  startOfItem,
  type TextEdit,
} from "./text-edit.ts";

/**
 * Returns the edits that add sorted entries to a valid policy; undefined for a layout that it does
 * not support.
 */
export function insertExceptions(
  text: string,
  sorted: readonly ExceptionEntry[],
): readonly TextEdit[] | undefined {
  const document = parseForEdits(text);
  const root = document.contents;
  if (document.errors.length > 0 || !isMap(root)) return undefined;
  const layout: Layout = { text, eol: /\r?\n/u.exec(text)?.[0] ?? "\n" };
  const items = sorted.map(toFlowText);
  const pair = root.items.find(({ key }) => isScalar(key) && key.value === "exceptions");
  if (pair === undefined)
    return [root.flow ? addToFlowMap(root, items) : append(root, items, layout)];
  const value = pair.value as Node | null;
  if (isSeq(value)) {
    const existing = value.items.map((item) => (item as Node).toJS(document) as ExceptionEntry);
    const places = placesOf(existing, sorted);
    return [...new Set(places)].map((place) => {
      const added = items.filter((_, index) => places[index] === place);
      return value.flow
        ? addToFlowList(value, added, place)
        : addToBlockList(value, added, { place, layout });
    });
  }
  return isScalar(value) && value.value === null
    ? [fillEmpty(pair.key, value, root.flow === true, items, layout)]
    : undefined;
}

interface Layout {
  readonly text: string;
  readonly eol: string;
}

/**
 * The exceptions are in a block list: adds the new ones before the one at the place and its
 * comment, or after the last, with the same indentation.
 */
function addToBlockList(
  list: YAMLSeq,
  items: readonly string[],
  { place, layout }: { readonly place: number; readonly layout: Layout },
): TextEdit {
  const { text } = layout;
  const lines = bullets(items, columnOf(text, dashOf(list, 0)));
  if (place < list.items.length) return insertLines(startOfItem(text, list, place), lines, layout);
  return insertLines(afterLine(text, rangeOf(list.items.at(-1)).end), lines, layout);
}

/**
 * The exceptions are in a list in brackets: adds the new ones before the one at the place, after
 * the last, or after the bracket.
 */
function addToFlowList(list: YAMLSeq, items: readonly string[], place: number): TextEdit {
  const text = items.join(", ");
  if (list.items.length === 0) return insert(rangeOf(list).start + 1, text);
  if (place < list.items.length) return insert(rangeOf(list.items[place]).start, `${text}, `);
  return insert(rangeOf(list.items.at(-1)).end, `, ${text}`);
}

/** The key has no value, or a written null. */
function fillEmpty(
  key: Node,
  value: Node,
  inFlow: boolean,
  items: readonly string[],
  layout: Layout,
): TextEdit {
  const { start, end } = rangeOf(value);
  if (end > start) return { start, end, text: `[${items.join(", ")}]` };
  const name = rangeOf(key);
  if (inFlow) {
    const colon = layout.text.indexOf(":", name.end) + 1;
    return insert(colon, ` [${items.join(", ")}]`);
  }
  const indent = columnOf(layout.text, name.start) + 2;
  return insertLines(afterLine(layout.text, name.end), bullets(items, indent), layout);
}

/** The key does not exist: appends it to the file. */
function append(root: YAMLMap, items: readonly string[], layout: Layout): TextEdit {
  const { text } = layout;
  const indent = columnOf(text, rangeOf(root.items[0]?.key).start);
  // A line of three dots ends the document; the text after it is not part of the policy.
  const last = rangeOf(root).end;
  const end = /^\.\.\.(?=\s|$)/mu.exec(text.slice(last));
  const at = end === null ? text.length : last + end.index;
  const lines = [`${" ".repeat(indent)}exceptions:`, ...bullets(items, indent + 2)];
  return insertLines(at, lines, layout);
}

/** The policy is one mapping in braces. */
function addToFlowMap(root: YAMLMap, items: readonly string[]): TextEdit {
  const last = root.items.at(-1);
  const { end } = rangeOf(last?.value ?? last?.key);
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

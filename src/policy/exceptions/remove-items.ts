/** Removes items of lists from a policy's text. All bytes that do not belong to an item stay. */

import { isMap, isScalar, isSeq, type Document, type YAMLSeq } from "yaml";

import type { Path } from "../file/source.ts";
import {
  afterLine,
  columnOf,
  commentColumn,
  dashOf,
  insert,
  parseForEdits,
  rangeOf,
  startOfItem,
  startOfLine,
  type TextEdit,
} from "./text-edit.ts";

/** These lists may be empty in a policy without brackets. */
const mayBeNull: ReadonlySet<unknown> = new Set(["exceptions", "leaving"]);

/** Returns the edits that remove the items at the paths; undefined if one of them is in no list. */
export function removeItems(text: string, paths: readonly Path[]): readonly TextEdit[] | undefined {
  const document = parseForEdits(text);
  const edits: TextEdit[] = [];
  const byList = Map.groupBy(paths, (path) => JSON.stringify(path.slice(0, -1)));
  for (const [key, items] of byList) {
    const path = JSON.parse(key) as Path;
    const list = document.getIn(path, true);
    const removed = new Set(items.map((item) => Number(item.at(-1))));
    if (!isSeq(list) || [...removed].some((index) => list.items[index] === undefined)) {
      return undefined;
    }
    if (list.flow === true) {
      edits.push(...(removeLines(text, list, removed) ?? removeInline(text, list, removed)));
      continue;
    }
    edits.push(
      ...[...removed].map((index) => ({
        start: startOfItem(text, list, index),
        end: endOfItem(text, list, index),
        text: "",
      })),
    );
    if (removed.size === list.items.length && !(path.length === 1 && mayBeNull.has(path[0]))) {
      edits.push(insert(afterColon(text, document, path), " []"));
    }
  }
  return edits;
}

/** Returns the end of a block list's item, with comments that are further to the right. */
function endOfItem(text: string, list: YAMLSeq, index: number): number {
  const column = columnOf(text, dashOf(list, index));
  let end = afterLine(text, rangeOf(list.items[index]).end);
  while (end < text.length) {
    const next = afterLine(text, end + 1);
    const indent = commentColumn(text.slice(end, next));
    if (indent === undefined || indent <= column) break;
    end = next;
  }
  return end;
}

/** For a list in brackets with each removed item on lines of its own; else undefined. */
function removeLines(
  text: string,
  list: YAMLSeq,
  removed: ReadonlySet<number>,
): readonly TextEdit[] | undefined {
  const edits = [...removed].map((index): TextEdit | undefined => {
    const range = rangeOf(list.items[index]);
    let start = startOfLine(text, range.start);
    const end = afterLine(text, range.end);
    const isAlone =
      /^\s*$/u.test(text.slice(start, range.start)) &&
      /^\s*(?:,\s*)?(?:(?<=\s)#.*\s*)?$/u.test(text.slice(range.end, end));
    if (!isAlone) return undefined;
    while (commentColumn(text.slice(startOfLine(text, start - 1), start)) !== undefined) {
      start = startOfLine(text, start - 1);
    }
    return { start, end, text: "" };
  });
  return edits.includes(undefined) ? undefined : edits.filter((edit) => edit !== undefined);
}

/** Removes each item up to the next one, and the last ones from the end of the item before them. */
function removeInline(
  text: string,
  list: YAMLSeq,
  removed: ReadonlySet<number>,
): readonly TextEdit[] {
  const last = list.items.findLastIndex((_, index) => !removed.has(index));
  const edits = [...removed]
    .filter((index) => index < last)
    .map((index) => ({
      start: rangeOf(list.items[index]).start,
      end: rangeOf(list.items[index + 1]).start,
      text: "",
    }));
  if (last === list.items.length - 1) return edits;
  const { end } = rangeOf(list.items.at(-1));
  const comma = last === -1 ? (/^\s*,/u.exec(text.slice(end))?.[0].length ?? 0) : 0;
  const start = last === -1 ? rangeOf(list.items[0]).start : rangeOf(list.items[last]).end;
  return [...edits, { start, end: end + comma, text: "" }];
}

/** Returns the offset after the colon of a key. */
function afterColon(text: string, document: Document.Parsed, path: Path): number {
  const parent = document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
    : undefined;
  return text.indexOf(":", rangeOf(pair?.key).end) + 1;
}

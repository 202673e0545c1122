/** Reads YAML text as plain data, with the line and column of every key and value. */

import type { Problem } from "./problem.ts";
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type YAMLError,
  type Node,
  type ParsedNode,
} from "yaml";

import { quoteWritten } from "./written.ts";
import type { Place, Position } from "../position.ts";
import { offsetInFile } from "./scalar-offset.ts";

export type Path = readonly (string | number)[];

export interface Source {
  /** Plain objects, arrays and scalars only; undefined if the text is not YAML. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Returns the position of a value, or of its nearest parent that has one. */
  positionOf(path: Path): Place;
  /** Returns the position of a character of a text; `offset` is in UTF-16 code units. */
  positionWithin(path: Path, offset: number): Place;
  /** Returns the position of a key. */
  positionOfKey(path: Path): Place;
  /** Returns the source text of a plain scalar that YAML does not read as text, such as `0x14`. */
  writtenAt(path: Path): string | undefined;
  /** Returns whether a value was rejected, so that it already has a problem of its own. */
  isRefused(path: Path): boolean;
}

export const maxPolicyBytes = 512 * 1024;
/** A policy has five levels; a much deeper file is an attack or an accident. */
const maxDepth = 32;

/** Returns the text's data and all its YAML problems. Never throws because of the text. */
export function readSource(text: string): Source {
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (Buffer.byteLength(text) > maxPolicyBytes) {
    const problem = {
      position: { line: 1, column: 1 },
      message: `the file is larger than ${maxPolicyBytes / 1024} KiB`,
    };
    return {
      value: undefined,
      problems: [problem],
      positionOf: () => problem.position,
      positionWithin: () => problem.position,
      positionOfKey: () => problem.position,
      writtenAt: () => undefined,
      isRefused: () => false,
    };
  }
  // This file looks for duplicate keys itself, because the library's check takes quadratic time.
  const document = parseDocument(text, {
    version: "1.2",
    schema: "core",
    uniqueKeys: false,
    merge: false,
    lineCounter: lines,
    prettyErrors: false,
    // If it were silent, the library would ignore a second document without an error.
    logLevel: "error",
  });
  const reader = createReader(at, text);
  const markers = document.errors.length > 0 ? findMergeMarkers(text) : [];
  for (const error of [...document.errors, ...document.warnings]) {
    // Every tag is rejected below, whether the library knows it or not.
    if (error.code === "TAG_RESOLVE_FAILED") continue;
    reader.problems.push({ position: at(error.pos[0]), message: describe(error) });
  }
  const value = document.contents === null ? undefined : reader.read(document.contents, [], 0);
  const start: Position = { line: 1, column: 1 };
  return {
    value: document.errors.length > 0 ? undefined : value,
    // Merge markers cause all other problems in such a file.
    problems: markers.length > 0 ? markers : reader.problems,
    positionOf: (path) => nearest(reader.values, path) ?? start,
    positionWithin: (path, offset) => {
      const node = document.getIn(path, true);
      return at(isScalar(node) ? offsetInFile(text, node, offset) : 0);
    },
    positionOfKey: (path) => reader.keys.get(toKey(path)) ?? nearest(reader.values, path) ?? start,
    writtenAt: (path) => reader.written.get(toKey(path)),
    isRefused: (path) => reader.refused.has(toKey(path)),
  };
}

interface Reader {
  readonly problems: Problem[];
  readonly values: Map<string, Position>;
  readonly keys: Map<string, Position>;
  readonly written: Map<string, string>;
  readonly refused: Set<string>;
  read(node: Node, path: Path, depth: number): unknown;
}

/**
 * Walks the document itself, because the library's conversion expands aliases, which an attack can
 * use.
 */
function createReader(at: (offset: number) => Position, text: string): Reader {
  const problems: Problem[] = [];
  const values = new Map<string, Position>();
  const keys = new Map<string, Position>();
  const written = new Map<string, string>();
  const refused = new Set<string>();

  function read(node: Node, path: Path, depth: number): unknown {
    const position = at((node as ParsedNode).range?.[0] ?? 0);
    values.set(toKey(path), position);
    const refuse = (message: string) => {
      problems.push({ position, message });
      refused.add(toKey(path));
      return undefined;
    };
    if (depth > maxDepth) return refuse(`nested more than ${maxDepth} deep`);
    const own = refusalOf(node);
    if (own !== undefined) return refuse(own);
    if (isSeq(node)) {
      return node.items.map((item, index) => read(item as Node, [...path, index], depth + 1));
    }
    if (isMap(node)) return readMap(node.items as readonly MapItem[], path, depth);
    if (!isScalar(node)) return refuse("not understood");
    if (typeof node.value !== "string") written.set(toKey(path), textOf(node));
    return node.value;
  }

  function readMap(items: readonly MapItem[], path: Path, depth: number): Record<string, unknown> {
    // Without a prototype, so that a key named __proto__ is a normal key.
    const object = Object.create(null) as Record<string, unknown>;
    for (const { key, value } of items) {
      const name = isScalar(key) ? key.value : undefined;
      const position = at((key as ParsedNode | null)?.range?.[0] ?? 0);
      if (typeof name !== "string") {
        const itself = isScalar(key) ? textOf(key) : "";
        const what = itself === "" ? "it" : quoteWritten(itself);
        problems.push({ position, message: `a key must be text: put ${what} in quotes` });
        continue;
      }
      const own = refusalOf(key as Node);
      if (own !== undefined) problems.push({ position, message: own });
      const here = [...path, name];
      if (Object.hasOwn(object, name)) {
        const first = keys.get(toKey(here))?.line ?? 1;
        const message = `${quoteWritten(name)} is given twice: first on line ${first}`;
        problems.push({ position, message });
        continue;
      }
      keys.set(toKey(here), position);
      if (value === null) {
        values.set(toKey(here), position);
        object[name] = null;
      } else object[name] = read(value, here, depth + 1);
    }
    return object;
  }

  function textOf(node: Node): string {
    const [start, end] = (node as ParsedNode).range ?? [0, 0];
    return text.slice(start, end);
  }

  return { problems, values, keys, written, refused, read };
}

/** Returns the problem with a node that uses a YAML feature which policies do not support. */
function refusalOf(node: Node): string | undefined {
  if (isAlias(node)) {
    const text = `*${node.source}`.slice(0, 80);
    return `aliases are not allowed: write the value itself, or put "${text}" in quotes`;
  }
  if ("anchor" in node && node.anchor !== undefined) {
    return "anchors are not allowed: write the value itself";
  }
  return node.tag === undefined
    ? undefined
    : "tags are not allowed: put a text that begins with ! in quotes";
}

interface MapItem {
  readonly key: Node | null;
  readonly value: Node | null;
}

function nearest(positions: ReadonlyMap<string, Position>, path: Path): Position | undefined {
  for (let length = path.length; length >= 0; length--) {
    const position = positions.get(toKey(path.slice(0, length)));
    if (position !== undefined) return position;
  }
  return undefined;
}

function toKey(path: Path): string {
  return JSON.stringify(path);
}

const inOtherWords: Partial<Record<YAMLError["code"], string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'a key is not allowed here: put a text with ": " in it in quotes',
  BAD_SCALAR_START: "a text cannot begin with this character: put it in quotes",
  MULTIPLE_DOCS: "a second document begins here: a policy is one document",
  RESOURCE_EXHAUSTION: "nested too deep to be read any further",
  TAB_AS_INDENT: "tabs are not allowed as indentation: use spaces",
};

/** Returns the first line of the YAML library's message, or a better one if we have it. */
function describe({ code, message }: YAMLError): string {
  const line = inOtherWords[code] ?? message.split("\n", 1)[0] ?? message;
  return line.charAt(0).toLowerCase() + line.slice(1);
}

/** Git's merge markers, with and without a branch name after them. */
const marker = /^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r]|$)/u;

/** Returns one problem for each line that begins with a merge marker. */
function findMergeMarkers(text: string): readonly Problem[] {
  return text.split("\n").flatMap((line, index): Problem[] => {
    const found = marker.exec(line)?.[0];
    if (found === undefined) return [];
    return [
      {
        position: { line: index + 1, column: 1 },
        message: `the merge marker "${found}" begins this line: finish the merge and remove its markers`,
      },
    ];
  });
}

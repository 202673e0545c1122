/** Maps a character of a YAML text to its place in the file. */

import type { Scalar } from "yaml";

interface PlacedScalar {
  readonly range?: readonly [number, number, number] | null;
  readonly type?: Scalar["type"];
  readonly value: unknown;
}

/**
 * Returns the offset in the file of the character at `offset` of a scalar's text, or the start of
 * the scalar if the character has no place in the file. White space is skipped in both, because
 * YAML folds, indents and strips it; all other characters are in the file in the same order, some
 * of them escaped.
 */
export function offsetInFile(file: string, scalar: PlacedScalar, offset: number): number {
  const [start, end] = scalar.range ?? [0, 0];
  const text = String(scalar.value);
  const skip = skipOf(scalar.type);
  let at = contentStart(file, start, scalar.type);
  for (let index = 0; index <= offset; index++) {
    const character = text[index];
    if (character === undefined || /\s/v.test(character)) continue;
    at = passSpace(file, at, skip);
    if (at >= end) return start;
    if (index === offset) return at;
    // One escape may represent two code units; the second unit has no characters of its own in the
    // file.
    const taken = lengthOf(file, at, scalar.type);
    if (taken > 1 && (text.codePointAt(index) ?? 0) > 0xff_ff && file[at] === "\\") index += 1;
    at += taken;
  }
  // Past the end of the text, where something is missing, or at white space.
  return text.slice(offset).trim() === "" ? at : passSpace(file, at, skip);
}

function contentStart(file: string, start: number, type: PlacedScalar["type"]): number {
  if (type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE") return start + 1;
  if (type !== "BLOCK_FOLDED" && type !== "BLOCK_LITERAL") return start;
  const lineEnd = file.indexOf("\n", start);
  return lineEnd === -1 ? start : lineEnd + 1;
}

/** Returns a pattern for white space; in double quotes, white space can be an escape. */
function skipOf(type: PlacedScalar["type"]): RegExp {
  return type === "QUOTE_DOUBLE" ? /(?:\s|\\[nrtvfN_LP \t]|\\\r?\n)+/vy : /\s+/vy;
}

function passSpace(file: string, at: number, skip: RegExp): number {
  skip.lastIndex = at;
  return at + (skip.exec(file)?.[0].length ?? 0);
}

const escapeLengths: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

function lengthOf(file: string, at: number, type: PlacedScalar["type"]): number {
  if (type === "QUOTE_SINGLE" && file.startsWith("''", at)) return 2;
  if (type !== "QUOTE_DOUBLE" || file[at] !== "\\") return 1;
  return escapeLengths[file[at + 1] ?? ""] ?? 2;
}

/**
 * Names in which `*` matches any text, also an empty one. All other characters match themselves.
 */

import { fold } from "../roster/fold.ts";

/** Returns whether a name is a pattern. */
export function isWildcard(name: string): boolean {
  return name.includes("*");
}

/**
 * Returns whether a text matches a pattern; case does not matter. Its time is at most proportional
 * to the product of both lengths.
 */
export function fitsWildcard(pattern: string, text: string): boolean {
  return fits(toParts(pattern), fold(text));
}

/**
 * Returns a function that says whether a text matches one of the patterns. It is optimized for many
 * calls, like `findFitting`.
 */
export function fitsOneOf(patterns: readonly string[]): (text: string) => boolean {
  const candidatesOf = indexPatterns(patterns);
  return (text) => {
    const folded = fold(text);
    return candidatesOf(folded).some((same) => same?.some(({ parts }) => fits(parts, folded)));
  };
}

/**
 * Returns a function that returns the entries whose pattern matches a text, in their order. It is
 * optimized for many calls: it looks up the end of a pattern, or otherwise its beginning, instead of
 * comparing every pattern.
 */
export function findFitting<Entry>(
  entries: readonly Entry[],
  patternOf: (entry: Entry) => string,
): (text: string) => readonly Entry[] {
  const candidatesOf = indexPatterns(entries.map(patternOf));
  return (text) => {
    const folded = fold(text);
    return candidatesOf(folded)
      .flatMap((same) => same?.filter(({ parts }) => fits(parts, folded)) ?? [])
      .sort((a, b) => a.at - b.at)
      .flatMap(({ at }) => entries.slice(at, at + 1));
  };
}

interface IndexedPattern {
  readonly parts: readonly string[];
  readonly at: number;
}

/** Returns a function that returns the patterns that a folded text may match. */
function indexPatterns(patterns: readonly string[]) {
  const indexed = patterns.map((pattern, at): IndexedPattern => ({ parts: toParts(pattern), at }));
  const byLength = Map.groupBy(indexed, ({ parts }) => lengthOf(keyOf(parts)));
  const groups = [...byLength].map(
    ([length, same]) => [length, Map.groupBy(same, ({ parts }) => keyOf(parts).text)] as const,
  );
  return (folded: string) =>
    groups.map(([length, byText]) =>
      byText.get(length < 0 ? folded.slice(length) : folded.slice(0, length)),
    );
}

interface Key {
  readonly text: string;
  readonly atEnd: boolean;
}

function keyOf(parts: readonly string[]): Key {
  const [first = ""] = parts;
  const last = parts.at(-1) ?? "";
  return last === "" ? { text: first, atEnd: false } : { text: last, atEnd: true };
}

/** Returns the key's length; negative if it is counted from the end of the text. */
function lengthOf({ text, atEnd }: Key): number {
  return atEnd ? -text.length : text.length;
}

function toParts(pattern: string): readonly string[] {
  return fold(pattern).split("*");
}

function fits(parts: readonly string[], folded: string): boolean {
  const [first = ""] = parts;
  if (parts.length === 1) return folded === first;
  const last = parts.at(-1) ?? "";
  if (!folded.startsWith(first) || !folded.endsWith(last)) return false;
  let at = first.length;
  const end = folded.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = folded.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return at <= end;
}

/**
 * Returns whether a text can match both patterns; case does not matter. Its time is proportional to
 * the product of both lengths.
 */
export function overlap(a: string, b: string): boolean {
  const [one, other] = [fold(a), fold(b)];
  if (!mayOverlap(one, other)) return false;
  // Whether the rest of `one` and the rest of `other`, from each place on, can match the same text.
  let below: boolean[] = [];
  for (let at = one.length; at >= 0; at--) {
    const row: boolean[] = [];
    for (let to = other.length; to >= 0; to--) {
      const [own, its] = [one[at], other[to]];
      const isEnd = own === undefined && its === undefined;
      const viaWildcard =
        (own === "*" && (below[to] === true || row[to + 1] === true)) ||
        (its === "*" && (row[to + 1] === true || below[to] === true));
      row[to] =
        isEnd || viaWildcard || (own !== undefined && own === its && below[to + 1] === true);
    }
    below = row;
  }
  return below[0] === true;
}

/** Whether the texts before the first `*`, and after the last one, do not contradict each other. */
function mayOverlap(one: string, other: string): boolean {
  const [first, last] = [one.indexOf("*"), one.lastIndexOf("*")];
  const [otherFirst, otherLast] = [other.indexOf("*"), other.lastIndexOf("*")];
  // A name without `*` is compared as a whole.
  if (first < 0 || otherFirst < 0) return true;
  const start = Math.min(first, otherFirst);
  const end = Math.min(one.length - last, other.length - otherLast) - 1;
  return (
    one.slice(0, start) === other.slice(0, start) &&
    one.slice(one.length - end) === other.slice(other.length - end)
  );
}

/** Returns how many characters of a pattern are literal: more of them make it more specific. */
export function specificity(pattern: string): number {
  return pattern.replaceAll("*", "").length;
}

/**
 * Returns the pattern entry that applies to a name without an entry of its own: of those that match
 * it, the one with the most literal characters, or else the first one.
 */
export function mostSpecific<Entry extends { readonly name: { readonly text: string } }>(
  fitting: readonly Entry[],
): Entry | undefined {
  return fitting.reduce<Entry | undefined>(
    (best, entry) =>
      best === undefined || specificity(entry.name.text) > specificity(best.name.text)
        ? entry
        : best,
    undefined,
  );
}

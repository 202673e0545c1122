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
 * calls: it looks up the end of a pattern, or otherwise its beginning, instead of comparing every
 * pattern.
 */
export function fitsOneOf(patterns: readonly string[]): (text: string) => boolean {
  const byLength = Map.groupBy(patterns.map(toParts), (parts) => lengthOf(keyOf(parts)));
  const groups = [...byLength].map(
    ([length, same]) => [length, Map.groupBy(same, (parts) => keyOf(parts).text)] as const,
  );
  return (text) => {
    const folded = fold(text);
    return groups.some(([length, byText]) => {
      const key = length < 0 ? folded.slice(length) : folded.slice(0, length);
      return byText.get(key)?.some((parts) => fits(parts, folded)) ?? false;
    });
  };
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

/** Returns how many characters of a pattern are literal: more of them make it more specific. */
export function specificity(pattern: string): number {
  return pattern.replaceAll("*", "").length;
}

/**
 * Returns the pattern entry that applies to a name without an entry of its own: of several that
 * match it, the one with the most literal characters, or else the first one.
 */
export function mostSpecific<Entry extends { readonly name: { readonly text: string } }>(
  name: string,
  families: readonly Entry[],
): Entry | undefined {
  return families
    .filter((family) => fitsWildcard(family.name.text, name))
    .reduce<Entry | undefined>(
      (best, family) =>
        best === undefined || specificity(family.name.text) > specificity(best.name.text)
          ? family
          : best,
      undefined,
    );
}

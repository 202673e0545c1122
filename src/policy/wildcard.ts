/** Names in which `*` stands for any text, however short: no other sign means anything but itself. */

import { fold } from "../roster/fold.ts";

/** True for a name that stands for a family. */
export function isWildcard(name: string): boolean {
  return name.includes("*");
}

/** True when a text fits a pattern; case never matters. Takes time in proportion to both lengths. */
export function fitsWildcard(pattern: string, text: string): boolean {
  return fits(toParts(pattern), fold(text));
}

/**
 * Returns a function that tells whether a text fits one of the patterns. It is made to be asked often:
 * what a pattern ends with, or else begins with, is looked up instead of being compared.
 */
export function fitsOneOf(patterns: readonly string[]): (text: string) => boolean {
  const byLength = Map.groupBy(patterns.map(toParts), (parts) => lengthOf(keyOf(parts)));
  const groups = [...byLength].map(
    ([length, same]) => [length, Map.groupBy(same, (parts) => keyOf(parts).text)] as const,
  );
  return (text) => {
    const whole = fold(text);
    return groups.some(([length, byText]) => {
      const key = length < 0 ? whole.slice(length) : whole.slice(0, length);
      return byText.get(key)?.some((parts) => fits(parts, whole)) ?? false;
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

/** Returns a length that is counted from the end where it is negative. */
function lengthOf({ text, atEnd }: Key): number {
  return atEnd ? -text.length : text.length;
}

function toParts(pattern: string): readonly string[] {
  return fold(pattern).split("*");
}

function fits(parts: readonly string[], whole: string): boolean {
  const [first = ""] = parts;
  if (parts.length === 1) return whole === first;
  const last = parts.at(-1) ?? "";
  if (!whole.startsWith(first) || !whole.endsWith(last)) return false;
  let at = first.length;
  const end = whole.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = whole.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return at <= end;
}

/** Returns how many signs of a pattern stand for themselves: the more, the more it is meant. */
export function specificity(pattern: string): number {
  return pattern.replaceAll("*", "").length;
}

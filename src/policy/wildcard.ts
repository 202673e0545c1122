/** Names in which `*` stands for any text, however short: no other sign means anything but itself. */

import { fold } from "./fold.ts";

/** True for a name that stands for a family. */
export function isWildcard(name: string): boolean {
  return name.includes("*");
}

/** True when a text fits a pattern; case never matters. Takes time in proportion to both lengths. */
export function fitsWildcard(pattern: string, text: string): boolean {
  const parts = fold(pattern).split("*");
  const whole = fold(text);
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

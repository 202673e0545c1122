/** Reads JSON of unknown origin, and refuses what two readers would read differently. */

import { shorten } from "../escape/visible-text.ts";

/** Returns the value, or the reason why the text is not usable, without a final period. */
export function parseJson(text: string): { readonly value: unknown } | { readonly reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: "it is not JSON" };
  }
  const key = findRepeatedKey(text);
  return key === null
    ? { value }
    : { reason: `it is damaged: an object in it has the key "${shorten(key, 100)}" twice` };
}

/**
 * Returns a key that an object in valid JSON has twice, or null. `JSON.parse` would keep the last
 * one, and other readers the first.
 */
function findRepeatedKey(json: string): string | null {
  const open: Set<string>[] = [];
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === "{") open.push(new Set());
    else if (character === "}") open.pop();
    else if (character === '"') {
      const end = endOfString(json, at);
      if (isKey(json, end)) {
        const key = JSON.parse(json.slice(at, end)) as string;
        const keys = open.at(-1);
        if (keys?.has(key) === true) return key;
        keys?.add(key);
      }
      at = end - 1;
    }
  }
  return null;
}

/** Returns the position after the string that begins at `start`. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (json[at] !== '"') at += json[at] === "\\" ? 2 : 1;
  return at + 1;
}

/** In valid JSON, only a key is followed by a colon. */
function isKey(json: string, end: number): boolean {
  let at = end;
  while (" \t\n\r".includes(json[at] ?? ":")) at += 1;
  return json[at] === ":";
}

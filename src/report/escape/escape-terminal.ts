/** The only place where untrusted text becomes terminal output. */

import { stripVTControlCharacters } from "node:util";

import { toVisibleText } from "./visible-text.ts";

/**
 * Returns the text on one line, without escape sequences; the remaining control, bidi and
 * zero-width characters are written as `<U+202E>`. Cut to `maxLength` code points.
 */
export function escapeTerminal(text: string, maxLength = 300): string {
  return toVisibleText(stripVTControlCharacters(text), maxLength);
}

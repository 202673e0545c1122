/** The one place where untrusted text becomes terminal output. */

import { stripVTControlCharacters } from "node:util";

import { toVisibleText } from "./visible-text.ts";

/**
 * Returns the text on one line, without escape sequences; what is left of control, bidi and
 * zero-width characters is written as `<U+202E>`. Cut to `maxLength` code points.
 */
export function escapeTerminal(text: string, maxLength = 300): string {
  return toVisibleText(stripVTControlCharacters(text), maxLength);
}

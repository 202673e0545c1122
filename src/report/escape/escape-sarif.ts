/** The one place where untrusted text becomes a SARIF message. */

import { toVisibleText } from "./visible-text.ts";

/**
 * Returns the text on one line, of which no part is an embedded link or a placeholder: both are written
 * with brackets in a plain text message (SARIF 2.1.0, sections 3.11.5 and 3.11.6). Of `maxLength`
 * characters at most, and twice as many with the escapes.
 */
export function escapeSarif(text: string, maxLength = 1_000): string {
  return toVisibleText(text, maxLength)
    .replaceAll(/[\\\[\]]/gv, String.raw`\$&`)
    .replaceAll(/[\{\}]/gv, "$&$&");
}

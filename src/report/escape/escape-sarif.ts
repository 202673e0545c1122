/** The only place where untrusted text becomes a SARIF message. */

import { toVisibleText } from "./visible-text.ts";

/**
 * Returns the text on one line without embedded links and placeholders: both are written with
 * brackets in a plain text message (SARIF 2.1.0, sections 3.11.5 and 3.11.6). At most `maxLength`
 * code points, before the escapes, which can double the length.
 */
export function escapeSarif(text: string, maxLength = 1_000): string {
  return toVisibleText(text, maxLength)
    .replaceAll(/[\\\[\]]/gv, String.raw`\$&`)
    .replaceAll(/[\{\}]/gv, "$&$&");
}

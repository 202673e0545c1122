/** The one place where untrusted text becomes a SARIF message. */

import { toVisibleText } from "./visible-text.ts";

/**
 * Returns the text, of which no part is an embedded link or a placeholder: both are written with
 * brackets in a plain text message (SARIF 2.1.0, sections 3.11.5 and 3.11.6). Paragraphs stay apart.
 */
export function escapeSarif(text: string, maxLength = 1_000): string {
  return text
    .split("\n\n")
    .map((paragraph) => toVisibleText(paragraph, maxLength))
    .join("\n\n")
    .replaceAll(/[\\\[\]]/gv, String.raw`\$&`)
    .replaceAll(/[\{\}]/gv, "$&$&");
}

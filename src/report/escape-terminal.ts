/** The one place where untrusted text becomes terminal output. */

import { toVisibleText } from "./visible-text.ts";

/** Whole escape sequences: CSI; OSC, DCS and their like up to a terminator; two-byte ones. */
const sequences =
  /(?:\u{1B}\[|\u{9B})[0-?]*[ -\/]*[@-~]|(?:\u{1B}[\]PX\^_]|[\u{9D}\u{90}\u{98}\u{9E}\u{9F}])[^\u{7}\u{1B}\u{9C}]*(?:\u{7}|\u{1B}\\|\u{9C})|\u{1B}[ -\/]*[0-~]/gv;

/**
 * Returns the text on one line, without escape sequences; control, bidi and zero-width characters
 * are written as `<U+202E>`. Cut to `maxLength` code points.
 */
export function escapeTerminal(text: string, maxLength = 300): string {
  return toVisibleText(text.replaceAll(sequences, ""), maxLength);
}

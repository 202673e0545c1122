import { r as toVisibleText } from "./visible-text.js";
import { stripVTControlCharacters } from "node:util";

// src/report/escape/escape-terminal.ts
/** The only place where untrusted text becomes terminal output. */
/**
* Returns the text on one line, without escape sequences; the remaining control, bidi and
* zero-width characters are written as `<U+202E>`. Cut to `maxLength` code points.
*/
function escapeTerminal(text, maxLength = 300) {
	return toVisibleText(stripVTControlCharacters(text), maxLength);
}

export { escapeTerminal as t };
import { r as toVisibleText } from "./visible-text.js";
import { stripVTControlCharacters } from "node:util";

// src/report/escape/escape-terminal.ts
/** The one place where untrusted text becomes terminal output. */
/**
* Returns the text on one line, without escape sequences; what is left of control, bidi and
* zero-width characters is written as `<U+202E>`. Cut to `maxLength` code points.
*/
function escapeTerminal(text, maxLength = 300) {
	return toVisibleText(stripVTControlCharacters(text), maxLength);
}

export { escapeTerminal as t };
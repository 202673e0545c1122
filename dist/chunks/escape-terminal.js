import { r as toVisibleText } from "./visible-text.js";
import { stripVTControlCharacters } from "node:util";

// src/errors.ts
/** `message` reads `cannot <verb> <object>: <reason>. <What to do.>` and never holds a secret. */
var AuditError = class extends Error {
	code;
	/** For mistakes in a file: each of them, in the file's order; the message has them all as well. */
	places;
	constructor(code, message, options) {
		super(message, options);
		this.places = options?.places ?? [];
		this.name = "AuditError";
		this.code = code;
	}
};
/** Returns a one-line account of anything thrown, its causes included, fit to follow a colon. */
function describeError(error) {
	if (!(error instanceof Error)) return String(error);
	const text = error.message === "" ? error.name : error.message;
	return error.cause === void 0 || error instanceof AuditError ? text : `${text} (${describeError(error.cause)})`;
}

// src/version.ts
/** The release's number; a test holds it against package.json. */
const version = "0.1.0";
const toolName = "cloudsmith-access-audit";

// src/report/escape-terminal.ts
/** The one place where untrusted text becomes terminal output. */
/**
* Returns the text on one line, without escape sequences; what is left of control, bidi and
* zero-width characters is written as `<U+202E>`. Cut to `maxLength` code points.
*/
function escapeTerminal(text, maxLength = 300) {
	return toVisibleText(stripVTControlCharacters(text), maxLength);
}

export { describeError as a, AuditError as i, toolName as n, version as r, escapeTerminal as t };
// src/errors.ts
/** `message` reads `cannot <verb> <object>: <reason>. <What to do.>` and never holds a secret. */
var AuditError = class extends Error {
	code;
	/** For mistakes in a file: each of them, in the file's order; the message has them all as well. */
	problems;
	constructor(code, message, options) {
		super(message, options);
		this.problems = options?.problems ?? [];
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

export { describeError as n, AuditError as t };
// src/errors.ts
/**
* `message` has the form `cannot <verb> <object>: <reason>. <What to do.>` and never contains a
* secret.
*/
var AuditError = class extends Error {
	code;
	/** All problems of a file, in the file's order; the message also contains them. */
	problems;
	constructor(code, message, options) {
		super(message, options);
		this.problems = options?.problems ?? [];
		this.name = "AuditError";
		this.code = code;
	}
};
/** Returns a one-line description of anything thrown, including its causes, to follow a colon. */
function describeError(error) {
	if (!(error instanceof Error)) return String(error);
	const text = error.message === "" ? error.name : error.message;
	return error.cause === void 0 || error instanceof AuditError ? text : `${text} (${describeError(error.cause)})`;
}

export { describeError as n, AuditError as t };
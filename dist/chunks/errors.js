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
/** One for the process, which is either the Action or the command line. */
let usesFlags = false;
/** Runs a function in which messages name settings by their flags, not by the Action's inputs. */
async function withFlagNames(run) {
	usesFlags = true;
	try {
		return await run();
	} finally {
		usesFlags = false;
	}
}
/** Returns a setting as this run's user writes it: `max-age`, or on the command line `--max-age`. */
function settingName(input, value) {
	if (!usesFlags) return value === void 0 ? input : `${input}: ${value}`;
	const flag = input === "api-key" ? "CLOUDSMITH_API_KEY" : `--${input}`;
	return value === void 0 ? flag : `${flag} ${value}`;
}

export { withFlagNames as i, describeError as n, settingName as r, AuditError as t };
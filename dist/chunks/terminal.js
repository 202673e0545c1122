import { t as createClock } from "./clock.js";
import { t as createLogger } from "./log.js";
import { t as escapeTerminal } from "./escape-terminal.js";

// src/commands/terminal.ts
/** The parts of the process that a command may use. */
/** Returns the terminal of a process, according to its global flags and environment. */
function toTerminal(process, output, flags) {
	const { env, stdout, stderr } = process;
	const quiet = flags["quiet"] === true;
	const noColor = flags["color"] === false || (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
	const fixed = env["SOURCE_DATE_EPOCH"];
	return {
		env,
		out: output.out,
		columns: widthOf(process),
		colour: !noColor && (stdout.isTTY || (env["FORCE_COLOR"] ?? "0") !== "0"),
		clock: createClock(fixed),
		quiet,
		log: createLogger({
			write: output.err,
			columns: stderr.isTTY && env["TERM"] !== "dumb" ? stderr.columns : void 0,
			elapsedMs: () => performance.now(),
			escape: escapeLine,
			quiet
		})
	};
}
/** Returns the width of the terminal in columns; in a pipe, `COLUMNS` or a usual width. */
function widthOf({ env, stdout }) {
	return stdout.columns || Number(env["COLUMNS"]) || 100;
}
/** Returns a line escaped so that it is only displayed, because a message may quote names. */
function escapeLine(text) {
	return escapeTerminal(text, 2e3);
}

export { toTerminal as n, widthOf as r, escapeLine as t };
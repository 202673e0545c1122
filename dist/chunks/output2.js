// src/output.ts
/** The only module that writes to the process's own streams. */
/**
* Returns the text with workflow commands made harmless. A runner executes `::name::` at the start
* of a line and `##[name]` anywhere in a line, and printed names may contain either.
*/
function defuseCommands(text) {
	return text.replaceAll(/#(?=#\[)/gu, "# ").replaceAll(/:(?=:)/gu, ": ");
}
/**
* Returns the functions that print to both streams; `isRunner` means that a GitHub runner reads
* them.
*/
function openOutput(process, { isRunner }) {
	const printTo = (stream) => (text) => void stream.write(isRunner ? defuseCommands(text) : text);
	const err = printTo(process.stderr);
	process.stdout.on("error", (error) => {
		if (error.code === "EPIPE") return;
		process.once("exit", () => {
			process.exitCode = 2;
		});
		err(`error: cannot write to standard output: ${error.message}.\n`);
	});
	process.stderr.on("error", () => void 0);
	return {
		out: printTo(process.stdout),
		err
	};
}

export { openOutput as n, defuseCommands as t };
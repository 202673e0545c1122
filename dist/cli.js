#!/usr/bin/env node
// src/cli.ts
/**
* The command line's entry. It has no static imports, so that an older Node can print the error.
*/
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 24 || major === 24 && minor < 15) {
	process.stderr.write(`error: cannot run on Node ${process.versions.node}: this tool needs the SQLite and zstd of Node 24.15. Install that version or a newer one.\n`);
	process.exitCode = 2;
} else {
	const { openOutput } = await import("./chunks/output.js");
	const output = openOutput(process, { isRunner: process.env["GITHUB_ACTIONS"] === "true" });
	process.on("uncaughtException", (error) => {
		const text = error instanceof Error ? error.stack ?? error.message : String(error);
		output.err(`error: this is a bug, please report it: ${text}\n`);
		process.exit(2);
	});
	const [{ runCommandLine }, { exitOnSignals }] = await Promise.all([import("./chunks/program.js"), import("./chunks/exit-on-signals.js")]);
	exitOnSignals(process);
	process.exitCode = await runCommandLine(process, output);
}

export {  };
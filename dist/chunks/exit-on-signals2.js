// src/files/exit-on-signals.ts
/** Lets a process remove its temporary files when a signal ends it. */
/** 128 plus the signal's number, as in shells. */
const exitCodes = {
	SIGHUP: 129,
	SIGINT: 130,
	SIGTERM: 143
};
/**
* Makes these signals end the process with a normal exit, so that `makeTemporary` removes its
* folders.
*/
function exitOnSignals(process) {
	for (const [signal, exitCode] of Object.entries(exitCodes)) process.once(signal, () => process.exit(exitCode));
}

export { exitOnSignals as t };
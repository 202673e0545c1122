// src/files/exit-on-signals.ts
/** What ends a process from outside lets it remove its temporary files first. */
/** 128 and the signal's number, as shells have it. */
const exitCodes = {
	SIGHUP: 129,
	SIGINT: 130,
	SIGTERM: 143
};
/** Makes these signals end the process by its own exit, at which `makeTemporary` removes its folders. */
function exitOnSignals(process) {
	for (const [signal, exitCode] of Object.entries(exitCodes)) process.once(signal, () => process.exit(exitCode));
}

export { exitOnSignals as t };
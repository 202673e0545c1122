/** What ends a process from outside lets it remove its temporary files first. */

/** 128 and the signal's number, as shells have it. */
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Makes these signals end the process by its own exit, at which `makeTemporary` removes its folders. */
export function exitOnSignals(process: NodeJS.Process): void {
  for (const [signal, exitCode] of Object.entries(exitCodes)) {
    // Once: a second one ends the process at once.
    process.once(signal, () => process.exit(exitCode));
  }
}

/** Lets a process remove its temporary files when a signal ends it. */

/** 128 plus the signal's number, as in shells. */
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Makes these signals end the process with a normal exit, so that `makeTemporary` removes its
 * folders.
 */
export function exitOnSignals(process: NodeJS.Process): void {
  for (const [signal, exitCode] of Object.entries(exitCodes)) {
    // Only once: a second signal ends the process immediately.
    process.once(signal, () => process.exit(exitCode));
  }
}

/** The Action's entry, which alone reads the runner's environment. */

import { exitOnSignals } from "./files/exit-on-signals.ts";
import { printBug, printNoVerdict } from "./runner/log.ts";
import { run } from "./runner/run.ts";

// Until it is known: it could not be told. Node's own codes for what goes wrong would say something else.
process.exitCode = 2;
process.on("uncaughtException", (error: unknown) => {
  // Not an AuditError, so a bug: its stack is what helps.
  printBug(error);
  printNoVerdict("the action failed");
  process.exit();
});
exitOnSignals(process);
process.exitCode = await run(process.env);

/** The Action's entry, the only one that reads the runner's environment. */

import { exitOnSignals } from "./files/exit-on-signals.ts";
import { printBug, printNoVerdict } from "./runner/log.ts";
import { run } from "./runner/run.ts";

// Until there is a result, it is unknown (2). Node's own exit codes have another meaning.
process.exitCode = 2;
process.on("uncaughtException", (error: unknown) => {
  // This is a bug, because it is not an AuditError. The stack helps to find it.
  printBug(error);
  printNoVerdict("the action failed");
  process.exit();
});
exitOnSignals(process);
process.exitCode = await run(process.env);

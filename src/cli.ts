#!/usr/bin/env node
/**
 * The command line's entry. It has no static imports, so that an older Node can print the error.
 */

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 24 || (major === 24 && minor < 15)) {
  process.stderr.write(
    `error: cannot run on Node ${process.versions.node}: this tool needs the SQLite and zstd of Node 24.15. Install that version or a newer one.\n`,
  );
  process.exitCode = 2;
} else {
  const { openOutput } = await import("./output.ts");
  const output = openOutput(process, { isRunner: process.env["GITHUB_ACTIONS"] === "true" });
  // Node's default exit code for an uncaught error is 1, which means drift here.
  process.on("uncaughtException", (error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    output.err(`error: this is a bug, please report it: ${text}\n`);
    process.exit(2);
  });
  const [{ runCommandLine }, { exitOnSignals }] = await Promise.all([
    import("./commands/program.ts"),
    import("./files/exit-on-signals.ts"),
  ]);
  exitOnSignals(process);
  process.exitCode = await runCommandLine(process, output);
}

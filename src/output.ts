/** The only module that writes to the process's own streams. */

/**
 * Returns the text with workflow commands made harmless. A runner executes `::name::` at the start
 * of a line and `##[name]` anywhere in a line, and printed names may contain either.
 */
export function defuseCommands(text: string): string {
  return text.replaceAll(/#(?=#\[)/gu, "# ").replaceAll(/:(?=:)/gu, ": ");
}

/** Prints text, which ends with a newline unless it is a progress bar on a terminal. */
export type Print = (text: string) => void;

export interface Output {
  readonly out: Print;
  readonly err: Print;
}

type Streams = Pick<NodeJS.Process, "stdout" | "stderr"> & {
  readonly once: (event: "exit", listener: () => void) => unknown;
  exitCode?: number | string | null | undefined;
};

/**
 * Returns the functions that print to both streams; `isRunner` means that a GitHub runner reads
 * them.
 */
export function openOutput(process: Streams, { isRunner }: { readonly isRunner: boolean }): Output {
  const printTo =
    (stream: NodeJS.WriteStream): Print =>
    (text) =>
      void stream.write(isRunner ? defuseCommands(text) : text);
  const err = printTo(process.stderr);
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // A reader that stops early (`| head`) is not a failure.
    if (error.code === "EPIPE") return;
    process.once("exit", () => {
      process.exitCode = 2;
    });
    err(`error: cannot write to standard output: ${error.message}.\n`);
  });
  // The error cannot be printed anywhere, and does not change the result.
  process.stderr.on("error", () => undefined);
  return { out: printTo(process.stdout), err };
}

/** The one place that writes to the process's own streams. */

/**
 * Returns the text with the marks of workflow commands broken up. A runner carries out `::name::` at the
 * start of a line and `##[name]` anywhere in one; what is printed may quote a name that holds either.
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

/** Returns what prints to both streams; `isRunner`: a GitHub runner reads them. */
export function openOutput(process: Streams, { isRunner }: { readonly isRunner: boolean }): Output {
  const printTo =
    (stream: NodeJS.WriteStream): Print =>
    (text) =>
      void stream.write(isRunner ? defuseCommands(text) : text);
  const err = printTo(process.stderr);
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // A reader that goes away early (`| head`) is no failure of ours.
    if (error.code === "EPIPE") return;
    process.once("exit", () => {
      process.exitCode = 2;
    });
    err(`error: cannot write to standard output: ${error.message}.\n`);
  });
  // There is nowhere to say it, and the result stands.
  process.stderr.on("error", () => undefined);
  return { out: printTo(process.stdout), err };
}

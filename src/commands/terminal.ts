/** The parts of the process that a command may use. */

import { createClock } from "../clock.ts";
import { createLogger, type Logger } from "../log.ts";
import type { Output } from "../output.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";

export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly columns: number;
  readonly colour: boolean;
  readonly clock: () => Date;
  readonly log: Logger;
  readonly quiet: boolean;
}

export type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** Returns the terminal of a process, according to its global flags and environment. */
export function toTerminal(process: NodeJS.Process, output: Output, flags: Flags): Terminal {
  const { env, stdout, stderr } = process;
  const quiet = flags["quiet"] === true;
  const noColor =
    flags["color"] === false || (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
  const fixed = env["SOURCE_DATE_EPOCH"];
  return {
    env,
    out: output.out,
    columns: widthOf(process),
    colour: !noColor && (stdout.isTTY || (env["FORCE_COLOR"] ?? "0") !== "0"),
    clock: createClock(fixed),
    quiet,
    log: createLogger({
      write: output.err,
      columns: stderr.isTTY && env["TERM"] !== "dumb" ? stderr.columns : undefined,
      elapsedMs: () => performance.now(),
      escape: escapeLine,
      quiet,
    }),
  };
}

/** Returns the width of the terminal in columns; in a pipe, `COLUMNS` or a usual width. */
export function widthOf({ env, stdout }: Pick<NodeJS.Process, "env" | "stdout">): number {
  return stdout.columns || Number(env["COLUMNS"]) || 100;
}

/** Returns a line escaped so that it is only displayed, because a message may quote names. */
export function escapeLine(text: string): string {
  return escapeTerminal(text, 2_000);
}

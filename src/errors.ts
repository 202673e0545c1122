/** The only error class for errors that a user can act on. Any other thrown error is a bug. */

export type ErrorCode =
  | "BAD_SETTINGS"
  | "BAD_POLICY"
  | "NETWORK_FAILED"
  | "CLOUDSMITH_REFUSED"
  | "CLOUDSMITH_UNREACHABLE"
  | "CLOUDSMITH_UNEXPECTED"
  | "ARTIFACT_FAILED"
  | "REPORT_FAILED"
  | "DELIVERY_FAILED";

/** A problem in a file, and its position. */
export interface LocatedProblem {
  readonly path: string;
  /** 1-based, like the column. */
  readonly line: number;
  readonly column: number;
  /** Starts in lower case, without a final period. */
  readonly message: string;
}

/**
 * `message` has the form `cannot <verb> <object>: <reason>. <What to do.>` and never contains a
 * secret.
 */
export class AuditError extends Error {
  readonly code: ErrorCode;
  /** All problems of a file, in the file's order; the message also contains them. */
  readonly problems: readonly LocatedProblem[];

  constructor(
    code: ErrorCode,
    message: string,
    options?: { cause?: unknown; problems?: readonly LocatedProblem[] },
  ) {
    super(message, options);
    this.problems = options?.problems ?? [];
    this.name = "AuditError";
    this.code = code;
  }
}

/** Returns a one-line description of anything thrown, including its causes, to follow a colon. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text = error.message === "" ? error.name : error.message;
  return error.cause === undefined || error instanceof AuditError
    ? text
    : `${text} (${describeError(error.cause)})`;
}

/** One for the process, which is either the Action or the command line. */
let usesFlags = false;

/** Runs a function in which messages name settings by their flags, not by the Action's inputs. */
export async function withFlagNames<Result>(run: () => Promise<Result>): Promise<Result> {
  usesFlags = true;
  try {
    return await run();
  } finally {
    usesFlags = false;
  }
}

/** Returns a setting as this run's user writes it: `max-age`, or on the command line `--max-age`. */
export function settingName(input: string, value?: string): string {
  if (!usesFlags) return value === undefined ? input : `${input}: ${value}`;
  const flag = input === "api-key" ? "CLOUDSMITH_API_KEY" : `--${input}`;
  return value === undefined ? flag : `${flag} ${value}`;
}

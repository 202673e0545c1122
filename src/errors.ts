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

/** The one error class for what a user can act on; anything else that is thrown is a bug of ours. */

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

/** A mistake in a file, and where it is. */
export interface LocatedProblem {
  readonly path: string;
  /** 1-based, like the column. */
  readonly line: number;
  readonly column: number;
  /** Lower-case start, no final stop. */
  readonly message: string;
}

/** `message` reads `cannot <verb> <object>: <reason>. <What to do.>` and never holds a secret. */
export class AuditError extends Error {
  readonly code: ErrorCode;
  /** For mistakes in a file: each of them, in the file's order; the message has them all as well. */
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

/** Returns a one-line account of anything thrown, its causes included, fit to follow a colon. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text = error.message === "" ? error.name : error.message;
  return error.cause === undefined || error instanceof AuditError
    ? text
    : `${text} (${describeError(error.cause)})`;
}

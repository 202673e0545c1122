/** A 1-based line and column in the policy file. */

/** 1-based line and column in the policy file. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A position, and the file's path if it is not the policy file. */
export interface Place extends Position {
  readonly path?: string;
}

/** A name in a policy: a username, a permanent id or an e-mail address. */
export interface WrittenName {
  readonly text: string;
  readonly position: Position;
}

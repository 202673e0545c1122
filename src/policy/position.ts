/** Where something is written in a policy file. */

/** 1-based line and column in the policy file. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A name as somebody wrote it: a username, a permanent id or an e-mail address. */
export interface WrittenName {
  readonly text: string;
  readonly position: Position;
}

/** A 1-based line and column in the policy file. */

/** 1-based line and column in the policy file. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A name in a policy: a username, a permanent id or an e-mail address. */
export interface WrittenName {
  readonly text: string;
  readonly position: Position;
  /** Before this day, absence is not drift; if left out, it always is. */
  readonly from?: string;
}

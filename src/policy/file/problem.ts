/** A mistake in a file, and its position. */

import type { Position } from "../position.ts";

export interface Problem {
  readonly position: Position;
  /** Starts in lower case, without a final period. */
  readonly message: string;
}

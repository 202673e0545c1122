/** A mistake in a file, and where. */

import type { Position } from "../position.ts";

export interface Problem {
  readonly position: Position;
  /** Lower-case start, no final stop. */
  readonly message: string;
}

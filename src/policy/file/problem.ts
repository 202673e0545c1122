/** A mistake in a file, and its position. */

import type { Place } from "../position.ts";

export interface Problem {
  readonly position: Place;
  /** Starts in lower case, without a final period. */
  readonly message: string;
}

/** A folder for what a run needs for a while. */

import { makeTemporary, type Temporary } from "./temporary.ts";

export interface TemporaryFolder {
  /** Returns its path; it is made when it is asked for first. */
  readonly path: () => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** Returns a folder below `parent`, with a name that nobody can know beforehand. */
export function createTemporaryFolder(parent: string): TemporaryFolder {
  let made: Temporary | undefined;
  return {
    path: async () => (made ??= makeTemporary(parent)).path,
    remove: async () => {
      await made?.remove();
    },
  };
}

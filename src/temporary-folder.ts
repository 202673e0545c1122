/** A folder for what a run needs for a while. */

import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";

export interface TemporaryFolder {
  /** Returns its path; it is made when it is asked for first. */
  readonly path: () => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** Returns a folder below `parent`, with a name that nobody can know beforehand. */
export function createTemporaryFolder(parent: string): TemporaryFolder {
  let made: Promise<string> | undefined;
  return {
    path: () => (made ??= mkdtemp(join(parent, "cloudsmith-access-audit-"))),
    remove: async () => {
      if (made !== undefined) await rm(await made, { recursive: true, force: true });
    },
  };
}

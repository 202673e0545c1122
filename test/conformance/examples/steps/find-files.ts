/** Finds the files that an input of an action names. */

import { glob, stat } from "node:fs/promises";

import { inWorkspace } from "./place.ts";

/** Returns the files that match, with everything in folders that match; sorted. */
export async function findFiles(
  patterns: readonly string[],
): Promise<{ readonly files: readonly string[]; readonly isFolder: boolean }> {
  const files = new Set<string>();
  let isFolder = false;
  for (const pattern of patterns) {
    for await (const path of glob(pattern, { cwd: inWorkspace() })) {
      const found = inWorkspace(path);
      if ((await stat(found)).isFile()) files.add(found);
      else {
        isFolder = true;
        for await (const inside of glob(`${path}/**`, { cwd: inWorkspace() })) {
          const within = inWorkspace(inside);
          if ((await stat(within)).isFile()) files.add(within);
        }
      }
    }
  }
  return { files: [...files].toSorted(), isFolder };
}

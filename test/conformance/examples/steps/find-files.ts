/** Finds the files that an input of an action names. */

import { glob } from "node:fs/promises";
import { join } from "node:path";

import { inWorkspace } from "./place.ts";

/** Returns the files that match, and those in folders that match; sorted. */
export async function findFiles(patterns: readonly string[]): Promise<readonly string[]> {
  const files = new Set<string>();
  const withFolders = patterns.flatMap((pattern) => [pattern, `${pattern}/**`]);
  for await (const entry of glob(withFolders, { cwd: inWorkspace(), withFileTypes: true })) {
    if (entry.isFile()) files.add(join(entry.parentPath, entry.name));
  }
  return [...files].toSorted();
}

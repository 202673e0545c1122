/** What can still be checked of a file that is partly wrong. */

import type { z } from "zod";

/**
 * Returns a copy of the data without the entries that the issues are about, so that one mistake does
 * not hide another. An issue about the whole leaves it as it is, and as wrong as it was.
 */
export function salvage(value: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const left: unknown = structuredClone(value);
  for (const issue of issues) {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
    for (const key of keys) {
      remove(left, key === undefined ? issue.path : [...issue.path, key]);
    }
  }
  return left;
}

/** Removes the value at a path, or the whole list that it is in: the rest of a list would move up. */
function remove(root: unknown, path: readonly PropertyKey[]): void {
  const inList = path.findIndex((key) => typeof key === "number");
  const keys = inList === -1 ? path : path.slice(0, inList);
  const last = keys.at(-1);
  if (last === undefined) return;
  let parent = root as Record<PropertyKey, unknown> | undefined;
  for (const key of keys.slice(0, -1)) parent = parent?.[key] as typeof parent;
  delete parent?.[last];
}

/** What can still be checked of a file that is partly wrong. */

import type { z } from "zod";

/**
 * Returns a copy of the data without the entries that the issues are about, so that one mistake does
 * not hide another; undefined where nothing is left to check.
 */
export function salvage(value: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const left: unknown = structuredClone(value);
  for (const issue of issues) {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
    for (const key of keys) {
      const path = key === undefined ? issue.path : [...issue.path, key];
      if (!remove(left, path)) return undefined;
    }
  }
  return left;
}

/** Removes the value at a path, or the whole list that it is in: the rest of a list would move up. */
function remove(root: unknown, path: readonly PropertyKey[]): boolean {
  const inList = path.findIndex((key) => typeof key === "number");
  const keys = inList === -1 ? path : path.slice(0, inList);
  const last = keys.at(-1);
  if (last === undefined) return false;
  let parent = root;
  for (const key of keys.slice(0, -1)) {
    if (typeof parent !== "object" || parent === null) return true;
    parent = (parent as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  if (typeof parent === "object" && parent !== null) Reflect.deleteProperty(parent, last);
  return true;
}

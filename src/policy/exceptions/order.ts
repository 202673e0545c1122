/** The order of exceptions in a policy, so that two branches seldom add entries in one place. */

import { fold } from "../../roster/fold.ts";
import { compareIds } from "../../roster/model.ts";
import type { ExceptionEntry } from "./entry.ts";
import { placeKinds } from "./place.ts";

/** Returns the entries by rule, subject, place, last day, and role. */
export function sortEntries(entries: readonly ExceptionEntry[]): readonly ExceptionEntry[] {
  return entries.toSorted(compareEntries);
}

/**
 * Returns, for each sorted entry, the number of existing entries before it: its sorted place if
 * these are sorted, else the end.
 */
export function placesOf(
  existing: readonly ExceptionEntry[],
  sorted: readonly ExceptionEntry[],
): readonly number[] {
  const isSorted = existing.every((entry, index) => {
    const next = existing[index + 1];
    return next === undefined || compareEntries(entry, next) <= 0;
  });
  return sorted.map((entry) => {
    const at = isSorted ? existing.findIndex((other) => compareEntries(other, entry) > 0) : -1;
    return at === -1 ? existing.length : at;
  });
}

function compareEntries(a: ExceptionEntry, b: ExceptionEntry): number {
  const other = keyOf(b);
  return keyOf(a).reduce(
    (result, part, index) => result || compareIds(part, other[index] ?? ""),
    0,
  );
}

function keyOf({ rule, subject, expires, role, ...entry }: ExceptionEntry): string[] {
  const places = placeKinds.map((kind) => fold(entry[kind] ?? ""));
  return [rule, fold(subject), ...places, expires, role ?? ""];
}

/** Which entries of a policy applied to the names of an entry before that entry existed. */

import { fold } from "../roster/fold.ts";
import { memoize } from "../roster/memoize.ts";
import { indexEntries, type Entry } from "./entry-index.ts";
import { isWildcard, overlap, specificity } from "./wildcard.ts";

export interface Replaced<One extends Entry> {
  /** The entry with the same name; otherwise the patterns that lose names to the entry. */
  readonly entries: readonly One[];
  /** Whether one of them applied to each name, so that no name was without an entry. */
  readonly areAll: boolean;
}

/** Each change of an entry asks, and patterns take long to compare. */
const replacedBy = memoize(
  new WeakMap<readonly Entry[], (name: string) => Replaced<Entry>>(),
  (before) => memoize(new Map<string, Replaced<Entry>>(), (name) => findReplaced(before, name)),
);

/** Returns the entries that an entry with this name replaces, completely or for some names. */
export function replacedEntries<One extends Entry>(
  before: readonly One[],
  name: string,
): Replaced<One> {
  return replacedBy(before)(name) as Replaced<One>;
}

function findReplaced<One extends Entry>(before: readonly One[], name: string): Replaced<One> {
  const { byName, patterns, patternFor } = indexEntries(before);
  const own = byName.get(fold(name));
  if (own !== undefined) return { entries: own, areAll: true };
  const applied = patternFor(name);
  if (!isWildcard(name)) {
    return { entries: applied === undefined ? [] : [applied], areAll: applied !== undefined };
  }
  // A pattern takes no name from a more specific one.
  const literals = specificity(name);
  const entries = patterns.filter(
    ({ name: { text } }) => overlap(text, name) && specificity(text) <= literals,
  );
  // A pattern that matches another one's text matches whatever that one matches.
  return { entries, areAll: applied !== undefined };
}

/** Which entries of a policy applied to the names of an entry before that entry existed. */

import { fold } from "../roster/fold.ts";
import { fitsWildcard, isWildcard, mostSpecific, overlap, specificity } from "./wildcard.ts";

interface Entry {
  readonly name: { readonly text: string };
}

export interface Replaced<One extends Entry> {
  /** The entry with the same name; otherwise the patterns that lose names to the entry. */
  readonly entries: readonly One[];
  /** Whether one of them applied to each name, so that no name was without an entry. */
  readonly areAll: boolean;
}

/** Returns the entries that an entry with this name replaces, completely or for some names. */
export function replacedEntries<One extends Entry>(
  before: readonly One[],
  name: string,
): Replaced<One> {
  const own = before.filter((one) => fold(one.name.text) === fold(name));
  if (own.length > 0) return { entries: own, areAll: true };
  const patterns = before.filter((one) => isWildcard(one.name.text));
  if (!isWildcard(name)) {
    const applied = mostSpecific(name, patterns);
    return { entries: applied === undefined ? [] : [applied], areAll: applied !== undefined };
  }
  // A pattern takes no name from a more specific one.
  const entries = patterns.filter(
    ({ name: { text } }) => specificity(text) <= specificity(name) && overlap(text, name),
  );
  // A pattern that matches another one's text matches whatever that one matches.
  return { entries, areAll: patterns.some((one) => fitsWildcard(one.name.text, name)) };
}

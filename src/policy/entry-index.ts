/**
 * Finds entries and names of a policy. A policy may have thousands of both, and a comparison looks
 * up each of them, so every list is indexed once. A policy never changes.
 */

import { fold } from "../roster/fold.ts";
import { memoize } from "../roster/memoize.ts";
import type { WrittenName } from "./position.ts";
import { findFitting, isWildcard, mostSpecific } from "./wildcard.ts";

export interface Entry {
  readonly name: { readonly text: string };
}

interface EntryIndex<One extends Entry> {
  readonly byName: ReadonlyMap<string, readonly One[]>;
  /** The entries that stand for all names that match theirs. */
  readonly patterns: readonly One[];
  /** Returns the patterns that match a name, in their order. */
  readonly fitting: (name: string) => readonly One[];
  /** Returns the pattern that applies to a name without an entry of its own. */
  readonly patternFor: (name: string) => One | undefined;
}

const entryIndex = memoize(new WeakMap<readonly Entry[], EntryIndex<Entry>>(), (entries) => {
  const patterns = entries.filter(({ name }) => isWildcard(name.text));
  const fitting = findFitting(patterns, ({ name }) => name.text);
  return {
    byName: Map.groupBy(entries, ({ name }) => fold(name.text)),
    patterns,
    fitting,
    patternFor: (name) => mostSpecific(fitting(name)),
  };
});

/** Returns the index of a section's entries. */
export function indexEntries<One extends Entry>(entries: readonly One[]): EntryIndex<One> {
  return entryIndex(entries) as EntryIndex<One>;
}

/** Returns the first entry with this name; case does not matter. */
export function entryNamed<One extends Entry>(
  entries: readonly One[],
  name: string,
): One | undefined {
  return indexEntries(entries).byName.get(fold(name))?.[0];
}

/** Returns the first entry with one of these names. */
export function entryNamedOneOf<One extends Entry>(
  entries: readonly One[],
  names: readonly string[],
): One | undefined {
  const found = new Set(names.flatMap((name) => entryNamed(entries, name) ?? []));
  const [only] = found;
  return found.size > 1 ? entries.find((entry) => found.has(entry)) : only;
}

type Names = readonly WrittenName[];

const namesByText = memoize(new WeakMap<Names, ReadonlyMap<string, Names>>(), (names) =>
  Map.groupBy(names, ({ text }) => fold(text)),
);

/** Returns whether a list has a name whose entry counts at least until this last day. */
export function isListedUntil(names: Names, name: string, until: string | undefined): boolean {
  return (namesByText(names).get(fold(name)) ?? []).some((one) => countsUntil(one, until));
}

const fittingNames = memoize(new WeakMap<Names, (text: string) => Names>(), (names) =>
  findFitting(names, ({ text }) => text),
);

/** Like `isListedUntil`, and a name of the list may be a pattern. */
export function fitsUntil(names: Names, name: string, until: string | undefined): boolean {
  return fittingNames(names)(name).some((one) => countsUntil(one, until));
}

function countsUntil(name: WrittenName, until: string | undefined): boolean {
  return name.until === undefined || (until !== undefined && until <= name.until);
}

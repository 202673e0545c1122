/**
 * Finds entries and names of a policy. A policy may have thousands of both, and a comparison looks
 * up each of them, so every list is indexed once. A policy never changes.
 */

import { fold } from "../roster/fold.ts";
import type { WrittenName } from "./position.ts";
import { findFitting, isWildcard, mostSpecificOf } from "./wildcard.ts";

export interface Entry {
  readonly name: { readonly text: string };
}

interface EntryIndex<One extends Entry> {
  readonly byName: ReadonlyMap<string, readonly One[]>;
  /** The entries that stand for all names that match theirs. */
  readonly patterns: readonly One[];
  /** Returns the pattern that applies to a name without an entry of its own. */
  readonly patternFor: (name: string) => One | undefined;
}

const entryIndexes = new WeakMap<readonly Entry[], EntryIndex<Entry>>();

/** Returns the index of a section's entries. */
export function indexEntries<One extends Entry>(entries: readonly One[]): EntryIndex<One> {
  const known = entryIndexes.get(entries) as EntryIndex<One> | undefined;
  if (known !== undefined) return known;
  const patterns = entries.filter(({ name }) => isWildcard(name.text));
  const index: EntryIndex<One> = {
    byName: Map.groupBy(entries, ({ name }) => fold(name.text)),
    patterns,
    patternFor: mostSpecificOf(patterns),
  };
  entryIndexes.set(entries, index);
  return index;
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

const nameIndexes = new WeakMap<
  readonly WrittenName[],
  ReadonlyMap<string, readonly WrittenName[]>
>();

/** Returns whether a list has a name whose entry counts at least until this last day. */
export function isListedUntil(
  names: readonly WrittenName[],
  name: string,
  until: string | undefined,
): boolean {
  const index = nameIndexes.get(names) ?? Map.groupBy(names, ({ text }) => fold(text));
  nameIndexes.set(names, index);
  return countingUntil(index.get(fold(name)) ?? [], until).length > 0;
}

const matchers = new WeakMap<readonly WrittenName[], (text: string) => readonly WrittenName[]>();

/** Like `isListedUntil`, and a name of the list may be a pattern. */
export function fitsUntil(
  names: readonly WrittenName[],
  name: string,
  until: string | undefined,
): boolean {
  const fitting = matchers.get(names) ?? findFitting(names, ({ text }) => text);
  matchers.set(names, fitting);
  return countingUntil(fitting(name), until).length > 0;
}

/** Returns the names whose entries count at least until the last day of a new one. */
function countingUntil(
  names: readonly WrittenName[],
  until: string | undefined,
): readonly string[] {
  return names
    .filter((name) => name.until === undefined || (until !== undefined && until <= name.until))
    .map(({ text }) => text);
}

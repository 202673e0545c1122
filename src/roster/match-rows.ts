/** Finds the same accounts and teams in the syncs of two connectors that may use different ids. */

import { fold } from "./fold.ts";

/** By which of its names a row was matched, the surest first. */
export const matchedBy = ["id", "e-mail", "login", "slug", "name"] as const;
export type MatchedBy = (typeof matchedBy)[number];

/** A row, the key that is an id for C1, and what else may show that it is the same. */
export interface Named<Row> {
  readonly row: Row;
  readonly key: string;
  readonly names: readonly (readonly [by: MatchedBy, name: string])[];
}

export interface Match<Ours, Theirs> {
  readonly ours: Ours;
  readonly theirs: Theirs;
  readonly by: MatchedBy;
}

export interface Matched<Ours, Theirs> {
  readonly both: readonly Match<Ours, Theirs>[];
  readonly onlyOurs: readonly Ours[];
  readonly onlyTheirs: readonly Theirs[];
}

/**
 * Pairs rows by key, and the others by a name. A name counts only if it leads to one row on each
 * side: two candidates are no match.
 */
export function matchRows<Ours, Theirs>(
  ours: readonly Named<Ours>[],
  theirs: readonly Named<Theirs>[],
): Matched<Ours, Theirs> {
  const byKey = new Map(theirs.map((one) => [one.key, one]));
  const taken = new Set<string>();
  const both: Match<Ours, Theirs>[] = [];
  const left = ours.filter(({ key, row }) => {
    const same = byKey.get(key);
    if (same === undefined) return true;
    taken.add(key);
    both.push({ ours: row, theirs: same.row, by: "id" });
    return false;
  });
  const others = theirs.filter(({ key }) => !taken.has(key));
  const [findTheirs, findOurs] = [candidateFinder(others), candidateFinder(left)];
  const onlyOurs: Ours[] = [];
  for (const one of left) {
    const [candidate, ...more] = findTheirs(one);
    const isOnly = candidate !== undefined && more.length === 0 && findOurs(candidate).length === 1;
    const by = isOnly ? sharedName(one, candidate) : undefined;
    if (candidate === undefined || by === undefined) {
      onlyOurs.push(one.row);
      continue;
    }
    taken.add(candidate.key);
    both.push({ ours: one.row, theirs: candidate.row, by });
  }
  return {
    both,
    onlyOurs,
    onlyTheirs: others.filter(({ key }) => !taken.has(key)).map(({ row }) => row),
  };
}

/**
 * Returns a function that returns the rows with one of the same names, at most two of each name: two
 * are no match, and a name may be in every row.
 */
function candidateFinder<Row>(rows: readonly Named<Row>[]) {
  const byName = new Map<string, Named<Row>[]>();
  for (const row of rows) {
    for (const name of row.names.map(nameKey)) {
      const found = byName.get(name);
      if (found === undefined) byName.set(name, [row]);
      else if (found.length === 1 && found[0] !== row) found.push(row);
    }
  }
  return ({ names }: Pick<Named<unknown>, "names">): readonly Named<Row>[] => [
    ...new Set(names.flatMap((name) => byName.get(nameKey(name)) ?? [])),
  ];
}

function sharedName(a: Named<unknown>, b: Named<unknown>): MatchedBy | undefined {
  const names = new Set(b.names.map(nameKey));
  return a.names.find((name) => names.has(nameKey(name)))?.[0];
}

function nameKey([by, name]: Named<unknown>["names"][number]): string {
  return `${by}:${fold(name)}`;
}

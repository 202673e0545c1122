/** Columns of facts: each distinct value once, and a number for each row. */

import type { Fact } from "../../roster/fact.ts";

/** Ten thousand accounts share four roles. A fact that was not seen is a value like any other. */
export interface Column<T> {
  readonly values: readonly Fact<T>[];
  /** For each row, the position of its value. */
  readonly rows: readonly number[];
}

/** Returns the facts as a column, values in the order in which they first appear. */
export function packColumn<T extends string | boolean | null>(
  facts: readonly Fact<T>[],
): Column<T> {
  // There is one shared object for each reason why a fact is unknown, so the map finds it like a
  // string.
  const positions = new Map<Fact<T>, number>();
  const values: Fact<T>[] = [];
  const rows = facts.map((fact) => {
    const known = positions.get(fact);
    if (known !== undefined) return known;
    positions.set(fact, values.length);
    return values.push(fact) - 1;
  });
  return { values, rows };
}

/** Returns the facts of a column, one for each row. */
export function unpackColumn<T>({ values, rows }: Column<T>): readonly Fact<T>[] {
  return rows.map((position) => {
    const value = values[position];
    if (value === undefined) throw new Error(`bug: a column without value ${position}`);
    return value;
  });
}

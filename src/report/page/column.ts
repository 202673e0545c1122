/** Columns of facts: each distinct value once, and for each row a number. */

import { isUnknown, type Fact } from "../../roster/model.ts";

/** Ten thousand accounts share four roles; what was not seen is a value like any other. */
export interface Column<T> {
  readonly values: readonly Fact<T>[];
  /** For each row the position of its value. */
  readonly rows: readonly number[];
}

/** Returns the facts as a column, values in the order in which they first appear. */
export function packColumn<T extends string | boolean | null>(
  facts: readonly Fact<T>[],
): Column<T> {
  const positions = new Map<string, number>();
  const values: Fact<T>[] = [];
  const rows = facts.map((fact) => {
    const key = isUnknown(fact) ? `unknown ${fact.unknown}` : JSON.stringify(fact);
    const known = positions.get(key);
    if (known !== undefined) return known;
    positions.set(key, values.length);
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

/** A table of the pack: a heading, columns, and a row for each thing. */

import type { Cell } from "../escape/escape-csv.ts";

export interface Table {
  /** Of its CSV file, without the ending. */
  readonly name: string;
  readonly title: string;
  /** What it means that there are no rows. */
  readonly none: string;
  readonly columns: readonly string[];
  /** How many rows there are. */
  readonly size: number;
  /** Made anew each time that they are gone through. */
  readonly rows: Iterable<readonly Cell[]>;
}

/** Returns a table with a row for each thing, and each column's cell of it. */
export function tableOf<T>(
  heading: Pick<Table, "name" | "title" | "none">,
  things: readonly T[],
  columns: Readonly<Record<string, (thing: T) => Cell>>,
): Table {
  const cells = Object.values(columns);
  return {
    ...heading,
    columns: Object.keys(columns),
    size: things.length,
    rows: {
      *[Symbol.iterator]() {
        for (const thing of things) yield cells.map((cell) => cell(thing));
      },
    },
  };
}
